"""Duty as values: the month's cells, gaps, substitutions, shifts, and the keys of their records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from commandpost.domain.ids import PersonId, RecordId, UnitCode
from commandpost.domain.roster import DayType, DutyRole, RosterProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPost:
    """Who holds one post of one day; ``gap``: the day is planned for and nobody holds it."""

    person: PersonId | None = None
    name: str = ""
    substitute_for: str = ""
    reason: str = ""
    approved_by: str = ""
    gap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyCell:
    """One day of the month's grid."""

    date: date
    day_type: DayType
    holiday: str  # its name, "" on ordinary days
    leader: DutyPost
    primary: DutyPost
    secondary: DutyPost
    is_today: bool  # the duty day of the current shift
    in_month: bool
    note: str = ""

    def post(self, role: DutyRole) -> DutyPost:
        return {DutyRole.LEADER: self.leader, DutyRole.PRIMARY: self.primary, DutyRole.SECONDARY: self.secondary}[role]

    @property
    def has_gap(self) -> bool:
        return any(self.post(role).gap for role in DutyRole)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyGap:
    """A post nobody holds."""

    date: date
    role: DutyRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """代班: who stands in for whom on one day."""

    date: date
    role: DutyRole
    name: str
    instead_of: str
    reason: str
    approved_by: str
    approved_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """One post of a shift as the top bar shows it."""

    role: DutyRole
    person: PersonId | None = None
    name: str = ""
    phone_masked: str = ""
    signed_in_at: datetime | None = None
    substitute_for: str = ""
    reason: str = ""
    approved_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftView:
    """One shift, aware UTC."""

    id: RecordId
    date: date
    start: datetime
    end: datetime
    leader: PostView
    primary: PostView
    secondary: PostView

    def time_to_handover(self, now: datetime) -> timedelta:
        """Negative once it is past."""
        return self.end - now

    def post(self, role: DutyRole) -> PostView:
        return {DutyRole.LEADER: self.leader, DutyRole.PRIMARY: self.primary, DutyRole.SECONDARY: self.secondary}[role]

    def role_of(self, person: PersonId) -> DutyRole | None:
        """The post a person holds in this shift."""
        return next((role for role in DutyRole if self.post(role).person == person), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """How many days were written; with a problem none is."""

    days: int
    problems: tuple[RosterProblem, ...]


def duty_day_id(unit: UnitCode, day: date) -> RecordId:
    """The natural key of a day's roster."""
    return RecordId(f"duty_day-{unit}-{day.isoformat()}")


def shift_id(unit: UnitCode, day: date) -> RecordId:
    """The natural key of a shift, by the day it starts on."""
    return RecordId(f"shift-{unit}-{day.isoformat()}")
