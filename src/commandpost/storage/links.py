"""The links of a stream, whether this journal holds their bodies or only their hashes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Row, Select, bindparam, func, select, text, tuple_
from sqlalchemy.engine import Connection

from commandpost.domain.ids import StreamId, UnitCode
from commandpost.journal.chain import Link, Stored, body_hash
from commandpost.storage.bulk import pieces
from commandpost.storage.straight import Statement
from commandpost.storage.tables import JOURNAL, STREAM, STUB

CHUNK = 2_000
# Statements are made once: to put one together costs four times as much as to run it.
LINK = select(JOURNAL.c.seq, JOURNAL.c.prev, JOURNAL.c.hash, JOURNAL.c.signature, JOURNAL.c.body)
LINKS = Statement(
    LINK.where(JOURNAL.c.stream == bindparam("stream"), JOURNAL.c.seq.between(bindparam("low"), bindparam("high")))
)
STUBS = Statement(
    select(STUB).where(STUB.c.stream == bindparam("stream"), STUB.c.seq.between(bindparam("low"), bindparam("high")))
)
SOME: BindParameter[Any] = bindparam("some", expanding=True)
LINKS_OF_MANY: Select[Any] = select(*LINK.selected_columns, JOURNAL.c.stream).where(
    tuple_(JOURNAL.c.stream, JOURNAL.c.seq).in_(SOME)
)
STUBS_OF_MANY: Select[Any] = select(STUB).where(tuple_(STUB.c.stream, STUB.c.seq).in_(SOME))
HASHES_OF = text("SELECT * FROM journal_hashes(:stream, :low, :high)")
SIGNED_END = text("SELECT journal_signed_end(:stream, :low)")
HASHES = tuple(
    Statement(select(table.c.hash).where(table.c.stream == bindparam("stream"), table.c.seq == bindparam("low")))
    for table in (JOURNAL, STUB)
)
ENDS = tuple(
    Statement(
        select(func.min(table.c.seq)).where(
            table.c.stream == bindparam("stream"), table.c.seq >= bindparam("low"), table.c.signature.is_not(None)
        )
    )
    for table in (JOURNAL, STUB)
)
NEXT_STUB = Statement(
    select(func.min(STUB.c.seq)).where(STUB.c.stream == bindparam("stream"), STUB.c.seq > bindparam("after"))
)
FIRST_MISSING = Statement(
    select(STREAM.c.stream, func.min(STUB.c.seq).label("first"))
    .join(STUB, STUB.c.stream == STREAM.c.stream)
    .where(STREAM.c.unit == bindparam("of_unit"), ~STREAM.c.own)
    .group_by(STREAM.c.stream)
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Links of a stream behind ``after``, up to ``end``."""

    stream: StreamId
    after: int
    end: int


def read_links(connection: Connection, stream: StreamId, low: int, high: int) -> list[Stored]:
    """Links ``low``–``high`` of a stream in order; those that are nowhere are absent."""
    entries = LINKS.rows(connection, _range(stream, low, high))
    found = {row.seq: _entry(row) for row in entries}
    for stub in stubs_within(connection, stream, low, high):
        found.setdefault(stub.seq, stub)
    return [found[seq] for seq in sorted(found)]


def shown_links(connection: Connection, stream: StreamId, low: int, high: int) -> list[Stored]:
    """As ``read_links``, where the transaction may be a unit's own: what it may not see comes as a hash."""
    if connection.dialect.name == "sqlite":
        return read_links(connection, stream, low, high)
    found = {stored.seq: stored for stored in read_links(connection, stream, low, high)}
    if len(found) > high - low:
        return [found[seq] for seq in sorted(found)]
    rows = connection.execute(HASHES_OF, _range(stream, low, high))
    for row in rows:
        if row.seq not in found:
            found[row.seq] = _stub(row)
    return [found[seq] for seq in sorted(found)]


def _range(stream: StreamId, low: int, high: int) -> dict[str, object]:
    return {"stream": stream, "low": low, "high": high}


def stubs_within(connection: Connection, stream: StreamId, low: int, high: int) -> list[Stored]:
    """Links ``low``–``high`` of which only the hash is here."""
    rows = STUBS.rows(connection, _range(stream, low, high))
    return [_stub(row) for row in rows]


def all_links(connection: Connection, stream: StreamId, last: int) -> Iterator[Stored]:
    """Every link of a stream, in pieces that fit into memory."""
    for low in range(1, last + 1, CHUNK):
        yield from read_links(connection, stream, low, low + CHUNK - 1)


def fitting(connection: Connection, stretch: Stretch, max_entries: int, max_bytes: int, *, must: bool) -> list[Stored]:
    """Links of a stretch within the limits, cut at a signed one; at least one run when there ``must`` be."""
    stream, after, end = stretch.stream, stretch.after, stretch.end
    links = read_links(connection, stream, after + 1, min(end, after + max(max_entries, 1)))
    fit = signed_part(links, max_entries, max_bytes)
    if fit or not must:
        return fit
    signed = signed_end(connection, stream, after + 1)
    return read_links(connection, stream, after + 1, signed) if signed <= end else []


def signed_part(links: Sequence[Stored], max_entries: int, max_bytes: int) -> list[Stored]:
    """As many links from the first on as are within the limits, to a signed one."""
    room, fit = max_bytes, 0
    for count, stored in enumerate(links, 1):
        room -= len(stored.link.raw or b"")
        if count > max_entries or room < 0:
            break
        if stored.signature is not None:
            fit = count
    return [*links[:fit]]


def read_whole(connection: Connection, stretches: Sequence[Stretch]) -> dict[StreamId, list[Stored]]:
    """All links of several stretches, in order, in as many statements as of one; together no more than one push has."""
    pairs = [(one.stream, seq) for one in stretches for seq in range(one.after + 1, one.end + 1)]
    found: dict[StreamId, dict[int, Stored]] = {one.stream: {} for one in stretches}
    for some in pieces(pairs):
        for row in connection.execute(LINKS_OF_MANY, {"some": some}):
            found[row.stream][row.seq] = _entry(row)
        for row in connection.execute(STUBS_OF_MANY, {"some": some}):
            found[row.stream].setdefault(row.seq, _stub(row))
    return {stream: [links[seq] for seq in sorted(links)] for stream, links in found.items()}


def first_missing(connection: Connection, unit: UnitCode) -> dict[StreamId, int]:
    """The first entry of which only the hash is here, of each session that another desk of a unit began."""
    rows = FIRST_MISSING.rows(connection, {"of_unit": unit})
    return {StreamId(row.stream): int(row.first) for row in rows}


def next_stub(connection: Connection, stream: StreamId, after: int) -> int | None:
    """The first entry of a stream behind ``after`` of which only the hash is here."""
    found = NEXT_STUB.value(connection, {"stream": stream, "after": after})
    return None if found is None else int(found)


def whole_end(row: Row[Any], missing: Mapping[StreamId, int]) -> int:
    """How far a stream is held with its bodies; ``missing`` as ``first_missing`` gives it."""
    return int(min(row.seq, missing.get(row.stream, row.seq + 1) - 1))


def whole_ends(
    connection: Connection, rows: Sequence[Row[Any]], missing: Mapping[StreamId, int]
) -> dict[StreamId, tuple[int, bytes]]:
    """How far streams are held with their bodies, and the hash there; 0 where the first body is missing."""
    ends: dict[StreamId, tuple[int, bytes]] = {}
    for row in rows:
        end = whole_end(row, missing)
        head = row.hash if end == row.seq else hash_at(connection, row.stream, end)
        ends[StreamId(row.stream)] = (end, bytes(head or b""))
    return ends


def hash_at(connection: Connection, stream: StreamId, seq: int) -> bytes | None:
    """The hash of one link; 32 zero bytes before the first, None where there is none."""
    if seq == 0:
        return bytes(32)
    for query in HASHES:
        found = query.value(connection, {"stream": stream, "low": seq})
        if found is not None:
            return bytes(found)
    return None


def signed_end(connection: Connection, stream: StreamId, seq: int) -> int:
    """The first link from ``seq`` on that carries a signature: where a run may end; ``seq`` when there is none."""
    if connection.dialect.name != "sqlite":
        return connection.execute(SIGNED_END, {"stream": stream, "low": seq}).scalar() or seq
    ends: list[int] = []
    for query in ENDS:
        end = query.value(connection, {"stream": stream, "low": seq})
        ends += [] if end is None else [end]
    return min(ends, default=seq)


def _entry(row: Row[Any]) -> Stored:
    raw = bytes(row.body)
    return _stored(row, Link(body_hash=body_hash(raw), raw=raw))


def _stub(row: Row[Any]) -> Stored:
    return _stored(row, Link(body_hash=bytes(row.body_hash)))


def _stored(row: Row[Any], link: Link) -> Stored:
    return Stored(
        seq=row.seq,
        prev=bytes(row.prev),
        hash=bytes(row.hash),
        signature=None if row.signature is None else bytes(row.signature),
        link=link,
    )
