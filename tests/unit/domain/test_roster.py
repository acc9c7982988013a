"""Shifts, calendars and rosters read from rows."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.errors import RuleBroken
from commandpost.domain.roster import (
    DutyRole,
    RosterProblem,
    RosterRow,
    month_days,
    read_rows,
    refuse_same_person,
    weeks_of,
)
from commandpost.domain.shift_hours import ShiftHours, handed_over_span, parse_change, span_at, span_of
from tests.rosters import roster_row

HOURS = ShiftHours()
MOMENTS = st.datetimes(datetime(2000, 1, 2), datetime(2099, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001  # bounds are naive
CHANGES = st.times().map(lambda at: ShiftHours(change=at.replace(second=0, microsecond=0)))


def beijing(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 7, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


@given(MOMENTS, CHANGES)
def test_every_moment_falls_into_exactly_one_shift(now: datetime, hours: ShiftHours) -> None:
    span = span_at(now, hours)

    assert span.start <= now < span.end
    assert span == span_of(span.date, hours)
    assert span_at(span.end, hours).date == span.date + timedelta(days=1)
    assert span.left(now) > timedelta(0)


@given(MOMENTS, CHANGES, st.booleans())
def test_the_shift_handed_over_is_the_running_one_or_the_one_before(
    now: datetime, hours: ShiftHours, done: bool
) -> None:
    current = span_at(now, hours)
    last = current.date - timedelta(days=1)

    span = handed_over_span(now, hours, [(last, "")] if done else [])

    assert span.date in {current.date, last}
    assert not done or span == current


def test_before_the_change_the_shift_of_yesterday_still_runs() -> None:
    assert span_at(beijing(19, 2, 24), HOURS).date == date(2026, 7, 18)
    assert span_at(beijing(19, 8, 30), HOURS).date == date(2026, 7, 19)


def test_a_late_handover_still_hands_over_the_shift_that_ended() -> None:
    assert handed_over_span(beijing(19, 8, 45), HOURS).date == date(2026, 7, 18)
    assert handed_over_span(beijing(19, 8, 45), HOURS, [(date(2026, 7, 18), "")]).date == date(2026, 7, 19)
    assert handed_over_span(beijing(19, 21, 0), HOURS).date == date(2026, 7, 19)


def test_the_time_of_the_change_is_read_and_refused() -> None:
    assert parse_change(" 17:30 ").change == time(17, 30)
    with pytest.raises(RuleBroken, match="shift_change_invalid"):
        parse_change("25:00")


@given(st.integers(2000, 2099), st.integers(1, 12))
def test_a_month_is_shown_in_whole_weeks_from_monday(year: int, month: int) -> None:
    days = weeks_of(year, month)

    assert len(days) % 7 == 0
    assert days[0].weekday() == 0
    assert set(month_days(year, month)) <= set(days)
    assert len(days) - len(month_days(year, month)) < 14


def test_a_month_has_its_days() -> None:
    assert len(month_days(2026, 2)) == 28
    assert month_days(2026, 12)[-1] == date(2026, 12, 31)


def row(number: int, day: date | str | None, *names: str) -> RosterRow:
    return roster_row(number, day, *names)


PEOPLE = {"陈建国": ["p1"], "李静": ["p2"], "王磊": ["p3"], "刘洋": ["p4", "p5"]}


@pytest.mark.parametrize(
    "told", [date(2026, 7, 18), datetime(2026, 7, 18, 9, tzinfo=UTC), "2026/7/18", "2026年7月18日"]
)
def test_a_row_names_three_people_of_a_day(told: date | str) -> None:
    plan = read_rows([row(2, told, "陈建国", " 李静 ", "王磊")], PEOPLE)

    assert plan.problems == ()
    assert plan.days == {date(2026, 7, 18): {DutyRole.LEADER: "p1", DutyRole.PRIMARY: "p2", DutyRole.SECONDARY: "p3"}}


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([row(2, "开会", "陈建国")], RosterProblem(row=2, column="date", code="roster_date_invalid", value="开会")),
        ([row(2, "2026-02-30")], RosterProblem(row=2, column="date", code="roster_date_invalid", value="2026-02-30")),
        ([row(2, None)], RosterProblem(row=2, column="date", code="roster_date_invalid")),
        (
            [row(2, date(2026, 7, 1)), row(3, date(2026, 7, 1))],
            RosterProblem(row=3, column="date", code="roster_date_twice", value="2026-07-01"),
        ),
        (
            [row(4, date(2026, 7, 1), "陈建国", "周某")],
            RosterProblem(row=4, column="primary", code="roster_name_unknown", value="周某"),
        ),
        (
            [row(4, date(2026, 7, 1), "陈建国", "刘洋")],
            RosterProblem(row=4, column="primary", code="roster_name_ambiguous", value="刘洋"),
        ),
        (
            [row(5, date(2026, 7, 1), "陈建国", "李静", "李静")],
            RosterProblem(row=5, column="secondary", code="roster_same_person", value="李静"),
        ),
    ],
)
def test_a_problem_names_row_and_column(rows: list[RosterRow], problem: RosterProblem) -> None:
    assert read_rows(rows, PEOPLE).problems == (problem,)


def test_an_empty_cell_is_a_gap_and_no_mistake() -> None:
    plan = read_rows([row(2, date(2026, 7, 25), "陈建国", "", "王磊")], PEOPLE)

    assert plan.problems == ()
    assert plan.days[date(2026, 7, 25)][DutyRole.PRIMARY] is None


def test_one_person_holds_one_post_of_a_day() -> None:
    refuse_same_person({DutyRole.LEADER: None, DutyRole.PRIMARY: None, DutyRole.SECONDARY: "p1"})
    with pytest.raises(RuleBroken, match="roster_same_person"):
        refuse_same_person({DutyRole.LEADER: "p1", DutyRole.PRIMARY: "p1"})
