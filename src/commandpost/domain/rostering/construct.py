"""A first roster at once: each post goes to whoever may hold it and is next in that kind of day's rotation.

Deterministic and fast: a year of forty people takes about a second. What cannot be filled is first repaired by moving
one person, and else left empty for the checker to explain.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from commandpost.domain.ids import PersonId
from commandpost.domain.rostering.fairness import load_of
from commandpost.domain.rostering.task import (
    Candidate,
    Duty,
    Roster,
    RosterTask,
    Slot,
    SlotKey,
    clash,
    refusal,
)

MOST_MOVES = 20  # tried for one post: where many are empty, moving people about fills none
LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Draft:
    """A roster that grows: who has what, and who could still take a post."""

    def __init__(self, task: RosterTask) -> None:
        self._task = task
        self._rest = timedelta(hours=task.rules.rest_hours)
        self._people = {person.id: person for person in task.people}
        self._duties: dict[PersonId, list[tuple[datetime, datetime]]] = {person.id: [] for person in task.people}
        self._led: dict[object, list[str]] = {}
        self.given: dict[SlotKey, PersonId] = {}
        self.counts: Counter[tuple[PersonId, bool, str]] = Counter()
        self._able = {
            slot.key: tuple(person for person in task.people if not refusal(slot, person)) for slot in task.slots
        }
        for duty in task.around:
            if duty.person in self._duties:
                insort(self._duties[duty.person], (duty.start, duty.end))
        for person in task.people:
            for kind in ("total", "night", "workday", "weekend", "holiday"):
                for leads in (True, False):
                    self.counts[person.id, leads, kind] = load_of(person, kind, leads=leads)

    def able(self, slot: Slot) -> tuple[Candidate, ...]:
        """Who may hold the post, whatever else is planned."""
        return self._able[slot.key]

    def is_free(self, slot: Slot, person: Candidate, *, without: Slot | None = None) -> bool:
        """Whether rest, window and departments let a person take the post; ``without`` leaves one duty out."""
        duties = [
            pair for pair in self._near(person.id, slot) if without is None or pair != (without.start, without.end)
        ]
        if any(clash(slot.start, slot.end, Duty(person=person.id, start=a, end=b), self._rest) for a, b in duties):
            return False
        return not self._too_many(slot, duties) and not self._same_department(slot, person)

    def give(self, slot: Slot, person: PersonId) -> None:
        """Put somebody on a post."""
        self.given[slot.key] = person
        if person in self._duties:
            insort(self._duties[person], (slot.start, slot.end))
        self._count(slot, person, 1)
        if slot.leads and person in self._people:
            self._led.setdefault(slot.key.day, []).append(self._people[person].department)

    def take(self, slot: Slot) -> PersonId:
        """Take whoever holds a post off it."""
        person = self.given.pop(slot.key)
        self._duties[person].remove((slot.start, slot.end))
        self._count(slot, person, -1)
        if slot.leads:
            self._led[slot.key.day].remove(self._people[person].department)
        return person

    def turn(self, slot: Slot, person: Candidate) -> tuple[int, int, int, datetime, str]:
        """Smaller is next: fewest of this kind of day, fewest nights, fewest in all, longest ago."""
        counts, leads = self.counts, slot.leads
        last = max((end for start, end in self._duties[person.id] if start <= slot.start), default=LONG_AGO)
        return (
            counts[person.id, leads, slot.rotation],
            counts[person.id, leads, "night"] if slot.night else 0,
            counts[person.id, leads, "total"],
            last,
            person.id,
        )

    def _count(self, slot: Slot, person: PersonId, by: int) -> None:
        for kind in {*slot.kinds, slot.rotation}:
            self.counts[person, slot.leads, kind] += by

    def _near(self, person: PersonId, slot: Slot) -> list[tuple[datetime, datetime]]:
        reach = max(timedelta(days=self._task.rules.window_days), self._rest) + timedelta(days=2)
        duties = self._duties[person]
        low = bisect_left(duties, (slot.start - reach, slot.start - reach))
        return duties[low : bisect_right(duties, (slot.end + reach, slot.end + reach))]

    def _too_many(self, slot: Slot, duties: Iterable[tuple[datetime, datetime]]) -> bool:
        most, window = self._task.rules.window_most, timedelta(days=self._task.rules.window_days)
        if not most:
            return False
        starts = sorted([start for start, _end in duties] + [slot.start])
        return any(starts[at + most] - starts[at] < window for at in range(len(starts) - most))

    def _same_department(self, slot: Slot, person: Candidate) -> bool:
        allowed = self._task.rules.leaders_of_one_department or not slot.leads or not person.department
        return not allowed and person.department in self._led.get(slot.key.day, ())


def construct(task: RosterTask) -> Roster:
    """A roster that breaks no rule; posts it cannot fill are missing."""
    draft = Draft(task)
    by_key = {slot.key: slot for slot in task.slots}
    for key, person in task.fixed.items():
        if key in by_key:
            draft.give(by_key[key], person)
    for slot in task.slots:
        if slot.key not in draft.given:
            _fill(task, draft, slot, by_key)
    _even_out(task, draft)
    return draft.given


def _fill(task: RosterTask, draft: Draft, slot: Slot, by_key: dict[SlotKey, Slot]) -> None:
    free = [person for person in draft.able(slot) if draft.is_free(slot, person)]
    if free:
        draft.give(slot, min(free, key=lambda person: draft.turn(slot, person)).id)
        return
    for held in islice(_movable(task, draft, slot, by_key), MOST_MOVES):
        person = draft.take(held)
        candidate = next(one for one in draft.able(held) if one.id == person)
        if draft.is_free(slot, candidate):
            draft.give(slot, person)
            again = [one for one in draft.able(held) if one.id != person and draft.is_free(held, one)]
            if again:
                draft.give(held, min(again, key=lambda one: draft.turn(held, one)).id)
                return
            draft.take(slot)
        draft.give(held, person)


def _movable(task: RosterTask, draft: Draft, slot: Slot, by_key: dict[SlotKey, Slot]) -> Iterator[Slot]:
    """Posts near by, held by somebody who could hold this one instead."""
    able = {person.id for person in draft.able(slot)}
    reach = timedelta(days=task.rules.window_days + 2)
    for key, person in tuple(draft.given.items()):
        held = by_key[key]
        movable = key not in task.fixed and person in able and abs(held.start - slot.start) <= reach
        if movable and any(one.id == person for one in draft.able(held)):
            yield held


def _even_out(task: RosterTask, draft: Draft) -> None:
    """Hand single shifts from who has most of a kind to who has least, while it makes the counts more even."""
    for kind in ("holiday", "weekend", "total"):
        for leads in (True, False):
            slots = [slot for slot in task.slots if slot.leads is leads and kind in slot.kinds]
            while _hand_one_on(task, draft, slots, kind):
                pass


def _hand_one_on(task: RosterTask, draft: Draft, slots: list[Slot], kind: str) -> bool:
    held = [slot for slot in slots if slot.key in draft.given and slot.key not in task.fixed]
    held.sort(key=lambda slot: -draft.counts[draft.given[slot.key], slot.leads, kind])
    for slot in held:
        have = draft.counts[draft.given[slot.key], slot.leads, kind]
        fewer = [one for one in draft.able(slot) if draft.counts[one.id, slot.leads, kind] < have - 1]
        fewer = [one for one in fewer if _helps(draft, slot, one, kind)]
        for person in sorted(fewer, key=lambda one: draft.counts[one.id, slot.leads, kind]):
            before = draft.take(slot)
            if draft.is_free(slot, person):
                draft.give(slot, person.id)
                return True
            draft.give(slot, before)
    return False


def _helps(draft: Draft, slot: Slot, person: Candidate, kind: str) -> bool:
    """Not at the cost of a kind that was evened out before."""
    before = draft.given[slot.key]
    order = ("holiday", "weekend", "total")
    earlier = [one for one in order[: order.index(kind)] if one in slot.kinds]
    return all(draft.counts[person.id, slot.leads, one] < draft.counts[before, slot.leads, one] for one in earlier)
