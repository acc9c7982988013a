from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.tally import Period, Span, Tally, hour_of, pieces, shifted, whole_span

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@given(day=DAYS, period=st.sampled_from(Period))
def test_pieces_make_up_the_period_without_a_gap(day: date, period: Period) -> None:
    parts, whole = pieces(period, day), whole_span(period, day)

    assert (parts[0].since, parts[-1].until) == (whole.since, whole.until)
    assert all(earlier.until == later.since for earlier, later in pairwise(parts))
    assert all(part.until - part.since <= timedelta(days=31) for part in parts)
    assert whole.since <= datetime.combine(day, datetime.min.time(), whole.since.tzinfo) < whole.until


@given(day=DAYS, period=st.sampled_from(Period), by=st.integers(-30, 30))
def test_a_shifted_day_lies_in_the_shifted_period(day: date, period: Period, by: int) -> None:
    at = whole_span(period, day)
    for _ in range(abs(by)):
        at = whole_span(period, (at.until if by > 0 else at.since - timedelta(days=1)).date())

    assert whole_span(period, shifted(period, day, by)) == at


def test_the_last_of_january_shifts_to_the_last_of_february() -> None:
    assert shifted(Period.MONTH, date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert shifted(Period.YEAR, date(2024, 2, 29), -1) == date(2023, 2, 28)


def test_a_day_begins_at_midnight_in_beijing() -> None:
    assert whole_span(Period.DAY, date(2026, 7, 19)) == Span(
        since=datetime(2026, 7, 18, 16, tzinfo=UTC), until=datetime(2026, 7, 19, 16, tzinfo=UTC)
    )
    assert hour_of(datetime(2026, 7, 18, 18, 24, tzinfo=UTC)) == "02"


def test_the_counts_of_two_spans_add_up() -> None:
    one = Tally(incidents=1, by_hour=Counter({"02": 1}), alarms=2, unheard=1, heard_seconds=(4.0,), calls_in=3)
    two = Tally(incidents=2, by_hour=Counter({"02": 1, "23": 1}), drills=1, heard_seconds=(8.0,), log_lines=5)
    both = one + two

    assert (both.incidents, both.drills, both.alarms, both.unheard, both.calls_in, both.log_lines) == (3, 1, 2, 1, 3, 5)
    assert dict(both.by_hour) == {"02": 2, "23": 1}
    assert both.median_heard == timedelta(seconds=6)


@pytest.mark.parametrize("empty", [Tally(), Tally() + Tally()])
def test_without_alarms_there_is_no_median(empty: Tally) -> None:
    assert empty.median_heard is None
