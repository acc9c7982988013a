from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from commandpost.domain.alarms import AlarmKind, Audience, Stage, alarm_of
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.reminders import OVERDUE_AFTER, Reminder, reminder_causes

BEIJING = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 7, 19, 14, 20, 30, tzinfo=BEIJING)
UNIT = UnitCode("110199001")


def reminder(**changed: object) -> Reminder:
    fields: dict[str, object] = {
        "id": RecordId("reminder-1"),
        "subject": RecordId("log-1"),
        "incident": None,
        "text": "回访王大爷",
        "due": NOW,
    }
    return Reminder(**(fields | changed))  # type: ignore[arg-type]  # fields of a test, by name


def test_a_reminder_calls_when_it_is_due_and_anew_when_it_stays_undone() -> None:
    (cause,) = reminder_causes([reminder()], UNIT)

    assert alarm_of(cause, NOW - timedelta(seconds=1)) is None
    due, late = alarm_of(cause, NOW), alarm_of(cause, NOW + OVERDUE_AFTER)
    assert due is not None
    assert late is not None
    assert (due.stage, due.sounds, due.cause.kind) == (Stage.RED, True, AlarmKind.REMINDER)
    assert late.stage is Stage.OVERDUE


def test_a_reminder_never_reaches_beyond_the_desk() -> None:
    (cause,) = reminder_causes([reminder()], UNIT)

    alarm = alarm_of(cause, NOW + timedelta(days=30))

    assert alarm is not None
    assert alarm.reached == frozenset({Audience.DESK})


def test_one_that_is_done_calls_nobody_and_one_that_was_moved_is_another_cause() -> None:
    first, moved = reminder(), reminder(due=NOW + timedelta(hours=1))
    done = reminder(done_at=NOW)

    assert not done.is_open
    assert list(reminder_causes([done], UNIT)) == []
    assert len({cause.key for cause in reminder_causes([first, moved], UNIT)}) == 2
