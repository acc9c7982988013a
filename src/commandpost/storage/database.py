"""The ground every part of a journal stands on: transactions, counters, small facts, and who we are."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine, bindparam, select, update
from sqlalchemy import insert as sql_insert
from sqlalchemy.engine import Connection
from sqlalchemy.schema import Table

from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import UnitCode
from commandpost.journal.chain import Signing
from commandpost.journal.clock import Clock
from commandpost.journal.entry import Json
from commandpost.journal.exchange import AlarmKind
from commandpost.storage.ballast import Ballast
from commandpost.storage.bulk import FEW, insert_arrays, insert_of, overwriting
from commandpost.storage.engine import begin_writing, empty_log
from commandpost.storage.failures import YIELDED, sorted_failures
from commandpost.storage.straight import Statement
from commandpost.storage.tables import ALARM, COUNTER, META

T = TypeVar("T")
CARDS = "cards"  # counter: how often a device's card was made or changed
LSN = "lsn"
TAKE = Statement(
    update(COUNTER)
    .where(COUNTER.c.name == bindparam("counter"))
    .values(value=COUNTER.c.value + bindparam("count"))
    .returning(COUNTER.c.value)
)
LAST = select(COUNTER.c.value).where(COUNTER.c.name == bindparam("counter"))
TURN = LAST.with_for_update()
FACT = Statement(select(META.c.v).where(META.c.k == bindparam("key")))
DAMAGE = frozenset({"journal_damaged", "wrong_passphrase"})  # of a file that was opened before
ATTEMPTS = 4  # of one work that PostgreSQL takes back for somebody else's, each a second after the one before


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Whose journal this is."""

    unit: UnitCode  # UNSAID: a serving journal's own, as it was at its first start
    name: str  # of the workstation or server
    tier: str = ""  # "street", "district", "city": stands in the receipts of a serving journal
    serving: bool = False  # keep a feed and sign receipts
    searchable: bool = True  # keep the full text and boxes of records; a relay has no use for them

    @property
    def reader(self) -> UnitCode | None:
        """Whose desk reads the records here; None: nobody does, and they are kept without what finds them quickly."""
        return self.unit if self.searchable else None


class Database:
    """One open database, for any thread: a lock lets one transaction at a time into SQLite."""

    _repairs: int = 0  # made since the program began

    def __init__(
        self, engine: Engine, place: Place, clock: Clock, signing: Signing, *, file: Path | None = None
    ) -> None:
        self._engine = engine
        self._place = place
        self._clock = clock
        self._signing = signing
        self._file = file
        self._ballast = Ballast(file) if file is not None else None
        self._lock: AbstractContextManager[object] = threading.RLock() if file is not None else nullcontext()

    @property
    def is_sqlite(self) -> bool:
        return self._engine.dialect.name == "sqlite"

    def _read(self, work: Callable[[Connection], T]) -> T:
        """Run one reading transaction; once more on the repaired journal where damage is met."""
        known = self._repairs
        try:
            return self._look(work)
        except Unavailable as refused:
            if refused.code not in DAMAGE or not self._mended(known):
                raise
        return self._look(work)

    def _look(self, work: Callable[[Connection], T]) -> T:
        with self._lock, sorted_failures(), self._engine.connect() as connection, connection.begin():
            return work(connection)

    def _mended(self, known: int | None = None) -> bool:
        """Whether damage was repaired, so that what met it may be tried again; ``known``: repairs before it was met."""
        del known
        return False

    def _write(self, work: Callable[[Connection], T]) -> T:
        """Run one writing transaction; durable when this returns.

        On a full disk the ballast is freed once; where damage is met, the work is done again on the repaired journal;
        so it is where it was taken back for somebody else's, a few times, then Unavailable("database_contended").
        """
        known = self._repairs
        try:
            return self._served_in_the_end(work)
        except Unavailable as refused:
            if refused.code in DAMAGE and self._mended(known):
                return self._attempt(work)
            if refused.code != "disk_full" or self._ballast is None or not self._ballast.free():
                raise
        with self._lock, sorted_failures(), self._engine.connect() as connection:
            empty_log(connection)
        outcome = self._attempt(work)
        self._attempt(lambda connection: self._alarm(connection, AlarmKind.DISK_FULL, "", self._stamp()))
        return outcome

    def _served_in_the_end(self, work: Callable[[Connection], T]) -> T:
        for _ in range(ATTEMPTS - 1):
            try:
                return self._attempt(work)
            except Unavailable as refused:
                if refused.code != YIELDED:
                    raise
        return self._attempt(work)

    def _attempt(self, work: Callable[[Connection], T]) -> T:
        with self._lock, sorted_failures(), self._engine.connect() as connection, begin_writing(connection):
            return work(connection)

    def _alarm(self, connection: Connection, kind: AlarmKind, stream: str, detail: str) -> None:
        """Raise an alarm; the same one is raised once."""
        row: dict[str, object] = {
            "code": kind.value,
            "stream": stream,
            "detail": detail,
            "at": self._stamp(),
            "dismissed": False,
        }
        put_new(connection, ALARM, [row])

    @staticmethod
    def _is_told(connection: Connection, kind: AlarmKind) -> bool:
        """Whether an alarm of this kind waits for somebody to dismiss it."""
        query = select(ALARM.c.id).where(ALARM.c.code == kind.value, ~ALARM.c.dismissed).limit(1)
        return connection.execute(query).first() is not None

    def _stamp(self) -> str:
        return self._clock.now().astimezone(UTC).isoformat()


def take_numbers(connection: Connection, name: str, count: int, *, floor: int = 0) -> int:
    """Advance a counter by ``count`` and return its first new value, above ``floor``; the row is locked until commit.

    A number that was rolled back is given again to the next one: no reader has seen it.
    """
    taken = {"counter": name, "count": count}
    last = TAKE.value(connection, taken)
    if last is None:
        put_new(connection, COUNTER, [{"name": name, "value": floor}])
        last = TAKE.value(connection, taken)
    return int(last) - count + 1


def in_turn(connection: Connection) -> None:
    """Wait until nobody else takes entries in or settles them, and keep them waiting until commit.

    Whoever writes rows of streams, entries, alarms or what is set aside asks first (only cards come before): with one
    lock before all others no two wait for each other, and what is read from here on is what the one before left.
    SQLite lets one writer in from the beginning.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(TURN, {"counter": LSN})


def last_number(connection: Connection, name: str) -> int:
    """Return the last number a counter gave; 0 before the first."""
    value = connection.execute(LAST, {"counter": name}).scalar()
    return int(value or 0)


def fact(connection: Connection, key: str) -> Json:
    """A small fact of this journal; None when absent."""
    said = FACT.value(connection, {"key": key})
    return None if said is None else json.loads(said)


def keep_fact(connection: Connection, key: str, value: Json) -> None:
    """Keep a small fact, over an older one."""
    put(connection, META, {"k": key, "v": json.dumps(value)}, keys=("k",))


def put(connection: Connection, table: Table, row: Mapping[str, object], *, keys: tuple[str, ...]) -> None:
    """Insert a row, or overwrite the one with the same keys."""
    put_all(connection, table, [row], keys=keys)


def put_all(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, object]], *, keys: tuple[str, ...]
) -> None:
    """Insert rows of the same columns, or overwrite those with the same keys."""
    if not rows:
        return
    if _in_one(connection, rows):
        insert_arrays(connection, table, rows, overwriting([*rows[0]], keys))
        return
    _upsert(connection.dialect.name, table, tuple(rows[0]), keys).run(connection, rows)


def put_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows; those that exist are left alone."""
    if rows and _in_one(connection, rows):
        insert_arrays(connection, table, rows, "ON CONFLICT DO NOTHING")
    elif rows:
        _insert_new(connection.dialect.name, table, tuple(rows[0])).run(connection, rows)


def add_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert new rows of the same columns."""
    if _in_one(connection, rows):
        insert_arrays(connection, table, rows)
    elif rows:
        _insert(table, tuple(rows[0])).run(connection, rows)


def _in_one(connection: Connection, rows: Sequence[Mapping[str, object]]) -> bool:
    return len(rows) > FEW and connection.dialect.name == "postgresql"


@lru_cache(50)
def _upsert(dialect: str, table: Table, columns: tuple[str, ...], keys: tuple[str, ...]) -> Statement:
    insert = insert_of(dialect, table).values(dict.fromkeys(columns))
    values = {name: insert.excluded[name] for name in columns if name not in keys}
    return Statement(insert.on_conflict_do_update(index_elements=list(keys), set_=values))


@lru_cache(50)
def _insert_new(dialect: str, table: Table, columns: tuple[str, ...]) -> Statement:
    return Statement(insert_of(dialect, table).values(dict.fromkeys(columns)).on_conflict_do_nothing())


@lru_cache(50)
def _insert(table: Table, columns: tuple[str, ...]) -> Statement:
    return Statement(sql_insert(table).values(dict.fromkeys(columns)))
