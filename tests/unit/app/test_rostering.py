"""The automatic roster from the journal and back: the future only, fixed cells, approved swaps replayed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from commandpost.app.desk import PersonRole
from commandpost.app.people import DutyFile
from commandpost.app.roster_tasks import may_hold
from commandpost.domain.duty_setup import FLOOD_SEASON, NIGHTS, DutySetup
from commandpost.domain.errors import RuleBroken
from commandpost.domain.roster import DutyRole
from commandpost.domain.rostering.checker import FaultCode, broken
from commandpost.domain.rostering.construct import construct
from commandpost.domain.rostering.swaps import SwapStatus
from commandpost.domain.rostering.task import SlotKey
from tests.rosters import roster_row
from tests.unit.app.rooms import Room, room

TODAY = date(2026, 7, 18)
LAST = date(2026, 7, 31)


def planned() -> Room:
    """Yesterday and today are planned; the rest of July is open."""
    made = room()
    rows = [
        roster_row(2, TODAY - timedelta(days=1), "赵明", "刘洋", "马超"),
        roster_row(3, TODAY, "陈建国", "李静", "王磊"),
    ]
    assert made.duty.import_rows(rows).days == 2
    for name in ("孙丽", "周强", "何雪"):
        with made.as_administrator():
            made.staff[name] = made.people.add(name, (PersonRole.DUTY_OFFICER,))
    return made


def test_only_days_to_come_are_planned_and_what_ran_counts_for_rest() -> None:
    made = planned()

    task = made.rostering.task(date(2026, 7, 1), LAST)

    assert task.slots[0].key.day == TODAY + timedelta(days=1)
    first_night = {construct(task)[slot.key] for slot in task.slots if slot.key.day == TODAY + timedelta(days=1)}
    assert not first_night & {made.staff["李静"], made.staff["王磊"], made.staff["陈建国"]}
    assert {one.name: one.load.get("night", 0) for one in task.people}["李静"] == 1
    assert made.rostering.task(date(2026, 7, 1), TODAY).slots == ()


def test_the_answer_is_written_at_once_and_cells_set_by_hand_stay() -> None:
    made = planned()
    day = TODAY + timedelta(days=4)
    made.duty.set_day(day, DutyRole.PRIMARY, made.staff["马超"])
    task = made.rostering.task(TODAY, LAST)

    applied = made.rostering.apply(task, construct(task))

    assert applied.days == 13
    cells = {cell.date: cell for cell in made.duty.month(2026, 7)}
    assert cells[day].primary.name == "马超"
    assert cells[day].primary.fixed
    assert cells[TODAY].primary.name == "李静"
    judged = made.rostering.judge(date(2026, 7, 17), LAST)
    assert {fault.code for fault in broken(judged.faults)} <= {FaultCode.GAP}
    made.duty.set_fixed(day, DutyRole.PRIMARY, fixed=False)
    assert made.rostering.task(TODAY, LAST).fixed == {}
    assert len(made.rostering.task(TODAY, LAST, keep_planned=True).fixed) == len(construct(task))


def test_an_approved_swap_is_replayed_and_one_that_no_longer_fits_is_skipped() -> None:
    made = planned()
    task = made.rostering.task(TODAY, LAST)
    roster = construct(task)
    made.rostering.apply(task, roster)
    cell = SlotKey(TODAY + timedelta(days=5), DutyRole.PRIMARY)
    others = [
        name for name in ("李静", "王磊", "刘洋", "马超", "孙丽", "周强", "何雪") if made.staff[name] != roster[cell]
    ]
    made.sit_down("陈建国")
    free = [name for name in others if _fits(made, cell, name)]
    request = made.swaps.ask(cell, made.staff[free[0]], reason="家中有事")
    made.swaps.approve(request)

    again = made.rostering.apply(task, roster)
    post = next(one for one in made.duty.month(2026, 7) if one.date == cell.day).primary

    assert (again.swaps, again.skipped) == (1, 0)
    assert (post.name, post.substitute_for != "", post.approved_by) == (free[0], True, "陈建国")

    other = {**roster, cell: made.staff[free[0]]}
    assert made.rostering.apply(task, other).skipped == 1
    assert made.swaps.requests()[0].status is SwapStatus.SKIPPED


def _fits(made: Room, cell: SlotKey, name: str) -> bool:
    """Whether somebody has no shift on the days around."""
    days = {cell.day + timedelta(days=at) for at in (-1, 0, 1)}
    around = [one for one in made.duty.month(2026, 7) if one.date in days]
    return all(post.name != name for one in around for post in one.posts)


def test_nothing_is_written_for_no_days_or_without_a_name() -> None:
    made = planned()
    task = made.rostering.task(TODAY, LAST)
    assert made.rostering.apply(replace(task, slots=()), {}).days == 0
    made.people.sign_out()
    with pytest.raises(RuleBroken, match="sign_in_first"):
        made.rostering.apply(task, {})


def test_who_may_hold_what_follows_the_desk_or_is_told() -> None:
    made = planned()
    setup = DutySetup(seasons=(FLOOD_SEASON,))
    staff = {one.name: one for one in made.people.staff()}

    assert may_hold(staff["陈建国"], setup) == {"leader", "flood"}
    assert may_hold(staff["李静"], setup) == {"primary", "secondary"}
    assert may_hold(staff["高翔"], setup) == frozenset()
    assert PersonRole.AUDITOR in staff["高翔"].roles

    file = DutyFile(department="党政办", duty_roles=("secondary",), qualifications=("持证", " "), phone_more="010-1")
    with made.as_administrator():
        made.people.set_duty_file(staff["高翔"].id, file)
    told = next(one for one in made.people.staff() if one.name == "高翔")
    assert (may_hold(told, setup), told.department, told.qualifications) == ({"secondary"}, "党政办", ("持证",))
    with made.as_administrator(), pytest.raises(RuleBroken, match="leave_backwards"):
        made.people.set_duty_file(told.id, DutyFile(since=LAST, until=TODAY))


def test_a_month_of_nights_is_planned_shift_by_shift_and_leaves_for_excel_and_calendars() -> None:
    made = room()
    made.setups.set_hours(NIGHTS)
    task = made.rostering.task(date(2026, 7, 20), LAST)
    made.rostering.apply(task, construct(task))

    columns = made.export.columns(2026, 7)
    table = made.export.table(2026, 7, made.people.staff())
    own = made.export.events(2026, 7, made.staff["李静"])

    assert [one.title for one in columns] == [
        "白班带班领导",
        "白班主班",
        "白班副班",
        "夜班带班领导",
        "夜班主班",
        "夜班副班",
    ]
    assert len(table.rows) == 31
    assert made.export.table(2026, 7, (), empty=True).rows == ()
    assert all("李静" in event.description for event in own)
    assert all(event.remind is not None for event in own)
    assert {event.uid for event in own}.isdisjoint(event.uid for event in made.export.events(2026, 7))
    assert len({event.uid for event in made.export.events(2026, 7)}) == len(made.export.events(2026, 7)) > len(own)
    paper = made.duty.paper(2026, 7)
    assert [post.title for post in paper.days[24].others] == [one.title for one in columns]
    assert not paper.days[24].leader.wanted


def test_whoever_took_over_at_once_stays_when_the_roster_is_made_anew() -> None:
    made = planned()
    tomorrow = TODAY + timedelta(days=1)
    made.rostering.apply(first := made.rostering.task(TODAY, LAST), construct(first))
    fell_out = next(one for one in made.duty.month(2026, 7) if one.date == tomorrow).primary
    made.swaps.take_over(SlotKey(tomorrow, DutyRole.PRIMARY), made.staff["李静"], reason="急病")

    task = made.rostering.task(TODAY, LAST)
    made.rostering.apply(task, construct(task))

    post = next(one for one in made.duty.month(2026, 7) if one.date == tomorrow).primary
    assert (post.name, post.substitute_for, post.reason) == ("李静", fell_out.name, "急病")


def test_an_exchange_with_a_day_outside_the_plan_stands_on_both_days() -> None:
    made = planned()
    days = [LAST + timedelta(days=at) for at in range(1, 9)]
    made.rostering.apply(whole := made.rostering.task(TODAY, days[-1]), construct(whole))
    inside = LAST
    outside = next(day for day in days if not _names(made, day) & _names(made, inside))
    held = [_primary(made, day) for day in (inside, outside)]
    other_cell = SlotKey(outside, DutyRole.PRIMARY)
    request = made.swaps.ask(
        SlotKey(inside, DutyRole.PRIMARY), made.staff[held[1][0]], reason="家事", other_cell=other_cell
    )
    made.sit_down("陈建国")
    made.swaps.approve(request, despite="人手不足")
    exchanged = [_primary(made, day) for day in (inside, outside)]

    applied = made.rostering.apply(part := made.rostering.task(TODAY, LAST), construct(part))

    assert [name for name, _ in exchanged] == [held[1][0], held[0][0]]
    assert [_primary(made, day) for day in (inside, outside)] == exchanged
    assert (applied.skipped, made.swaps.requests()[0].status) == (0, SwapStatus.APPROVED)


def _primary(made: Room, day: date) -> tuple[str, str]:
    post = next(one for one in made.duty.month(day.year, day.month) if one.date == day).primary
    return post.name, post.substitute_for


def _names(made: Room, day: date) -> set[str]:
    """Who primary and secondary of a day are."""
    cell = next(one for one in made.duty.month(day.year, day.month) if one.date == day)
    return {cell.primary.name, cell.secondary.name}
