from __future__ import annotations

from itertools import pairwise

from commandpost.app.link import FIRST_PAUSE, LONGEST_ASKED, LONGEST_PAUSE, BackOff, LinkState, LinkStatus


def test_there_is_no_pause_after_a_success() -> None:
    assert BackOff(lambda: 0.5).pause() == 0


def test_pauses_double_and_end_at_half_a_minute() -> None:
    back_off = BackOff(lambda: 0.999_999)
    pauses = []
    for failures in range(1, 40):
        back_off.failures = failures
        pauses.append(round(back_off.pause(), 3))

    assert pauses[0] == FIRST_PAUSE
    assert pauses[-1] == LONGEST_PAUSE
    assert all(earlier <= later for earlier, later in pairwise(pauses))


def test_chance_spreads_a_pause_over_its_second_half() -> None:
    early, late = BackOff(lambda: 0.0, failures=3), BackOff(lambda: 0.999_999, failures=3)

    assert early.pause() == FIRST_PAUSE * 2
    assert round(late.pause(), 3) == FIRST_PAUSE * 4


def test_only_an_online_link_says_it_is_online() -> None:
    assert [LinkStatus(state=state).online for state in LinkState] == [False, True, False]


def test_a_busy_server_is_left_alone_as_long_as_it_asks_but_not_for_a_day() -> None:
    back_off = BackOff(lambda: 0.0)

    back_off.failed(asked=8.0)
    assert back_off.pause() == 8.0 + FIRST_PAUSE / 2
    back_off.failed(asked=86_400.0)
    assert back_off.pause() == LONGEST_ASKED + FIRST_PAUSE
    back_off.succeeded()
    assert back_off.pause() == 0
