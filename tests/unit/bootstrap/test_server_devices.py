from __future__ import annotations

from dataclasses import replace

import pytest

from commandpost.bootstrap.server_devices import chosen_device, line_of_device
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import DeviceId, UnitCode
from commandpost.journal.chain import DeviceCard


def card(device: str, name: str) -> DeviceCard:
    return DeviceCard(
        device=DeviceId(device), unit=UnitCode("110199001"), public_key=bytes(32), name=name, enrolled_at="2026-11-28"
    )


FIRST, SECOND, DISTRICT = card("ab12cd34", "街 S1"), card("ab12ff00", "街 S2"), card("0055aa11", "区 S1")
CARDS = (FIRST, SECOND, DISTRICT)


@pytest.mark.parametrize("said", ["ab12cd34", "AB12C", " 街  S1 "])
def test_a_workstation_is_known_by_its_number_a_beginning_of_it_and_its_name(said: str) -> None:
    assert chosen_device(CARDS, said) == FIRST


def test_a_station_is_enough_where_only_one_of_those_let_in_has_it() -> None:
    assert chosen_device(CARDS, "s2") == SECOND
    assert chosen_device((replace(FIRST, revoked_at="2026-11-29"), SECOND, DISTRICT), "s1") == DISTRICT


@pytest.mark.parametrize(("said", "fitting"), [("S1", (FIRST, DISTRICT)), ("ab12", (FIRST, SECOND))])
def test_what_fits_several_is_none_and_they_are_shown(said: str, fitting: tuple[DeviceCard, ...]) -> None:
    with pytest.raises(RuleBroken, match="device_ambiguous") as refused:
        chosen_device(CARDS, said)

    assert refused.value.params["fitting"] == "\n".join(map(line_of_device, fitting))


@pytest.mark.parametrize("said", ["", " ", "ab1", "S", "街"])
def test_what_is_too_short_or_nobodys_is_nobody(said: str) -> None:
    with pytest.raises(RuleBroken, match="device_unknown"):
        chosen_device(CARDS, said)
