from __future__ import annotations

from datetime import timedelta

import pytest

from commandpost.app.logbook import MAX_LOG_CHARACTERS, Decision, LogMode
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.incident import NewIncident
from tests.unit.app.desks import START, Room


@pytest.fixture
def room() -> Room:
    return Room()


def test_a_line_is_kept_letter_for_letter_and_shown_so_that_nothing_turns_it(room: Room) -> None:
    log = room.logbook.record(" 𠮷野家门口积水🌧\u202e ", told=["带班领导"])
    item = room.logbook.items()[0]

    assert (item.id, item.text, item.told) == (log, "𠮷野家门口积水🌧‹202E›", ("带班领导",))
    (record,) = room.desk.store.records("log")
    assert record.fields["text"] == "𠮷野家门口积水🌧\u202e", "the journal keeps what was typed"
    assert (item.author_name, item.signed_in, item.number) == ("李静", True, "S1-20260719-0001")
    assert item.decision is None


@pytest.mark.parametrize(("text", "code"), [("  \n", "log_empty"), ("长" * (MAX_LOG_CHARACTERS + 1), "log_too_long")])
def test_an_empty_line_and_a_megabyte_are_refused(room: Room, text: str, code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        room.logbook.record(text)
    assert room.logbook.items() == ()


def test_a_call_is_shown_until_it_is_decided(room: Room) -> None:
    log = room.logbook.record("树倒了", mode=LogMode.CALL_IN, caller="周敏", phone="13900000218")
    assert [item.id for item in room.logbook.undecided()] == [log]

    room.logbook.decide(log, Decision.PASSED_ON, passed_to="市政抢修")

    assert room.logbook.undecided() == ()
    assert (room.logbook.items()[0].decision, room.logbook.items()[0].passed_to) == (Decision.PASSED_ON, "市政抢修")
    assert room.record(log).fields["decided_by"] == "staff-lijing"


@pytest.mark.parametrize(
    ("decision", "code"), [(Decision.PASSED_ON, "passed_to_missing"), (Decision.INCIDENT, "incident_missing")]
)
def test_a_decision_says_to_whom_or_to_which_incident(room: Room, decision: Decision, code: str) -> None:
    log = room.logbook.record("树倒了", mode=LogMode.CALL_IN)

    with pytest.raises(RuleBroken, match=code):
        room.logbook.decide(log, decision)


def test_only_calls_are_decided_on(room: Room) -> None:
    with pytest.raises(RuleBroken, match="not_a_call"):
        room.logbook.decide(room.logbook.record("巡查"), Decision.NOTED)
    with pytest.raises(RuleBroken, match="log_unknown"):
        room.logbook.decide(RecordId("log-none"), Decision.NOTED)


def test_a_correction_stands_in_the_place_of_the_line_and_keeps_its_old_text(room: Room) -> None:
    first = room.logbook.record("被困3人", mode=LogMode.CALL_IN, caller="周敏", phone="13900000218")
    room.clock.advance(minutes=5)
    later = room.logbook.record("消防到场")
    second = room.logbook.correct(first, "被困1人", "听错")
    room.clock.advance(minutes=5)
    third = room.logbook.correct(second, "被困1人，轻伤", "补充")

    items = room.logbook.items()
    assert [item.id for item in items] == [third, later]
    assert [(old.text, old.author, old.reason) for old in items[0].older] == [
        ("被困3人", "李静", "听错"),
        ("被困1人", "李静", "补充"),
    ]
    assert items[0].at == START
    assert items[0].corrected_at == START + timedelta(minutes=10)
    assert items[0].corrects == second
    assert items[0].phone_masked == "139····0218"
    assert [item.id for item in room.logbook.undecided()] == [third]


def test_a_correction_wants_a_reason_and_an_uncorrected_line(room: Room) -> None:
    log = room.logbook.record("被困3人")

    with pytest.raises(RuleBroken, match="reason_missing"):
        room.logbook.correct(log, "被困1人", " ")
    room.logbook.correct(log, "被困1人", "听错")
    with pytest.raises(RuleBroken, match="already_corrected"):
        room.logbook.correct(log, "被困2人", "又错")


def test_a_line_written_without_sign_in_is_marked_until_somebody_adopts_it(room: Room) -> None:
    room.sign_out()
    log = room.logbook.record("着火了", mode=LogMode.CALL_IN)
    assert not room.logbook.unadopted()[0].signed_in
    assert [item.id for item in room.logbook.undecided()] == [log]
    with pytest.raises(RuleBroken, match="sign_in_first"):
        room.logbook.adopt(log)

    room.sign_in()
    room.logbook.decide(log, Decision.NOTED)
    assert [item.id for item in room.logbook.unadopted()] == [log]
    room.logbook.adopt(log)

    assert room.logbook.unadopted() == ()
    assert room.logbook.items()[0].adopted_by_name == "李静"
    assert not room.logbook.items()[0].signed_in
    with pytest.raises(RuleBroken, match="nothing_to_adopt"):
        room.logbook.adopt(log)


def test_asking_for_a_telephone_number_is_recorded(room: Room) -> None:
    log = room.logbook.record("树倒了", mode=LogMode.CALL_IN, phone="13900000218")

    assert room.logbook.reveal(log, "phone", "回访") == "13900000218"

    asked = room.desk.store.records("reveal")[0].fields
    assert (asked["subject"], asked["fields"], asked["by"], asked["reason"]) == (log, ["phone"], "staff-lijing", "回访")


def test_nothing_is_revealed_without_sign_in_or_on_a_locked_screen(room: Room) -> None:
    log = room.logbook.record("树倒了", mode=LogMode.CALL_IN, phone="13900000218")
    room.session.locked = True
    with pytest.raises(RuleBroken, match="locked"):
        room.logbook.reveal(log, "phone")
    room.sign_out()
    with pytest.raises(RuleBroken, match="sign_in_first"):
        room.logbook.reveal(log, "phone")
    assert room.desk.store.records("reveal") == ()


def test_a_locked_screen_masks_names_too(room: Room) -> None:
    room.logbook.record("树倒了", mode=LogMode.CALL_IN, caller="王小明")
    assert room.logbook.items()[0].caller_masked == "王小明"

    room.session.locked = True

    assert room.logbook.items()[0].caller_masked == "王○明"


def test_the_newest_lines_come_oldest_first_and_older_ones_on_request(room: Room) -> None:
    for number in range(5):
        room.logbook.record(f"第{number}条")
        room.clock.advance(minutes=1)

    newest = room.logbook.items(limit=2)
    older = room.logbook.items(limit=2, before=newest[0].at)

    assert [item.text for item in newest] == ["第3条", "第4条"]
    assert [item.text for item in older] == ["第1条", "第2条"]


def test_a_clock_set_back_a_day_refuses_no_line(room: Room) -> None:
    room.logbook.record("前")
    room.clock.advance(days=-1)
    room.logbook.record("后")

    assert {item.text for item in room.logbook.items()} == {"前", "后"}


def test_a_line_is_tied_to_an_incident_and_a_tied_call_is_decided(room: Room) -> None:
    note = room.logbook.record("补充情况")
    call = room.logbook.record("又来电", mode=LogMode.CALL_IN)
    room.logbook.attach(note, RecordId("incident-1"))
    room.logbook.attach(call, RecordId("incident-1"))

    assert {item.id for item in room.logbook.items(incident=RecordId("incident-1"))} == {note, call}
    assert room.logbook.undecided() == ()


def test_a_call_about_a_known_incident_is_decided_when_it_is_written(room: Room) -> None:
    room.logbook.record("又来电", mode=LogMode.CALL_IN, incident=RecordId("incident-1"))

    assert room.logbook.undecided() == ()


def test_a_decided_call_is_decided_anew_and_what_it_was_stays_visible(room: Room) -> None:
    call = room.logbook.record("电梯困人", mode=LogMode.CALL_IN)
    room.logbook.decide(call, Decision.NOTED)
    room.clock.advance(minutes=3)
    room.logbook.decide(call, Decision.PASSED_ON, passed_to="物业")
    room.logbook.decide(call, Decision.NOTED)

    (item,) = room.logbook.items()
    assert (item.decision, item.passed_to) == (Decision.NOTED, "")
    assert [(one.decision, one.passed_to, one.by) for one in item.decided_before] == [
        (Decision.NOTED, "", "李静"),
        (Decision.PASSED_ON, "物业", "李静"),
    ]
    assert item.decided_before[0].at == START
    assert room.logbook.undecided() == ()
    with pytest.raises(RuleBroken, match="already_decided_so"):
        room.logbook.decide(call, Decision.NOTED)


def test_a_call_that_is_no_incident_after_all_leaves_the_incident(room: Room) -> None:
    incident = room.incidents.open(NewIncident(title="墙体开裂", code="12P13", received=START))
    call = room.logbook.record("又来电催问", mode=LogMode.CALL_IN, incident=incident)
    room.logbook.decide(call, Decision.NOTED)

    (item,) = (one for one in room.logbook.items() if one.id == call)
    assert (item.incident, item.decision) == (None, Decision.NOTED)
    assert [(one.decision, one.incident_title) for one in item.decided_before] == [(Decision.INCIDENT, "墙体开裂")]
    corrected = room.logbook.correct(call, "又来电催问进度", "写全")
    assert room.logbook.around(corrected)[-1].decided_before == item.decided_before
