"""A code stands for one address, and a slip of one character is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.errors import RuleBroken
from commandpost.domain.room_code import LETTERS, read_room_address, room_code

PARTS = st.integers(0, 255)
PORTS = st.integers(1, 65_535)


@given(st.tuples(PARTS, PARTS, PARTS, PARTS), PORTS)
def test_a_code_leads_back_to_its_address(parts: tuple[int, ...], port: int) -> None:
    host = ".".join(map(str, parts))
    assert read_room_address(room_code(host, port)) == f"https://{host}:{port}"


def test_a_code_may_be_typed_in_any_way_a_person_reads_it() -> None:
    code = room_code("192.168.1.20", 8710)
    for typed in (code.lower(), code.replace("-", ""), code.replace("-", " "), f" {code} ", code.replace("0", "o")):
        assert read_room_address(typed) == "https://192.168.1.20:8710"


@given(st.tuples(PARTS, PARTS, PARTS, PARTS), PORTS, st.integers(0, 11), st.integers(1, 31))
def test_one_wrong_character_is_noticed(parts: tuple[int, ...], port: int, at: int, by: int) -> None:
    code = room_code(".".join(map(str, parts)), port).replace("-", "")
    wrong = code[:at] + LETTERS[(LETTERS.index(code[at]) + by) % 32] + code[at + 1 :]
    with pytest.raises(RuleBroken, match="room_code_wrong"):
        read_room_address(wrong)


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("192.168.1.20:8710", "https://192.168.1.20:8710"),
        (" https://duty-2:8710/ ", "https://duty-2:8710"),
        ("[fe80::1]:8710", "https://[fe80::1]:8710"),
    ],
)
def test_an_address_is_taken_as_typed(typed: str, url: str) -> None:
    assert read_room_address(typed) == url


@pytest.mark.parametrize("typed", ["", "192.168.1.20", "http://a:1", "a:0", "a:70000", "ABCD-EFGH", "*" * 12])
def test_what_is_neither_is_refused(typed: str) -> None:
    with pytest.raises(RuleBroken, match="room_address_invalid"):
        read_room_address(typed)


@pytest.mark.parametrize("host", ["duty-2", "300.1.1.1", "fe80::1"])
def test_only_an_ipv4_address_has_a_code(host: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        room_code(host, 8710)
