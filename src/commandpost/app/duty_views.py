"""Duty as values: the month's cells, gaps, substitutions, shifts, and the keys of their records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from commandpost.domain.holidays import DayType
from commandpost.domain.ids import PersonId, RecordId, UnitCode
from commandpost.domain.roster import DutyRole, RosterProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPost:
    """Who holds one post of one day; ``gap``: the day is planned for and nobody holds it."""

    role: DutyRole
    title: str = ""  # the role's name as the unit calls it, with shift and number where there are several
    leads: bool = False
    shift: str = ""
    shift_name: str = ""
    person: PersonId | None = None
    name: str = ""
    substitute_for: str = ""
    swapped: bool = False  # 串班, else 代班
    reason: str = ""
    approved_by: str = ""
    gap: bool = False
    fixed: bool = False  # an automatic roster leaves it
    away: bool = False  # on leave that day
    gone: bool = False  # of a day to come: no longer, or not yet, on the staff


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyCell:
    """One day of the month's grid, its posts in order."""

    date: date
    day_type: DayType
    holiday: str  # its name, "" on ordinary days
    posts: tuple[DutyPost, ...]
    is_today: bool  # the duty day of the current shift
    in_month: bool
    note: str = ""

    def post(self, role: DutyRole) -> DutyPost:
        return next((one for one in self.posts if one.role == role), DutyPost(role=role))

    @property
    def leader(self) -> DutyPost:
        return self.post(DutyRole.LEADER)

    @property
    def primary(self) -> DutyPost:
        return self.post(DutyRole.PRIMARY)

    @property
    def secondary(self) -> DutyPost:
        return self.post(DutyRole.SECONDARY)

    @property
    def has_gap(self) -> bool:
        return any(one.gap for one in self.posts)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyGap:
    """A post nobody holds."""

    date: date
    role: DutyRole
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """代班 or 串班: who stands in for whom on one day."""

    date: date
    role: DutyRole
    title: str
    name: str
    instead_of: str
    reason: str
    approved_by: str
    approved_at: datetime | None
    swapped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """One post of a shift as the top bar shows it; ``wanted`` False: the shift has no such post."""

    role: DutyRole
    title: str = ""
    leads: bool = False
    person: PersonId | None = None
    name: str = ""
    phone_masked: str = ""
    signed_in_at: datetime | None = None
    signed_out_at: datetime | None = None
    away: timedelta = timedelta()  # gone between, and back
    substitute_for: str = ""
    swapped: bool = False
    reason: str = ""
    approved_by: str = ""
    wanted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftView:
    """One shift, aware UTC, its posts in order; ``handed_over``: a sheet has ended it."""

    id: RecordId
    date: date
    shift: str
    start: datetime
    end: datetime
    posts: tuple[PostView, ...]
    handed_over: bool = False
    handed_over_at: datetime | None = None

    def time_to_handover(self, now: datetime) -> timedelta:
        """Negative once it is past."""
        return self.end - now

    def post(self, role: DutyRole) -> PostView:
        """A post by its key, or by its role's key within this shift."""
        own = role if ":" in role or not self.shift else DutyRole(f"{self.shift}:{role}")
        return next((one for one in self.posts if one.role == own), PostView(role=own, wanted=False))

    @property
    def leader(self) -> PostView:
        return self.post(DutyRole.LEADER)

    @property
    def primary(self) -> PostView:
        return self.post(DutyRole.PRIMARY)

    @property
    def secondary(self) -> PostView:
        return self.post(DutyRole.SECONDARY)

    @property
    def others(self) -> tuple[PostView, ...]:
        """The posts beside leader, primary and secondary."""
        usual = {self.leader.role, self.primary.role, self.secondary.role}
        return tuple(one for one in self.posts if one.role not in usual)

    def role_of(self, person: PersonId) -> DutyRole | None:
        """The post a person holds in this shift."""
        return next((one.role for one in self.posts if one.person == person), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """How many days were written; with a problem none is."""

    days: int
    problems: tuple[RosterProblem, ...]


def duty_day_id(unit: UnitCode, day: date) -> RecordId:
    """The natural key of a day's roster."""
    return RecordId(f"duty_day-{unit}-{day.isoformat()}")


def shift_id(unit: UnitCode, day: date, shift: str = "") -> RecordId:
    """The natural key of a shift, by the day it starts on and its key in the pattern."""
    return RecordId(f"shift-{unit}-{day.isoformat()}{f'-{shift}' if shift else ''}")


def gaps_of(cells: Iterable[DutyCell]) -> tuple[DutyGap, ...]:
    """Posts nobody holds, in the days of the month."""
    return tuple(
        DutyGap(date=cell.date, role=post.role, title=post.title)
        for cell in cells
        if cell.in_month
        for post in cell.posts
        if post.gap
    )
