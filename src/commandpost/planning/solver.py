"""An automatic roster: a first answer at once, then HiGHS for the proven optimum, a month at a time.

Made to run in a bounded child process (``gui.runtime.tasks.child``): one picklable function, progress by a callback.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import highspy

from commandpost.domain.ids import PersonId
from commandpost.domain.rostering.answer import RosterAnswer
from commandpost.domain.rostering.checker import check
from commandpost.domain.rostering.construct import construct
from commandpost.domain.rostering.explain import shortages
from commandpost.domain.rostering.fairness import measure
from commandpost.domain.rostering.task import Duty, Roster, RosterTask, Slot, SlotKey
from commandpost.planning.model import build

Tell = Callable[[float], None]  # 0 to 1

SECONDS_PER_MONTH = 4.0


def solve_roster(tell: Tell, task: RosterTask, seconds_per_month: float = SECONDS_PER_MONTH) -> RosterAnswer:
    """The best roster found; ``proven`` when none can be better."""
    first = construct(task)
    tell(0.1)
    best, proven = first, _is_floor(task, first)
    if not proven:
        solved, proven = _by_months(tell, task, first, seconds_per_month)
        best = min((solved, first), key=lambda roster: measure(task, roster).score)
        proven = (proven and best is solved) or _is_floor(task, best)
    figures = measure(task, best)
    explained = shortages(task, best, construct) if figures.gaps else ()
    tell(1.0)
    return RosterAnswer(
        roster=dict(best), figures=figures, faults=check(task, best), shortages=explained, proven=proven
    )


def _is_floor(task: RosterTask, roster: Roster) -> bool:
    figures = measure(task, roster)
    return figures.gaps == 0 and figures.score == figures.floor


def _by_months(tell: Tell, task: RosterTask, first: Roster, seconds: float) -> tuple[Roster, bool]:
    """One month after the other, each with the loads and rests of those before; proven when it was one month."""
    parts = tuple(_months(task))
    made: dict[SlotKey, PersonId] = {}
    optimal = True
    for number, slots in enumerate(parts):
        part = _part(task, slots, made)
        warm = {slot.key: first[slot.key] for slot in slots if slot.key in first} if not made else construct(part)
        if _is_floor(part, warm):
            made |= warm
        else:
            answer, best = _optimum(part, warm, seconds)
            optimal = optimal and best
            made |= answer
        tell(0.1 + 0.85 * (number + 1) / len(parts))
    return made, optimal and len(parts) == 1


def _months(task: RosterTask) -> Iterator[tuple[Slot, ...]]:
    months = sorted({slot.key.day.replace(day=1) for slot in task.slots})
    for month in months:
        yield tuple(slot for slot in task.slots if slot.key.day.replace(day=1) == month)


def _part(task: RosterTask, slots: tuple[Slot, ...], made: Roster) -> RosterTask:
    """The task of some slots; what was made before counts as load and as rest to keep."""
    by_key = {slot.key: slot for slot in task.slots}
    own = {slot.key for slot in slots}
    counted: Counter[tuple[PersonId, str]] = Counter()
    around = list(task.around)
    for key, person in {**{k: p for k, p in task.fixed.items() if k in by_key and k not in own}, **made}.items():
        slot = by_key[key]
        around.append(Duty(person=person, start=slot.start, end=slot.end))
        if key in made:
            prefix = "lead:" if slot.leads else ""
            counted.update((person, f"{prefix}{kind}") for kind in {*slot.kinds, slot.rotation})
    people = tuple(
        replace(
            one,
            load={
                **one.load,
                **{kind: one.load.get(kind, 0) + n for (who, kind), n in counted.items() if who == one.id},
            },
        )
        for one in task.people
    )
    fixed = {key: person for key, person in task.fixed.items() if key in own}
    near = tuple(duty for duty in around if _is_near(duty, slots))
    return replace(task, slots=slots, people=people, fixed=fixed, around=near)


def _is_near(duty: Duty, slots: tuple[Slot, ...]) -> bool:
    days: tuple[date, date] = (slots[0].key.day, slots[-1].key.day)
    return (days[0] - duty.end.date()).days <= 40 and (duty.start.date() - days[1]).days <= 40


def _optimum(task: RosterTask, warm: Roster, seconds: float) -> tuple[Roster, bool]:
    """HiGHS on one task, begun from a roster that is known."""
    model = build(task)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # published without this annotation
    for option, value in (
        ("output_flag", False),
        ("log_to_console", False),
        ("threads", 1),
        ("random_seed", 1),
        ("time_limit", seconds),
        ("mip_abs_gap", 0.99),  # the cost is a whole number
    ):
        solver.setOptionValue(option, value)
    solver.passModel(model.programme())
    known = highspy.HighsSolution()
    known.col_value = list(model.start(warm))
    solver.setSolution(known)
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return warm, False
    values = solver.getSolution().col_value
    chosen = {key: person for (key, person), at in model.choices.items() if values[at] > 0.5}
    return chosen, solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
