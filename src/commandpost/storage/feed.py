"""The feed of a unit: what it may see in the order of arrival, with stubs where it may not, so that chains verify."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Subquery, and_, bindparam, func, select, union
from sqlalchemy.engine import Connection

from commandpost.domain.ids import EVERYONE, DeviceId, StreamId, UnitCode
from commandpost.journal.bundle import MAX_BYTES, MAX_ENTRIES, MAX_SEQ, Run
from commandpost.journal.chain import Link, Receipt
from commandpost.journal.exchange import ALL, FeedPage, Without
from commandpost.storage.entry_rows import find_stream, opening_of, receipt_of
from commandpost.storage.ingest import Ingest
from commandpost.storage.links import shown_links, signed_end
from commandpost.storage.straight import Statement
from commandpost.storage.tables import FEED, JOURNAL, RECEIPT, STREAM

PAGE_BYTES = 4 * MAX_BYTES


def _ahead(room: str) -> Subquery:
    ahead = and_(FEED.c.lsn > bindparam("after"), FEED.c.lsn <= bindparam("upto"))
    mine = select(FEED.c.lsn).where(FEED.c.unit == bindparam(room), ahead)
    return mine.order_by(FEED.c.lsn).limit(bindparam("most")).subquery()


# Statements are made once: to put one together costs four times as much as to run it.
NEAREST = union(*(select(_ahead(room).c.lsn) for room in ("own", "all"))).subquery()
VISIBLE = Statement(
    select(JOURNAL.c.lsn, JOURNAL.c.stream, JOURNAL.c.seq, STREAM.c.device, func.length(JOURNAL.c.body).label("size"))
    .join(NEAREST, NEAREST.c.lsn == JOURNAL.c.lsn)
    .join(STREAM, STREAM.c.stream == JOURNAL.c.stream)
    .order_by(JOURNAL.c.lsn)
    .limit(bindparam("most"))
)
MINE = FEED.c.unit.in_(bindparam("units", expanding=True))
REACHED = (
    select(JOURNAL.c.seq)
    .where(JOURNAL.c.stream == bindparam("stream"), JOURNAL.c.lsn <= bindparam("after"))
    .where(select(FEED.c.lsn).where(FEED.c.lsn == JOURNAL.c.lsn, MINE).exists())
    .order_by(JOURNAL.c.seq.desc())
    .limit(1)
)
WITHIN = JOURNAL.c.seq.between(bindparam("low"), bindparam("high"))
SEEN = (
    select(JOURNAL.c.seq)
    .join(FEED, FEED.c.lsn == JOURNAL.c.lsn)
    .where(JOURNAL.c.stream == bindparam("stream"), WITHIN, MINE)
)
RECEIPTS = Statement(
    select(RECEIPT)
    .where(RECEIPT.c.stream == bindparam("stream"), RECEIPT.c.high.between(bindparam("low"), bindparam("high")))
    .order_by(RECEIPT.c.id)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads, from where."""

    unit: UnitCode
    after: int
    upto: int

    @property
    def units(self) -> tuple[UnitCode, UnitCode]:
        return self.unit, EVERYONE


class Feed(Ingest):
    """Pages of feeds."""

    def epoch(self) -> str:
        """Identity of this journal's line of truth."""
        raise NotImplementedError

    def feed(
        self,
        unit: UnitCode,
        after: int,
        *,
        limit: int = MAX_ENTRIES,
        without: Without = ALL,
        upto: int | None = None,
    ) -> FeedPage:
        """What ``unit`` may see after the cursor, in order, but for what the reader holds anyway.

        The page's cursor also passes over what was left out. ``upto``: nothing that was numbered later.
        """
        epoch = self.epoch()
        reader = Reader(unit=unit, after=after, upto=MAX_SEQ if upto is None else upto)
        rows, runs = self._read(lambda connection: self._page(connection, reader, limit, without))
        end = rows[-1].lsn if rows else after
        return FeedPage(unit=unit, epoch=epoch, after=end, runs=runs, more=len(rows) == limit or _full(rows))

    def _page(
        self, connection: Connection, reader: Reader, limit: int, without: Without
    ) -> tuple[Sequence[Row[Any]], tuple[Run, ...]]:
        rows = _visible(connection, reader, limit)
        new: dict[StreamId, list[int]] = {}
        left: dict[StreamId, int] = {}
        for row in rows:
            stream = StreamId(row.stream)
            if without.holds(DeviceId(row.device), stream, row.seq):
                left |= {} if row.device == without.device else {stream: row.seq}
            else:
                new.setdefault(stream, []).append(row.seq)
        new = _cut_short(connection, left, without) | new
        runs = [self._piece(connection, reader, stream, seqs) for stream, seqs in new.items()]
        return rows, tuple(run for run in runs if run is not None)

    def _piece(self, connection: Connection, reader: Reader, stream: StreamId, seqs: Sequence[int]) -> Run | None:
        """The run of a stream that brings these entries, to the first signature at or after the last of them."""
        row = find_stream(connection, stream)
        if row is None:
            raise LookupError("a feed names a stream that is not here")
        end = signed_end(connection, stream, max(seqs))
        start = _start(connection, reader, stream, seqs)
        if start > end:
            return None
        stored = shown_links(connection, stream, start, end)
        seen = _seen(connection, reader, stream, start, end)
        signature = stored[-1].signature
        if signature is None:
            raise LookupError("a run must end at a signed entry")
        return Run(
            opening=opening_of(row),
            card=self._vouched(connection, DeviceId(row.device)),
            first=start,
            prev=stored[0].prev,
            links=tuple(link.link if link.seq in seen else Link(body_hash=link.link.body_hash) for link in stored),
            signature=signature,
            receipts=_receipts(connection, stream, start, end),
        )


def _visible(connection: Connection, reader: Reader, limit: int) -> list[Row[Any]]:
    """The next rows of a reader's feed, at most a page's bytes of bodies but always one.

    The nearest of each unit are taken from the index one after the other: sorting all that lie ahead made each page of
    a long journal as dear as the whole of it.
    """
    asked = {"own": reader.unit, "all": EVERYONE, "after": reader.after, "upto": reader.upto, "most": limit}
    return fitting_rows([*VISIBLE.rows(connection, asked)])


def fitting_rows(rows: list[Row[Any]]) -> list[Row[Any]]:
    """As many rows as a page has room for, one at least; each tells the ``size`` of its body."""
    room, count = PAGE_BYTES, 0
    for row in rows:
        room -= row.size
        if room < 0 and count:
            break
        count += 1
    return rows[:count]


def _full(rows: Sequence[Row[Any]]) -> bool:
    """Whether a page was probably cut by its bytes; asking once more costs nothing."""
    return sum(int(row.size) for row in rows) > PAGE_BYTES // 2


def _start(connection: Connection, reader: Reader, stream: StreamId, seqs: Sequence[int]) -> int:
    """Behind the signature after the last entry the reader was shown; of what came later than that one, from there.

    The journal may have had mere hashes of it when the reader was there last.
    """
    asked = {"stream": stream, "after": reader.after, "units": reader.units}
    last = connection.execute(REACHED, asked).scalar()
    if last is None:
        return 1
    late = [seq for seq in seqs if seq < last]
    return min(late) if late else signed_end(connection, stream, last) + 1


def _cut_short(connection: Connection, left: Mapping[StreamId, int], without: Without) -> dict[StreamId, list[int]]:
    """Those of the streams left out whose reader holds a run only in part.

    The page behind takes for read all of a run of which this one had an entry, so that the rest must come with it.
    """
    return {
        stream: [seq]
        for stream, seq in left.items()
        if signed_end(connection, stream, seq) > without.ends.get(stream, 0)
    }


def _seen(connection: Connection, reader: Reader, stream: StreamId, start: int, end: int) -> frozenset[int]:
    """Seqs whose bodies the reader may see."""
    asked = {"stream": stream, "low": start, "high": end, "units": reader.units}
    return frozenset(connection.execute(SEEN, asked).scalars())


def _receipts(connection: Connection, stream: StreamId, start: int, end: int) -> tuple[Receipt, ...]:
    rows = RECEIPTS.rows(connection, {"stream": stream, "low": start, "high": end})
    return tuple(receipt_of(row) for row in rows)
