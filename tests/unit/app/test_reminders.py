from __future__ import annotations

from datetime import timedelta

import pytest

from commandpost.app.log_lines import LogMode
from commandpost.app.reminders import ReminderService
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from tests.unit.app.desks import Room


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def reminders(room: Room) -> ReminderService:
    return ReminderService(room.desk, room.logbook)


def sounding(room: Room) -> list[str]:
    return [alarm.cause.title for alarm in room.alarms.board().alarms(room.desk.now()) if alarm.sounds]


def test_a_typed_line_is_logged_and_remembered_in_one_transaction(room: Room, reminders: ReminderService) -> None:
    before = len(room.logbook.items())

    made = reminders.note("30 回访王大爷")

    (one,) = reminders.open()
    line = room.logbook.items()[-1]
    assert len(room.logbook.items()) == before + 1
    assert (line.text, line.mode) == ("回访王大爷", LogMode.NOTE)
    assert (one.id, one.subject, one.text, one.set_by) == (made, line.id, "回访王大爷", room.desk.session.name)
    assert one.due == room.desk.now() + timedelta(minutes=30)


def test_an_entry_is_remembered_by_its_own_words(room: Room, reminders: ReminderService) -> None:
    line = room.logbook.record("光明路积水")

    reminders.remind(line, "2小时")
    reminders.remind(line, "10", "问水位")

    assert [one.text for one in reminders.open()] == ["问水位", "光明路积水"]


def test_it_sounds_when_due_also_after_a_restart_and_is_quiet_once_done(room: Room, reminders: ReminderService) -> None:
    made = reminders.note("30 回访王大爷")
    room.clock.advance(minutes=29)
    assert sounding(room) == []
    room.clock.advance(minutes=1)
    assert sounding(room) == ["回访王大爷"]
    room.alarms.keep()
    again = ReminderService(room.desk, room.logbook)  # nothing is remembered but the journal

    again.done(made, "已回访，无异常")

    assert sounding(room) == []
    assert again.open() == ()
    assert room.logbook.items()[-1].text == "回访提醒已办：回访王大爷。已回访，无异常"


def test_taking_note_is_not_doing_it(room: Room, reminders: ReminderService) -> None:
    reminders.note("5 看水位")
    room.clock.advance(minutes=5)
    key = room.alarms.board().alarms(room.desk.now())[0].key
    room.alarms.acknowledge([key])
    assert sounding(room) == []

    room.clock.advance(minutes=16)

    assert sounding(room) == ["看水位"]
    assert len(reminders.open()) == 1


def test_a_moved_one_calls_at_its_new_time_though_the_old_was_taken_note_of(
    room: Room, reminders: ReminderService
) -> None:
    made = reminders.note("5 看水位")
    room.clock.advance(minutes=5)
    room.alarms.acknowledge([room.alarms.board().alarms(room.desk.now())[0].key])

    reminders.move(made, "20", "泵正在换")
    assert sounding(room) == []
    assert "泵正在换" in room.logbook.items()[-1].text
    room.clock.advance(minutes=20)

    assert sounding(room) == ["看水位"]


def test_a_reason_may_stand_behind_the_time(room: Room, reminders: ReminderService) -> None:
    made = reminders.note("5 看水位")

    reminders.move(made, "20 泵正在换", "")

    assert room.desk.store.record(made).fields["move_reason"] == "泵正在换"


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda reminders, made: reminders.note("明年 回访"), "reminder_time"),
        (lambda reminders, made: reminders.note("30"), "log_empty"),
        (lambda reminders, made: reminders.remind(RecordId("log-none"), "30"), "record_unknown"),
        (lambda reminders, made: reminders.move(made, "30", " "), "reason_missing"),
        (lambda reminders, made: reminders.done(RecordId("reminder-none")), "reminder_closed"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    room: Room, reminders: ReminderService, deed: object, code: str
) -> None:
    made = reminders.note("30 回访")
    before = room.desk.store.head().entries

    with pytest.raises(RuleBroken) as refused:
        deed(reminders, made)  # type: ignore[operator]  # one of the deeds above

    assert refused.value.code == code
    assert room.desk.store.head().entries == before


def test_only_a_named_person_answers_and_only_once(room: Room, reminders: ReminderService) -> None:
    made = reminders.note("30 回访")
    reminders.done(made)
    with pytest.raises(RuleBroken, match="reminder_closed"):
        reminders.done(made)

    room.desk.session.person = None
    with pytest.raises(RuleBroken, match="sign_in_first"):
        reminders.done(made)


def test_a_text_that_is_too_long_is_refused_and_never_cut(room: Room, reminders: ReminderService) -> None:
    line = room.logbook.record("供水抢修")
    before = len(room.logbook.items())

    with pytest.raises(RuleBroken, match="log_too_long"):
        reminders.note(f"30 {'长' * 501}")
    with pytest.raises(RuleBroken, match="log_too_long"):
        reminders.remind(line, "30", "长" * 501)

    assert (reminders.open(), len(room.logbook.items())) == ((), before)
