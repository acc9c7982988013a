"""The independent check of a roster: every rule once more, from the finished cells alone, each fault with its cells.

It shares the values of the task with whoever made the roster, and no line of reasoning: a roster typed by hand, read
from Excel, constructed or solved is judged the same way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from commandpost.domain.ids import PersonId
from commandpost.domain.local_time import BEIJING
from commandpost.domain.rostering.fairness import measure
from commandpost.domain.rostering.task import Candidate, Roster, RosterTask, Slot, SlotKey

NOON = 12


class FaultCode(StrEnum):
    """What may be wrong with a roster."""

    GAP = "roster_gap"
    UNKNOWN = "roster_unknown"
    ROLE = "roster_role_wrong"
    UNQUALIFIED = "roster_unqualified"
    NOT_HERE = "roster_not_here"
    LEAVE = "roster_on_leave"
    DOUBLE = "roster_double"
    REST = "roster_rest_short"
    TOO_MANY = "roster_too_many"
    DEPARTMENT = "roster_same_department"
    FIXED = "roster_fixed_changed"
    UNFAIR = "roster_unfair"


BENDING = frozenset({FaultCode.UNFAIR})  # said, but no rule is broken


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One broken rule: the cells, the people by name, and the figures of the sentence."""

    code: FaultCode
    cells: tuple[SlotKey, ...] = ()
    people: tuple[str, ...] = ()
    params: dict[str, object] = field(default_factory=dict)


def check(task: RosterTask, roster: Roster) -> tuple[Fault, ...]:
    """Every fault of a roster; () when it keeps all rules and is fair."""
    people = {person.id: person for person in task.people}
    faults = [
        *_uncovered(task, roster),
        *_personal(task, roster, people),
        *_rests(task, roster, people),
        *_departments(task, roster, people),
        *_kept(task, roster, people),
        *_unfair(task, roster),
    ]
    return tuple(faults)


def broken(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """The faults that break a rule; unevenness alone does not."""
    return tuple(one for one in faults if one.code not in BENDING)


def _uncovered(task: RosterTask, roster: Roster) -> Iterator[Fault]:
    return (Fault(code=FaultCode.GAP, cells=(slot.key,)) for slot in task.slots if not roster.get(slot.key))


def _personal(task: RosterTask, roster: Roster, people: dict[PersonId, Candidate]) -> Iterator[Fault]:
    for slot in task.slots:
        holder = roster.get(slot.key)
        if holder is None:
            continue
        person = people.get(holder)
        if person is None:
            yield Fault(code=FaultCode.UNKNOWN, cells=(slot.key,), params={"person": holder})
            continue
        for code in _own_faults(slot, person):
            yield Fault(code=code, cells=(slot.key,), people=(person.name,))


def _own_faults(slot: Slot, person: Candidate) -> Iterator[FaultCode]:
    if slot.role not in person.roles:
        yield FaultCode.ROLE
    if slot.qualification and slot.qualification not in person.qualifications:
        yield FaultCode.UNQUALIFIED
    day = slot.key.day
    if (person.since and person.since > day) or (person.until and person.until < day):
        yield FaultCode.NOT_HERE
    if any(_works_during(slot, absence.first, absence.last) for absence in person.leave):
        yield FaultCode.LEAVE


def _works_during(slot: Slot, first: object, last: object) -> bool:
    """Whether the shift takes anything of these local days but the morning of its own handover."""
    begins, ends = slot.start.astimezone(BEIJING), slot.end.astimezone(BEIJING)
    day = begins.date()
    days = []
    while day <= ends.date():
        tail = day == ends.date() and day != begins.date() and ends.hour < NOON
        days += [] if tail else [day]
        day += timedelta(days=1)
    return any(first <= one <= last for one in days)  # type: ignore[operator]  # dates on both sides


def _rests(task: RosterTask, roster: Roster, people: dict[PersonId, Candidate]) -> Iterator[Fault]:
    shifts: dict[PersonId, list[tuple[datetime, datetime, SlotKey | None]]] = defaultdict(list)
    for slot in task.slots:
        if slot.key in roster:
            shifts[roster[slot.key]].append((slot.start, slot.end, slot.key))
    for duty in task.around:
        shifts[duty.person].append((duty.start, duty.end, None))
    for holder, held in shifts.items():
        name = people[holder].name if holder in people else str(holder)
        held.sort(key=lambda one: (one[0], one[1]))
        yield from _too_close(held, name, task.rules.rest_hours)
        if task.rules.window_most:
            yield from _crowded(held, name, task.rules.window_most, task.rules.window_days)


def _too_close(held: list[tuple[datetime, datetime, SlotKey | None]], name: str, rest_hours: int) -> Iterator[Fault]:
    for (_, end, one), (start, _, other) in pairwise(held):
        cells = tuple(key for key in (one, other) if key is not None)
        hours = (start - end) / timedelta(hours=1)
        if cells and hours < 0:
            yield Fault(code=FaultCode.DOUBLE, cells=cells, people=(name,))
        elif cells and hours < rest_hours:
            params: dict[str, object] = {"hours": round(hours, 1), "least": rest_hours}
            yield Fault(code=FaultCode.REST, cells=cells, people=(name,), params=params)


def _crowded(held: list[tuple[datetime, datetime, SlotKey | None]], name: str, most: int, days: int) -> Iterator[Fault]:
    window = timedelta(days=days)
    for at in range(len(held)):
        within = [one for one in held[at:] if one[0] - held[at][0] < window]
        cells = tuple(key for _, _, key in within if key is not None)
        if len(within) == most + 1 and cells:
            params: dict[str, object] = {"count": len(within), "most": most, "days": days}
            yield Fault(code=FaultCode.TOO_MANY, cells=cells, people=(name,), params=params)


def _departments(task: RosterTask, roster: Roster, people: dict[PersonId, Candidate]) -> Iterator[Fault]:
    if task.rules.leaders_of_one_department:
        return
    leaders: dict[tuple[object, str], list[tuple[SlotKey, str]]] = defaultdict(list)
    for slot in task.slots:
        person = people.get(roster.get(slot.key, PersonId("")))
        if slot.leads and person is not None and person.department:
            leaders[slot.key.day, person.department].append((slot.key, person.name))
    for (_, department), found in leaders.items():
        if len(found) > 1:
            cells, names = tuple(key for key, _ in found), tuple(name for _, name in found)
            yield Fault(code=FaultCode.DEPARTMENT, cells=cells, people=names, params={"department": department})


def _kept(task: RosterTask, roster: Roster, people: dict[PersonId, Candidate]) -> Iterator[Fault]:
    known = {slot.key for slot in task.slots}
    for key, person in task.fixed.items():
        if key in known and roster.get(key) != person:
            name = people[person].name if person in people else str(person)
            yield Fault(code=FaultCode.FIXED, cells=(key,), people=(name,))


def _unfair(task: RosterTask, roster: Roster) -> Iterator[Fault]:
    for one in measure(task, roster).evenness:
        if one.spread > max(task.rules.fair_spread, one.best):
            params: dict[str, object] = {"kind": one.kind, "least": one.least, "most": one.most, "leads": one.leads}
            yield Fault(code=FaultCode.UNFAIR, params=params)
