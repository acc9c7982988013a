"""The roster as an integer programme: one 0/1 for each person who may take a post, an empty post at a high price."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

import highspy
import numpy as np

from commandpost.domain.ids import PersonId
from commandpost.domain.rostering.fairness import GAP_WEIGHT, WEIGHTS, groups, in_group, is_measured, load_of
from commandpost.domain.rostering.task import KINDS, Candidate, Duty, Roster, RosterTask, Slot, SlotKey, clash, refusal

Term = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Extremes:
    """The columns of the most and the least loaded, and each person's load before and columns held."""

    most: int
    least: int
    people: tuple[tuple[int, tuple[int, ...]], ...]


@dataclass(slots=True)
class Model:
    """Columns and rows as they grow; ``choices`` names the 0/1 columns."""

    cost: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    rows: list[tuple[float, float, list[Term]]] = field(default_factory=list)
    choices: dict[tuple[SlotKey, PersonId], int] = field(default_factory=dict)
    gaps: dict[SlotKey, int] = field(default_factory=dict)  # the column that says a post is empty
    extremes: list[Extremes] = field(default_factory=list)

    def column(self, cost: float, low: float, high: float) -> int:
        """A whole number between two bounds."""
        self.cost.append(cost)
        self.low.append(low)
        self.high.append(high)
        return len(self.cost) - 1

    def row(self, low: float, high: float, terms: list[Term]) -> None:
        """A sum between two bounds."""
        if terms:
            self.rows.append((low, high, terms))

    def programme(self) -> highspy.HighsLp:
        """The same for HiGHS."""
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.cost), len(self.rows)
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = (np.array(one) for one in (self.cost, self.low, self.high))
        lp.row_lower_ = np.array([low for low, _, _ in self.rows])
        lp.row_upper_ = np.array([high for _, high, _ in self.rows])
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(self.cost)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(terms) for _, _, terms in self.rows)])
        lp.a_matrix_.index_ = np.array([at for _, _, terms in self.rows for at, _ in terms])
        lp.a_matrix_.value_ = np.array([value for _, _, terms in self.rows for _, value in terms], dtype=float)
        return lp

    def start(self, roster: Roster) -> np.ndarray:
        """Every column of a roster that is known already."""
        values = np.zeros(len(self.cost))
        for (key, person), at in self.choices.items():
            values[at] = float(roster.get(key) == person)
        for key, at in self.gaps.items():
            values[at] = float(key not in roster)
        for one in self.extremes:
            counts = [load + sum(values[at] for at in held) for load, held in one.people]
            values[one.most], values[one.least] = max(counts), min(counts)
        return values


def build(task: RosterTask) -> Model:
    """The whole task as a programme; its smallest cost is ``fairness.Figures.score``."""
    model = Model()
    rest = timedelta(hours=task.rules.rest_hours)
    around: dict[PersonId, list[Duty]] = defaultdict(list)
    for duty in task.around:
        around[duty.person].append(duty)
    for slot in task.slots:
        _cover(model, task, slot, around, rest)
    by_person: dict[PersonId, list[tuple[Slot, int]]] = defaultdict(list)
    for slot in task.slots:
        for person in task.people:
            at = model.choices.get((slot.key, person.id))
            if at is not None:
                by_person[person.id].append((slot, at))
    for identity, held in by_person.items():
        _rests(model, held, rest)
        if task.rules.window_most:
            _windows(model, task, held, around[identity])
    if not task.rules.leaders_of_one_department:
        _departments(model, task)
    _fairness(model, task)
    return model


def _cover(model: Model, task: RosterTask, slot: Slot, around: dict[PersonId, list[Duty]], rest: timedelta) -> None:
    """One person holds the post, or it is empty at a price; a fixed cell has one choice."""
    fixed = task.fixed.get(slot.key)
    terms: list[Term] = []
    for person in task.people:
        if fixed is not None and person.id != fixed:
            continue
        barred = refusal(slot, person) or any(clash(slot.start, slot.end, one, rest) for one in around[person.id])
        if fixed is None and barred:
            continue
        at = model.column(0, 1 if fixed is not None else 0, 1)
        model.choices[slot.key, person.id] = at
        terms.append((at, 1))
    model.gaps[slot.key] = model.column(GAP_WEIGHT, 0, 1)
    terms.append((model.gaps[slot.key], 1))
    model.row(1, 1, terms)


def _rests(model: Model, held: list[tuple[Slot, int]], rest: timedelta) -> None:
    """Of the posts that begin before one has ended and the rest is over, a person holds one."""
    held = sorted(held, key=lambda one: one[0].start)
    for number, (first, _) in enumerate(held):
        group: list[Term] = []
        for slot, at in held[number:]:
            if slot.start >= first.end + rest:
                break
            group.append((at, 1))
        if len(group) > 1 and not _all_fixed(model, group):
            model.row(0, 1, group)


def _all_fixed(model: Model, group: list[Term]) -> bool:
    """Whether cells fixed by hand break the rule already: the checker says so, the solver goes on."""
    return sum(model.low[at] for at, _ in group) > 1


def _windows(model: Model, task: RosterTask, held: list[tuple[Slot, int]], before: list[Duty]) -> None:
    window, most = timedelta(days=task.rules.window_days), task.rules.window_most
    starts = sorted({slot.start for slot, _ in held} | {duty.start for duty in before})
    for start in starts:
        terms: list[Term] = [(at, 1) for slot, at in held if start <= slot.start < start + window]
        already = sum(start <= duty.start < start + window for duty in before)
        if len(terms) + already > most and not _all_fixed_most(model, terms, most - already):
            model.row(0, max(0, most - already), terms)


def _all_fixed_most(model: Model, terms: list[Term], most: int) -> bool:
    return sum(model.low[at] for at, _ in terms) > most


def _departments(model: Model, task: RosterTask) -> None:
    """One leader of a department on a duty day."""
    departments = {person.id: person.department for person in task.people if person.department}
    together: dict[tuple[object, str], list[Term]] = defaultdict(list)
    for slot in task.slots:
        for person, department in departments.items():
            at = model.choices.get((slot.key, person)) if slot.leads else None
            if at is not None:
                together[slot.key.day, department].append((at, 1))
    for terms in together.values():
        if len(terms) > 1 and not _all_fixed(model, terms):
            model.row(0, 1, terms)


def _fairness(model: Model, task: RosterTask) -> None:
    """Between the least and the most loaded of a group lies as little as can be, kind by kind."""
    for leads, slots in groups(task):
        measured = [one for one in task.people if in_group(one, slots) and is_measured(one, task)]
        for kind in KINDS:
            wanted = [slot for slot in slots if kind in slot.kinds]
            if wanted and measured:
                _kind(model, measured, wanted, kind, leads=leads)


def _kind(model: Model, measured: list[Candidate], wanted: list[Slot], kind: str, *, leads: bool) -> None:
    ceiling = max(load_of(one, kind, leads=leads) for one in measured) + len(wanted)
    most, least = model.column(WEIGHTS[kind], 0, ceiling), model.column(-WEIGHTS[kind], 0, ceiling)
    people: list[tuple[int, tuple[int, ...]]] = []
    for person in measured:
        found = (model.choices.get((slot.key, person.id)) for slot in wanted)
        held = tuple(at for at in found if at is not None)
        terms: list[Term] = [(at, 1) for at in held]
        load = load_of(person, kind, leads=leads)
        people.append((load, held))
        model.row(load - ceiling * 2, -load, [*terms, (most, -1)])
        model.row(-load, ceiling * 2, [*terms, (least, -1)])
    model.extremes.append(Extremes(most, least, tuple(people)))
