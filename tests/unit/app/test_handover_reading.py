"""The guided handover: here, read, asked, released, signed; matters carried over; the archive."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from commandpost.app.approval import Approval
from commandpost.app.handover import HandoverForm
from commandpost.app.handover_form import state_of
from commandpost.app.logbook import LogMode
from commandpost.app.merging import MergingService
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.papers import CheckLine, UndoneLine
from commandpost.domain.roster import DutyRole
from commandpost.journal.entry import Draft, Json
from tests.unit.app.rooms import PIN, Room
from tests.unit.app.test_handover import morning, night, wall

EARLY = Approval()


def signed(made: Room, sheet: RecordId) -> None:
    made.read_out(sheet)
    made.handover.sign_outgoing(sheet)
    made.handover.sign_incoming(sheet, made.staff["刘洋"], PIN)


def test_nobody_signs_for_what_was_not_read_and_nobody_reads_alone() -> None:
    made = night()
    morning(made)
    sheet = made.handover.begin()
    reading = made.handover.reading
    with pytest.raises(RuleBroken, match="incoming_not_here"):
        reading.tick(sheet, "custody")
    made.handover.sign_outgoing(sheet)
    with pytest.raises(RuleBroken, match="items_unread"):
        made.handover.sign_incoming(sheet, made.staff["刘洋"], PIN)

    reading.arrive(made.staff["刘洋"], PIN)
    reading.arrive(made.staff["刘洋"], PIN)
    with pytest.raises(RuleBroken, match="item_unknown"):
        reading.tick(sheet, "gone")
    reading.tick(sheet, "custody", question="钥匙几把")
    made.handover.sign_incoming(sheet, made.staff["刘洋"], PIN)

    found = reading.reading(sheet)
    paper = made.handover.paper(sheet)
    assert (found.left, [one.name for one in found.arrivals]) == (0, ["刘洋"])
    assert found.arrivals[0].early_by == timedelta(minutes=5, seconds=52)
    assert paper.questions[0].question == "钥匙几把"
    assert paper.taken_over_at == made.desk.now()
    assert paper.items_read == 1
    with pytest.raises(RuleBroken, match="sheet_frozen"):
        reading.tick(sheet, "custody")


def test_each_tick_is_a_field_of_its_own_so_that_of_two_desks_that_tick_at_one_moment_neither_loses() -> None:
    made = night()
    morning(made)
    sheet = made.handover.begin(HandoverForm(equipment=(CheckLine(name="卫星电话", ok=False, note="无信号"),)))
    reading = made.handover.reading
    reading.arrive(made.staff["刘洋"], PIN)
    for item in reading.reading(sheet).items:
        reading.tick(sheet, item.key)

    told = [set(one.body.set) for one in made.desk.store.history(sheet) if one.body.act == "handover.tick"]
    assert told == [{f"tick:{item.key}"} for item in reading.reading(sheet).items]
    assert len(told) > 1


def test_of_two_desks_that_ask_about_one_item_at_one_moment_both_questions_stay_and_are_printed_once() -> None:
    made = night()
    morning(made)
    sheet = made.handover.begin()
    reading = made.handover.reading
    reading.arrive(made.staff["刘洋"], PIN)
    reading.tick(sheet, "custody", question="钥匙几把")
    first = made.desk.store.history(sheet)[-1].body.set
    mark: dict[str, Json] = {"by": "马超", "at": "2026-07-19T00:24:00+00:00", "question": "印章在哪"}
    told: dict[str, Json] = {"item": "custody", "question": "印章在哪", "at": mark["at"]}
    second = {"tick:custody": mark, f"asked:S2:{mark['at']}": told}  # of a desk that did not see the first
    made.desk.write(Draft(kind="handover", record=sheet, act="handover.tick", set=second))
    reading.tick(sheet, "custody", question="钥匙几把")

    assert set(first) == {"tick:custody", next(name for name in first if name.startswith("asked:S1:"))}
    question = reading.reading(sheet).ticks["custody"].question
    assert sorted(question.split("；")) == ["印章在哪", "钥匙几把"]
    made.handover.sign_outgoing(sheet)
    made.read_out(sheet)
    made.handover.sign_incoming(sheet, made.staff["刘洋"], PIN)
    assert [line.question for line in made.handover.paper(sheet).questions] == [question]


def test_a_tick_that_was_kept_beside_the_others_in_one_field_still_counts() -> None:
    made = night()
    morning(made)
    sheet = made.handover.begin()
    mark: Json = {"by": "刘洋", "at": "2026-07-16T08:00:00+08:00", "question": "钥匙几把"}
    made.desk.write(Draft(kind="handover", record=sheet, act="handover.tick", set={"ticks": {"custody": mark}}))

    ticks = made.handover.reading.reading(sheet).ticks
    assert ticks["custody"].question == "钥匙几把"


def test_the_incoming_comes_shortly_before_the_change_not_hours() -> None:
    made = night()
    with pytest.raises(RuleBroken) as broken:
        made.handover.reading.arrive(made.staff["刘洋"], PIN)

    assert (broken.value.code, broken.value.params["minutes"]) == ("too_early", 60)


def test_a_shift_does_not_change_while_an_incident_is_in_hand_unless_the_leader_says_so() -> None:
    made = night()
    morning(made)
    wall(made)
    sheet = made.handover.begin()
    made.read_out(sheet)
    made.handover.sign_outgoing(sheet)
    with pytest.raises(RuleBroken) as broken:
        made.handover.sign_incoming(sheet, made.staff["刘洋"], PIN)
    assert (broken.value.code, broken.value.params["title"]) == ("incident_in_hand", "槐树里12号院自建房局部坍塌")
    reading = made.handover.reading
    with pytest.raises(RuleBroken, match="reason_missing"):
        reading.release(sheet, " ")
    with pytest.raises(RuleBroken, match="leader_only"):
        reading.release(sheet, "连续值守过长")

    reading.release(sheet, "连续值守过长", Approval(leader=made.staff["陈建国"], pin=PIN))
    made.handover.sign_incoming(sheet, made.staff["刘洋"], PIN)

    release = made.handover.paper(sheet).release
    assert release is not None
    assert (release.by, release.reason) == ("陈建国", "连续值守过长")


def test_a_faulty_device_becomes_an_entry_of_the_log_and_the_list_is_the_units() -> None:
    made = night()
    setup = made.setups.setup()
    made.setups.keep(replace(setup, equipment=("值班电话", "卫星电话")))
    assert [line.name for line in made.handover.form().equipment] == ["值班电话", "卫星电话"]

    made.handover.begin(HandoverForm(equipment=(CheckLine(name="卫星电话", ok=False, note="无信号"),)))

    assert "设备异常：卫星电话 无信号" in [one.fields["text"] for one in made.desk.store.records("log")]


def test_an_undone_matter_stands_on_every_sheet_until_it_is_closed_with_its_history() -> None:
    made = night()
    morning(made)
    first = made.handover.begin(HandoverForm(undone=(UndoneLine(text="低洼院落排查表催报"),)))
    signed(made, first)
    made.clock.advance(hours=24)

    (line,) = made.handover.preview().undone
    assert (line.text, line.times, line.since is not None) == ("低洼院落排查表催报", 1, True)
    (matter,) = made.handover.matters.open_matters()
    assert matter.sheets == (made.handover.paper(first).number,)
    assert made.handover.matters.handed_over([matter.id], matter.sheets[0]) == ()
    with pytest.raises(RuleBroken, match="reason_missing"):
        made.handover.matters.close(matter.id, "")
    with pytest.raises(RuleBroken, match="matter_unknown"):
        made.handover.matters.close(RecordId("matter-x"), "x")

    made.handover.matters.close(matter.id, "9 个社区已报齐")

    assert made.handover.preview().undone == ()
    assert made.handover.matters.history()[0].result == "9 个社区已报齐"


def test_a_sheet_made_void_hands_nothing_over() -> None:
    made = night()
    sheet = made.handover.begin(HandoverForm(undone=(UndoneLine(text="催报"),)))
    made.handover.void(sheet, "填错班次")

    assert made.handover.matters.open_matters()[0].sheets == ()
    assert made.handover.preview().undone[0].times == 0


def test_an_incident_tells_how_often_it_was_handed_over() -> None:
    made = night()
    wall(made)
    morning(made)
    sheet = made.handover.begin()
    made.handover.reading.release(sheet, "持续处置", Approval(leader=made.staff["陈建国"], pin=PIN))
    signed(made, sheet)
    made.clock.advance(hours=24)

    assert made.handover.paper(sheet).incidents[0].times == 0
    assert made.handover.preview().incidents[0].times == 1


def test_a_kept_sheet_is_found_by_name_number_and_day_and_is_what_was_frozen() -> None:
    made = night()
    morning(made)
    sheet = made.handover.begin()
    signed(made, sheet)
    archive = made.archive

    assert [one.id for one in archive.find("刘洋 李静")] == [sheet]
    assert archive.find("无此人") == ()
    assert [one.id for one in archive.find(first=date(2026, 7, 19), last=date(2026, 7, 19))] == [sheet]
    assert archive.find(last=date(2026, 7, 18)) == ()
    assert archive.is_whole(sheet)
    record = made.desk.store.record(sheet)
    assert record is not None
    forged = {**record.fields["sheet"], "zero_report": False}  # type: ignore[dict-item]  # a sheet is an object
    made.desk.write(Draft(kind="handover", record=sheet, act="handover.forge", set={"sheet": forged}))
    assert not archive.is_whole(sheet)
    assert not state_of(record).paper.void


def test_the_signed_paper_is_scanned_back() -> None:
    made = night()
    sheet = made.handover.begin()
    with pytest.raises(RuleBroken, match="scan_kind"):
        made.archive.attach(sheet, "x.exe", b"MZ")
    with pytest.raises(RuleBroken, match="scan_too_large"):
        made.archive.attach(sheet, "x.pdf", b"%PDF-" + bytes(10_000_001))
    with pytest.raises(RuleBroken, match="sheet_unknown"):
        made.archive.attach(RecordId("handover-x"), "x.pdf", b"%PDF-1")

    made.archive.attach(sheet, "签字件.pdf", b"%PDF-1.7")

    (scan,) = made.archive.scans(sheet)
    assert (scan.name, scan.by, made.archive.scan(scan)) == ("签字件.pdf", "李静", b"%PDF-1.7")
    assert made.handover.sheets()[0].scans == (scan,)


def test_an_unknown_sheet_is_not_read() -> None:
    made = night()
    with pytest.raises(RuleBroken, match="sheet_unknown"):
        made.handover.reading.reading(RecordId("handover-x"))
    assert made.handover.reading.reading(made.handover.begin()).release is None
    assert PersonId("x") not in made.staff.values()


def test_one_of_the_incoming_shift_does_not_sign_as_the_outgoing_without_a_reason_that_is_printed() -> None:
    made = night()
    morning(made)
    sheet = made.handover.begin()
    made.sit_down("马超")
    with pytest.raises(RuleBroken) as broken:
        made.handover.sign_outgoing(sheet)
    assert (broken.value.code, broken.value.params["name"]) == ("not_of_outgoing_shift", "马超")
    assert broken.value.params["people"] == "李静、王磊、陈建国"
    assert made.handover.paper(sheet).signed_outgoing.name == ""

    made.handover.sign_outgoing(sheet, " 李静、王磊送医 ")

    assert made.handover.paper(sheet).signed_outgoing.standing_in == "李静、王磊送医"


def test_one_of_the_outgoing_shift_gives_no_reason_and_a_substitute_is_one_of_it() -> None:
    made = night()
    made.sit_down("马超")
    made.duty.sign_in_for_shift(DutyRole.SECONDARY)
    morning(made)
    sheet = made.handover.begin()

    made.handover.sign_outgoing(sheet, "不需要")

    signed_by = made.handover.paper(sheet).signed_outgoing
    assert (signed_by.name, signed_by.standing_in) == ("马超", "")


def test_what_comes_between_the_beginning_of_a_sheet_and_the_change_stands_on_the_next_and_only_there() -> None:
    made = night()
    made.clock.advance(hours=5, minutes=45)
    made.logbook.record("先到的来电", mode=LogMode.CALL_OUT)
    sheet = made.handover.begin()
    made.read_out(sheet)
    made.handover.sign_outgoing(sheet)
    made.clock.advance(minutes=2)
    made.logbook.record("间隙里的去电", mode=LogMode.CALL_OUT)
    made.logbook.record("间隙里的批示", mode=LogMode.DIRECTIVE)
    made.handover.sign_incoming(sheet, made.staff["刘洋"], PIN)
    made.clock.advance(hours=24)

    first, following = made.handover.paper(sheet), made.handover.preview()

    assert (first.figures.calls_out, first.directives) == (1, ())
    assert following.figures.calls_out == 1
    assert [one.text for one in following.directives] == ["间隙里的批示"]
    assert made.desk.now() > following.outgoing.start > first.made_at


def test_a_call_corrected_after_the_change_is_no_call_of_the_next_shift() -> None:
    made = night()
    call = made.logbook.record("居民称井盖缺失", mode=LogMode.CALL_IN)
    morning(made)
    sheet = made.handover.begin()
    made.logbook.correct(call, "居民称东口井盖缺失", reason="补充地点")
    signed(made, sheet)
    made.clock.advance(hours=24)

    assert made.handover.paper(sheet).figures.calls_in == 1
    assert made.handover.preview().figures.calls_in == 0


def test_a_merged_incident_is_counted_once_on_the_sheet() -> None:
    made = night()
    first = wall(made)
    made.clock.advance(minutes=1)
    MergingService(made.desk, made.incidents).merge(wall(made), first, reason="同一起")

    assert made.handover.preview().figures.incidents == 1


def test_a_matter_of_a_void_sheet_is_the_same_on_the_one_begun_after_it() -> None:
    made = night()
    morning(made)
    form = HandoverForm(undone=(UndoneLine(text="催报"),))
    made.handover.void(made.handover.begin(form), "又接报一起")

    sheet = made.handover.begin(form)

    (matter,) = made.handover.matters.open_matters()
    assert [(one.text, one.matter) for one in made.handover.paper(sheet).undone] == [("催报", matter.id)]


def test_questions_one_desk_asks_in_one_instant_all_stay_when_another_desk_ticks_the_same_items() -> None:
    made = night()
    morning(made)
    form = HandoverForm(equipment=(CheckLine(name="卫星电话", ok=False, note="无信号"),))
    sheet, reading = made.handover.begin(form), made.handover.reading
    reading.arrive(made.staff["刘洋"], PIN)
    asked = {item.key: f"{item.key}在哪" for item in reading.reading(sheet).items[:2]}
    for key, question in asked.items():
        reading.tick(sheet, key, question=question)

    mark: dict[str, Json] = {"by": "马超", "at": "2026-07-19T00:24:00+00:00", "question": ""}
    ticks: dict[str, Json] = {f"tick:{key}": mark for key in asked}  # of a desk that did not see the first
    made.desk.write(Draft(kind="handover", record=sheet, act="handover.tick", set=ticks))

    assert {key: reading.reading(sheet).ticks[key].question for key in asked} == asked
    assert len(asked) > 1


def test_an_item_ticked_again_keeps_its_first_reading_and_every_question() -> None:
    made = night()
    morning(made)
    sheet, reading = made.handover.begin(), made.handover.reading
    reading.arrive(made.staff["刘洋"], PIN)
    read_at = made.desk.now()
    twice = "水泵在哪；何时还"  # with a ；of its own
    for question in ("钥匙几把", "", "钥匙几把", twice, "印章在哪", twice):
        reading.tick(sheet, "custody", question=question)
        made.clock.advance(minutes=1)

    tick = reading.reading(sheet).ticks["custody"]

    assert (tick.question, tick.at) == (f"钥匙几把；{twice}；印章在哪", read_at)
