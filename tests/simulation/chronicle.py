"""What is true of a run, kept apart from the journals: who was told what, and what could lawfully be lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from commandpost.domain.ids import StreamId, UnitCode
from commandpost.journal.entry import Entry
from commandpost.storage.store import JournalStore
from commandpost.storage.tables import JOURNAL

Key = tuple[StreamId, int, bytes]  # an entry: its stream, number and hash
SIZE = select(func.count()).select_from(JOURNAL)
NUMBERS = select(JOURNAL.c.lsn, JOURNAL.c.stream, JOURNAL.c.seq)
KEYS = select(JOURNAL.c.stream, JOURNAL.c.seq, JOURNAL.c.hash)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """An entry whose author was told that it is saved."""

    key: Key
    by: str  # the machine
    device: str
    unit: UnitCode
    to: tuple[UnitCode, ...]


@dataclass(slots=True)
class Chronicle:
    """The memory of a run."""

    saved: dict[Key, Saved] = field(default_factory=dict)
    forgiven: set[Key] = field(default_factory=set)  # on no disk any more that ought to give it back
    clones: list[tuple[str, str, int]] = field(default_factory=list)  # both machines, entries saved until then
    shared: set[StreamId] = field(default_factory=set)  # sessions that ran twice: a machine and its snapshot
    restored: set[str] = field(default_factory=set)  # servers
    revoked: dict[str, tuple[str, int]] = field(default_factory=dict)  # device: its server, entries saved until then
    forgeries: int = 0
    numbers: dict[tuple[str, str, int], tuple[str, int]] = field(default_factory=dict)  # server, epoch, lsn
    violations: list[str] = field(default_factory=list)

    def note(self, machine: str, device: str, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            key = (entry.stream, entry.seq, entry.hash)
            self.saved[key] = Saved(key=key, by=machine, device=device, unit=entry.body.unit, to=entry.body.to)

    def note_numbers(self, server: str, store: JournalStore) -> None:
        """A number that a reader may have passed must never mean another entry."""
        epoch = store.epoch()
        for lsn, stream, seq in store._read(_numbers):
            known = self.numbers.setdefault((server, epoch, lsn), (stream, seq))
            if known != (stream, seq):
                self.violations.append(f"{server} gave number {lsn} twice")

    def forked(self, held: Mapping[str, set[Key]]) -> dict[StreamId, int]:
        """Streams in which two different entries were written under one number, from which number on.

        One of them may be on a disk and never have been called saved, because its program was killed behind the commit.
        """
        seen: dict[tuple[StreamId, int], bytes] = {}
        found: dict[StreamId, int] = {}
        for stream, seq, head in sorted({*self.saved}.union(*held.values())):
            if seen.setdefault((stream, seq), head) != head:
                found[stream] = min(seq, found.get(stream, seq))
        return found

    @staticmethod
    def keys(store: JournalStore) -> set[Key]:
        """Every entry a journal holds."""
        return {(StreamId(row[0]), row[1], bytes(row[2])) for row in store._read(_keys)}

    @staticmethod
    def size(store: JournalStore) -> int:
        return store._read(lambda connection: int(connection.execute(SIZE).scalar_one()))


def _numbers(connection: Connection) -> list[tuple[int, str, int]]:
    return [(row[0], row[1], row[2]) for row in connection.execute(NUMBERS)]


def _keys(connection: Connection) -> list[tuple[str, int, bytes]]:
    return [(row[0], row[1], row[2]) for row in connection.execute(KEYS)]
