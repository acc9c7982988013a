"""What is made of a push before PostgreSQL locks the journal for it, so that others wait for its writing alone.

The rows of its entries and of the records they begin, as they will be if all of it is taken and nobody has begun these
records by then. Both are looked at again under the lock; where it is otherwise, what was made here is left.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import is_

from sqlalchemy.engine import Connection

from commandpost.domain.ids import RecordId, UnitCode
from commandpost.journal.bundle import Run
from commandpost.journal.encoding import UNREADABLE
from commandpost.journal.entry import Entry
from commandpost.journal.fold import Record, apply
from commandpost.storage.bulk import PackedRows, packed_rows
from commandpost.storage.database import LSN, take_numbers
from commandpost.storage.packed_arrays import packed_array
from commandpost.storage.proofs import Proof
from commandpost.storage.record_rows import row_of
from commandpost.storage.tables import JOURNAL, RECORD

MANY = 50  # entries; fewer are written as quickly
HELD = "SELECT record FROM record WHERE record = ANY(%b::text[])"


@dataclass(frozen=True, slots=True)
class Ahead:
    """Rows of the ``entries`` and of the records that are begun by them."""

    entries: Sequence[Entry]
    journal: PackedRows
    begun: Collection[RecordId]
    records: PackedRows | None

    def is_of(self, entries: Sequence[Entry]) -> bool:
        """Whether the rows are those of the very entries that are taken."""
        return len(entries) == len(self.entries) and all(map(is_, entries, self.entries))

    def write_entries(self, connection: Connection) -> int:
        """Write them under consecutive numbers from the locked counter; returns the first number."""
        first = take_numbers(connection, LSN, len(self.entries))
        self.journal.write(connection, first - 1)
        return first

    def begin(self, connection: Connection, entries: Sequence[Entry]) -> Sequence[Entry]:
        """Write the records that entries begin; returns the entries that are still to be folded."""
        if self.records is None or not self.is_of(entries) or _held(connection, self.begun):
            return entries
        self.records.write(connection)
        return [entry for entry in entries if entry.body.record not in self.begun]


def ahead_of(
    connection: Connection, runs: Sequence[Run], proofs: Sequence[Proof], received: str, *, reader: UnitCode | None
) -> Ahead | None:
    """None where it would not help: in a file nobody else waits, and records somebody reads have more than one row."""
    signed = [(run, proof) for run, proof in zip(runs, proofs, strict=True) if proof.signed]
    entries = [entry for _, proof in signed for entry in proof.entries if entry is not None]
    if connection.dialect.name != "postgresql" or reader is not None or len(entries) < MANY:
        return None
    units = [run.opening.unit for run, proof in signed for entry in proof.entries if entry is not None]
    begun = _begun(connection, [entry for entry in entries if entry.body.kind != UNREADABLE])
    rows = [row_of(record) for record in begun.values()]
    records = packed_rows(RECORD, {name: [row[name] for row in rows] for name in rows[0]}) if rows else None
    return Ahead(entries, _journal_rows(entries, units, received), begun.keys(), records)


def _journal_rows(entries: Sequence[Entry], units: Sequence[UnitCode], received: str) -> PackedRows:
    columns: dict[str, Sequence[object]] = {
        "stream": [entry.stream for entry in entries],
        "seq": [entry.seq for entry in entries],
        "hlc": [entry.body.hlc for entry in entries],
        "unit": units,
        "kind": [entry.body.kind for entry in entries],
        "record": [entry.body.record for entry in entries],
        "received": [received] * len(entries),
        "prev": [entry.prev for entry in entries],
        "hash": [entry.hash for entry in entries],
        "signature": [entry.signature for entry in entries],
        "body": [entry.raw for entry in entries],
    }
    return packed_rows(JOURNAL, columns, numbered="lsn")


def _begun(connection: Connection, entries: Sequence[Entry]) -> dict[RecordId, Record]:
    """The records that nobody has begun yet, folded from these entries."""
    held = _held(connection, {entry.body.record for entry in entries})
    begun: dict[RecordId, Record] = {}
    for entry in entries:
        name = entry.body.record
        if name not in held:
            begun[name] = apply(begun.get(name), entry)
    return begun


def _held(connection: Connection, names: Collection[RecordId]) -> frozenset[RecordId]:
    found = connection.exec_driver_sql(HELD, (packed_array("text", [*names]),)).scalars()
    return frozenset(map(RecordId, found))
