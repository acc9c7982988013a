"""The status board of an upper room: who is on duty where, what is open, who owes or is late, who is silent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.duty_setup import DutySetupService
from commandpost.app.duty_views import PostView
from commandpost.app.incident_rows import IncidentRow
from commandpost.app.incidents import IncidentService
from commandpost.app.names import Names
from commandpost.app.overview import OverviewService, Owed, UnitState, owed_of
from commandpost.app.presence import Roll
from commandpost.app.shifts import Shifts
from commandpost.app.units import parent_of
from commandpost.domain.ids import UnitCode
from commandpost.domain.roster import DutyRole
from commandpost.domain.shift_hours import span_at

MAX_TIERS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDuty:
    """One post of a unit's running shift; no telephone number."""

    role: DutyRole
    name: str
    signed_in_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardUnit:
    """One unit and who sits there.

    It is silent where its desks speak to this server and did not lately; where they never did (a room that is told of
    by stick, or by another server), where nothing it wrote came for as long as the rules say.
    """

    state: UnitState
    posts: tuple[OnDuty, ...]
    contact: datetime | None  # when a desk of it last spoke to this server; None: never
    silent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardIncident:
    """One open incident with what is owed next; no person in it."""

    row: IncidentRow
    unit_name: str
    next: Owed | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """What the board shows at a moment."""

    unit: UnitCode
    name: str
    at: datetime
    units: tuple[BoardUnit, ...]
    incidents: tuple[BoardIncident, ...]


class BoardService:
    """The board of one unit: itself and what is below it, nothing else. Reads only."""

    def __init__(
        self, desk: Desk, overview: OverviewService, incidents: IncidentService, roll: Callable[[UnitCode], Roll]
    ) -> None:
        """``roll``: whom of a unit and those below it the server hears."""
        self._desk = desk
        self._roll = roll
        self._overview = overview
        self._incidents = incidents

    def view(self) -> BoardView:
        """The whole board: the own unit first, then the one that needs a call; the nearest deadline on top."""
        names, states = Names(self._desk.store), (self._overview.own(), *self._overview.states())
        roll = self._roll(self._desk.unit)
        unheard = {one.unit for one in roll.silent()}
        units = [self._unit(state, roll.contact(state.unit), unheard=state.unit in unheard) for state in states]
        return BoardView(
            unit=self._desk.unit,
            name=names.unit(self._desk.unit),
            at=self._desk.now(),
            units=tuple(sorted(units, key=lambda one: (one.state.unit != self._desk.unit, *_need(one)))),
            incidents=tuple(
                BoardIncident(row=row, unit_name=names.unit(row.unit), next=self._next(row))
                for row in self._incidents.open_rows()
                if self._is_ours(row.unit)
            ),
        )

    def _unit(self, state: UnitState, contact: datetime | None, *, unheard: bool) -> BoardUnit:
        silent = state.silent if contact is None else unheard
        return BoardUnit(state=state, posts=self._posts(state.unit), contact=contact, silent=silent)

    def _next(self, row: IncidentRow) -> Owed | None:
        now = self._desk.now()
        driving = row.driving(now)
        return None if driving is None else owed_of(row, driving, now)

    def _posts(self, unit: UnitCode) -> tuple[OnDuty, ...]:
        desk = replace(self._desk, unit=unit)
        shifts = Shifts(desk, DutySetupService(desk))
        shift = shifts.view(span_at(self._desk.now(), shifts.hours()))
        return tuple(_on_duty(post) for post in shift.posts)

    def _is_ours(self, unit: UnitCode) -> bool:
        at: UnitCode | None = unit
        for _ in range(MAX_TIERS):
            if at == self._desk.unit:
                return True
            if at is None:
                return False
            at = parent_of(self._desk.store, at)
        return False


Boards = Callable[[UnitCode], BoardService]


def _need(one: BoardUnit) -> tuple[int, bool, int, UnitCode]:
    """The one that needs a call first on top."""
    return -one.state.overdue, not one.silent, -len(one.state.owed), one.state.unit


def _on_duty(post: PostView) -> OnDuty:
    return OnDuty(role=post.role, name=post.name, signed_in_at=post.signed_in_at)
