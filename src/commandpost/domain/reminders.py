"""Follow-ups: somebody said "call back in 30 minutes", and the desk calls when it is time, until a person answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from commandpost.domain.alarms import AlarmKind, Cause, Stage
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.rules import NEVER, AlarmTimes

LONGEST = timedelta(days=31)
ONE_DAY = timedelta(days=1)
OVERDUE_AFTER = timedelta(minutes=15)  # taken note of and still not done: it calls anew; 待本单位核定
TIMES = AlarmTimes(leader=NEVER, district=NEVER)  # a follow-up is the desk's own and goes no further
_SPAN = re.compile(
    r"^(?:(?P<hours>\d{1,3}(?:\.\d)?)\s*(?:小时|个小时|h))?\s*"
    r"(?:(?P<minutes>\d{1,5})\s*(?:分钟|分|min|m(?![a-z]))?)?\s*(?:后|later)?(?=\s|$|[^\d:：.])",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"^(?P<day>今天|明天|后天)?\s*(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?=\s|$|[^\d])")
_DAYS = {"今天": 0, "明天": 1, "后天": 2}


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


def parse_due(typed: str, now: datetime) -> tuple[datetime, str] | None:
    """Read ``30 回访``, ``30分钟后``, ``2小时``, ``1小时30分``, ``14:30``, ``明天 08:00`` in the zone of ``now``.

    Returns the moment and what follows it; None: no moment, or none within 31 days. A clock time that is past means
    tomorrow.
    """
    text = typed.strip()
    clock = _CLOCK.match(text)
    if clock is not None:
        due = _on_the_clock(clock, now)
        return None if due is None else (due, text[clock.end() :].strip())
    span = _SPAN.match(text)
    if span is None or not span[0].strip() or (span["hours"] is None and span["minutes"] is None):
        return None
    length = timedelta(hours=float(span["hours"] or 0), minutes=int(span["minutes"] or 0))
    if not timedelta() < length <= LONGEST:
        return None
    return now + length, text[span.end() :].strip()


def _on_the_clock(said: re.Match[str], now: datetime) -> datetime | None:
    hour, minute = int(said["hour"]), int(said["minute"])
    if hour > 23 or minute > 59:
        return None
    due = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if said["day"]:
        due += _DAYS[said["day"]] * ONE_DAY
        return due if due > now else None
    return due if due > now else due + ONE_DAY


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
