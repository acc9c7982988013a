"""Rows of the record cache: written with every entry, dropped and refolded at will."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.engine import Connection

from commandpost.domain.ids import RecordId, UnitCode
from commandpost.journal.encoding import UNREADABLE
from commandpost.journal.entry import Entry, Json
from commandpost.journal.fold import Record, apply
from commandpost.storage import owed_rows
from commandpost.storage.bulk import pieces
from commandpost.storage.database import add_all, put_all
from commandpost.storage.record_document import from_document, to_document
from commandpost.storage.search_text import columns
from commandpost.storage.straight import Statement
from commandpost.storage.tables import BOX, RECORD, TEXT

LONGEST = 200  # characters of a column that is looked for; as long as an identity
DOCUMENT = Statement(select(RECORD.c.document).where(RECORD.c.record == bindparam("name")))
ROW_ID = Statement(select(RECORD.c.id).where(RECORD.c.record == bindparam("name")))
DROPS = tuple(Statement(delete(key.table).where(key == bindparam("row"))) for key in (BOX.c.id, TEXT.c.rowid))


def load(connection: Connection, ids: Iterable[RecordId]) -> dict[RecordId, Record]:
    """Records by id; those that do not exist are absent."""
    wanted = list(dict.fromkeys(ids))
    found: dict[RecordId, Record] = {}
    for some in pieces(wanted):
        for document in _documents(connection, some):
            record = from_document(document)
            found[record.id] = record
    return found


def _documents(connection: Connection, ids: Sequence[RecordId]) -> Iterable[str]:
    if connection.dialect.name == "postgresql":  # one array is one parameter, and one plan for any number of ids
        return connection.exec_driver_sql(
            "SELECT document FROM record WHERE record = ANY(%b::text[])", (ids,)
        ).scalars()
    found = (DOCUMENT.value(connection, {"name": name}) for name in ids)
    return (document for document in found if document is not None)


def fold_in(connection: Connection, entries: Sequence[Entry], *, reader: UnitCode | None) -> None:
    """Apply new entries to their records and write the changed rows."""
    readable = [entry for entry in entries if entry.body.kind != UNREADABLE]
    records = load(connection, (entry.body.record for entry in readable))
    held = frozenset(records)
    for entry in readable:
        records[entry.body.record] = apply(records.get(entry.body.record), entry)
    changed = dict.fromkeys(entry.body.record for entry in readable)
    save(connection, [records[name] for name in changed], reader=reader, held=held)


def save(
    connection: Connection,
    records: Sequence[Record],
    *,
    reader: UnitCode | None,
    held: Collection[RecordId] | None = None,
) -> None:
    """Write records, and for a ``reader`` their indices; ``held``: those that have rows, where the caller knows it."""
    rows = [row_of(record) for record in records]
    if reader is None or not records:
        known = {record.id for record in records} if held is None else held
        add_all(connection, RECORD, [row for row in rows if row["record"] not in known])  # half as dear
        put_all(connection, RECORD, [row for row in rows if row["record"] in known], keys=("record",))
        return
    numbers = _row_ids(connection, [record.id for record in records])
    put_all(connection, RECORD, rows, keys=("record",))
    owed_rows.keep(connection, records, reader)
    for drop in DROPS:
        drop.run(connection, [{"row": row} for row in numbers.values()])
    ids = numbers | _row_ids(connection, [record.id for record in records if record.id not in numbers])
    index(connection, [(ids[record.id], record) for record in records])


def index(connection: Connection, numbered: Sequence[tuple[int, Record]]) -> None:
    """Write what finds records quickly, where nothing of theirs stands yet; with the numbers of their rows."""
    boxes = [(row, box_of(record.fields)) for row, record in numbered]
    add_all(connection, BOX, [{"id": row, **box} for row, box in boxes if box])
    add_all(connection, TEXT, [{"rowid": row, **columns(record)} for row, record in numbered])


def box_of(fields: Mapping[str, Json]) -> dict[str, float] | None:
    """West, east, south, north of a record's point or GeoJSON geometry, degrees; None without one."""
    points = list(_positions(fields.get("geometry")))
    lon, lat = fields.get("lon"), fields.get("lat")
    if not points and _is_number(lon) and _is_number(lat):
        points = [(float(str(lon)), float(str(lat)))]
    if not points:
        return None
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    return {"west": min(lons), "east": max(lons), "south": min(lats), "north": max(lats)}


def _positions(value: Json) -> Iterable[tuple[float, float]]:
    """Every position inside a GeoJSON geometry, however nested."""
    if isinstance(value, dict):
        yield from _positions(value.get("coordinates"))
        yield from _positions(value.get("geometries"))
    elif isinstance(value, list):
        if len(value) >= 2 and _is_number(value[0]) and _is_number(value[1]):
            yield float(str(value[0])), float(str(value[1]))
        else:
            for item in value:
                yield from _positions(item)


def _is_number(value: Json) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def row_of(record: Record) -> dict[str, Any]:
    """The columns of a record; text that PostgreSQL and UTF-8 can hold."""
    fields = record.fields
    return {
        "record": record.id,
        "unit": record.unit,
        "kind": record.kind,
        "status": _text(fields.get("status")),
        "parent": _text(fields.get("incident")) or _text(fields.get("subject")),
        "subject": _text(fields.get("subject")),
        "at": _text(fields.get("at")) or record.created.at.isoformat(),
        "due_at": _text(fields.get("due_at")),
        "conflicts": bool(record.conflicts),
        "document": to_document(record),
    }


def _text(value: Json) -> str | None:
    """A string a column can hold: PostgreSQL takes no NUL and indexes no long text, UTF-8 takes no lone surrogate."""
    if not isinstance(value, str):
        return None
    if len(value) <= LONGEST and value.isprintable():
        return value
    return value[:LONGEST].replace("\0", "").encode("utf-8", "replace").decode()


def _row_ids(connection: Connection, names: Sequence[RecordId]) -> dict[RecordId, int]:
    found = ((name, ROW_ID.value(connection, {"name": name})) for name in names)
    return {name: row for name, row in found if row is not None}
