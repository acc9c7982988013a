"""When shifts change: patterns of a day as data, and the spans that follow without a hole and without an overlap.

A duty day is named by the local date its first shift starts on; the hours are the unit's own (待本单位核定). A shift
ends where the next one begins, also where one pattern gives way to another, so no moment is without a shift and none
has two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from commandpost.domain.errors import RuleBroken
from commandpost.domain.holidays import DayType
from commandpost.domain.local_time import BEIJING, local_day

ONE_DAY = timedelta(days=1)
SMALL_HOURS = time(3)  # who is on duty then has a night shift


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftSpec:
    """One shift of the pattern: its key ("" for a whole day), name and start, local time.

    ``unstaffed``: the kinds of days on which nobody is planned for it, e.g. office hours on workdays.
    ``roles``: keys of the roles it needs; () needs all.
    """

    start: time
    key: str = ""
    name: str = ""
    unstaffed: tuple[DayType, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftHours:
    """The shifts of a day, by start; without any, one shift of a whole day from ``change``."""

    change: time = time(8, 30)
    shifts: tuple[ShiftSpec, ...] = ()
    name: str = ""

    @property
    def specs(self) -> tuple[ShiftSpec, ...]:
        """The shifts in order; the first one names the duty day."""
        return tuple(sorted(self.shifts, key=lambda one: one.start)) or (ShiftSpec(start=self.change),)

    def spec(self, shift: str) -> ShiftSpec:
        """A shift by its key; one the pattern does not know is its first."""
        return next((one for one in self.specs if one.key == shift), self.specs[0])

    def hours_on(self, day: date) -> ShiftHours:  # noqa: ARG002  # the same pattern on every day
        return self


class Timetable(Protocol):
    """Which pattern holds on a duty day."""

    def hours_on(self, day: date) -> ShiftHours: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftSpan:
    """One shift: the duty day and the key that name it, and its aware UTC start and end."""

    date: date
    start: datetime
    end: datetime
    shift: str = ""

    def left(self, now: datetime) -> timedelta:
        """Time to the handover; negative once it is past."""
        return self.end - now

    @property
    def is_night(self) -> bool:
        """Whether somebody is up at three in the morning for it."""
        local = self.start.astimezone(BEIJING)
        small = datetime.combine(local.date(), SMALL_HOURS, BEIJING)
        return self.end > small + ONE_DAY or self.start <= small < self.end


def spans_of(day: date, hours: Timetable) -> tuple[ShiftSpan, ...]:
    """The shifts of a duty day in order."""
    specs = hours.hours_on(day).specs
    starts = [_at(day, one.start) for one in specs]
    ends = [*starts[1:], _at(day + ONE_DAY, hours.hours_on(day + ONE_DAY).specs[0].start)]
    return tuple(
        ShiftSpan(date=day, start=start, end=end, shift=one.key)
        for one, start, end in zip(specs, starts, ends, strict=True)
    )


def span_of(day: date, hours: Timetable, shift: str = "") -> ShiftSpan:
    """One shift of a duty day, its first when the pattern has no such key."""
    spans = spans_of(day, hours)
    return next((one for one in spans if one.shift == shift), spans[0])


def span_at(now: datetime, hours: Timetable) -> ShiftSpan:
    """The shift a moment falls into; the change itself belongs to the new shift."""
    today = local_day(now)
    spans = (*spans_of(today - ONE_DAY, hours), *spans_of(today, hours))
    return next(one for one in reversed(spans) if one.start <= now)


def following(span: ShiftSpan, hours: Timetable) -> ShiftSpan:
    """The shift after this one."""
    return span_at(span.end, hours)


def preceding(span: ShiftSpan, hours: Timetable) -> ShiftSpan:
    """The shift before this one."""
    return span_at(span.start - timedelta(microseconds=1), hours)


def handed_over_span(now: datetime, hours: Timetable, handed_over: Iterable[tuple[date, str]] = ()) -> ShiftSpan:
    """The shift to hand over now: the last one until its sheet is complete or half of the next one has passed."""
    current = span_at(now, hours)
    last = preceding(current, hours)
    still_due = now - current.start < (current.end - current.start) / 2
    return last if still_due and (last.date, last.shift) not in set(handed_over) else current


def parse_change(text: str) -> ShiftHours:
    """Read ``08:30``. Raises RuleBroken("shift_change_invalid")."""
    return ShiftHours(change=parse_time(text))


def parse_time(text: str) -> time:
    """Read a local time of day, ``17:30``. Raises RuleBroken("shift_change_invalid")."""
    try:
        return time.fromisoformat(text.strip())
    except ValueError as error:
        raise RuleBroken("shift_change_invalid", field="change", text=text) from error


def _at(day: date, start: time) -> datetime:
    return datetime.combine(day, start, BEIJING).astimezone(UTC)
