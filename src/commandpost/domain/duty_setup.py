"""How a unit keeps its duty, as data: roles, shift patterns and seasons, figures, the equipment list.

Every default is an editable proposal (待本单位核定): 24 hours from 08:30; nights 17:30–09:00 with day shifts on days
off; a flood season with one more leader.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time

from commandpost.domain.duplicates import DEFAULT_FIGURES, DuplicateFigures
from commandpost.domain.errors import RuleBroken
from commandpost.domain.holidays import DayType
from commandpost.domain.roster import DutyRole
from commandpost.domain.shift_hours import ShiftHours, ShiftSpec

EQUIPMENT = ("值班电话", "传真", "视频会商", "卫星电话", "应急广播", "应急电源", "对讲机", "打印机", "时钟")
MOST_PER_SHIFT = 9  # of one role
WHOLE = 100  # percent


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSpec:
    """A role of the roster in its order, and how many hold it in one shift."""

    key: str
    name: str
    required: int = 1
    leads: bool = False  # held by leaders: 带班领导, 值班领导, 驻守主要领导
    qualification: str = ""  # whoever holds it must have it, e.g. 持证值班员


DEFAULT_ROLES = (
    RoleSpec(key="leader", name="带班领导", leads=True),
    RoleSpec(key="primary", name="主班"),
    RoleSpec(key="secondary", name="副班"),
)
DAY_OFF = (DayType.RESTDAY, DayType.HOLIDAY)
WHOLE_DAY = ShiftHours(name="24 小时一班")
NIGHTS = ShiftHours(
    name="夜班加休息日白班",
    shifts=(
        ShiftSpec(key="day", name="白班", start=time(9), unstaffed=(DayType.WORKDAY, DayType.MAKEUP)),
        ShiftSpec(key="night", name="夜班", start=time(17, 30)),
    ),
)
PATTERNS: tuple[ShiftHours, ...] = (WHOLE_DAY, NIGHTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """A part of each year with roles, and if need be hours, of its own: 汛期. Days as ``06-01``, both included."""

    name: str
    first: str
    last: str
    roles: tuple[RoleSpec, ...] = ()  # on top of the usual ones
    hours: ShiftHours | None = None

    def holds_on(self, day: date) -> bool:
        told = f"{day:%m-%d}"
        if self.first <= self.last:
            return self.first <= told <= self.last
        return told >= self.first or told <= self.last


FLOOD_SEASON = Season(
    name="汛期", first="06-01", last="09-15", roles=(RoleSpec(key="flood", name="防汛值班领导", leads=True),)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRules:
    """What an automatic roster must keep; every figure is the unit's own (待本单位核定)."""

    rest_hours: int = 24  # between the end of one shift and the start of the next
    window_days: int = 7
    window_most: int = 3  # shifts of one person within ``window_days``; 0: no limit
    leaders_of_one_department: bool = False  # two leaders of one department on one duty day
    fair_spread: int = 2  # more shifts than this between two people is said


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverFigures:
    """Minutes of the handover (待本单位核定)."""

    earliest: int = 60  # before the change: whoever takes over may sign in
    early: int = 15  # should be here
    latest: int = 10  # and not later than this
    settled: int = 15  # an incident received within is still in hand
    due_soon: int = 10  # so is one whose report falls due within
    gap_warning_hours: int = 24  # an empty post this long before its shift is an alarm
    absent_after: int = 10  # nobody signed in this long after the start is an alarm


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One post of a duty day: its key in the journal, its shift, its role, which of several."""

    key: DutyRole
    shift: str
    role: RoleSpec
    number: int = 1
    of: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PastHours:
    """A pattern that held until, and without, a date."""

    until: date
    hours: ShiftHours


@dataclass(frozen=True, slots=True, kw_only=True)
class DutySetup:
    """Everything a unit may set; ``hours_on`` makes it a timetable."""

    roles: tuple[RoleSpec, ...] = DEFAULT_ROLES
    hours: ShiftHours = WHOLE_DAY
    before: tuple[PastHours, ...] = ()
    seasons: tuple[Season, ...] = ()
    rules: RosterRules = RosterRules()
    figures: HandoverFigures = HandoverFigures()
    duplicates: DuplicateFigures = DEFAULT_FIGURES
    equipment: tuple[str, ...] = EQUIPMENT

    def hours_on(self, day: date) -> ShiftHours:
        """The pattern of a duty day: the one that held then, or the season's."""
        season = self.season(day)
        if season is not None and season.hours is not None:
            return season.hours
        ended = sorted(self.before, key=lambda past: past.until)
        return next((past.hours for past in ended if day < past.until), self.hours)

    def season(self, day: date) -> Season | None:
        """The season a day falls into."""
        return next((one for one in self.seasons if one.holds_on(day)), None)

    def roles_on(self, day: date) -> tuple[RoleSpec, ...]:
        """Leaders first, then the others, each in the unit's order."""
        season = self.season(day)
        every = (*self.roles, *(season.roles if season is not None else ()))
        return tuple(sorted(every, key=lambda role: not role.leads))

    def role(self, key: str) -> RoleSpec:
        """A role by its key, also one that is no longer needed."""
        known = (*self.roles, *(role for season in self.seasons for role in season.roles))
        return next((role for role in known if role.key == key), RoleSpec(key=key, name=key))

    def seats(self, day: date, day_type: DayType) -> tuple[Seat, ...]:
        """The posts to fill on a duty day, shift by shift."""
        specs = (spec for spec in self.hours_on(day).specs if day_type not in spec.unstaffed)
        return tuple(seat for spec in specs for seat in self._seats(day, spec))

    def shift_seats(self, day: date, day_type: DayType, shift: str) -> tuple[Seat, ...]:
        """The posts of one shift."""
        return tuple(seat for seat in self.seats(day, day_type) if seat.shift == shift)

    def seat(self, day: date, key: DutyRole) -> Seat:
        """What a post's key means, also where the pattern has changed since."""
        shift, rest = key.split(":", 1) if ":" in key else ("", str(key))
        name, _, number = rest.partition("-")
        role = next((one for one in self.roles_on(day) if one.key == name), self.role(name))
        return Seat(key=key, shift=shift, role=role, number=int(number or 1), of=role.required)

    def changed(self, hours: ShiftHours, since: date) -> DutySetup:
        """The same with another pattern from a date on; what was before keeps its hours."""
        kept = tuple(past for past in self.before if past.until < since)
        return replace(self, hours=hours, before=(*kept, PastHours(until=since, hours=self.hours)))

    def _seats(self, day: date, spec: ShiftSpec) -> tuple[Seat, ...]:
        wanted = (role for role in self.roles_on(day) if not spec.roles or role.key in spec.roles)
        return tuple(
            Seat(key=seat_key(spec.key, role.key, number), shift=spec.key, role=role, number=number, of=role.required)
            for role in wanted
            for number in range(1, role.required + 1)
        )


def seat_key(shift: str, role: str, number: int = 1) -> DutyRole:
    """``leader``, ``secondary-2``, ``night:primary``: the shift and the number only where they are needed."""
    prefix = f"{shift}:" if shift else ""
    return DutyRole(f"{prefix}{role}" if number == 1 else f"{prefix}{role}-{number}")


def refuse_setup(setup: DutySetup) -> DutySetup:
    """The same setup if it can be worked with.

    Raises RuleBroken("role_name_missing"|"role_key_twice"|"role_count_invalid"|"season_invalid"|"shift_key_twice"|
    "likeness_invalid").
    """
    every = (*setup.roles, *(role for season in setup.seasons for role in season.roles))
    if not setup.roles or any(not role.name.strip() or not role.key.isidentifier() for role in every):
        raise RuleBroken("role_name_missing", field="roles")
    if len({role.key for role in every}) != len(every):
        raise RuleBroken("role_key_twice", field="roles")
    if any(not 0 <= role.required <= MOST_PER_SHIFT for role in every):
        raise RuleBroken("role_count_invalid", field="roles", most=MOST_PER_SHIFT)
    if not 1 <= setup.duplicates.alike_percent <= WHOLE:
        raise RuleBroken("likeness_invalid", field="duplicates")
    for season in setup.seasons:
        _refuse_season(season)
    for hours in (setup.hours, *(season.hours for season in setup.seasons if season.hours is not None)):
        keys = [(spec.key, spec.start) for spec in hours.specs]
        if len({key for key, _ in keys}) != len(keys) or len({start for _, start in keys}) != len(keys):
            raise RuleBroken("shift_key_twice", field="hours")
    return setup


def _refuse_season(season: Season) -> None:
    for told in (season.first, season.last):
        try:
            date.fromisoformat(f"2024-{told}")
        except ValueError as error:
            raise RuleBroken("season_invalid", field="seasons", text=told) from error
