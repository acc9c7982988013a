"""The code inside numbers: one shape, one place in a desk's name."""

from __future__ import annotations

import pytest

from commandpost.domain.stations import desk_name, is_station, station_of


@pytest.mark.parametrize(("code", "fits"), [("S1", True), ("A", True), ("abcd1234", True), ("abcd12345", False)])
def test_a_station_has_one_to_eight_letters_or_digits(code: str, fits: bool) -> None:
    assert is_station(code) is fits


@pytest.mark.parametrize("code", ["", "三号", "S 1", "S1\n", "S-1", "\uff33\uff11"])
def test_what_would_break_a_number_is_no_station(code: str) -> None:
    assert not is_station(code)


def test_the_name_of_a_desk_claims_its_station_whatever_the_letters() -> None:
    assert station_of(desk_name("清河街道", "s1")) == station_of(desk_name("清河街道（示例）", "S1")) == "S1"


def test_a_desk_that_may_be_made_anew_claims_none() -> None:
    assert station_of(desk_name("清河街道", "S1", claims=False)) == ""
    assert [station_of(name) for name in ("district", "", " S1", "清河街道 三号")] == [""] * 4
