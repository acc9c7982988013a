"""Incidents: opened from a call, revised, closed; each row with its clocks, conflicts and last report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.rulebook import RuleService
from commandpost.domain.codes import CodeBook, EventClass, Level
from commandpost.domain.coordinates import LonLat
from commandpost.domain.deadlines import Deadline, Lateness, strictest
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.incident import IncidentStatus, NewIncident
from commandpost.domain.rules import Step
from commandpost.journal.entry import Json
from commandpost.journal.fold import Claim, Delivery

__all__ = ["IncidentRow", "IncidentService", "LastReport", "Nearby", "NearbyItem", "NewIncident"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LastReport:
    """The newest report that left the room."""

    id: RecordId
    step: Step
    sequence: int
    sent_at: datetime
    receipted_at: datetime | None
    receipted_by: str
    lateness: Lateness | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """One incident as lists, map and report form show it."""

    id: RecordId
    unit: UnitCode
    number: str
    title: str
    code: str
    code_name: str
    event_class: EventClass | None
    level: Level
    sensitive: bool
    sensitive_reason: str
    place: str
    lonlat: LonLat | None
    grid: str
    occurred: datetime | None
    received: datetime
    discovered: datetime | None
    source: str
    status: IncidentStatus
    closed_at: datetime | None
    closing_reason: str
    not_reported: bool
    deadlines: tuple[Deadline, ...]
    conflicts: tuple[str, ...]
    claims: Mapping[str, tuple[Claim, ...]]
    last_report: LastReport | None
    delivery: Delivery
    figures: Mapping[str, int | None]
    undelivered: int
    radius: float

    def driving(self, now: datetime) -> Deadline | None:
        """The deadline that drives the countdown; None when nothing is owed."""
        return strictest(self.deadlines, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class NearbyItem:
    """One thing inside the circle."""

    kind: str
    id: RecordId
    name: str
    lonlat: LonLat
    distance_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """What lies inside a circle on the ground, items nearest first."""

    people: int
    vulnerable: int
    teams: int
    team_members: int
    shelters: int
    shelter_free: int
    supplies: int
    hazards_open: int
    items: tuple[NearbyItem, ...]


class IncidentService:
    """Use cases of incidents."""

    def __init__(self, desk: Desk, rules: RuleService, codes: CodeBook) -> None:
        self._desk = desk
        self._rules = rules
        self._codes = codes

    def open(self, new: NewIncident, origin: RecordId | None = None) -> RecordId:
        """Open an incident; ``origin`` is the call it came from. Raises RuleBroken of domain.incident.refuse_impossible."""
        raise NotImplementedError

    def warnings(self, new: NewIncident) -> tuple[str, ...]:
        """Doubts that never refuse: codes for the words beside the form."""
        raise NotImplementedError

    def revise(self, incident: RecordId, changes: Mapping[str, Json], reason: str = "") -> None:
        """Change fields; lowering the level, dropping sensitivity or lowering casualties asks a reason."""
        raise NotImplementedError

    def resolve(self, incident: RecordId, field: str, value: Json) -> None:
        """Choose one of the values of a conflict; both stay in the history."""
        raise NotImplementedError

    def close(
        self, incident: RecordId, *, not_reported: bool = False, reason: str = "", leader: RecordId | None = None
    ) -> None:
        """End the handling; closing as 不报 needs a reason and the leader."""
        raise NotImplementedError

    def row(self, incident: RecordId) -> IncidentRow:
        """Raises RuleBroken("incident_unknown")."""
        raise NotImplementedError

    def open_rows(self) -> tuple[IncidentRow, ...]:
        """Open incidents, and closed ones that still owe a report; the nearest deadline first."""
        raise NotImplementedError

    def all_rows(self, limit: int = 200) -> tuple[IncidentRow, ...]:
        """Newest first."""
        raise NotImplementedError

    def nearby(self, center: LonLat, radius_m: float) -> Nearby:
        """Counts and items of the ledgers inside a circle."""
        raise NotImplementedError
