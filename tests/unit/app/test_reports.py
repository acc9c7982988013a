from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from commandpost.app.incidents import NewIncident
from commandpost.app.leader_signature import LeaderSignature
from commandpost.app.logbook import LogMode
from commandpost.domain.codes import Level
from commandpost.domain.coordinates import LonLat
from commandpost.domain.deadlines import DeadlineState, Lateness, Verdict
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.report import UNKNOWN, Noe
from commandpost.domain.rules import Step
from commandpost.journal.entry import Draft
from tests.unit.app.desks import LEADER, OFFICER, SIGNED, START, Room


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def incident(room: Room) -> RecordId:
    call = room.logbook.record("槐树里12号院自建房局部坍塌，无人被困", mode=LogMode.CALL_IN)
    return room.incidents.open(
        NewIncident(
            title="槐树里12号院自建房局部坍塌",
            code="12P13",
            level=Level.LARGER,
            place="槐树里12号院",
            lonlat=LonLat(lon=116.4127, lat=39.9052),
            occurred=START - timedelta(minutes=4),
            received=START,
            source="居民来电",
            contact="孙伟",
            contact_phone="13900000218",
        ),
        call,
    )


def late(seconds: float) -> Lateness:
    return Lateness(verdict=Verdict.LATE, late_by=timedelta(seconds=seconds))


IN_TIME = Lateness(verdict=Verdict.IN_TIME)

# -------------------------------------------------------------------------------------------- by telephone


def test_a_telephone_report_stops_its_clock_and_at_once_and_stands_in_the_log(room: Room, incident: RecordId) -> None:
    room.clock.advance(minutes=4, seconds=54)
    room.reports.phone_report(incident, to="区总值班室", taken_by="赵强", summary="被困人数待核")

    open_rules = {deadline.rule for deadline in room.incidents.row(incident).deadlines if deadline.is_open}
    assert open_rules == {"LOCAL-WRITTEN", "LOCAL-DAILY"}
    line = room.logbook.items(incident=incident)[-1]
    assert (line.mode, line.phone_report) == (LogMode.CALL_OUT, True)
    assert line.text == "已电话首报区总值班室，对方接报人赵强，对方复述无误。被困人数待核"
    assert room.reports.rows()[0].lateness == IN_TIME


def test_a_telephone_report_names_who_took_it_and_is_no_promise(room: Room, incident: RecordId) -> None:
    with pytest.raises(RuleBroken, match="taken_by_missing"):
        room.reports.phone_report(incident, to="区总值班室", taken_by=" ")
    with pytest.raises(RuleBroken, match="phone_report_in_future"):
        room.reports.phone_report(incident, to="", taken_by="赵强", at=START + timedelta(minutes=2))


def test_nothing_is_reported_before_it_is_known(room: Room, incident: RecordId) -> None:
    minute = room.incidents.row(incident).received.replace(second=0, microsecond=0)
    room.clock.advance(minutes=5)
    with pytest.raises(RuleBroken, match="phone_report_before_received"):
        room.reports.phone_report(incident, to="", taken_by="赵强", at=minute - timedelta(seconds=1))
    room.reports.phone_report(incident, to="", taken_by="赵强", at=minute)


def test_a_late_telephone_report_is_late_to_the_second(room: Room, incident: RecordId) -> None:
    room.clock.advance(minutes=15, seconds=7)
    room.reports.phone_report(incident, to="", taken_by="赵强")

    assert room.reports.rows()[0].lateness == late(7)


def test_a_call_told_of_afterwards_is_a_claim_that_cannot_be_proved(room: Room, incident: RecordId) -> None:
    room.clock.advance(minutes=40)
    room.reports.phone_report(incident, to="", taken_by="赵强", at=START + timedelta(minutes=5))

    row = room.reports.rows()[0]
    assert row.lateness == Lateness(verdict=Verdict.NOT_PROVABLE)
    assert row.sent_at == START + timedelta(minutes=5)


def test_a_claim_that_was_late_even_by_its_own_words_is_late(room: Room, incident: RecordId) -> None:
    room.clock.advance(minutes=40)
    room.reports.phone_report(incident, to="", taken_by="赵强", at=START + timedelta(minutes=20))

    assert room.reports.rows()[0].lateness == late(300)


# ---------------------------------------------------------------------------------------------- the draft


def test_a_first_report_is_drafted_from_the_log(room: Room, incident: RecordId) -> None:
    room.clock.advance(minutes=12)
    room.logbook.record("消防到场，确认被困1人，轻伤2人", mode=LogMode.ON_SCENE, incident=incident)
    draft = room.reports.draft(incident)

    assert (draft.step, draft.sequence, draft.id, draft.number) == (Step.INITIAL, 1, None, "")
    assert draft.title == "关于槐树里12号院自建房局部坍塌的初报"
    assert draft.addressees == ("区委区政府总值班室",)
    assert draft.figures["trapped"] == 1
    assert draft.elements["kind"] == "事故灾难 › 建筑垮塌"
    assert draft.elements["contact"] == "孙伟"
    assert "无人被困" in draft.elements["course"]


def test_the_upper_tier_is_addressed_by_its_name_when_it_is_known(room: Room, incident: RecordId) -> None:
    unit = Draft(kind="unit", record=RecordId("unit-110199"), act="x", set={"name": "示范区总值班室"})
    room.desk.write(unit)

    assert room.reports.draft(incident).addressees == ("示范区总值班室",)


def test_the_first_save_gives_the_number_and_it_stays(room: Room, incident: RecordId) -> None:
    saved = room.reports.save(room.reports.draft(incident))
    again = room.reports.save(replace(saved, title="关于坍塌的初报"))
    other = room.reports.save(replace(saved, id=None))

    assert (saved.number, again.number, other.number) == ("〔2026〕S1第1期", "〔2026〕S1第1期", "〔2026〕S1第2期")
    assert room.reports.draft(incident, Step.INITIAL).id in {saved.id, other.id}


def test_saving_the_same_twice_writes_nothing(room: Room, incident: RecordId) -> None:
    saved = room.reports.save(room.reports.draft(incident))
    entries = len(room.journal.entries)

    assert room.reports.save(saved) == saved
    assert len(room.journal.entries) == entries


def test_the_stored_draft_comes_back(room: Room, incident: RecordId) -> None:
    draft = room.reports.draft(incident)
    saved = room.reports.save(replace(draft, elements={**draft.elements, "cause": "雨水浸泡"}))

    assert room.reports.draft(incident) == saved
    assert saved.elements["cause"] == "雨水浸泡"
    assert "contact" not in str(room.record(saved.id or RecordId("")).fields["elements"])


def test_the_form_marks_what_is_missing_and_what_is_being_checked(room: Room, incident: RecordId) -> None:
    draft = room.reports.mark_unknown(room.reports.draft(incident), "cause")
    form = {element.key: element for element in room.reports.elements(draft)}

    assert form["cause"].unknown
    assert not form["cause"].missing
    assert form["scope"].missing
    assert form["scope"].required
    assert not form["requests"].required
    assert not form["casualties"].missing  # the log told a figure


def test_one_key_fills_everything_that_is_missing(room: Room, incident: RecordId) -> None:
    draft = room.reports.mark_unknown(room.reports.draft(incident))

    assert not any(element.missing for element in room.reports.elements(draft))
    assert draft.elements["scope"] == UNKNOWN


def test_the_four_noes_each_have_a_finding_and_both_values_of_a_contradiction(room: Room, incident: RecordId) -> None:
    room.clock.advance(minutes=12)
    room.logbook.record("确认被困1人", mode=LogMode.ON_SCENE, incident=incident)
    room.logbook.record("树倒了", mode=LogMode.CALL_IN)
    findings = room.reports.check(room.reports.draft(incident))

    assert {finding.noe for finding in findings} == set(Noe)
    by_code = {finding.code: finding for finding in findings}
    assert by_code["within_limit"].params == {"seconds": 48 * 60}
    assert by_code["figure_contradiction"].params["second_value"] == 1
    assert by_code["calls_undecided"].params == {"count": 1}


def test_what_the_last_report_told_more_seriously_is_found(room: Room, incident: RecordId) -> None:
    room.reports.send(replace(room.reports.draft(incident), figures={"injured": 3}))
    room.incidents.revise(incident, {"level": Level.GENERAL}, "复核", signature=SIGNED)
    lower = replace(room.reports.draft(incident), figures={"injured": 1})
    codes = {finding.code for finding in room.reports.check(lower)}

    assert {"level_lowered", "figure_lowered", "figure_unexplained"} <= codes


# --------------------------------------------------------------------------------------- signed and sent


def test_a_change_after_the_signature_drops_it(room: Room, incident: RecordId) -> None:
    signed = room.reports.sign(room.reports.draft(incident), SIGNED)
    assert (signed.status, signed.signed_by, signed.signed_by_name) == ("signed", LEADER, "陈建国")

    assert room.reports.save(signed).status == "signed"
    changed = room.reports.save(replace(signed, title="关于坍塌的初报"))

    assert (changed.status, changed.signed_by) == ("draft", None)


def test_only_a_leader_signs(room: Room, incident: RecordId) -> None:
    with pytest.raises(RuleBroken, match="not_a_leader"):
        room.reports.sign(room.reports.draft(incident), LeaderSignature(leader=OFFICER, pin="1234"))


def test_a_signature_is_the_leaders_own_whoever_asks_for_it(room: Room, incident: RecordId) -> None:
    forged = LeaderSignature(leader=LEADER, pin="0000")
    draft = room.reports.draft(incident)
    for deed in (
        lambda: room.reports.sign(draft, forged),
        lambda: room.reports.send(draft, signature=forged),
        lambda: room.reports.countersign(room.reports.send(draft), forged),
    ):
        with pytest.raises(RuleBroken, match="pin_wrong"):
            deed()
    assert all(row.pending_leader_signature for row in room.reports.rows() if row.sent_at is not None)


def test_a_signed_report_is_sent_in_time_and_frozen(room: Room, incident: RecordId) -> None:
    room.clock.advance(minutes=30)
    report = room.reports.send(room.reports.sign(room.reports.draft(incident), SIGNED))
    row = room.reports.rows()[0]

    assert (row.id, row.status, row.lateness, row.pending_leader_signature) == (report, "sent", IN_TIME, False)
    assert row.sent_at == START + timedelta(minutes=30)
    assert room.reports.paper(report).signer == "陈建国"
    assert not room.reports.paper(report).draft
    assert room.logbook.items(incident=incident)[-1].text.startswith("书面初报〔2026〕S1第1期已报送")
    with pytest.raises(RuleBroken, match="report_already_sent"):
        room.reports.save(replace(room.reports.draft(incident), id=report))


def test_a_late_report_asks_why_and_is_sent_and_stays_late(room: Room, incident: RecordId) -> None:
    room.clock.advance(minutes=61)
    draft = room.reports.draft(incident)
    assert room.reports.lateness(draft) == late(60)
    with pytest.raises(RuleBroken) as asked:
        room.reports.send(draft)
    assert asked.value.code == "late_reason_missing"
    assert asked.value.params["seconds"] == 60

    report = room.reports.send(room.reports.draft(incident), late_reason="通信中断")

    row = room.reports.rows()[0]
    assert (row.lateness, row.late_reason) == (late(60), "通信中断")
    paper = room.reports.paper(report)
    assert (paper.late_by, paper.late_reason) == (timedelta(minutes=1), "通信中断")
    room.clock.advance(days=9)
    states = {
        str(deadline.rule): deadline.state(room.clock.now()) for deadline in room.incidents.row(incident).deadlines
    }
    assert states["LOCAL-WRITTEN"] is DeadlineState.DONE_LATE


def test_no_raised_level_and_no_adopted_pack_touches_a_sent_report(room: Room, incident: RecordId) -> None:
    room.clock.advance(minutes=50)
    room.reports.send(room.reports.draft(incident))
    room.incidents.revise(incident, {"level": Level.GRAVE})
    lateness = {str(deadline.rule): deadline.lateness for deadline in room.incidents.row(incident).deadlines}

    assert lateness["LOCAL-WRITTEN"] == IN_TIME


def test_an_uncertain_clock_makes_a_report_near_the_limit_not_provable(room: Room, incident: RecordId) -> None:
    room.clock.uncertainty = 120
    room.clock.advance(minutes=59)
    room.reports.send(room.reports.draft(incident))

    assert room.reports.rows()[0].lateness == Lateness(verdict=Verdict.NOT_PROVABLE)


def test_a_clock_never_set_right_proves_nothing_near_a_limit(room: Room, incident: RecordId) -> None:
    room.clock.uncertainty = None
    room.clock.advance(minutes=30)

    assert room.reports.lateness(room.reports.draft(incident)) == Lateness(verdict=Verdict.NOT_PROVABLE)


def test_without_the_leader_it_goes_out_to_be_signed_later(room: Room, incident: RecordId) -> None:
    report = room.reports.send(room.reports.draft(incident))
    printed = room.reports.pdf(report)
    assert room.reports.rows()[0].pending_leader_signature
    assert room.reports.paper(report).pending_signature

    room.clock.advance(minutes=9)
    room.reports.countersign(report, SIGNED)

    paper = room.reports.paper(report)
    assert (paper.signer, paper.signed_at) == ("陈建国", START + timedelta(minutes=9))
    assert not room.reports.rows()[0].pending_leader_signature
    assert room.reports.rows()[0].countersigned
    signed = room.reports.pdf(report)
    assert signed == room.press.pdf(paper)
    assert signed != printed
    assert room.reports.pdf(report, as_sent=True) == printed
    with pytest.raises(RuleBroken, match="already_signed"):
        room.reports.countersign(report, SIGNED)


def test_the_leader_may_sign_with_the_sending(room: Room, incident: RecordId) -> None:
    report = room.reports.send(room.reports.draft(incident), signature=SIGNED)

    assert room.record(report).fields["signed_by"] == LEADER
    assert room.record(report).conflicts == {}


def test_a_report_full_of_holes_is_sent_all_the_same(room: Room) -> None:
    bare = room.incidents.open(NewIncident(title="不明险情", code="", received=START))
    draft = room.reports.draft(bare)
    report = room.reports.send(replace(draft, elements={}, figures={}, addressees=()))

    paper = room.reports.paper(report)
    assert any(paragraph.missing for paragraph in paper.paragraphs)
    assert room.reports.rows()[0].status == "sent"


def test_a_broken_press_holds_nothing_back_and_prints_later(room: Room, incident: RecordId) -> None:
    room.press.is_broken = True
    report = room.reports.send(room.reports.draft(incident))
    room.press.is_broken = False

    printed = room.reports.pdf(report)

    assert printed == room.reports.pdf(report)
    assert room.record(report).fields["pdf"]


def test_both_papers_are_printed_later_when_the_press_was_broken(room: Room, incident: RecordId) -> None:
    room.press.is_broken = True
    report = room.reports.send(room.reports.draft(incident))
    room.reports.countersign(report, SIGNED)
    room.press.is_broken = False

    signed, first = room.reports.pdf(report), room.reports.pdf(report, as_sent=True)

    assert signed == room.press.pdf(room.reports.paper(report)) != first
    assert (signed, first) == (room.reports.pdf(report), room.reports.pdf(report, as_sent=True))


def test_nothing_is_sent_from_a_locked_screen(room: Room, incident: RecordId) -> None:
    draft = room.reports.draft(incident)
    room.session.locked = True

    with pytest.raises(RuleBroken, match="locked"):
        room.reports.send(draft)
    assert room.reports.paper(draft).contact_phone == ""


def test_what_was_not_sent_has_no_stored_print_and_no_late_signature(room: Room, incident: RecordId) -> None:
    saved = room.reports.save(room.reports.draft(incident))
    assert saved.id is not None

    with pytest.raises(RuleBroken, match="report_not_sent"):
        room.reports.pdf(saved.id)
    with pytest.raises(RuleBroken, match="report_not_sent"):
        room.reports.countersign(saved.id, SIGNED)
    with pytest.raises(RuleBroken, match="report_unknown"):
        room.reports.paper(RecordId("report-none"))
    assert room.reports.paper(saved.id).draft


def test_the_telephone_number_of_the_contact_is_on_the_paper_and_not_in_the_journal(
    room: Room, incident: RecordId
) -> None:
    report = room.reports.send(room.reports.draft(incident))

    assert room.reports.paper(report).contact_phone == "13900000218"
    assert not any("13900000218" in str(entry.body.set) for entry in room.journal.entries)
    assert not any("孙伟" in str(entry.body.set) for entry in room.journal.entries)


# ------------------------------------------------------------------------------------- follow-ups and end


def test_follow_ups_are_numbered_and_tell_only_what_is_newer(room: Room, incident: RecordId) -> None:
    room.reports.send(room.reports.draft(incident))
    room.clock.advance(minutes=30)
    room.logbook.record("社区应急队设置警戒", mode=LogMode.ON_SCENE, incident=incident)
    first = room.reports.draft(incident)
    opening = room.reports.paper(first).paragraphs[0].text
    room.reports.send(first)
    room.clock.advance(minutes=30)
    second = room.reports.draft(incident)

    assert first.title.endswith("的续报一")
    assert first.elements["measures"] == "2时54分，社区应急队设置警戒。"
    assert first.elements["course"] == ""
    assert (second.step, second.sequence) == (Step.FOLLOW_UP, 2)
    assert second.elements["measures"] == ""
    assert opening.startswith("7月19日2时24分初报后，现将")


def test_the_final_closes_the_chain(room: Room, incident: RecordId) -> None:
    room.reports.phone_report(incident, to="", taken_by="赵强")
    room.reports.send(room.reports.draft(incident))
    room.clock.advance(minutes=90)
    room.incidents.close(incident, reason="被困人员已救出，现场移交")
    final = room.reports.draft(incident)
    room.reports.send(final)

    assert (final.step, final.elements["summary"]) == (Step.FINAL, "被困人员已救出，现场移交")
    assert room.incidents.row(incident).driving(room.clock.now()) is None
    assert room.reports.draft(incident).step is Step.SUPPLEMENT


def test_the_timeline_tells_what_was_done_what_is_owed_and_what_will_come(room: Room, incident: RecordId) -> None:
    before = room.reports.timeline(incident)
    room.clock.advance(minutes=5)
    room.reports.phone_report(incident, to="", taken_by="赵强")
    after = room.reports.timeline(incident)

    assert [(step.step, step.at is None) for step in before] == [
        (Step.PHONE, True),
        (Step.INITIAL, True),
        (Step.FOLLOW_UP, True),
        (Step.DAILY, True),
        (Step.FINAL, True),
    ]
    assert before[0].due == START + timedelta(minutes=15)
    assert (after[0].state, after[0].taken_by, after[0].at) == (
        DeadlineState.DONE,
        "赵强",
        START + timedelta(minutes=5),
    )
    assert (after[1].due, after[1].confirmed) == (START + timedelta(minutes=60), False)
    assert (after[4].due, after[4].state) == (None, DeadlineState.CALM)


def test_the_last_report_stands_in_the_row_of_its_incident(room: Room, incident: RecordId) -> None:
    assert room.incidents.row(incident).last_report is None
    report = room.reports.send(room.reports.draft(incident))
    last = room.incidents.row(incident).last_report

    assert last is not None
    assert (last.id, last.step, last.lateness, last.receipted_at) == (report, Step.INITIAL, IN_TIME, None)


def test_the_next_limit_of_a_draft_drives_its_head(room: Room, incident: RecordId) -> None:
    driving = room.reports.driving(room.reports.draft(incident))

    assert driving is not None
    assert (driving.rule, driving.due) == ("LOCAL-WRITTEN", START + timedelta(minutes=60))


def test_a_drill_numbers_its_own_series_and_its_papers_say_so(room: Room, incident: RecordId) -> None:
    room.reports.save(room.reports.draft(incident))
    drill = replace(room.desk, drill=True)
    reports = type(room.reports)(drill, room.incidents, room.logbook, room.rules, room.press)

    saved = reports.save(replace(room.reports.draft(incident), id=None))

    assert saved.number == "演练〔2026〕S1第1期"
    assert reports.paper(saved).drill


def test_the_press_gets_the_paper_that_is_shown(room: Room, incident: RecordId) -> None:
    report = room.reports.send(room.reports.draft(incident))

    assert room.reports.pdf(report) == room.press.pdf(room.reports.paper(report))
