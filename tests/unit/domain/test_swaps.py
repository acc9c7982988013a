"""Swaps are atomic, replayed in order, and never make a double booking or a silent gap; gap alarms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commandpost.domain.duty_setup import NIGHTS, HandoverFigures
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId
from commandpost.domain.roster import DutyRole
from commandpost.domain.rostering.checker import FaultCode, broken, check
from commandpost.domain.rostering.construct import construct
from commandpost.domain.rostering.gaps import GapReason, PlannedPost, gap_alarms
from commandpost.domain.rostering.swaps import Swap, SwapKind, exchange, new_faults, refuse_swap, replay
from commandpost.domain.rostering.task import Absence, SlotKey
from commandpost.domain.shift_hours import ShiftHours, span_of, spans_of
from tests.rosters import days_of, people, task

MONTH = task(days_of(2026, 7), people(12, 4))
ROSTER = construct(MONTH)
CELLS = sorted(slot.key for slot in MONTH.slots)
STAFF = [one.id for one in MONTH.people]
DAY = date(2026, 7, 20)
FIGURES = HandoverFigures()


def swap(cell: SlotKey, other: SlotKey) -> Swap:
    return Swap(kind=SwapKind.SWAP, cell=cell, person=ROSTER[cell], other=ROSTER[other], other_cell=other)


def test_both_cells_change_or_neither() -> None:
    cells = [SlotKey(date(2026, 7, day), DutyRole.PRIMARY) for day in (1, 4)]
    wanted = swap(*cells)

    after = exchange(ROSTER, wanted)

    assert (after[cells[0]], after[cells[1]]) == (ROSTER[cells[1]], ROSTER[cells[0]])
    moved = {**ROSTER, cells[1]: PersonId("somebody")}
    with pytest.raises(RuleBroken, match="swap_outdated"):
        exchange(moved, wanted)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"other": PersonId("a")}, "swap_same_person"),
        ({"other_cell": None}, "swap_cell_missing"),
        ({"kind": SwapKind.SUBSTITUTE}, "swap_cell_missing"),
        ({"other_cell": CELLS[0]}, "swap_same_cell"),
    ],
)
def test_a_request_without_sense_is_refused(change: dict[str, object], code: str) -> None:
    sound = Swap(kind=SwapKind.SWAP, cell=CELLS[0], person=PersonId("a"), other=PersonId("b"), other_cell=CELLS[1])

    assert refuse_swap(sound) is sound
    with pytest.raises(RuleBroken, match=code):
        refuse_swap(replace(sound, **change))  # type: ignore[arg-type]  # one field at a time


def test_an_approved_swap_is_replayed_on_a_new_roster_or_told_as_skipped() -> None:
    first, second = (SlotKey(date(2026, 7, day), DutyRole.SECONDARY) for day in (1, 4))
    fits = swap(first, second)
    gone = replace(fits, person=PersonId("somebody"))

    done = replay(MONTH, ROSTER, [fits, gone, fits])

    assert done.applied == (0,)
    assert done.skipped == (1, 2)
    assert done.roster[first] == ROSTER[second]


def test_a_swap_that_breaks_rest_is_skipped() -> None:
    cells = [SlotKey(date(2026, 7, 1), DutyRole.PRIMARY), SlotKey(date(2026, 7, 2), DutyRole.PRIMARY)]
    stand_in = Swap(kind=SwapKind.SUBSTITUTE, cell=cells[0], person=ROSTER[cells[0]], other=ROSTER[cells[1]])

    done = replay(MONTH, ROSTER, [stand_in])

    assert done.skipped == (0,)
    assert [fault.code for fault in new_faults(MONTH, ROSTER, exchange(ROSTER, stand_in))] == [FaultCode.REST]


REQUESTS = st.lists(
    st.tuples(st.sampled_from(CELLS), st.sampled_from(STAFF), st.one_of(st.none(), st.sampled_from(CELLS))), max_size=12
)
LEAVE = st.lists(st.tuples(st.sampled_from(STAFF), st.integers(0, 25), st.integers(0, 5)), max_size=6)


@settings(max_examples=40)
@given(REQUESTS, LEAVE)
def test_whatever_is_swapped_and_whoever_leaves_nobody_is_booked_twice_and_no_gap_is_silent(
    requests: list[tuple[SlotKey, PersonId, SlotKey | None]], leave: list[tuple[PersonId, int, int]]
) -> None:
    away = {
        who: Absence(first=date(2026, 7, 1) + timedelta(days=at), last=date(2026, 7, 1) + timedelta(days=at + length))
        for who, at, length in leave
    }
    staff = tuple(replace(one, leave=(away[one.id],) if one.id in away else ()) for one in MONTH.people)
    month = replace(MONTH, people=staff)
    swaps = [
        Swap(
            kind=SwapKind.SUBSTITUTE if other is None else SwapKind.SWAP,
            cell=cell,
            person=ROSTER[cell],
            other=who if other is None else ROSTER[other],
            other_cell=other,
        )
        for cell, who, other in requests
    ]

    done = replay(month, ROSTER, [one for one in swaps if one.cell != one.other_cell and one.person != one.other])

    before, after = broken(check(month, ROSTER)), broken(check(month, done.roster))
    assert not [fault for fault in after if fault.code in {FaultCode.DOUBLE, FaultCode.GAP}]
    assert set(done.roster) == set(ROSTER)
    assert [fault for fault in after if fault not in before] == []
    assert len(done.applied) + len(done.skipped) <= len(swaps)
    absent = {
        slot.key
        for slot in month.slots
        if (one := away.get(done.roster[slot.key])) is not None and one.first <= slot.key.day <= one.last
    }
    told = {fault.cells[0] for fault in after if fault.code is FaultCode.LEAVE}
    assert absent <= told


# ------------------------------------------------------------------------------------------------------- alarms


START = span_of(DAY, ShiftHours()).start


def post(day: date = DAY, **told: object) -> PlannedPost:
    span = span_of(day, ShiftHours())
    return replace(PlannedPost(span=span, role=DutyRole.PRIMARY, name="李静"), **told)  # type: ignore[arg-type]  # one field at a time


@pytest.mark.parametrize(
    ("told", "hours", "reason"),
    [
        ({"name": ""}, -25, None),
        ({"name": ""}, -24, GapReason.EMPTY),
        ({"leave": (Absence(first=DAY, last=DAY),)}, -3, GapReason.ON_LEAVE),
        ({"leave": (Absence(first=DAY - timedelta(days=3), last=DAY - timedelta(days=1)),)}, -3, None),
        ({}, 0.1, None),
        ({}, 0.2, GapReason.NOT_HERE),
        ({"here": True}, 5, None),
        ({"name": ""}, 25, None),
        ({"gone": True}, -3, GapReason.GONE),
        ({"left": START + timedelta(hours=5)}, 5.1, None),
        ({"left": START + timedelta(hours=5)}, 5.2, GapReason.LEFT),
        ({"left": START + timedelta(hours=23)}, 23.8, None),
    ],
)
def test_a_gap_is_said_a_day_ahead_and_when_somebody_falls_out_or_does_not_come(
    told: dict[str, Any], hours: float, reason: GapReason | None
) -> None:
    one = post(**told)

    found = gap_alarms([one], one.span.start + timedelta(hours=hours), FIGURES)

    assert [alarm.reason for alarm in found] == ([] if reason is None else [reason])


def test_the_nearest_gap_comes_first_and_a_running_one_is_urgent() -> None:
    now = span_of(DAY, ShiftHours()).start + timedelta(hours=1)

    found = gap_alarms([post(DAY + timedelta(days=1), name=""), post(name="")], now, FIGURES)

    assert [alarm.is_urgent(now) for alarm in found] == [True, False]
    assert found[0].key == "gap:2026-07-20:empty"


def test_empty_posts_of_two_shifts_of_one_day_are_two_alarms() -> None:
    posts = [replace(post(name=""), span=span) for span in spans_of(DAY, NIGHTS)]

    found = gap_alarms(posts, posts[0].span.start, FIGURES)

    assert [one.key for one in found] == [f"gap:{DAY.isoformat()}-{shift}:empty" for shift in ("day", "night")]
