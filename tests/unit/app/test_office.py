from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from commandpost.app.incidents import NewIncident
from commandpost.app.leader_signature import LeaderSignature
from commandpost.app.logbook import LogMode
from commandpost.app.matters import MatterService
from commandpost.app.merging import MergingService
from commandpost.app.office import OfficeService
from commandpost.domain.codes import Level
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.local_time import local_day
from commandpost.domain.official import FormPaper, OfficialPaper, PaperKind
from commandpost.domain.papers import UndoneLine
from commandpost.domain.rules import Step
from commandpost.journal.entry import Draft
from tests.unit.app.rooms import PIN, Room, room


@pytest.fixture
def desk() -> Room:
    return room()


def office(desk: Room, *, drill: bool = False) -> OfficeService:
    return OfficeService(replace(desk.desk, drill=drill), desk.duty, desk.press, desk.people.check_pin)


def signed(desk: Room, name: str, pin: str = PIN) -> LeaderSignature:
    return LeaderSignature(leader=desk.staff[name], pin=pin)


def incident(desk: Room, title: str = "槐树里12号院自建房局部坍塌", level: Level = Level.LARGER) -> RecordId:
    return desk.incidents.open(NewIncident(title=title, code="12P13", level=level, received=desk.desk.now()))


def report(desk: Room, level: Level = Level.LARGER) -> RecordId:
    draft = desk.reports.mark_unknown(desk.reports.draft(incident(desk, level=level), Step.INITIAL))
    return desk.reports.send(draft)


def today(desk: Room) -> date:
    """The duty day that began yesterday morning; it is half past two at night."""
    return local_day(desk.desk.now()) - timedelta(days=1)


def rows(paper: object) -> dict[str, str]:
    assert isinstance(paper, FormPaper)
    return {row.label: row.value for row in paper.rows}


def test_one_report_is_several_documents_each_with_its_own_number(desk: Room) -> None:
    sent = report(desk, Level.MAJOR)
    papers = office(desk)

    bulletin, special = papers.issue(PaperKind.BULLETIN, sent), papers.issue(PaperKind.SPECIAL, sent)

    one, two = papers.paper(bulletin), papers.paper(special)
    assert isinstance(one, OfficialPaper)
    assert isinstance(two, OfficialPaper)
    assert (one.number, two.number) == ("快报〔2026〕S1第1期", "专报〔2026〕S1第1期")
    assert one.title == "关于槐树里12号院自建房局部坍塌的情况"
    assert two.title == "关于槐树里12号院自建房局部坍塌的初报"
    assert one.sections == two.sections
    assert (one.urgency, one.draft) == ("特急", False)
    assert [row.number for row in papers.issued()] == [two.number, one.number]


def test_an_issued_paper_keeps_its_number_and_its_bytes(desk: Room) -> None:
    sent = report(desk)
    papers = office(desk)
    first = papers.issue(PaperKind.BULLETIN, sent)
    before = papers.pdf(first)

    desk.clock.advance(minutes=5)

    assert papers.issue(PaperKind.BULLETIN, sent) == first
    assert papers.pdf(first) == before
    plain = papers.paper(first)
    assert isinstance(plain, OfficialPaper)
    assert papers.paper(first, preprinted=True) == replace(plain, preprinted=True)
    other = papers.issue(PaperKind.BULLETIN, report(desk))
    assert papers.paper(other).number == "快报〔2026〕S1第2期"


def test_a_preview_has_no_number_and_burns_none(desk: Room) -> None:
    sent = report(desk)
    papers = office(desk)

    draft = papers.preview(PaperKind.BULLETIN, sent, leader="陈建国")

    assert (draft.number, draft.draft) == ("", True)
    assert isinstance(draft, OfficialPaper)
    assert (draft.signer, draft.signed_at) == ("陈建国", desk.desk.now())
    assert papers.paper(papers.issue(PaperKind.BULLETIN, sent)).number.endswith("第1期")


def test_the_leader_signs_a_paper_by_name_and_the_service_itself_asks_for_the_pin(desk: Room) -> None:
    sent = report(desk)
    with pytest.raises(RuleBroken, match="not_a_leader"):
        office(desk).issue(PaperKind.SPECIAL, sent, signature=signed(desk, "李静"))
    with pytest.raises(RuleBroken, match="pin_wrong"):
        office(desk).issue(PaperKind.SPECIAL, sent, signature=signed(desk, "陈建国", "0000"))
    assert office(desk).issued() == (), "nothing was numbered"

    issued = office(desk).issue(PaperKind.SPECIAL, sent, signature=signed(desk, "陈建国"))
    paper = office(desk).paper(issued)

    assert paper.number.endswith("第1期")

    assert isinstance(paper, OfficialPaper)
    assert paper.signer == "陈建国"


def test_a_drill_has_its_own_numbers_and_says_so_on_the_paper(desk: Room) -> None:
    day = today(desk)
    real, drill = office(desk), office(desk, drill=True)

    exercise = drill.paper(drill.issue(PaperKind.DAILY_SUMMARY, day))
    serious = real.paper(real.issue(PaperKind.DAILY_SUMMARY, day))

    assert (exercise.number, exercise.drill) == ("演练日报〔2026〕S1第1期", True)
    assert (serious.number, serious.drill) == ("日报〔2026〕S1第1期", False)


def test_a_call_has_its_record_with_the_number_masked(desk: Room) -> None:
    call = desk.logbook.record(
        "槐树里坍塌", mode=LogMode.CALL_IN, caller="王女士", caller_unit="居民", phone="13900007741", told=("119",)
    )

    told = rows(office(desk).preview(PaperKind.PHONE_RECORD, call))

    assert (told["direction"], told["other_person"], told["other_unit"]) == ("来电", "王女士", "居民")
    assert "13900007741" not in str(told)
    assert (told["content"], told["told"], told["read_back"]) == ("槐树里坍塌", "119", "")
    assert told["recorder"].startswith("李静")


def test_a_report_by_telephone_has_its_record_with_the_read_back(desk: Room) -> None:
    sent = desk.reports.phone_report(incident(desk), to="区总值班室", taken_by="赵强", summary="疑有人被埋")

    told = rows(office(desk).preview(PaperKind.PHONE_RECORD, sent))

    assert (told["direction"], told["other_unit"], told["other_person"]) == ("去电", "区总值班室", "赵强")
    assert (told["read_back"], told["content"]) == ("对方已复述，无误", "疑有人被埋")
    assert told["incident"] == "槐树里12号院自建房局部坍塌"
    silent = desk.reports.phone_report(incident(desk), to="", taken_by="赵强", read_back=False)
    assert rows(office(desk).preview(PaperKind.PHONE_RECORD, silent))["read_back"] == "未复述"


def test_a_directive_has_its_slip_from_issue_to_answer(desk: Room) -> None:
    limit = desk.desk.now() + timedelta(hours=1)
    desk.sit_down("陈建国")
    order = desk.inbox.issue_directive(desk.desk.unit, "核清被困人数", limit=limit)
    desk.sit_down("李静")
    before = office(desk).preview(PaperKind.DIRECTIVE_SLIP, order)
    assert rows(before)["receipt"] == "待签收"

    desk.inbox.convey(order, "应急队")
    desk.inbox.answer(order, "被困1人")
    told = rows(office(desk).preview(PaperKind.DIRECTIVE_SLIP, order))

    assert (told["purpose"], told["directive"], told["answer"]) == ("批示", "核清被困人数", "被困1人")
    assert told["conveyed"].endswith("应急队")
    assert told["answered"].startswith("李静")
    paper = office(desk).paper(office(desk).issue(PaperKind.DIRECTIVE_SLIP, order))
    assert paper.number == "批办〔2026〕S1第1期"
    assert office(desk).issued()[0].title == "核清被困人数"


def test_a_quiet_day_has_a_zero_report_and_another_day_has_none(desk: Room) -> None:
    day = today(desk)

    paper = office(desk).preview(PaperKind.ZERO_REPORT, day)

    assert isinstance(paper, OfficialPaper)
    assert "未接报突发事件，特此报告（零报告）" in paper.sections[0].text
    assert paper.title.endswith("零报告")
    incident(desk)
    with pytest.raises(RuleBroken, match="not_zero") as refused:
        office(desk).preview(PaperKind.ZERO_REPORT, day)
    assert refused.value.params == {"count": 1}


def test_the_daily_summary_tells_posts_counts_incidents_and_what_is_open(desk: Room) -> None:
    call = desk.logbook.record("咨询", mode=LogMode.CALL_IN)
    desk.logbook.correct(call, "咨询停水", reason="补充")  # still one call
    report(desk)
    done = incident(desk, "水管爆裂", Level.GENERAL)
    desk.incidents.close(done, reason="修复")
    day = today(desk)

    paper = office(desk).preview(PaperKind.DAILY_SUMMARY, day)

    assert isinstance(paper, OfficialPaper)
    told = "".join(section.heading + section.text for section in paper.sections)
    for words in (
        "带班领导：空岗",
        "接听来电1次",
        "新接报突发事件2起，向上级报送1份，无迟报",
        "在办，已报初报",
        "水管爆裂（一般）。处置结束，尚未上报",
        "待办事项无。",
    ):
        assert words in told
    assert paper.title.endswith("值班情况日报")


def test_a_merged_incident_is_none_of_its_own_on_the_summary(desk: Room) -> None:
    first = incident(desk, "水管爆裂", Level.GENERAL)
    desk.clock.advance(minutes=1)
    MergingService(desk.desk, desk.incidents).merge(incident(desk, "路面冒水", Level.GENERAL), first, reason="同一起")

    paper = office(desk).preview(PaperKind.DAILY_SUMMARY, today(desk))

    assert isinstance(paper, OfficialPaper)
    told = "".join(section.text for section in paper.sections)
    assert "新接报突发事件1起" in told
    assert "路面冒水" not in told


def test_what_the_shifts_hand_over_is_open_on_the_summary_and_drills_report_nothing(desk: Room) -> None:
    _lines, drafts = MatterService(desk.desk).opened([UndoneLine(text="东口井盖未更换")])
    desk.desk.write(*drafts)
    exercise = Draft(kind="report", record=report(desk), act="report.draft", set={"drill": True})
    desk.desk.write(exercise)

    paper = office(desk).preview(PaperKind.DAILY_SUMMARY, today(desk))

    assert isinstance(paper, OfficialPaper)
    told = "".join(section.text for section in paper.sections)
    assert "东口井盖未更换。" in told
    assert "向上级报送0份" in told


def test_a_late_report_stands_on_the_summary(desk: Room) -> None:
    late = incident(desk)
    desk.clock.advance(hours=3)
    desk.reports.send(desk.reports.mark_unknown(desk.reports.draft(late)), late_reason="通信中断")
    day = today(desk)

    paper = office(desk).preview(PaperKind.DAILY_SUMMARY, day)

    assert isinstance(paper, OfficialPaper)
    told = "".join(section.text for section in paper.sections)
    assert "其中迟报1份" in told
    assert "（有迟报）" in told


def test_what_a_record_has_no_paper_of_is_refused(desk: Room) -> None:
    note = desk.logbook.record("巡查正常")
    day = today(desk)
    for kind, subject in (
        (PaperKind.BULLETIN, note),
        (PaperKind.PHONE_RECORD, note),
        (PaperKind.DIRECTIVE_SLIP, note),
        (PaperKind.SPECIAL, RecordId("report-none")),
        (PaperKind.BULLETIN, day),
    ):
        with pytest.raises(RuleBroken, match="paper_not_of_this"):
            office(desk).preview(kind, subject)
    with pytest.raises(RuleBroken, match="day_not_begun"):
        office(desk).preview(PaperKind.ZERO_REPORT, day + timedelta(days=2))
    with pytest.raises(RuleBroken, match="paper_unknown"):
        office(desk).paper(note)


def test_papers_are_issued_by_a_signed_in_person_and_a_broken_press_holds_none_back(desk: Room) -> None:
    sent = report(desk)
    desk.press.broken = True

    issued = office(desk).issue(PaperKind.BULLETIN, sent)

    desk.press.broken = False
    assert office(desk).pdf(issued).startswith(b"%PDF")
    desk.people.sign_out()
    with pytest.raises(RuleBroken, match="sign_in_first"):
        office(desk).issue(PaperKind.SPECIAL, sent)
