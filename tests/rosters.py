"""Invented people and months for tests of the roster."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count

from commandpost.domain.duty_setup import DutySetup, RosterRules
from commandpost.domain.holidays import Calendar
from commandpost.domain.ids import PersonId
from commandpost.domain.roster import DutyRole, RosterRow, month_days
from commandpost.domain.rostering.slots import slots_of
from commandpost.domain.rostering.task import Candidate, RosterTask
from commandpost.planning.holidays import known_years

SETUP = DutySetup()
CALENDAR = Calendar.of(known_years(2026, 2026))
LEADS, DUTY = frozenset({"leader"}), frozenset({"primary", "secondary"})
_ROWS = count(2)


def days_of(year: int, month: int = 0) -> tuple[date, ...]:
    """A month, or with month 0 the whole year."""
    months = (month,) if month else range(1, 13)
    return tuple(day for one in months for day in month_days(year, one))


def people(officers: int = 32, leaders: int = 8) -> tuple[Candidate, ...]:
    """Officers and leaders of as many departments."""
    made = [Candidate(id=PersonId(f"o{n:02d}"), name=f"值班员{n:02d}", roles=DUTY) for n in range(officers)]
    made += [
        Candidate(id=PersonId(f"l{n:02d}"), name=f"领导{n:02d}", department=f"科室{n % 5}", roles=LEADS)
        for n in range(leaders)
    ]
    return tuple(made)


def task(
    days: Iterable[date] = (),
    staff: tuple[Candidate, ...] = (),
    *,
    setup: DutySetup = SETUP,
    rules: RosterRules | None = None,
) -> RosterTask:
    """A task over days; July 2026 with forty people unless told otherwise."""
    days = tuple(days) or days_of(2026, 7)
    return RosterTask(
        slots=slots_of(days, setup, CALENDAR.day_type), people=staff or people(), rules=rules or setup.rules
    )


def roster_row(
    row: int | None = None,
    date: date | str | None = None,  # as the row calls it
    leader: str = "",
    primary: str = "",
    secondary: str = "",
) -> RosterRow:
    """A row of the three usual posts."""
    names = {DutyRole.LEADER: leader, DutyRole.PRIMARY: primary, DutyRole.SECONDARY: secondary}
    return RosterRow(row=next(_ROWS) if row is None else row, date=date, names=names)


WEEK = timedelta(days=7)
