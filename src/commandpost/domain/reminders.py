"""Follow-ups: somebody said "call back in 30 minutes", and the desk calls when it is time, until a person answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from commandpost.domain.alarms import AlarmKind, Cause, Stage
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.rules import NEVER, AlarmTimes

OVERDUE_AFTER = timedelta(minutes=15)  # taken note of and still not done: it calls anew; 待本单位核定
TIMES = AlarmTimes(leader=NEVER, district=NEVER)  # a follow-up is the desk's own and goes no further


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One follow-up; ``subject`` is the record it is about, ``done_at`` None while it is open."""

    id: RecordId
    subject: RecordId | None
    incident: RecordId | None
    text: str
    due: datetime
    set_by: str = ""
    done_at: datetime | None = None
    done_by: str = ""

    @property
    def is_open(self) -> bool:
        return self.done_at is None


def reminder_causes(reminders: Iterable[Reminder], unit: UnitCode) -> Iterator[Cause]:
    """One cause for each open reminder; moved, it is another one, so that an older name does not quiet it."""
    for one in reminders:
        if one.is_open:
            yield Cause(
                key=f"{one.id}:{one.due:%Y%m%dT%H%M%S}",
                kind=AlarmKind.REMINDER,
                unit=unit,
                subject=one.incident,
                title=one.text,
                stages=((one.due, Stage.RED), (one.due + OVERDUE_AFTER, Stage.OVERDUE)),
                times=TIMES,
                due=one.due,
            )
