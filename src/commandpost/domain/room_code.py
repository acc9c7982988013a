"""How one workstation of a room finds another: an address, or the short code that stands for one."""

from __future__ import annotations

import re

from commandpost.domain.errors import RuleBroken

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is misread over a table
MISREAD = str.maketrans("OILU", "011V")
LENGTH = 12  # characters: 32 bits of address, 16 of port, 12 of check
CHECKS = 4_093  # a prime below 2^12
ADDRESS = re.compile(r"(?:https://)?([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]):(\d{1,5})/?")
IPV4 = re.compile(r"(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})")


def room_code(host: str, port: int) -> str:
    """The code of an IPv4 address and a port, in groups of four. Raises ValueError for another kind of address."""
    place = _place(host) << 16 | port
    number = place << 12 | _check(place)
    text = "".join(LETTERS[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))
    return "-".join(text[at : at + 4] for at in range(0, LENGTH, 4))


def read_room_address(said: str) -> str:
    """The URL that a code or a typed address stands for.

    Raises RuleBroken("room_code_wrong") for a code with a slip in it, RuleBroken("room_address_invalid") for neither.
    """
    told = said.strip()
    found = ADDRESS.fullmatch(told)
    if found is not None and 0 < int(found[2]) < 1 << 16:
        return f"https://{found[1]}:{found[2]}"
    letters = "".join(sign for sign in told.upper().translate(MISREAD) if sign not in "- ")
    if len(letters) != LENGTH or not set(letters) <= set(LETTERS):
        raise RuleBroken("room_address_invalid", field="address")
    number = 0
    for sign in letters:
        number = number << 5 | LETTERS.index(sign)
    place = number >> 12
    if number & 0xFFF != _check(place):
        raise RuleBroken("room_code_wrong", field="address")
    host = ".".join(str(place >> shift & 0xFF) for shift in (40, 32, 24, 16))
    return f"https://{host}:{place & 0xFFFF}"


def _place(host: str) -> int:
    found = IPV4.fullmatch(host)
    if found is None or any(int(part) > 255 for part in found.groups()):
        raise ValueError(host)
    number = 0
    for part in found.groups():
        number = number << 8 | int(part)
    return number


def _check(place: int) -> int:
    check = 7
    for shift in range(40, -1, -8):
        check = (check * 257 + (place >> shift & 0xFF) + 1) % CHECKS
    return check
