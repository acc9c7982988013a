"""What the code of a unit proposes about its place; the dated table of units decides."""

from __future__ import annotations

from commandpost.domain.ids import UnitCode

PREFIXES = (6, 4)  # digits of a district's and a city's code


def proposed_parent(unit: UnitCode) -> UnitCode | None:
    """The unit above one by its code (9 → 6 → 4 digits); None where the code says nothing."""
    if not unit.isdigit():
        return None
    return next((UnitCode(unit[:length]) for length in PREFIXES if len(unit) > length), None)
