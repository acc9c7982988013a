"""The automatic roster's use cases: the task from the journal, and its answer back into the journal in one act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from commandpost.app.desk import Desk
from commandpost.app.duty_days import as_fields
from commandpost.app.permissions import Action, require
from commandpost.app.roster_tasks import RosterTasks
from commandpost.app.swaps import SwapRequest, SwapService, mark_of
from commandpost.domain.ids import PersonId
from commandpost.domain.roster import DutyRole
from commandpost.domain.rostering.checker import Fault, check
from commandpost.domain.rostering.fairness import Figures, measure
from commandpost.domain.rostering.swaps import replay
from commandpost.domain.rostering.task import Roster, RosterTask, SlotKey
from commandpost.journal.entry import Draft, Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the independent check says of the days as they are planned, and how fair they are."""

    faults: tuple[Fault, ...]
    figures: Figures
    names: Mapping[PersonId, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """How many days were written, and how many approved swaps hold or no longer fit."""

    days: int
    swaps: int = 0
    skipped: int = 0


class RosterService:
    """Use cases of the automatic roster; solving itself happens elsewhere, between ``task`` and ``apply``."""

    def __init__(self, desk: Desk, tasks: RosterTasks, swaps: SwapService) -> None:
        self._desk = desk
        self._tasks = tasks
        self._swaps = swaps

    def task(self, first: date, last: date, *, keep_planned: bool = False) -> RosterTask:
        """The posts of the days to come, as ``RosterTasks.coming``."""
        return self._tasks.coming(first, last, keep_planned=keep_planned)

    def judge(self, first: date, last: date) -> Judged:
        """Check the days as they stand, past ones too, with stand-ins in their places."""
        task, roster = self._tasks.standing(first, last)
        names = {person.id: person.name for person in task.people}
        return Judged(faults=check(task, roster), figures=measure(task, roster), names=names)

    def apply(self, task: RosterTask, roster: Roster) -> Applied:
        """Write a new roster of the task's days as one transaction and replay the approved swaps on it."""
        require(self._desk.session, Action.EDIT_ROSTER)
        if not task.slots:
            return Applied(days=0)
        first, last = task.slots[0].key.day, task.slots[-1].key.day
        by_day: dict[date, dict[DutyRole, str | None]] = {slot.key.day: {} for slot in task.slots}
        requests = [
            one for one in self._swaps.approved(first, last) if {c.day for c in one.swap.moves()} <= set(by_day)
        ]
        replayed = replay(task, roster, [one.swap for one in requests])
        days = self._tasks.days()
        for slot in task.slots:
            by_day[slot.key.day][slot.key.role] = replayed.roster.get(slot.key)
        marks = _marks([requests[at] for at in replayed.applied], replayed.roster)
        stay = self._tasks.staying(by_day, days.records(first, last))
        drafts = [
            days.draft(day, "duty.generate", _values(day, posts, marks, stay.get(day, {})))
            for day, posts in by_day.items()
        ]
        skipped: list[Draft] = [self._swaps.skip(requests[at]) for at in replayed.skipped]
        self._desk.write(*drafts, *skipped)
        return Applied(days=len(drafts), swaps=len(replayed.applied), skipped=len(skipped))


def _values(
    day: date,
    posts: Mapping[DutyRole, str | None],
    marks: Mapping[SlotKey, Mapping[str, Json]],
    stay: Mapping[str, Json],
) -> dict[str, Json]:
    standing_in: dict[str, Json] = {
        role.value: dict(marks[SlotKey(day, role)]) for role in posts if SlotKey(day, role) in marks
    }
    return {**as_fields(posts), "substitutions": {**stay, **standing_in}}


def _marks(requests: Iterable[SwapRequest], held: Roster) -> dict[SlotKey, dict[str, Json]]:
    """The marks of replayed requests; who was planned first stays named, unless he or she has the post back."""
    marks: dict[SlotKey, dict[str, Json]] = {}
    for request in requests:
        for cell, mark in mark_of(request).items():
            first = marks.get(cell, mark)["instead_of"]
            marks[cell] = {**mark, "instead_of": first}
    return {cell: mark for cell, mark in marks.items() if mark["instead_of"] != held.get(cell)}
