from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from commandpost.domain.alarms import AlarmKind, Audience, Stage, alarm_of
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.reminders import OVERDUE_AFTER, Reminder, parse_due, reminder_causes

BEIJING = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 7, 19, 14, 20, 30, tzinfo=BEIJING)
UNIT = UnitCode("110199001")


def at(day: int, hour: int, minute: int, second: int = 0) -> datetime:
    return datetime(2026, 7, day, hour, minute, second, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("typed", "due", "words"),
    [
        ("30", at(19, 14, 50, 30), ""),
        ("30 回访王大爷", at(19, 14, 50, 30), "回访王大爷"),
        ("30分钟后回访", at(19, 14, 50, 30), "回访"),
        ("5分 看水位", at(19, 14, 25, 30), "看水位"),
        ("45min call back", at(19, 15, 5, 30), "call back"),
        ("2小时后复查", at(19, 16, 20, 30), "复查"),
        ("1小时30分", at(19, 15, 50, 30), ""),
        ("1.5小时", at(19, 15, 50, 30), ""),
        ("2h later again", at(19, 16, 20, 30), "again"),
        ("14:30 回电", at(19, 14, 30), "回电"),
        ("14：30回电", at(19, 14, 30), "回电"),
        ("08:00 交班前再问", at(20, 8, 0), "交班前再问"),
        ("明天 08:00", at(20, 8, 0), ""),
        ("后天9:15 复核", at(21, 9, 15), "复核"),
        ("今天 23:59", at(19, 23, 59), ""),
    ],
)
def test_a_follow_up_is_typed_as_people_say_it(typed: str, due: datetime, words: str) -> None:
    assert parse_due(typed, NOW) == (due, words)


@pytest.mark.parametrize(
    "typed", ["", "回访", "0", "0分钟", "99999", "800小时", "24:00", "12:60", "今天 08:00", "后", "12.5.3", "30:5"]
)
def test_what_names_no_moment_ahead_is_none(typed: str) -> None:
    assert parse_due(typed, NOW) is None


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
