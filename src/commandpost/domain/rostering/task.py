"""A roster to be made, as values: which posts, which people, which rules, what is fixed already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from commandpost.domain.duty_setup import RosterRules
from commandpost.domain.holidays import DayType
from commandpost.domain.ids import PersonId
from commandpost.domain.roster import DutyRole


class SlotKey(NamedTuple):
    """One post of one duty day."""

    day: date
    role: DutyRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A post to fill, with its hours, aware UTC."""

    key: SlotKey
    shift: str
    role: str  # key of the role
    start: datetime
    end: datetime
    day_type: DayType
    leads: bool = False
    night: bool = True
    qualification: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """What the shift counts as: total, night, and weekend or holiday; each kind is a rotation of its own."""
        told = {DayType.RESTDAY: ("weekend",), DayType.HOLIDAY: ("holiday",)}.get(self.day_type, ())
        return ("total", *(("night",) if self.night else ()), *told)

    @property
    def rotation(self) -> str:
        """Workdays, rest days and holidays go round separately."""
        return {DayType.RESTDAY: "weekend", DayType.HOLIDAY: "holiday"}.get(self.day_type, "workday")


KINDS = ("total", "night", "weekend", "holiday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Leave, both days included: no shift that touches one of them."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who may be planned; ``load`` counts the shifts of the year so far by kind and rotation."""

    id: PersonId
    name: str
    department: str = ""
    roles: frozenset[str] = frozenset()  # keys of the roles he or she may hold
    qualifications: frozenset[str] = frozenset()
    leave: tuple[Absence, ...] = ()
    since: date | None = None
    until: date | None = None
    load: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A shift somebody has had or will have outside the days to be planned."""

    person: PersonId
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterTask:
    """Slots by start; ``fixed`` cells stay as they are, ``around`` are shifts before and after."""

    slots: tuple[Slot, ...]
    people: tuple[Candidate, ...]
    rules: RosterRules = field(default_factory=RosterRules)
    fixed: Mapping[SlotKey, PersonId] = field(default_factory=dict)
    around: tuple[Duty, ...] = ()


Roster = Mapping[SlotKey, PersonId]


def refusal(slot: Slot, person: Candidate) -> str:
    """Why a person can never hold a post, whatever else is planned; "" if he or she can."""
    if slot.role not in person.roles:
        return "role_wrong"
    if slot.qualification and slot.qualification not in person.qualifications:
        return "unqualified"
    first, last = local_days(slot.start, slot.end)
    if (person.since is not None and slot.key.day < person.since) or (
        person.until is not None and slot.key.day > person.until
    ):
        return "not_here"
    if any(one.first <= last and first <= one.last for one in person.leave):
        return "on_leave"
    return ""


def local_days(start: datetime, end: datetime) -> tuple[date, date]:
    """The first and last local day a shift touches; the morning it is handed over counts no more."""
    eight = timedelta(hours=8)
    first = (start + eight).date()
    last = (end + eight).date()
    touches_noon = (end + eight).hour >= 12
    return first, last if touches_noon or last == first else last - timedelta(days=1)


def clash(start: datetime, end: datetime, other: Duty, rest: timedelta) -> bool:
    """Whether two shifts of one person overlap or leave less rest than is asked."""
    return start < other.end + rest and other.start < end + rest


def span_of_days(task: RosterTask) -> int:
    """How many days the task covers."""
    days = {slot.key.day for slot in task.slots}
    return (max(days) - min(days)).days + 1 if days else 0
