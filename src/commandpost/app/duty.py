"""Duty: the month's roster, gaps, substitutions, import, and the shift that follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from commandpost.app.desk import Desk
from commandpost.app.people import PeopleService
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.papers import RosterPaper
from commandpost.domain.roster import (
    Calendar,
    DayType,
    DutyRole,
    RosterProblem,
    RosterRow,
    ShiftHours,
    ShiftSpan,
)

__all__ = [
    "DutyCell",
    "DutyGap",
    "DutyPost",
    "DutyRole",
    "DutyService",
    "ImportOutcome",
    "PostView",
    "RosterRow",
    "ShiftView",
    "Substitution",
]


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
    person: PersonId | None
    name: str
    phone_masked: str
    signed_in_at: datetime | None
    substitute_for: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftView:
    """One shift, aware UTC."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """How many days were written; with a problem none is."""

    days: int
    problems: tuple[RosterProblem, ...]


class DutyService:
    """Use cases of duty."""

    def __init__(self, desk: Desk, people: PeopleService, calendar: Calendar | None = None) -> None:
        self._desk = desk
        self._people = people
        self._calendar = calendar or Calendar()

    def hours(self) -> ShiftHours:
        """When the shift changes here; 08:30 until the unit says otherwise (待核定)."""
        raise NotImplementedError

    def set_hours(self, change: str) -> None:
        """Set the time of the change, ``08:30``. Raises RuleBroken("shift_change_invalid")."""
        raise NotImplementedError

    def month(self, year: int, month: int) -> tuple[DutyCell, ...]:
        """The whole weeks, Monday first, that touch a month."""
        raise NotImplementedError

    def gaps(self, year: int, month: int) -> tuple[DutyGap, ...]:
        """Posts nobody holds on the month's planned days."""
        raise NotImplementedError

    def substitutions(self, year: int, month: int) -> tuple[Substitution, ...]:
        raise NotImplementedError

    def calendar_verified(self) -> bool:
        """Whether the holidays were compared with their notice; else they are 待核定."""
        return self._calendar.verified

    def set_day(self, day: date, role: DutyRole, person: PersonId | None) -> None:
        """Put a person on a post, or nobody. Raises RuleBroken("roster_same_person"|"not_permitted"|"person_unknown")."""
        raise NotImplementedError

    def set_note(self, day: date, note: str) -> None:
        raise NotImplementedError

    def set_day_type(self, day: date, day_type: DayType | None) -> None:
        """Say what kind of day it is; None follows the calendar again."""
        raise NotImplementedError

    def substitute(
        self, day: date, role: DutyRole, person: PersonId, *, reason: str, approved_by: str
    ) -> None:
        """代班: ``person`` stands in for who was planned.

        Raises RuleBroken("reason_missing"|"approver_missing"|"nobody_to_replace"|"roster_same_person").
        """
        raise NotImplementedError

    def import_rows(self, rows: Iterable[RosterRow]) -> ImportOutcome:
        """Write the rows as one transaction, or none of them when a row has a problem."""
        raise NotImplementedError

    def current_shift(self, now: datetime | None = None) -> ShiftView:
        """The shift a moment falls into; now if none is given."""
        raise NotImplementedError

    def next_shift(self, now: datetime | None = None) -> ShiftView:
        raise NotImplementedError

    def shift(self, span: ShiftSpan) -> ShiftView:
        raise NotImplementedError

    def sign_in_for_shift(self, role: DutyRole | None = None) -> None:
        """Sign in whoever sits at the desk for the current shift, in the last hour before it for the next.

        ``role`` None takes the post the roster gives. Raises RuleBroken("sign_in_first"|"not_on_roster").
        """
        raise NotImplementedError

    def paper(self, year: int, month: int) -> RosterPaper:
        """The month's roster for print."""
        raise NotImplementedError


def duty_day_id(unit: str, day: date) -> RecordId:
    """The natural key of a day's roster."""
    return RecordId(f"duty_day-{unit}-{day.isoformat()}")


def shift_id(unit: str, day: date) -> RecordId:
    """The natural key of a shift, by the day it starts on."""
    return RecordId(f"shift-{unit}-{day.isoformat()}")


Posts = Mapping[DutyRole, DutyPost]
