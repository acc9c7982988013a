"""Cases well known from systems that plan shifts and overrides, written anew as values of our own."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId
from commandpost.domain.roster import DutyRole
from commandpost.domain.rostering.checker import FaultCode, broken, check
from commandpost.domain.rostering.construct import construct
from commandpost.domain.rostering.swaps import Swap, SwapKind, exchange, replay
from commandpost.domain.rostering.task import RosterTask, SlotKey
from tests.rosters import days_of, people, task

BEIJING = ZoneInfo("Asia/Shanghai")


def month() -> tuple[RosterTask, dict[SlotKey, PersonId]]:
    wanted = task()
    return wanted, dict(construct(wanted))


def stand_in(cell: SlotKey, person: PersonId, other: PersonId) -> Swap:
    return Swap(kind=SwapKind.SUBSTITUTE, cell=cell, person=person, other=other)


def free_on(roster: dict[SlotKey, PersonId], day: date) -> PersonId:
    """A secondary of another week who holds nothing near the day."""
    near = {who for key, who in roster.items() if abs((key.day - day).days) <= 3}
    return next(who for key, who in roster.items() if key.role == DutyRole.SECONDARY and who not in near)


def test_an_override_of_an_override_stands_for_whom_it_replaced_and_the_first_no_longer_fits() -> None:
    _wanted, roster = month()
    cell = SlotKey(date(2026, 7, 15), DutyRole.SECONDARY)
    planned, first = roster[cell], free_on(roster, cell.day)
    once = exchange(roster, stand_in(cell, planned, first))
    second = free_on(once, cell.day)

    twice = exchange(once, stand_in(cell, first, second))

    assert twice[cell] == second
    with pytest.raises(RuleBroken, match="swap_outdated"):
        exchange(twice, stand_in(cell, planned, first))


def test_two_overrides_of_one_cell_do_not_both_hold_and_the_loser_is_named() -> None:
    wanted, roster = month()
    cell = SlotKey(date(2026, 7, 15), DutyRole.SECONDARY)
    free = free_on(roster, cell.day)
    others = [who for key, who in roster.items() if key.role == DutyRole.SECONDARY and who not in {free, roster[cell]}]
    swaps = [stand_in(cell, roster[cell], free), stand_in(cell, roster[cell], others[0])]

    done = replay(wanted, roster, swaps)

    assert (done.applied, done.skipped) == ((0,), (1,))
    assert done.roster[cell] == free


def test_an_override_taken_back_leaves_the_rotation_as_it_was() -> None:
    _wanted, roster = month()
    cell = SlotKey(date(2026, 7, 15), DutyRole.PRIMARY)
    other = free_on(roster, cell.day)

    back = exchange(exchange(roster, stand_in(cell, roster[cell], other)), stand_in(cell, other, roster[cell]))

    assert back == roster


def test_an_exchange_over_the_end_of_a_month_changes_both_months_or_neither() -> None:
    days = (*days_of(2026, 7)[-3:], *days_of(2026, 8)[:3])
    wanted = task(days, people(12, 5))
    roster = dict(construct(wanted))
    last, first = SlotKey(date(2026, 7, 31), DutyRole.PRIMARY), SlotKey(date(2026, 8, 2), DutyRole.PRIMARY)
    swap = Swap(kind=SwapKind.SWAP, cell=last, person=roster[last], other=roster[first], other_cell=first)

    after = exchange(roster, swap)

    assert (after[last], after[first]) == (roster[first], roster[last])
    assert {key for key in roster if roster[key] != after[key]} == {last, first}
    with pytest.raises(RuleBroken, match="swap_outdated"):
        exchange({**roster, first: roster[last]}, swap)


@pytest.mark.parametrize("edge", [date(2026, 7, 1), date(2026, 7, 31), date(2026, 12, 31), date(2028, 2, 29)])
def test_a_cell_left_empty_at_any_edge_is_a_gap_that_names_it(edge: date) -> None:
    wanted = task((edge,), people(6, 3))
    roster = dict(construct(wanted))
    assert broken(check(wanted, roster)) == ()
    gone = SlotKey(edge, DutyRole.SECONDARY)

    faults = check(wanted, {key: who for key, who in roster.items() if key != gone})

    assert [(fault.code, fault.cells) for fault in broken(faults)] == [(FaultCode.GAP, (gone,))]


def test_whoever_is_overridden_into_the_next_day_rests_too_little_and_is_named() -> None:
    wanted, roster = month()
    first, second = SlotKey(date(2026, 7, 14), DutyRole.PRIMARY), SlotKey(date(2026, 7, 15), DutyRole.PRIMARY)

    faults = broken(check(wanted, {**roster, second: roster[first]}))

    assert {fault.code for fault in faults} >= {FaultCode.REST}
    assert any({first, second} <= set(fault.cells) for fault in faults)


@pytest.mark.parametrize("day", [date(1986, 5, 4), date(1986, 9, 14), date(2026, 3, 29), date(2026, 10, 25)])
def test_a_shift_is_as_long_as_the_wall_says_on_days_when_clocks_changed_here_or_elsewhere(day: date) -> None:
    """Beijing had summer time in 1986; other places change in March and October, and Beijing does not."""
    (slot, *_others) = task((day,), people(6, 3)).slots
    begins, ends = slot.start.astimezone(BEIJING), slot.end.astimezone(BEIJING)

    assert ends.date() == begins.date() + timedelta(days=1)
    if day.year >= 1992:
        assert slot.end - slot.start == timedelta(hours=24)
        assert (begins.hour, begins.minute) == (ends.hour, ends.minute)
    assert begins < datetime(day.year, day.month, day.day, 23, 59, tzinfo=BEIJING)
