"""How far the streams that are taken in are held: read together before, kept in memory meanwhile, written together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Row, Select, bindparam, or_, select
from sqlalchemy.engine import Connection

from commandpost.domain.ids import DeviceId, StreamId
from commandpost.journal.bundle import Run
from commandpost.journal.chain import ZERO, Opening
from commandpost.storage.bulk import FEW, pieces
from commandpost.storage.database import add_all
from commandpost.storage.entry_rows import move_head, stream_row
from commandpost.storage.packed_arrays import packed_array
from commandpost.storage.tables import STREAM

SOME: BindParameter[Any] = bindparam("some", expanding=True)
SHOWN = (STREAM.c.stream, STREAM.c.device, STREAM.c.parent, STREAM.c.parent_seq, STREAM.c.seq, STREAM.c.hash)
NEAR: Select[Any] = select(*SHOWN).where(or_(STREAM.c.stream.in_(SOME), STREAM.c.parent.in_(SOME)))
FIRST_OF: Select[Any] = select(*SHOWN).where(STREAM.c.device.in_(SOME), STREAM.c.parent.is_(None))
MOVE_ALL = (
    "UPDATE stream SET seq = u.seq, hash = u.hash"
    " FROM unnest(%b::text[], %b::bigint[], %b::bytea[]) u(stream, seq, hash) WHERE stream.stream = u.stream"
)


@dataclass(slots=True)
class Head:
    """One stream as it is held, with what was taken of it in this transaction."""

    stream: StreamId
    device: DeviceId
    parent: StreamId | None
    parent_seq: int
    seq: int
    hash: bytes


class Heads:
    """The streams of some runs, those before them and those that go on from the same places."""

    def __init__(self) -> None:
        self._heads: dict[StreamId, Head] = {}
        self._after: dict[StreamId, list[Head]] = {}  # by what they go on from
        self._first: dict[DeviceId, list[Head]] = {}  # those that go on from nothing
        self._new: dict[StreamId, tuple[Opening, bool]] = {}
        self._moved: dict[StreamId, Head] = {}

    def read(self, connection: Connection, runs: Sequence[Run]) -> None:
        """Meet them; whoever writes streams waits already."""
        names = dict.fromkeys(name for run in runs for name in (run.stream, run.opening.parent) if name)
        first = dict.fromkeys(run.opening.device for run in runs if run.first == 1 and not run.opening.parent)
        for query, keys in ((NEAR, names), (FIRST_OF, first)):
            for some in pieces([*keys]):
                rows: Sequence[Row[Any]] = connection.execute(query, {"some": some}).all()
                for row in rows:
                    self._note(row)

    def get(self, stream: StreamId) -> Head | None:
        return self._heads.get(stream)

    def children(self, stream: StreamId) -> Sequence[Head]:
        """Streams that go on from this one."""
        return self._after.get(stream, ())

    def beside(self, opening: Opening) -> list[Head]:
        """Streams that go on from where this one does; a disk may have been cloned before its first entry, too."""
        if opening.parent is None:
            near = [head for head in self._first.get(opening.device, ()) if head.seq > 0]
        else:
            near = [*self.children(opening.parent)]
        return [head for head in near if head.stream != opening.stream]

    def meet(self, opening: Opening, *, own: bool) -> None:
        """A stream comes for the first time."""
        self._new[opening.stream] = opening, own
        self._keep(Head(opening.stream, opening.device, opening.parent, opening.parent_seq, 0, ZERO))

    def move(self, stream: StreamId, seq: int, head: bytes) -> None:
        """A stream was taken so far."""
        known = self._heads[stream]
        known.seq, known.hash = seq, head
        self._moved[stream] = known

    def write(self, connection: Connection) -> None:
        """Bring the tables up to what was taken."""
        rows = []
        for stream, (opening, own) in self._new.items():
            head = self._heads[stream]
            rows.append({**stream_row(opening, own=own), "seq": head.seq, "hash": head.hash})
            self._moved.pop(stream, None)
        add_all(connection, STREAM, rows)
        _move(connection, [*self._moved.values()])
        self._new.clear()
        self._moved.clear()

    def _note(self, row: Row[Any]) -> None:
        parent = StreamId(row.parent) if row.parent else None
        if row.stream not in self._heads:
            head = Head(StreamId(row.stream), DeviceId(row.device), parent, row.parent_seq, row.seq, bytes(row.hash))
            self._keep(head)

    def _keep(self, head: Head) -> None:
        self._heads[head.stream] = head
        if head.parent is None:
            self._first.setdefault(head.device, []).append(head)
        else:
            self._after.setdefault(head.parent, []).append(head)


def _move(connection: Connection, heads: Sequence[Head]) -> None:
    if connection.dialect.name == "postgresql" and len(heads) > FEW:
        columns = ("text", [one.stream for one in heads]), ("bigint", [one.seq for one in heads])
        arrays = [packed_array(kind, values) for kind, values in (*columns, ("bytea", [one.hash for one in heads]))]
        connection.exec_driver_sql(MOVE_ALL, tuple(arrays))
        return
    for head in heads:
        move_head(connection, head.stream, head.seq, head.hash)
