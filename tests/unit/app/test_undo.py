from __future__ import annotations

import pytest

from commandpost.app.log_lines import Decision, LogMode
from commandpost.app.reminders import ReminderService
from commandpost.app.undo import WITHDRAWN, UndoService
from commandpost.domain.coordinates import LonLat
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ledgers.base import Value
from tests.unit.app.rooms import Room, room


@pytest.fixture
def made() -> Room:
    return room()


@pytest.fixture
def undo(made: Room) -> UndoService:
    return UndoService(made.desk, made.logbook)


def texts(made: Room) -> list[str]:
    return [item.text for item in made.logbook.items()]


def test_a_line_is_withdrawn_by_a_new_one_and_its_words_stay(made: Room, undo: UndoService) -> None:
    made.logbook.record("第一条")
    made.logbook.record("写错地方的一条")
    before = made.desk.store.head().entries

    said = undo.take_back()

    assert (said.act, said.words) == ("log.record", "写错地方的一条")
    assert texts(made)[-2:] == ["第一条", WITHDRAWN]
    assert [old.text for old in made.logbook.items()[-1].older] == ["写错地方的一条"]
    assert made.desk.store.head().entries > before
    assert undo.take_back().words == "第一条"
    with pytest.raises(RuleBroken, match="undo_"):
        undo.take_back()


def test_a_decision_goes_back_to_undecided(made: Room, undo: UndoService) -> None:
    call = made.logbook.record("居民报电梯困人", mode=LogMode.CALL_IN)
    made.logbook.decide(call, Decision.NOTED)
    assert made.logbook.undecided() == ()

    undo.take_back()

    assert [item.id for item in made.logbook.undecided()] == [call]


def test_a_reminder_set_by_mistake_is_ended_and_one_done_by_mistake_is_open_again(
    made: Room, undo: UndoService
) -> None:
    reminders = ReminderService(made.desk, made.logbook)
    reminder = reminders.note("30 回访")
    reminders.done(reminder)

    assert undo.take_back().act == "reminder.done"
    assert [one.id for one in reminders.open()] == [reminder]
    assert undo.take_back().act == "reminder.set"
    assert reminders.open() == ()
    assert undo.take_back().act == "log.record"


def test_a_revised_row_has_its_old_values_again(made: Room, undo: UndoService) -> None:
    place = LonLat(lon=116.4, lat=39.9)
    values: dict[str, Value] = {"name": "永宁小学操场", "capacity": 300}
    row = made.ledgers.save("shelter", None, values, lonlat=place)
    made.ledgers.save("shelter", row, {**values, "capacity": 30}, lonlat=place)

    undo.take_back()

    assert made.ledgers.row(row).values["capacity"] == 300
    with pytest.raises(RuleBroken, match="undo_not_this"):
        undo.take_back()  # a row that was entered is ended in its ledger


def test_what_somebody_changed_since_is_left_alone(made: Room, undo: UndoService) -> None:
    call = made.logbook.record("居民报电梯困人", mode=LogMode.CALL_IN)
    made.logbook.decide(call, Decision.NOTED)
    mine = made.desk.session.person
    made.desk.session.person = made.staff["王磊"]
    made.logbook.decide(call, Decision.PASSED_ON, passed_to="物业")
    made.desk.session.person = mine

    with pytest.raises(RuleBroken, match="undo_changed_since"):
        undo.take_back()


def test_nobody_takes_back_another_ones_act_or_without_a_name(made: Room, undo: UndoService) -> None:
    made.logbook.record("李静写的")
    made.desk.session.person = made.staff["王磊"]
    with pytest.raises(RuleBroken, match="undo_nothing"):
        undo.take_back()

    made.desk.session.person = None
    with pytest.raises(RuleBroken, match="sign_in_first"):
        undo.take_back()
    assert "李静写的" in texts(made)


def test_what_the_program_wrote_beside_is_passed_over(made: Room, undo: UndoService) -> None:
    made.logbook.record("要撤的一条")
    made.logbook.record("警报由李静确认。", mode=LogMode.SYSTEM)

    assert undo.take_back().words == "要撤的一条"


def test_a_correction_is_taken_back_itself_and_then_the_line(made: Room, undo: UndoService) -> None:
    made.logbook.record("无关的一条")
    line = made.logbook.record("东河沿积水")
    made.logbook.correct(line, "西河沿积水", "听错")

    assert (undo.take_back().act, texts(made)) == ("log.correct", ["无关的一条", "东河沿积水"])
    assert (undo.take_back().words, texts(made)) == ("东河沿积水", ["无关的一条", WITHDRAWN])
    assert undo.take_back().words == "无关的一条"


def test_corrections_are_taken_back_one_by_one(made: Room, undo: UndoService) -> None:
    first = made.logbook.correct(made.logbook.record("甲"), "乙", "听错")
    made.logbook.correct(first, "丙", "又听错")

    seen = [(undo.take_back().act, texts(made)) for _ in range(3)]

    assert seen == [("log.correct", ["乙"]), ("log.correct", ["甲"]), ("log.record", [WITHDRAWN])]


def test_a_line_somebody_else_corrected_stays_as_it_is(made: Room, undo: UndoService) -> None:
    made.logbook.record("更早的一条")
    line = made.logbook.record("东河沿积水")
    mine = made.desk.session.person
    made.desk.session.person = made.staff["王磊"]
    made.logbook.correct(line, "西河沿积水", "核实")
    made.desk.session.person = mine

    with pytest.raises(RuleBroken, match="undo_changed_since"):
        undo.take_back()
    assert texts(made) == ["更早的一条", "西河沿积水"]
