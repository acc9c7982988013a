"""A length of time in a sentence is one that a person can picture."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commandpost.gui.times import span


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=59), "59 s"),
        (timedelta(minutes=4, seconds=54), "4 min 54 s"),
        (timedelta(hours=71, minutes=5), "71 h 5 min"),
        (timedelta(days=3), "3 d 0 h"),
        (-timedelta(days=9828, hours=11, minutes=21), "9828 d 11 h"),
    ],
)
def test_a_length_is_told_in_the_two_largest_units_that_fit(length: timedelta, words: str) -> None:
    assert span(length) == words
