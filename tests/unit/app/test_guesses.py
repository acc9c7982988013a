"""One-time codes are not guessed: a wrong one costs its address and all of them together, a right one costs nothing."""

from __future__ import annotations

from contextlib import suppress

import pytest

from commandpost.app.guesses import OF_ALL, OF_ONE, Guesses
from commandpost.app.relay import CODE_ALPHABET, CODE_LENGTH, CODE_VALID
from commandpost.domain.errors import RuleBroken, Unavailable
from tests.fakes import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def guesses(clock: FakeClock) -> Guesses:
    return Guesses(clock.now)


def wrong(guesses: Guesses, address: str, code: str = "enrolment_code_wrong") -> None:
    with suppress(RuleBroken), guesses.one(address):
        raise RuleBroken(code)


def test_an_address_that_guesses_is_sent_away_and_another_is_not(guesses: Guesses, clock: FakeClock) -> None:
    for _ in range(OF_ONE.burst):
        wrong(guesses, "10.0.0.1")
    with pytest.raises(Unavailable, match="too_many_requests") as refused, guesses.one("10.0.0.1"):
        pytest.fail("let in")

    assert refused.value.params["retry_after"] == pytest.approx(1 / OF_ONE.requests_a_second)
    wrong(guesses, "10.0.0.2")
    clock.advance(seconds=1 / OF_ONE.requests_a_second)
    wrong(guesses, "10.0.0.1")


def test_many_addresses_together_are_slowed_too(guesses: Guesses) -> None:
    for number in range(OF_ALL.burst):
        wrong(guesses, f"10.0.{number // 200}.{number % 200}")

    with pytest.raises(Unavailable, match="too_many_requests"):
        wrong(guesses, "10.9.9.9")


def test_tries_at_once_all_count_before_any_is_answered(guesses: Guesses) -> None:
    under_way = [guesses.one("10.0.0.1") for _ in range(OF_ONE.burst + 1)]
    for one in under_way[:-1]:
        one.__enter__()

    with pytest.raises(Unavailable):
        under_way[-1].__enter__()
    for one in under_way[:-1]:
        one.__exit__(None, None, None)


def test_a_whole_city_enrols_from_one_address_in_a_minute(guesses: Guesses) -> None:
    for _ in range(1_125):
        with guesses.one("10.0.0.1"):
            pass
    wrong(guesses, "10.0.0.1", "station_taken")  # whoever has a right code and another slip is no guesser
    for _ in range(OF_ONE.burst):
        wrong(guesses, "10.0.0.1")
    with pytest.raises(Unavailable):
        wrong(guesses, "10.0.0.1")


def test_a_code_outlasts_all_guesses_of_its_week() -> None:
    codes = len(set(CODE_ALPHABET)) ** CODE_LENGTH
    tries = OF_ALL.burst + OF_ALL.requests_a_second * CODE_VALID.total_seconds()

    assert tries * 10_000 / codes < 1e-8, "one of ten thousand open codes"
