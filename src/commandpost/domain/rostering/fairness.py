"""Fair counts: how many shifts, nights, weekends and holidays each has over the year, and how even it can be."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commandpost.domain.ids import PersonId
from commandpost.domain.rostering.task import KINDS, Candidate, Roster, RosterTask, Slot

WEIGHTS: Mapping[str, int] = {"total": 1, "night": 2, "weekend": 2, "holiday": 3}
GAP_WEIGHT = 1_000  # one empty post is worse than any unfairness
PRESENT_SHARE = 0.5  # whoever is away for more than half of the days is not measured against the others


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLoad:
    """One person's shifts of the year, the plan included; ``measured``: compared with the others of the group."""

    person: PersonId
    name: str
    leads: bool
    counts: Mapping[str, int]
    measured: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Evenness:
    """How far the loads of one group differ in one kind, and the least difference that could be reached."""

    leads: bool
    kind: str
    least: int
    most: int
    best: int

    @property
    def spread(self) -> int:
        return self.most - self.least


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The fairness of a roster: everybody's counts and each group's evenness."""

    loads: tuple[PersonLoad, ...]
    evenness: tuple[Evenness, ...]
    gaps: int

    @property
    def score(self) -> int:
        """What the solver makes small."""
        return GAP_WEIGHT * self.gaps + sum(WEIGHTS[one.kind] * one.spread for one in self.evenness)

    @property
    def floor(self) -> int:
        """A score no roster can go below."""
        return sum(WEIGHTS[one.kind] * one.best for one in self.evenness)


def in_group(person: Candidate, slots: Iterable[Slot]) -> bool:
    """Whether a person may hold one of the slots' roles at all."""
    return any(slot.role in person.roles for slot in slots)


def is_measured(person: Candidate, task: RosterTask) -> bool:
    """Whether the person is here for at least half of the days."""
    days = {slot.key.day for slot in task.slots}
    away = sum(
        any(one.first <= day <= one.last for one in person.leave)
        or (person.since is not None and day < person.since)
        or (person.until is not None and day > person.until)
        for day in days
    )
    return away <= len(days) * PRESENT_SHARE


def groups(task: RosterTask) -> tuple[tuple[bool, tuple[Slot, ...]], ...]:
    """Leaders' posts and the others'; a group without a post is left out."""
    split = ((leads, tuple(slot for slot in task.slots if slot.leads is leads)) for leads in (True, False))
    return tuple((leads, slots) for leads, slots in split if slots)


def measure(task: RosterTask, roster: Roster) -> Figures:
    """Everybody's counts with this roster."""
    loads: list[PersonLoad] = []
    evenness: list[Evenness] = []
    for leads, slots in groups(task):
        counted = Counter((roster[slot.key], kind) for slot in slots if slot.key in roster for kind in slot.kinds)
        mine = [person for person in task.people if in_group(person, slots)]
        group = [
            PersonLoad(
                person=person.id,
                name=person.name,
                leads=leads,
                counts={kind: load_of(person, kind, leads=leads) + counted[person.id, kind] for kind in KINDS},
                measured=is_measured(person, task),
            )
            for person in mine
        ]
        loads += group
        evenness += _evenness(task, group, slots, leads=leads)
    gaps = sum(slot.key not in roster for slot in task.slots)
    return Figures(loads=tuple(loads), evenness=tuple(evenness), gaps=gaps)


def load_of(person: Candidate, kind: str, *, leads: bool) -> int:
    """Shifts of the year before the plan; leading shifts are counted apart."""
    return person.load.get(f"lead:{kind}" if leads else kind, 0)


def _evenness(task: RosterTask, group: list[PersonLoad], slots: tuple[Slot, ...], *, leads: bool) -> list[Evenness]:
    measured = [one for one in group if one.measured]
    before = {person.id: person for person in task.people}
    made: list[Evenness] = []
    for kind in KINDS:
        wanted = sum(kind in slot.kinds for slot in slots)
        if not measured or not wanted:
            continue
        counts = [one.counts[kind] for one in measured]
        start = [load_of(before[one.person], kind, leads=leads) for one in measured]
        others = len(group) > len(measured)
        best = 0 if others else least_spread(start, wanted)
        made.append(Evenness(leads=leads, kind=kind, least=min(counts), most=max(counts), best=best))
    return made


def least_spread(loads: Iterable[int], shifts: int) -> int:
    """The least difference possible after giving out so many shifts, whatever the rules: always to the least loaded."""
    heap = list(loads)
    heapq.heapify(heap)
    for _ in range(shifts):
        heapq.heapreplace(heap, heap[0] + 1)
    return max(heap) - heap[0]
