"""Who is on duty when: shifts, whole weeks of a month, kinds of days, gaps, and rosters read from rows.

A duty day is named by the local date its shift starts on; the hours are the unit's own (待核定).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from typing import Protocol

from commandpost.domain.errors import RuleBroken

LOCAL_TIME = timezone(timedelta(hours=8))  # Beijing keeps no summer time
ONE_DAY = timedelta(days=1)


class DutyRole(StrEnum):
    """带班领导 主班 副班."""

    LEADER = "leader"
    PRIMARY = "primary"
    SECONDARY = "secondary"


class DayType(StrEnum):
    """工作日 休息日 法定节假日 调休上班."""

    WORKDAY = "workday"
    RESTDAY = "restday"
    HOLIDAY = "holiday"
    MAKEUP = "makeup"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftHours:
    """When the shift changes, local time; one shift is a whole day."""

    change: time = time(8, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftSpan:
    """One shift: the duty day that names it, and its aware UTC start and end."""

    date: date
    start: datetime
    end: datetime

    def left(self, now: datetime) -> timedelta:
        """Time to the handover; negative once it is past."""
        return self.end - now


def span_of(day: date, hours: ShiftHours) -> ShiftSpan:
    """The shift that starts on a local date."""
    start = datetime.combine(day, hours.change, LOCAL_TIME).astimezone(UTC)
    return ShiftSpan(date=day, start=start, end=start + ONE_DAY)


def span_at(now: datetime, hours: ShiftHours) -> ShiftSpan:
    """The shift a moment falls into; the change itself belongs to the new shift."""
    local = now.astimezone(LOCAL_TIME)
    before_change = local.time() < hours.change
    return span_of(local.date() - ONE_DAY if before_change else local.date(), hours)


def handed_over_span(now: datetime, hours: ShiftHours, handed_over: Iterable[date] = ()) -> ShiftSpan:
    """The shift to hand over now: the last one until its sheet is complete or half a day has passed."""
    current = span_at(now, hours)
    last = span_of(current.date - ONE_DAY, hours)
    still_due = now - current.start < ONE_DAY / 2 and last.date not in set(handed_over)
    return last if still_due else current


def parse_change(text: str) -> ShiftHours:
    """Read ``08:30``. Raises RuleBroken("shift_change_invalid")."""
    try:
        return ShiftHours(change=time.fromisoformat(text.strip()))
    except ValueError as error:
        raise RuleBroken("shift_change_invalid", field="change", text=text) from error


# ------------------------------------------------------------------------------------------------ the calendar


def weeks_of(year: int, month: int) -> tuple[date, ...]:
    """All days of the whole weeks, Monday first, that touch a month."""
    first = date(year, month, 1)
    last = month_days(year, month)[-1]
    start, end = first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())
    return tuple(start + timedelta(days=at) for at in range((end - start).days + 1))


def month_days(year: int, month: int) -> tuple[date, ...]:
    """The days of a month."""
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return tuple(first + timedelta(days=at) for at in range((following - first).days))


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDay:
    """A holiday or a make-up workday and its name, e.g. 国庆节."""

    day_type: DayType
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Special days of the years on file; without a year's table only weekends are told apart."""

    special: Mapping[date, SpecialDay] = field(default_factory=dict)
    verified: bool = False  # compared with the notice of the State Council's office
    source: str = ""

    def day_type(self, day: date) -> DayType:
        if day in self.special:
            return self.special[day].day_type
        return DayType.RESTDAY if day.weekday() >= 5 else DayType.WORKDAY

    def name(self, day: date) -> str:
        """The holiday's name, "" on ordinary days."""
        return self.special[day].name if day in self.special else ""


def parse_calendar(text: str) -> Calendar:
    """Read a year's table of holidays. Raises RuleBroken("calendar_invalid", reason=…)."""
    try:
        table = tomllib.loads(text)
        special = {day: entry for row in table["holiday"] for day, entry in _special_days(row)}
        return Calendar(special=special, verified=bool(table["verified"]), source=str(table["source"]))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise RuleBroken("calendar_invalid", reason=str(error)) from error


def _special_days(row: Mapping[str, object]) -> list[tuple[date, SpecialDay]]:
    """A row gives a name, its days off and the workdays made up for them."""
    name = str(row["name"])
    kinds = (("off", DayType.HOLIDAY), ("makeup", DayType.MAKEUP))
    return [
        (date.fromisoformat(str(day)), SpecialDay(day_type=kind, name=name))
        for key, kind in kinds
        for day in _list(row.get(key, []))
    ]


def _list(value: object) -> Sequence[object]:
    if not isinstance(value, list):
        raise TypeError(f"a list of dates is expected, not {value!r}")
    return value


def merged(calendars: Iterable[Calendar]) -> Calendar:
    """One calendar of several years, verified only if each is."""
    every = tuple(calendars)
    special = {day: entry for calendar in every for day, entry in calendar.special.items()}
    sources = "；".join(calendar.source for calendar in every if calendar.source)
    return Calendar(special=special, verified=bool(every) and all(one.verified for one in every), source=sources)


# ------------------------------------------------------------------------------------------ rosters from rows


class RosterSource(Protocol):
    """One row of a workbook: its number as the user sees it, a date and three names, "" for an empty post."""

    @property
    def row(self) -> int: ...

    @property
    def date(self) -> date | str | None: ...

    @property
    def leader(self) -> str: ...

    @property
    def primary(self) -> str: ...

    @property
    def secondary(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """A row typed or pasted."""

    row: int
    date: date | str | None
    leader: str = ""
    primary: str = ""
    secondary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterProblem:
    """What is wrong with one cell; the row as the user sees it, the column date, leader, primary or secondary."""

    row: int
    column: str
    code: str  # roster_date_invalid, roster_date_twice, roster_name_unknown, roster_name_ambiguous, roster_same_person
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPlan:
    """What may be written: person ids by day and role; a plan with problems is never written."""

    days: Mapping[date, Mapping[DutyRole, str | None]]
    problems: tuple[RosterProblem, ...]


def read_rows(rows: Iterable[RosterSource], people: Mapping[str, Sequence[str]]) -> RosterPlan:
    """Turn names into person ids; ``people`` maps a name to the ids of all who bear it."""
    days: dict[date, Mapping[DutyRole, str | None]] = {}
    problems: list[RosterProblem] = []
    for row in rows:
        day = _row_date(row)
        if day is None or day in days:
            code = "roster_date_invalid" if day is None else "roster_date_twice"
            problems.append(RosterProblem(row=row.row, column="date", code=code, value=str(row.date or "")))
            continue
        posts, wrong = _posts(row, people)
        days[day] = posts
        problems.extend(wrong)
    return RosterPlan(days=days, problems=tuple(problems))


def _row_date(row: RosterSource) -> date | None:
    if isinstance(row.date, datetime):
        return row.date.date()
    if row.date is None or isinstance(row.date, date):
        return row.date
    text = row.date.strip().replace("/", "-").replace(".", "-").replace("年", "-").replace("月", "-").replace("日", "")
    parts = text.split("-")
    try:
        return date(*(int(part) for part in parts)) if len(parts) == 3 else None
    except ValueError:
        return None


def _posts(
    row: RosterSource, people: Mapping[str, Sequence[str]]
) -> tuple[dict[DutyRole, str | None], list[RosterProblem]]:
    posts: dict[DutyRole, str | None] = {}
    problems: list[RosterProblem] = []
    names = {DutyRole.LEADER: row.leader, DutyRole.PRIMARY: row.primary, DutyRole.SECONDARY: row.secondary}
    for role, told in names.items():
        name = told.strip()
        found = people.get(name, ()) if name else ()
        code = _name_problem(name, found, tuple(posts.values()))
        if code:
            problems.append(RosterProblem(row=row.row, column=role.value, code=code, value=name))
        posts[role] = found[0] if len(found) == 1 else None
    return posts, problems


def _name_problem(name: str, found: Sequence[str], others: Sequence[str | None]) -> str:
    """The code of what is wrong with a name, "" if nothing; an empty cell is a gap, no mistake."""
    if not name:
        return ""
    if len(found) != 1:
        return "roster_name_ambiguous" if found else "roster_name_unknown"
    return "roster_same_person" if found[0] in others else ""


def refuse_same_person(posts: Mapping[DutyRole, str | None]) -> None:
    """Raise RuleBroken("roster_same_person") when one person would hold two posts of a day."""
    held = [person for person in posts.values() if person]
    if len(held) != len(set(held)):
        raise RuleBroken("roster_same_person", field="person")
