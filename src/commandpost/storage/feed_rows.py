"""Who may see an entry: its own unit and those it is addressed to, and the units above each of them.

What a city tells a street passes the street's district, whose server brings it there.

The units above follow from the records of kind ``unit`` (an explicit table); only where a unit has none, its code's
prefix proposes them (9 → 6 → 4 digits).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.engine import Connection

from commandpost.domain.ids import UnitCode
from commandpost.domain.units import proposed_parent
from commandpost.journal.entry import Entry
from commandpost.storage.bulk import FEW
from commandpost.storage.database import add_all
from commandpost.storage.packed_arrays import packed_array
from commandpost.storage.record_document import from_document
from commandpost.storage.tables import FEED, RECORD

MAX_TIERS = 8
STRETCHES = (
    "INSERT INTO feed (unit, lsn) SELECT u.unit, n"
    " FROM unnest(%b::text[], %b::bigint[], %b::bigint[]) u(unit, low, high), generate_series(u.low, u.high) n"
)
UNITS = select(RECORD.c.id, RECORD.c.document).where(RECORD.c.kind == "unit")


def publish(
    connection: Connection, entries: Sequence[Entry], first_lsn: int, units: Sequence[UnitCode]
) -> list[Sequence[UnitCode]]:
    """Put entries of units into the feeds of all who may see them; returns these for each entry."""
    parents = parents_of(connection)
    known: dict[tuple[UnitCode, Sequence[UnitCode]], Sequence[UnitCode]] = {}
    readers: list[Sequence[UnitCode]] = []
    for entry, unit in zip(entries, units, strict=True):
        key = unit, entry.body.to
        if key not in known:
            named = {unit, *entry.body.to}
            known[key] = sorted(named.union(*(above(one, parents) for one in named)))
        readers.append(known[key])
    _publish(connection, readers, first_lsn)
    return readers


def _publish(connection: Connection, readers: Sequence[Sequence[UnitCode]], first_lsn: int) -> None:
    """The numbers are new; those that follow one another and have the same readers are told as one stretch."""
    if connection.dialect.name != "postgresql" or len(readers) <= FEW:
        add_all(
            connection, FEED, [{"unit": one, "lsn": lsn} for lsn, some in enumerate(readers, first_lsn) for one in some]
        )
        return
    units: list[UnitCode] = []
    lows: list[int] = []
    highs: list[int] = []
    low = first_lsn
    for some, alike in groupby(readers):
        high = low + len([*alike]) - 1
        units += some
        lows += [low] * len(some)
        highs += [high] * len(some)
        low = high + 1
    arrays = ("text", units), ("bigint", lows), ("bigint", highs)
    connection.exec_driver_sql(STRETCHES, tuple(packed_array(kind, values) for kind, values in arrays))


def parents_of(connection: Connection) -> Mapping[UnitCode, UnitCode | None]:
    """The explicit table of units and their parents."""
    told = sorted(tuple(row) for row in connection.execute(UNITS))  # sorted here the database seeks by the kind
    return _parents(tuple(document for _, document in told))


@lru_cache(4)  # every push asks, and a city has hundreds of units
def _parents(documents: tuple[str, ...]) -> Mapping[UnitCode, UnitCode | None]:
    parents: dict[UnitCode, UnitCode | None] = {}
    for document in documents:
        fields = from_document(document).fields
        code, parent = fields.get("code"), fields.get("parent")
        if isinstance(code, str):
            parents[UnitCode(code)] = UnitCode(parent) if isinstance(parent, str) and parent else None
    return MappingProxyType(parents)


def is_within(unit: UnitCode, whole: UnitCode, parents: Mapping[UnitCode, UnitCode | None]) -> bool:
    """Whether a unit is another one or stands below it."""
    return unit == whole or whole in above(unit, parents)


def above(unit: UnitCode, parents: Mapping[UnitCode, UnitCode | None]) -> tuple[UnitCode, ...]:
    """The units above one, nearest first."""
    found: list[UnitCode] = []
    at: UnitCode | None = unit
    while at is not None and len(found) < MAX_TIERS:
        at = parents[at] if at in parents else proposed_parent(at)
        if at is None or at in found or at == unit:
            break
        found.append(at)
    return tuple(found)
