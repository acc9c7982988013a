"""Special periods: holidays, meetings, events and the flood season switch daily and zero reports on."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby

from commandpost.domain.errors import RuleBroken
from commandpost.domain.holidays import Calendar, DayType
from commandpost.domain.local_time import BEIJING, local_day

ONE_DAY = timedelta(days=1)
MAX_DAYS = 400  # of one period; a longer one is a slip of the pen


class PeriodKind(StrEnum):
    """法定节假日 重要会议 重大活动 汛期."""

    HOLIDAY = "holiday"
    MEETING = "meeting"
    EVENT = "event"
    FLOOD = "flood"


PERIOD_WORDS = {
    PeriodKind.HOLIDAY: "法定节假日",
    PeriodKind.MEETING: "重要会议",
    PeriodKind.EVENT: "重大活动",
    PeriodKind.FLOOD: "汛期",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialPeriod:
    """Whole local days from ``first`` to ``last``, both included."""

    id: str
    kind: PeriodKind
    name: str
    first: date
    last: date
    source: str = ""
    verified: bool = False

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """A period of every year, such as the flood season; each year of it may be moved or extended."""

    id: str
    kind: PeriodKind
    name: str
    first: tuple[int, int]  # month, day
    last: tuple[int, int]
    source: str = ""
    verified: bool = False

    def of(self, year: int) -> SpecialPeriod:
        return SpecialPeriod(
            id=f"{self.id}-{year}",
            kind=self.kind,
            name=self.name,
            first=date(year, *self.first),
            last=date(year, *self.last),
            source=self.source,
            verified=self.verified,
        )


def refuse_impossible(period: SpecialPeriod) -> None:
    """Raise RuleBroken("period_name_missing"|"period_ends_before_it_begins"|"period_too_long")."""
    if not period.name.strip():
        raise RuleBroken("period_name_missing", field="name")
    if period.last < period.first:
        raise RuleBroken("period_ends_before_it_begins", field="last")
    if (period.last - period.first).days >= MAX_DAYS:
        raise RuleBroken("period_too_long", field="last", limit=MAX_DAYS)


def parse_seasons(text: str) -> tuple[Season, ...]:
    """The yearly seasons from their TOML text. Raises RuleBroken("seasons_invalid", reason=…)."""
    try:
        return tuple(_season(row) for row in tomllib.loads(text)["season"])
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise RuleBroken("seasons_invalid", reason=str(error)) from error


def _season(row: dict[str, object]) -> Season:
    return Season(
        id=str(row["id"]),
        kind=PeriodKind(str(row["kind"])),
        name=str(row["name"]),
        first=_month_day(row["first"]),
        last=_month_day(row["last"]),
        source=str(row.get("source", "")),
        verified=row.get("verified") is True,
    )


def _month_day(text: object) -> tuple[int, int]:
    """``06-01``; 29 February is refused, for it is not in every year."""
    told = date.fromisoformat(f"2001-{text}")
    return told.month, told.day


def holidays(calendar: Calendar) -> tuple[SpecialPeriod, ...]:
    """The holidays of a calendar; days off in a row under one name are one period."""
    days = sorted(day for day, special in calendar.special.items() if special.day_type is DayType.HOLIDAY)
    runs = groupby(enumerate(days), key=lambda pair: (pair[1] - timedelta(days=pair[0]), calendar.name(pair[1])))
    return tuple(_holiday(calendar, [day for _, day in run]) for _, run in runs)


def _holiday(calendar: Calendar, days: list[date]) -> SpecialPeriod:
    return SpecialPeriod(
        id=f"holiday-{days[0].isoformat()}",
        kind=PeriodKind.HOLIDAY,
        name=calendar.name(days[0]),
        first=days[0],
        last=days[-1],
        source=calendar.sources.get(days[0].year, ""),
        verified=days[0].year not in calendar.unverified,
    )


def days_of(
    periods: Iterable[SpecialPeriod], kinds: Iterable[PeriodKind], since: datetime, until: datetime
) -> Iterator[date]:
    """The local days between two moments that lie in a period of one of the kinds, in order."""
    wanted = frozenset(kinds)
    begin, end = local_day(since), local_day(until)
    days: set[date] = set()
    for period in periods:
        if period.kind in wanted:
            day, last = max(begin, period.first), min(end, period.last)
            days.update(day + ONE_DAY * at for at in range((last - day).days + 1))
    yield from sorted(days)


def moment_of(day: date, at: time | None) -> datetime:
    """A local hour of a day; None is the end of the day."""
    if at is None:
        return datetime.combine(day + ONE_DAY, time(0), BEIJING).astimezone(UTC)
    return datetime.combine(day, at, BEIJING).astimezone(UTC)


def begin_of(day: date) -> datetime:
    """Local midnight."""
    return moment_of(day, time(0))


def day_number(day: date) -> int:
    """20260719: how an obligation of a day is counted."""
    return day.year * 10_000 + day.month * 100 + day.day


def day_of(number: int) -> date:
    """The day a ``day_number`` counts."""
    return date(number // 10_000, number // 100 % 100, number % 100)
