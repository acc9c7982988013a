"""The cache of records made anew from the journal: in pieces that fit into memory, with one statement for many rows."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, select
from sqlalchemy.engine import Connection

from commandpost.domain.ids import RecordId, StreamId, UnitCode
from commandpost.journal.encoding import UNREADABLE, read_body
from commandpost.journal.fold import Folding
from commandpost.storage import owed_rows, record_rows
from commandpost.storage.database import add_all
from commandpost.storage.straight import Statement
from commandpost.storage.tables import BOX, JOURNAL, OWED, RECORD, SQLITE_CACHE, TEXT

PIECE = 2_000  # entries read at once
HOT = 20_000  # records kept in memory; those untouched the longest are written out first
NEXT_ID = "SELECT setval(pg_get_serial_sequence('record', 'id'), greatest(max(id), 1)) FROM record"
NEXT = Statement(
    select(JOURNAL.c.lsn, JOURNAL.c.stream, JOURNAL.c.seq, JOURNAL.c.body)
    .where(JOURNAL.c.lsn > bindparam("after"))
    .order_by(JOURNAL.c.lsn)
    .limit(bindparam("piece"))
)
Progress = Callable[[int, int], None]  # entries folded, entries in all


def quietly(done: int, whole: int) -> None:
    """Progress that nobody waits for."""
    del done, whole


def refold(connection: Connection, *, reader: UnitCode | None, progress: Progress) -> int:
    """Drop the cache and fold the whole journal again; returns the number of records."""
    _empty(connection)
    refolding = Refolding(connection, reader=reader)
    whole = connection.execute(select(func.count()).select_from(JOURNAL)).scalar_one()
    done = 0
    with _uncollected():
        for rows in _pieces(connection):
            refolding.take(rows)
            done += len(rows)
            progress(done, whole)
        return refolding.finish()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Records in the making are looked through for cycles again and again, and have none: a tenth of a refold."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class Refolding:
    """Records in the making."""

    def __init__(self, connection: Connection, *, reader: UnitCode | None) -> None:
        self._connection = connection
        self._reader = reader
        self._hot: dict[RecordId, Folding] = {}  # the longest untouched first
        self._ids: dict[RecordId, int] = {}  # rows in the order in which the journal met the records
        self._written: set[RecordId] = set()

    def take(self, rows: Sequence[Row[Any]]) -> None:
        """Fold a piece of the journal; ``unreadable`` entries fold into nothing."""
        bodies = [(row.stream, row.seq, read_body(bytes(row.body))) for row in rows]
        self._warm({body.record for _, _, body in bodies} & self._written)
        for stream, seq, body in bodies:
            if body.kind == UNREADABLE:
                continue
            folding = self._hot.pop(body.record, None)
            if folding is None:
                folding = Folding()
                self._ids[body.record] = len(self._ids) + 1
            folding.take(StreamId(stream), seq, body)
            self._hot[body.record] = folding
        if len(self._hot) > HOT:
            self._write([*self._hot][: len(self._hot) - HOT // 2])

    def finish(self) -> int:
        """Write what is left; returns the number of records."""
        self._write([*self._hot])
        if self._connection.dialect.name == "postgresql":
            self._connection.exec_driver_sql(NEXT_ID)
        return len(self._written)

    def _warm(self, wanted: set[RecordId]) -> None:
        """Take up records again that were written out and go on."""
        cold = wanted - self._hot.keys()
        for name, record in record_rows.load(self._connection, cold).items():
            self._hot[name] = Folding(record)

    def _write(self, names: Sequence[RecordId]) -> None:
        records = [self._hot.pop(name).record() for name in names]
        again = [record for record in records if record.id in self._written]
        record_rows.save(self._connection, again, reader=self._reader)
        fresh = [(self._ids[record.id], record) for record in records if record.id not in self._written]
        self._written.update(names)
        add_all(self._connection, RECORD, [{"id": at, **record_rows.row_of(record)} for at, record in fresh])
        if self._reader is not None:
            record_rows.index(self._connection, fresh)
            owed_rows.keep(self._connection, [record for _, record in fresh], self._reader)


def _pieces(connection: Connection) -> Iterator[Sequence[Row[Any]]]:
    after = 0
    while rows := NEXT.rows(connection, {"after": after, "piece": PIECE}):
        after = rows[-1].lsn
        yield rows


def _empty(connection: Connection) -> None:
    """Make the cache's tables anew; that is quicker than to empty them, and gives them this version's form."""
    if connection.dialect.name != "sqlite":
        for cached in (RECORD, OWED, BOX, TEXT):  # the server may not make tables; another form of them is a migration
            connection.execute(delete(cached))
        return
    connection.exec_driver_sql("PRAGMA secure_delete = OFF")  # no page of the cache holds what may be erased
    RECORD.drop(connection)
    RECORD.create(connection)
    connection.execute(delete(OWED))
    for table, made in SQLITE_CACHE.items():
        connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql(made)
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
