"""Kinds of days: weekends, statutory holidays and make-up workdays, by a table for each year that the unit may edit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from commandpost.domain.errors import RuleBroken


class DayType(StrEnum):
    """工作日 休息日 法定节假日 调休上班."""

    WORKDAY = "workday"
    RESTDAY = "restday"
    HOLIDAY = "holiday"
    MAKEUP = "makeup"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDay:
    """A holiday or a make-up workday and its name, e.g. 国庆节."""

    day_type: DayType
    name: str


Days = Mapping[date, SpecialDay]

_MARKS = {"休": DayType.HOLIDAY, "班": DayType.MAKEUP}
_LINE = re.compile(r"(\d{4}-\d{2}-\d{2})\s+([休班])(?:\s+(\S.*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class YearTable:
    """One year's special days, where they come from, and whether somebody compared them with the notice."""

    year: int
    days: Days
    source: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Special days of the years on file; of a year without a table only weekends are told apart."""

    special: Days = field(default_factory=dict)
    years: frozenset[int] = frozenset()  # that have a table
    unverified: frozenset[int] = frozenset()
    sources: Mapping[int, str] = field(default_factory=dict)  # where each year's table comes from

    @classmethod
    def of(cls, tables: Iterable[YearTable]) -> Calendar:
        """One calendar of several years; a later table of a year takes the earlier one's place."""
        by_year = {table.year: table for table in tables}
        return cls(
            special={day: told for table in by_year.values() for day, told in table.days.items()},
            years=frozenset(by_year),
            unverified=frozenset(year for year, table in by_year.items() if not table.verified),
            sources={year: table.source for year, table in by_year.items()},
        )

    def day_type(self, day: date) -> DayType:
        if day in self.special:
            return self.special[day].day_type
        return DayType.RESTDAY if day.weekday() >= 5 else DayType.WORKDAY

    def name(self, day: date) -> str:
        """The holiday's name, "" on ordinary days."""
        return self.special[day].name if day in self.special else ""

    def missing(self, days: Iterable[date]) -> tuple[int, ...]:
        """The years of these days that have no table: their holidays are not known and not guessed."""
        return tuple(sorted({day.year for day in days} - self.years))


def parse_days(year: int, text: str) -> Days:
    """Read lines such as ``2026-10-01 休 国庆节`` and ``2026-10-10 班 国庆节``.

    Raises RuleBroken("calendar_invalid", line=…, text=…).
    """
    days: dict[date, SpecialDay] = {}
    for number, told in enumerate(text.splitlines(), start=1):
        line = told.strip()
        if line and not line.startswith("#"):
            day, special = _parsed(year, number, line)
            days[day] = special
    return days


def _parsed(year: int, number: int, line: str) -> tuple[date, SpecialDay]:
    found = _LINE.fullmatch(line)
    try:
        day = date.fromisoformat(found[1]) if found else None
    except ValueError:
        day = None
    if found is None or day is None or day.year != year:
        raise RuleBroken("calendar_invalid", field="days", line=number, text=line)
    return day, SpecialDay(day_type=_MARKS[found[2]], name=found[3] or "")


def day_lines(days: Days) -> str:
    """The lines ``parse_days`` reads, by date."""
    letters = {kind: letter for letter, kind in _MARKS.items()}
    told = (f"{day.isoformat()} {letters[one.day_type]} {one.name}".rstrip() for day, one in sorted(days.items()))
    return "\n".join(told)
