from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from commandpost.domain.spot_check import SpotCheckOutcome, outcome

NOON = datetime(2026, 7, 18, 4, 0, tzinfo=UTC)
LIMIT = timedelta(minutes=3)


@pytest.mark.parametrize(
    ("answered", "now", "expected"),
    [
        (None, LIMIT, SpotCheckOutcome.WAITING),
        (None, LIMIT + timedelta(seconds=1), SpotCheckOutcome.SILENT),
        (LIMIT, LIMIT, SpotCheckOutcome.IN_TIME),
        (LIMIT + timedelta(seconds=1), timedelta(days=1), SpotCheckOutcome.LATE),
    ],
)
def test_an_answer_is_judged_from_when_the_question_stood_there(
    answered: timedelta | None, now: timedelta, expected: SpotCheckOutcome
) -> None:
    moment = None if answered is None else NOON + answered

    assert outcome(NOON, LIMIT, moment, NOON + now) is expected
