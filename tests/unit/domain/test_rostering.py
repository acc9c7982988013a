"""The independent check, the first answer, fairness and reasons; the oracles of roster systems as cases of our own."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commandpost.domain.duty_setup import NIGHTS, DutySetup, RoleSpec, RosterRules
from commandpost.domain.ids import PersonId
from commandpost.domain.roster import DutyRole
from commandpost.domain.rostering.checker import Fault, FaultCode, broken, check
from commandpost.domain.rostering.construct import construct
from commandpost.domain.rostering.explain import reason, shortages
from commandpost.domain.rostering.fairness import least_spread, measure
from commandpost.domain.rostering.task import (
    Absence,
    Candidate,
    Duty,
    RosterTask,
    SlotKey,
    span_of_days,
)
from tests.rosters import DUTY, LEADS, days_of, people, task

WEEK = days_of(2026, 7)[:7]
TWO_LEADERS = DutySetup(
    roles=(RoleSpec(key="leader", name="带班领导", required=2, leads=True), RoleSpec(key="primary", name="主班"))
)


def codes(faults: tuple[Fault, ...]) -> list[FaultCode]:
    return [fault.code for fault in faults]


def person(name: str, **told: object) -> Candidate:
    made = Candidate(id=PersonId(name), name=name, roles=DUTY | LEADS)
    return replace(made, **told)  # type: ignore[arg-type]  # one field at a time


def test_a_month_for_forty_people_has_no_gap_and_breaks_no_rule() -> None:
    month = task()
    roster = construct(month)

    assert check(month, roster) == ()
    figures = measure(month, roster)
    assert (figures.gaps, figures.score) == (0, figures.floor)
    assert span_of_days(month) == 31
    assert span_of_days(replace(month, slots=())) == 0


def test_workdays_rest_days_and_holidays_go_round_separately() -> None:
    october = task(days_of(2026, 10))
    roster = construct(october)
    rotations = Counter((slot.rotation, roster[slot.key]) for slot in october.slots if slot.leads)

    for kind in ("workday", "weekend", "holiday"):
        counts = [rotations[kind, one.id] for one in people() if "leader" in one.roles]
        assert max(counts) - min(counts) <= 1


def test_the_turn_goes_on_where_the_year_left_off() -> None:
    loaded = tuple(replace(one, load={"lead:total": 9, "lead:workday": 9, "lead:night": 9}) for one in people()[-1:])
    staff = (*people()[:-1], *loaded)

    roster = construct(task(WEEK[:3], staff))

    assert loaded[0].id not in roster.values()


def test_a_post_is_left_to_whoever_is_free_by_moving_somebody() -> None:
    rules = RosterRules(rest_hours=0, window_most=0)
    days = (date(2026, 7, 1), date(2026, 7, 2))
    both, first_only = person("两天都行"), person("只第一天", leave=(Absence(first=days[1], last=days[1]),))
    setup = DutySetup(roles=(RoleSpec(key="primary", name="主班"),))
    spent = replace(both, load={"workday": 0}), replace(first_only, load={"workday": 5, "total": 5, "night": 5})
    within = replace(task(days, spent, setup=setup, rules=rules), rules=replace(rules, window_days=7, window_most=1))

    roster = construct(within)

    assert roster == {
        SlotKey(days[0], DutyRole.PRIMARY): first_only.id,
        SlotKey(days[1], DutyRole.PRIMARY): both.id,
    }


def test_a_person_moved_in_vain_goes_back() -> None:
    setup = DutySetup(roles=(RoleSpec(key="primary", name="主班"),))
    alone = (person("甲"), person("乙", leave=(Absence(first=WEEK[0], last=WEEK[-1]),)))

    roster = construct(task(WEEK[:3], alone, setup=setup))

    assert list(roster.values()) == [PersonId("甲"), PersonId("甲")]


def test_fixed_cells_stay_and_count() -> None:
    first = SlotKey(WEEK[0], DutyRole.PRIMARY)
    fixed = replace(
        task(WEEK), fixed={first: PersonId("o31"), SlotKey(date(2030, 1, 1), DutyRole.PRIMARY): PersonId("x")}
    )

    roster = construct(fixed)

    assert roster[first] == "o31"
    assert broken(check(fixed, roster)) == ()
    assert codes(broken(check(fixed, {**roster, first: PersonId("o30")})))[:1] == [FaultCode.FIXED]


def test_rest_holds_over_the_edge_of_the_plan() -> None:
    month = task(WEEK[:1], (person("甲"),), setup=DutySetup(roles=(RoleSpec(key="primary", name="主班"),)))
    (slot,) = month.slots
    before = Duty(person=PersonId("甲"), start=slot.start - timedelta(days=1), end=slot.start)
    stranger = replace(before, person=PersonId("别人"))
    edge = replace(month, around=(before, stranger))

    assert construct(edge) == {}
    assert codes(check(edge, {slot.key: PersonId("甲")})) == [FaultCode.REST]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"roles": LEADS}, FaultCode.ROLE),
        ({"leave": (Absence(first=WEEK[0], last=WEEK[0]),)}, FaultCode.LEAVE),
        ({"since": WEEK[1]}, FaultCode.NOT_HERE),
        ({"until": WEEK[0] - timedelta(days=1)}, FaultCode.NOT_HERE),
    ],
)
def test_the_check_finds_who_may_not_stand_there(change: dict[str, object], code: FaultCode) -> None:
    staff = (person("甲", **change),)
    setup = DutySetup(roles=(RoleSpec(key="primary", name="主班"),))
    day = task(WEEK[:1], staff, setup=setup)

    assert code in codes(check(day, {day.slots[0].key: PersonId("甲")}))
    assert construct(day) == {}


def test_leave_that_begins_on_the_morning_of_the_handover_keeps_the_night_before() -> None:
    staff = (person("甲", leave=(Absence(first=WEEK[1], last=WEEK[1]),)),)
    day = task(WEEK[:1], staff, setup=DutySetup(roles=(RoleSpec(key="primary", name="主班"),)))

    roster = construct(day)

    assert roster == {day.slots[0].key: "甲"}
    assert check(day, roster) == ()


def test_the_check_finds_a_person_in_two_places_without_a_qualification_or_unknown() -> None:
    setup = DutySetup(
        roles=(RoleSpec(key="primary", name="主班"), RoleSpec(key="secondary", name="副班", qualification="持证"))
    )
    day = task(WEEK[:1], (person("甲"),), setup=setup)
    first, second = (slot.key for slot in day.slots)

    assert set(codes(check(day, {first: PersonId("甲"), second: PersonId("甲")}))) == {
        FaultCode.DOUBLE,
        FaultCode.UNQUALIFIED,
    }
    assert set(codes(check(day, {first: PersonId("谁")}))) == {FaultCode.UNKNOWN, FaultCode.GAP}
    assert construct(day) == {first: "甲"}


def test_the_check_counts_shifts_within_the_window() -> None:
    rules = RosterRules(rest_hours=0, window_days=7, window_most=2)
    setup = DutySetup(roles=(RoleSpec(key="primary", name="主班"),))
    week = task(WEEK[:3], (person("甲"),), setup=setup, rules=rules)

    found = check(week, {slot.key: PersonId("甲") for slot in week.slots})

    assert codes(found) == [FaultCode.TOO_MANY]
    assert found[0].params == {"count": 3, "most": 2, "days": 7}
    assert len(construct(week)) == 2


def test_two_leaders_of_one_department_are_found_and_avoided() -> None:
    staff = tuple(person(name, department=where) for name, where in (("甲", "一科"), ("乙", "一科"), ("丙", "二科")))
    day = task(WEEK[:1], staff, setup=TWO_LEADERS)
    leaders = [slot.key for slot in day.slots if slot.leads]
    wrong = {leaders[0]: PersonId("甲"), leaders[1]: PersonId("乙")}

    assert FaultCode.DEPARTMENT in codes(check(day, wrong))
    assert {construct(day)[key] for key in leaders} != {"甲", "乙"}
    allowed = replace(day, rules=RosterRules(leaders_of_one_department=True))
    assert FaultCode.DEPARTMENT not in codes(check(allowed, wrong))


def test_unevenness_is_said_and_breaks_no_rule() -> None:
    setup = DutySetup(roles=(RoleSpec(key="primary", name="主班"),))
    rules = RosterRules(rest_hours=0, window_most=0, fair_spread=2)
    week = task(WEEK, (person("甲"), person("乙")), setup=setup, rules=rules)
    roster = {slot.key: PersonId("甲") for slot in week.slots}

    found = check(week, roster)

    assert set(codes(found)) == {FaultCode.UNFAIR}
    assert broken(found) == ()
    assert least_spread([0, 0], 7) == 1
    assert measure(week, roster).evenness[0].spread == 7


def test_whoever_is_away_for_most_of_the_days_is_not_measured() -> None:
    setup = DutySetup(roles=(RoleSpec(key="primary", name="主班"),))
    away = Absence(first=WEEK[0], last=WEEK[4])
    week = task(WEEK, (person("甲"), person("乙"), person("丙", leave=(away,))), setup=setup)

    figures = measure(week, construct(week))

    assert {one.name: one.measured for one in figures.loads} == {"甲": True, "乙": True, "丙": False}
    assert measure(task(WEEK, (person("丙", leave=(away,)),), setup=setup), {}).evenness == ()


def test_an_empty_post_is_explained_by_each_persons_reason_and_by_the_rule_that_could_give_way() -> None:
    setup = DutySetup(roles=(RoleSpec(key="primary", name="主班"),))
    ill = Absence(first=WEEK[1], last=WEEK[1])
    staff = (person("甲"), person("乙", leave=(ill,)), person("丙", roles=LEADS))
    days = replace(task(WEEK[:2], staff, setup=setup), fixed={SlotKey(WEEK[0], DutyRole.PRIMARY): PersonId("甲")})
    roster = construct(days)

    (found,) = shortages(days, roster, construct)

    assert found.cell == SlotKey(WEEK[1], DutyRole.PRIMARY)
    assert found.reasons == {"rest_short": 1, "on_leave": 1, "role_wrong": 1}
    assert found.names["on_leave"] == ("乙",)
    assert found.gives_way == ("rest_short", "on_leave", "fixed")
    assert shortages(task(), construct(task()), construct) == ()


def test_crowding_and_departments_are_reasons_too() -> None:
    rules = RosterRules(rest_hours=0, window_days=7, window_most=1)
    staff = (person("甲", department="一科"), person("乙", department="一科"))
    days = task(WEEK[:2], staff, setup=TWO_LEADERS, rules=rules)
    first = next(slot for slot in days.slots if slot.leads)
    second = next(slot for slot in days.slots if slot.leads and slot is not first)
    roster = {first.key: PersonId("甲")}

    assert reason(days, roster, second, staff[0]) == "rest_short"
    assert reason(days, roster, second, staff[1]) == "same_department"
    later = next(slot for slot in days.slots if slot.leads and slot.key.day == WEEK[1])
    assert reason(days, roster, later, staff[0]) == "too_many"
    assert reason(days, {}, first, staff[0]) == ""
    assert reason(days, roster, second, person("丁")) == ""


# ---------------------------------------------------------------- oracles of roster systems, as cases of our own


def test_a_rotation_of_three_repeats_after_three_days_over_the_end_of_a_month() -> None:
    setup = DutySetup(roles=(RoleSpec(key="primary", name="主班"),))
    days = [date(2026, 4, 20) + timedelta(days=at) for at in range(5)] + [
        date(2026, 4, 27) + timedelta(days=at) for at in range(4)
    ]
    working = [day for day in days if day.weekday() < 5]

    roster = construct(task(working, tuple(person(name) for name in "甲乙丙"), setup=setup))
    held = [roster[SlotKey(day, DutyRole.PRIMARY)] for day in working]

    assert all(held[at] == held[at + 3] for at in range(len(held) - 3))
    assert held[0] != held[1] != held[2]


def test_a_plan_over_new_year_keeps_rest_across_it() -> None:
    setup = DutySetup(roles=(RoleSpec(key="primary", name="主班"),))
    days = [date(2026, 12, 30) + timedelta(days=at) for at in range(4)]

    roster = construct(task(days, (person("甲"), person("乙")), setup=setup))
    held = [roster[SlotKey(day, DutyRole.PRIMARY)] for day in days]

    assert held[0] == held[2] != held[1] == held[3]


def test_a_leap_day_is_a_day() -> None:
    assert {slot.key.day for slot in task(days_of(2028, 2)).slots} >= {date(2028, 2, 29)}


def test_nights_with_day_shifts_on_days_off_are_covered_and_rested() -> None:
    setup = DutySetup(hours=NIGHTS, rules=RosterRules(rest_hours=12))
    month = task(days_of(2026, 10), setup=setup)

    assert check(month, construct(month)) == ()


# ------------------------------------------------------------------------------------------------------- chance

ABSENCES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 9)).map(
        lambda pair: Absence(first=days_of(2026, 7)[pair[0]], last=days_of(2026, 7)[pair[0]] + timedelta(days=pair[1]))
    ),
    max_size=3,
).map(tuple)


@settings(max_examples=25)
@given(st.lists(ABSENCES, min_size=8, max_size=8), st.integers(0, 36), st.integers(0, 3))
def test_whatever_leave_there_is_the_first_answer_breaks_no_rule_and_names_each_gap(
    leave: list[tuple[Absence, ...]], rest: int, most: int
) -> None:
    staff = people(6, 2)
    staff = tuple(replace(one, leave=away) for one, away in zip(staff, leave, strict=True))
    rules = RosterRules(rest_hours=rest, window_most=most)
    month = task(staff=staff, rules=rules)
    roster = construct(month)

    faults = broken(check(month, roster))

    assert set(codes(faults)) <= {FaultCode.GAP}
    gaps = {slot.key for slot in month.slots} - set(roster)
    assert {fault.cells[0] for fault in faults} == gaps


@settings(max_examples=30)
@given(st.sampled_from(["rest", "leave", "role", "drop", "twice"]), st.integers(0, 86))
def test_a_planted_bug_is_caught_by_the_check(bug: str, at: int) -> None:
    """Each bug spoils one cell of a sound roster the way a careless solver would."""
    ill = Absence(first=date(2026, 7, 1), last=date(2026, 7, 31))
    month = task(staff=(*people(), person("病假", leave=(ill,)), person("无岗位", roles=frozenset())))
    roster = dict(construct(month))
    slot = month.slots[at]
    beside = next(one for one in month.slots if one.key.day == slot.key.day and one is not slot)
    near = min(slot.key.day + timedelta(days=1), date(2026, 7, 31))
    following = next(one for one in month.slots if one.key.day == near and one.leads is slot.leads and one is not slot)
    spoiled: dict[str, dict[SlotKey, PersonId]] = {
        "rest": {following.key: roster[slot.key]},
        "leave": {slot.key: PersonId("病假")},
        "role": {slot.key: PersonId("无岗位")},
        "twice": {beside.key: roster[slot.key]},
        "drop": {},
    }
    bad = {**roster, **spoiled[bug]}
    if bug == "drop":
        del bad[slot.key]

    assert broken(check(month, roster)) == ()
    assert broken(check(month, bad)) != ()


def test_the_task_of_no_days_is_empty() -> None:
    assert RosterTask(slots=(), people=people()).slots == ()
