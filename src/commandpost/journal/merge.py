"""Which of several live values the alarms go by until somebody resolves the conflict: the more serious one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from commandpost.journal.entry import Json

# From harmless to serious; a value that is not named counts as harmless.
SEVERITY: Mapping[str, tuple[Json, ...]] = MappingProxyType(
    {
        "level": (None, "ungraded", "general", "larger", "major", "grave"),
        "sensitive": (None, False, True),
        "status": ("sent", "signed", "closed", "draft", "returned", "open"),  # what still asks for work
    }
)
CASUALTIES = frozenset({"dead", "missing", "injured", "badly_injured", "trapped", "moved", "homes", "loss"})

Pick = Callable[[str, Sequence[Json]], int]


def most_serious(field: str, values: Sequence[Json]) -> int:
    """Index of the value to alarm by; ``values`` stand oldest first, and the newest wins among equals."""
    ranked = [(_rank(field, value), index) for index, value in enumerate(values)]
    return max(ranked)[1]


def _rank(field: str, value: Json) -> int:
    if field in CASUALTIES:
        return value if isinstance(value, int) else -1
    order = SEVERITY.get(field, ())
    return next((rank for rank, known in enumerate(order) if known == value and type(known) is type(value)), -1)
