"""What is held of the streams somebody names: in as many statements for five hundred as for one.

A desk names every session it knows, some thousands after a few years.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Row, Select, bindparam, func, select, tuple_
from sqlalchemy.engine import Connection

from commandpost.domain.ids import StreamId
from commandpost.journal.chain import ZERO
from commandpost.journal.exchange import StreamAnswer, Verdict
from commandpost.storage.bulk import pieces
from commandpost.storage.tables import JOURNAL, STREAM, STUB

SOME: BindParameter[Any] = bindparam("some", expanding=True)
STREAMS: Select[Any] = select(STREAM).where(STREAM.c.stream.in_(SOME))
HASHES: tuple[Select[Any], ...] = tuple(
    select(table.c.stream, table.c.seq, table.c.hash).where(tuple_(table.c.stream, table.c.seq).in_(SOME))
    for table in (STUB, JOURNAL)  # an entry whose body comes meanwhile goes from the one to the other
)
FIRST_STUBS: Select[Any] = (
    select(STUB.c.stream, func.min(STUB.c.seq).label("first")).where(STUB.c.stream.in_(SOME)).group_by(STUB.c.stream)
)
Named = Mapping[StreamId, tuple[int, bytes]]
Link = tuple[StreamId, int]


def held(connection: Connection, named: Named, whole: Callable[[Row[Any]], bool]) -> tuple[StreamAnswer, ...]:
    """What is held of each named stream, in the same order; nothing is signed.

    ``whole``: whether a stream counts only as far as its bodies are here, not mere hashes. A stream of which another
    entry has the named number is answered ``fork``.
    """
    rows = {StreamId(row.stream): row for row in _many(connection, STREAMS, [*named])}
    stubs = _many(connection, FIRST_STUBS, [stream for stream, row in rows.items() if whole(row)])
    ends = {StreamId(row.stream): int(row.first) - 1 for row in stubs}
    asked = [(stream, named[stream][0]) for stream in rows]
    known = _hashes(connection, rows, [*asked, *ends.items()])
    return tuple(_answer(stream, said, rows.get(stream), known, ends) for stream, said in named.items())


def _answer(
    stream: StreamId,
    said: tuple[int, bytes],
    row: Row[Any] | None,
    known: Mapping[Link, bytes],
    ends: Mapping[StreamId, int],
) -> StreamAnswer:
    if row is None:
        return StreamAnswer(stream=stream, verdict=Verdict.TAKEN, seq=0, hash=ZERO)
    forked = row.seq >= said[0] and known.get((stream, said[0])) != said[1]
    end = ends.get(stream, row.seq)
    verdict = Verdict.FORK if forked else Verdict.TAKEN
    return StreamAnswer(stream=stream, verdict=verdict, seq=end, hash=known.get((stream, end), b""))


def _hashes(connection: Connection, rows: Mapping[StreamId, Row[Any]], links: Sequence[Link]) -> dict[Link, bytes]:
    """The hashes of links; what a stream's own row tells is not looked up."""
    known = {(stream, row.seq): bytes(row.hash) for stream, row in rows.items()}
    known |= {(stream, 0): ZERO for stream in rows}
    for query in HASHES:
        lacking = [link for link in dict.fromkeys(links) if link not in known and link[1] < rows[link[0]].seq]
        known |= {(StreamId(row.stream), row.seq): bytes(row.hash) for row in _many(connection, query, lacking)}
    return known


def _many(connection: Connection, query: Select[Any], names: Sequence[Any]) -> Iterable[Row[Any]]:
    for some in pieces(names):
        yield from connection.execute(query, {"some": some})
