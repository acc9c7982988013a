from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from commandpost.app import wire
from commandpost.app.presence import SILENT_AFTER, PresenceBook
from commandpost.domain.ids import UnitCode

NOON = datetime(2026, 7, 18, 4, 0, tzinfo=UTC)
ONE, TWO = UnitCode("110199001"), UnitCode("110199002")


def test_a_unit_not_heard_for_three_minutes_is_silent() -> None:
    book = PresenceBook(NOON - timedelta(hours=1))
    book.note(ONE, NOON)
    book.note(TWO, NOON - SILENT_AFTER - timedelta(seconds=1))

    assert [one.unit for one in book.roll([ONE, TWO], NOON).silent()] == [TWO]


def test_a_server_that_has_just_begun_accuses_nobody() -> None:
    book = PresenceBook(NOON)

    assert book.roll([ONE], NOON + SILENT_AFTER).silent() == ()
    assert [one.at for one in book.roll([ONE], NOON + SILENT_AFTER + timedelta(seconds=1)).silent()] == [None]


def test_a_clock_that_was_ahead_at_the_start_hides_no_silence_once_it_is_right() -> None:
    book = PresenceBook(NOON + timedelta(days=1))
    book.note(ONE, NOON + timedelta(days=1))
    put_right = book.roll([ONE, TWO], NOON)

    assert (put_right.since, [one.at for one in put_right.heard], put_right.silent()) == (NOON, [NOON, None], ())
    later = book.roll([ONE, TWO], NOON + SILENT_AFTER + timedelta(seconds=1))
    assert [one.unit for one in later.silent()] == [ONE, TWO]


def test_the_roll_travels_as_it_is_and_a_wrong_form_is_refused() -> None:
    book = PresenceBook(NOON)
    book.note(ONE, NOON + timedelta(seconds=1))
    roll = book.roll([ONE, TWO], NOON + timedelta(seconds=2))

    assert wire.roll_from_json(wire.roll_json(roll)) == roll
    for broken in ({}, {"now": 1, "since": "", "heard": {}}, {**wire.roll_json(roll), "heard": []}):
        with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
            wire.roll_from_json(broken)
