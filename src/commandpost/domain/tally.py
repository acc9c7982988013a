"""Counts over a span of time: what happened, when, where, how fast it was reported, how alarms were heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from statistics import median

from commandpost.domain.local_time import BEIJING

NOTHING: Mapping[str, int] = Counter()


class Period(StrEnum):
    """日 月 年."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of time, aware; ``until`` is outside."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts of one span; the counts of two spans add up to those of both."""

    incidents: int = 0
    drills: int = 0  # incidents of exercises; no other count holds them, nor their reports, lines and alarms
    by_class: Mapping[str, int] = field(default_factory=Counter)  # "" where the kind is not known
    by_level: Mapping[str, int] = field(default_factory=Counter)
    by_place: Mapping[str, int] = field(default_factory=Counter)  # grid, "" where nobody told
    by_hour: Mapping[str, int] = field(default_factory=Counter)  # "00" to "23", Beijing time of receiving
    log_lines: int = 0
    calls_in: int = 0
    calls_out: int = 0
    undecided: int = 0
    verdicts: Mapping[str, int] = field(default_factory=Counter)  # of reports that had a limit
    alarms: int = 0  # of obligations and all else that calls
    unheard: int = 0  # alarms nobody has taken note of
    heard_seconds: tuple[float, ...] = ()  # from the sound to the name

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            incidents=self.incidents + other.incidents,
            drills=self.drills + other.drills,
            by_class=Counter(self.by_class) + Counter(other.by_class),
            by_level=Counter(self.by_level) + Counter(other.by_level),
            by_place=Counter(self.by_place) + Counter(other.by_place),
            by_hour=Counter(self.by_hour) + Counter(other.by_hour),
            log_lines=self.log_lines + other.log_lines,
            calls_in=self.calls_in + other.calls_in,
            calls_out=self.calls_out + other.calls_out,
            undecided=self.undecided + other.undecided,
            verdicts=Counter(self.verdicts) + Counter(other.verdicts),
            alarms=self.alarms + other.alarms,
            unheard=self.unheard + other.unheard,
            heard_seconds=self.heard_seconds + other.heard_seconds,
        )

    @property
    def median_heard(self) -> timedelta | None:
        """How long an alarm sounded until somebody took note, in the middle of all that were heard."""
        return timedelta(seconds=median(self.heard_seconds)) if self.heard_seconds else None


def whole_span(period: Period, day: date) -> Span:
    """The day, month or year that holds ``day``, Beijing time."""
    if period is Period.DAY:
        return Span(since=_midnight(day), until=_midnight(day + timedelta(days=1)))
    if period is Period.MONTH:
        first = day.replace(day=1)
        return Span(since=_midnight(first), until=_midnight(_next_month(first)))
    return Span(since=_midnight(date(day.year, 1, 1)), until=_midnight(date(day.year + 1, 1, 1)))


def pieces(period: Period, day: date) -> tuple[Span, ...]:
    """A period in pieces of a month at most, oldest first, so that counting never keeps anybody waiting."""
    if period is not Period.YEAR:
        return (whole_span(period, day),)
    return tuple(whole_span(Period.MONTH, date(day.year, month, 1)) for month in range(1, 13))


def shifted(period: Period, day: date, by: int) -> date:
    """The same day of an earlier or later period, or the last one there is."""
    if period is Period.DAY:
        return day + timedelta(days=by)
    months = day.year * 12 + day.month - 1 + by * (12 if period is Period.YEAR else 1)
    first = date(months // 12, months % 12 + 1, 1)
    last = _next_month(first) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def hour_of(moment: datetime) -> str:
    """The hour of a moment in Beijing, two digits."""
    return f"{moment.astimezone(BEIJING):%H}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BEIJING)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
