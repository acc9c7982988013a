"""The short code of a workstation inside human numbers: its shape, and where it stands in the name a server knows."""

from __future__ import annotations

import re

STATION = "[A-Za-z0-9]{1,8}"
_CODE = re.compile(STATION)
_NAMED = re.compile(rf".+\s({STATION})", re.DOTALL)


def is_station(code: str) -> bool:
    """Whether a code can stand inside numbers."""
    return _CODE.fullmatch(code) is not None


def desk_name(unit_name: str, station: str, *, claims: bool = True) -> str:
    """The name a desk enrols under, "清河街道 S1"; one that ``claims`` no station keeps it from nobody."""
    return f"{unit_name} {station}" if claims else f"{unit_name}{station}"


def station_of(name: str) -> str:
    """The station that the name of a desk claims, in capital letters; "" in the name of anything else."""
    found = _NAMED.fullmatch(name)
    return found[1].upper() if found else ""
