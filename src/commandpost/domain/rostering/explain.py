"""Why a post cannot be filled: each person's reason, and which rule would have to give way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from commandpost.domain.duty_setup import RosterRules
from commandpost.domain.ids import PersonId
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

Solve = Callable[[RosterTask], Roster]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """A post nobody can take: how many people each rule keeps away, and the rules that clash over it.

    ``reasons``: role_wrong, unqualified, not_here, on_leave, rest_short, too_many, same_department → people.
    ``gives_way``: each of these rules alone, if it gave way, would fill the post; () when none would.
    """

    cell: SlotKey
    reasons: Mapping[str, int]
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gives_way: tuple[str, ...] = ()


def shortages(task: RosterTask, roster: Roster, solve: Solve) -> tuple[Shortage, ...]:
    """Explain every empty post; ``solve`` tries the task again with one rule less at a time."""
    empty = [slot for slot in task.slots if slot.key not in roster]
    if not empty:
        return ()
    filled = {rule: set(solve(relaxed)) for rule, relaxed in _relaxed(task).items()}
    return tuple(_shortage(task, roster, slot, filled) for slot in empty)


def reason(task: RosterTask, roster: Roster, slot: Slot, person: Candidate) -> str:
    """Why this person cannot take the post beside what is planned; "" when he or she can."""
    never = refusal(slot, person)
    if never:
        return never
    duties = _duties(task, roster, person.id)
    rest = timedelta(hours=task.rules.rest_hours)
    if any(clash(slot.start, slot.end, duty, rest) for duty in duties):
        return "rest_short"
    if _crowded(task.rules, slot, duties):
        return "too_many"
    return "same_department" if _department_is_there(task, roster, slot, person) else ""


def _shortage(task: RosterTask, roster: Roster, slot: Slot, filled: Mapping[str, set[SlotKey]]) -> Shortage:
    told = [(reason(task, roster, slot, person), person.name) for person in task.people]
    names = {code: tuple(name for why, name in told if why == code) for code, _ in told if code}
    return Shortage(
        cell=slot.key,
        reasons=Counter(code for code, _ in told if code),
        names=names,
        gives_way=tuple(rule for rule, cells in filled.items() if slot.key in cells),
    )


def _relaxed(task: RosterTask) -> dict[str, RosterTask]:
    """The task with one rule less, for each rule that may give way; fixed cells are loosened as a rule of their own."""
    rules = task.rules
    without_leave = tuple(replace(person, leave=()) for person in task.people)
    made = {
        "rest_short": replace(task, rules=replace(rules, rest_hours=0)),
        "too_many": replace(task, rules=replace(rules, window_most=0)),
        "same_department": replace(task, rules=replace(rules, leaders_of_one_department=True)),
        "on_leave": replace(task, people=without_leave),
        "fixed": replace(task, fixed={}),
    }
    matters = {
        "too_many": rules.window_most > 0,
        "same_department": not rules.leaders_of_one_department,
        "on_leave": any(person.leave for person in task.people),
        "fixed": bool(task.fixed),
    }
    return {rule: relaxed for rule, relaxed in made.items() if matters.get(rule, True)}


def _duties(task: RosterTask, roster: Roster, person: PersonId) -> list[Duty]:
    own = [Duty(person=person, start=slot.start, end=slot.end) for slot in task.slots if roster.get(slot.key) == person]
    return [*own, *(duty for duty in task.around if duty.person == person)]


def _crowded(rules: RosterRules, slot: Slot, duties: list[Duty]) -> bool:
    starts = sorted([duty.start for duty in duties] + [slot.start])
    most, window = rules.window_most, timedelta(days=rules.window_days)
    return bool(most) and any(starts[at + most] - starts[at] < window for at in range(len(starts) - most))


def _department_is_there(task: RosterTask, roster: Roster, slot: Slot, person: Candidate) -> bool:
    if task.rules.leaders_of_one_department or not slot.leads or not person.department:
        return False
    departments = {one.id: one.department for one in task.people}
    return any(
        other.leads
        and other.key != slot.key
        and other.key.day == slot.key.day
        and departments.get(roster.get(other.key, PersonId(""))) == person.department
        for other in task.slots
    )
