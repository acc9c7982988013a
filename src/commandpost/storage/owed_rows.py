"""Which records still wait for a receipt of this unit: a few rows beside the cache, so nobody looks through all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Column, delete, select
from sqlalchemy.engine import Connection

from commandpost.app.receipting import RECEIPTED, owed_for, receipt_id
from commandpost.app.record_fields import text
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.units import proposed_parent
from commandpost.journal.fold import Record
from commandpost.storage.database import put_all
from commandpost.storage.record_document import from_document
from commandpost.storage.tables import OWED, RECORD

CHUNK = 500


def keep(connection: Connection, records: Sequence[Record], here: UnitCode) -> None:
    """Follow records that were just written to the cache: what waits now, and what waits no longer."""
    affected = [*records, *_of_units(connection, records)]
    for at in range(0, len(affected), CHUNK):
        _compare(connection, affected[at : at + CHUNK], here)
    given = [text(record.fields, "subject") for record in records if _is_receipt(record, here)]
    _drop(connection, OWED.c.subject, given)


def _compare(connection: Connection, records: Sequence[Record], here: UnitCode) -> None:
    """Each of the records waits, or does not."""
    parent_of = _parents(connection)
    looked_at = [record for record in records if record.kind in RECEIPTED]
    owed = {record.id: owed_for(record, here, parent_of) for record in looked_at}
    subjects = {subject for subject in owed.values() if subject}
    given = _present(connection, [receipt_id(here, subject) for subject in subjects])
    waiting = [
        {"record": record.id, "kind": record.kind, "subject": subject}
        for record in looked_at
        if (subject := owed[record.id]) and receipt_id(here, subject) not in given
    ]
    still = {row["record"] for row in waiting}
    _drop(connection, OWED.c.record, [record.id for record in looked_at if record.id not in still])
    put_all(connection, OWED, waiting, keys=("record",))


def _is_receipt(record: Record, here: UnitCode) -> bool:
    return record.kind == "receipt" and record.id == receipt_id(here, RecordId(text(record.fields, "subject")))


def _drop(connection: Connection, column: Column[str], names: Sequence[str]) -> None:
    for at in range(0, len(names), CHUNK):
        connection.execute(delete(OWED).where(column.in_(names[at : at + CHUNK])))


def _present(connection: Connection, ids: Sequence[RecordId]) -> set[str]:
    if not ids:
        return set()
    return set(connection.execute(select(RECORD.c.record).where(RECORD.c.record.in_(ids))).scalars())


def _parents(connection: Connection) -> Callable[[UnitCode], UnitCode | None]:
    """The unit above, as ``app.units.parent_of`` says, each looked up once."""
    known: dict[UnitCode, UnitCode | None] = {}

    def parent_of(code: UnitCode) -> UnitCode | None:
        if code not in known:
            query = select(RECORD.c.document).where(RECORD.c.record == f"unit-{code}")
            said = connection.execute(query).scalar_one_or_none()
            unit = from_document(said).fields if said else {}
            known[code] = UnitCode(text(unit, "parent")) or None if "parent" in unit else proposed_parent(code)
        return known[code]

    return parent_of


def _of_units(connection: Connection, records: Iterable[Record]) -> list[Record]:
    """Reports of units that were put on file or moved: they may be meant for another room now."""
    codes = [text(record.fields, "code") for record in records if record.kind == "unit"]
    if not codes:
        return []
    query = select(RECORD.c.document).where(RECORD.c.kind == "report", RECORD.c.unit.in_(codes))
    return [from_document(document) for document in connection.execute(query).scalars()]
