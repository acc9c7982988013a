"""HiGHS finds what the first answer misses, proves the optimum, and is judged by the independent check."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from commandpost.domain.duty_setup import DutySetup, RoleSpec, RosterRules
from commandpost.domain.ids import PersonId
from commandpost.domain.roster import DutyRole
from commandpost.domain.rostering.checker import FaultCode, broken, check
from commandpost.domain.rostering.construct import construct
from commandpost.domain.rostering.fairness import measure
from commandpost.domain.rostering.task import Absence, Duty, SlotKey
from commandpost.planning.solver import solve_roster
from tests.rosters import days_of, people, task

JULY = days_of(2026, 7)
ONE_POST = DutySetup(roles=(RoleSpec(key="primary", name="主班"),))


def quiet(_share: float) -> None:
    """Nobody looks."""


def on_leave(number: int, first: int, length: int) -> tuple[Absence, ...]:
    start = JULY[first]
    return (Absence(first=start, last=start + timedelta(days=length)),) if number % 2 else ()


def test_a_month_with_leave_is_solved_evenly_and_proven() -> None:
    staff = tuple(replace(one, leave=on_leave(number, number * 5 % 25, 4)) for number, one in enumerate(people(9, 4)))
    shares: list[float] = []

    answer = solve_roster(shares.append, task(staff=staff))

    assert answer.proven
    assert answer.figures.gaps == 0
    assert broken(answer.faults) == ()
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert answer.figures.score <= measure(task(staff=staff), construct(task(staff=staff))).score


def test_the_solver_fills_what_the_first_answer_left_empty() -> None:
    """Two can only do one day each; whoever goes first decides whether the other is needed."""
    rules = RosterRules(rest_hours=0, window_days=31, window_most=2)
    staff = tuple(
        replace(one, leave=(Absence(first=JULY[4 + number], last=JULY[-1]),)) for number, one in enumerate(people(4, 0))
    )
    week = task(JULY[:8], staff, setup=ONE_POST, rules=rules)

    answer = solve_roster(quiet, week)

    assert answer.figures.gaps <= measure(week, construct(week)).gaps
    assert {fault.code for fault in broken(answer.faults)} <= {FaultCode.GAP}
    assert {one.cell for one in answer.shortages} == {fault.cells[0] for fault in broken(answer.faults)}


def test_an_impossible_day_is_left_empty_and_explained() -> None:
    everybody = tuple(replace(one, leave=(Absence(first=JULY[3], last=JULY[3]),)) for one in people(5, 0))

    answer = solve_roster(quiet, task(JULY[:6], everybody, setup=ONE_POST))

    (shortage,) = answer.shortages
    assert shortage.cell.day == JULY[3]
    assert shortage.reasons["on_leave"] == 5
    assert "on_leave" in shortage.gives_way


def test_fixed_cells_and_shifts_around_the_plan_are_kept() -> None:
    first, second = SlotKey(JULY[0], DutyRole.PRIMARY), SlotKey(JULY[1], DutyRole.PRIMARY)
    plan = task(JULY[:6], people(4, 0), setup=ONE_POST)
    start = plan.slots[0].start
    before = Duty(person=PersonId("o03"), start=start - timedelta(days=1), end=start)
    ill = replace(plan.people[2], leave=(Absence(first=JULY[5], last=JULY[5]),))
    fixed = replace(
        plan,
        people=(*plan.people[:2], ill, plan.people[3]),
        fixed={first: PersonId("o00"), second: PersonId("o00")},
        around=(before,),
    )

    answer = solve_roster(quiet, fixed)

    assert (answer.roster[first], answer.roster[second]) == ("o00", "o00")
    assert {fault.code for fault in broken(answer.faults)} == {FaultCode.REST}
    assert answer.figures.gaps == 0


def test_several_months_carry_rest_and_loads_over_their_edges() -> None:
    days = (*days_of(2026, 9), *days_of(2026, 10))
    staff = tuple(
        replace(one, leave=(Absence(first=date(2026, 9, 8 + 5 * number), last=date(2026, 9, 12 + 5 * number)),))
        if number < 4
        else one
        for number, one in enumerate(people(9, 4))
    )

    answer = solve_roster(quiet, task(days, staff))

    assert broken(answer.faults) == ()
    assert all(one.spread <= max(2, one.best) for one in answer.figures.evenness)


@settings(max_examples=8)
@given(st.lists(st.tuples(st.integers(0, 26), st.integers(0, 8)), min_size=8, max_size=8), st.sampled_from([0, 2, 3]))
def test_whatever_leave_there_is_the_answer_keeps_every_rule_and_is_no_worse_than_the_first(
    leave: list[tuple[int, int]], most: int
) -> None:
    staff = tuple(
        replace(one, leave=on_leave(1, first, length)) for one, (first, length) in zip(people(6, 2), leave, strict=True)
    )
    month = task(staff=staff, rules=RosterRules(window_most=most))

    answer = solve_roster(quiet, month, 1.0)

    assert {fault.code for fault in broken(check(month, answer.roster))} <= {FaultCode.GAP}
    assert answer.figures.score <= measure(month, construct(month)).score
