"""A desk's journal served to the other desks of its room: passed on as it came, nothing signed in its own name.

A journal that serves a tier (``Place.serving``) keeps feeds and signs; a desk's has neither and needs neither, since
all who ask are of its own unit and may see what it may see.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, and_, func, select
from sqlalchemy.engine import Connection

from commandpost.domain.ids import DeviceId, StreamId, UnitCode
from commandpost.journal.bundle import Run
from commandpost.journal.chain import Receipt
from commandpost.journal.entry import ChangeSet
from commandpost.journal.exchange import Glance, Ingested, Published, StreamAnswer, Verdict, Without
from commandpost.storage.blob_rows import HERE
from commandpost.storage.client_side import ROOM
from commandpost.storage.database import keep_fact
from commandpost.storage.entry_rows import find_stream, opening_of, receipt_of
from commandpost.storage.feed import Reader, fitting_rows
from commandpost.storage.holdings import held
from commandpost.storage.links import first_missing, read_links, signed_end, whole_ends
from commandpost.storage.relay_side import RelaySide, unnamed_streams
from commandpost.storage.tables import BLOB, JOURNAL, NAMING, RECEIPT, STREAM
from commandpost.storage.writing import changes_of

RECENT = 200  # newest sessions of the unit whose receipts are passed on


class RoomServing(RelaySide):
    """What a desk does for its room; a serving journal does as before."""

    def open_room(self) -> None:
        """From now on also bring the unit's server what other desks of the unit wrote."""
        self._write(lambda connection: keep_fact(connection, ROOM, value=True))

    def have(
        self, streams: Mapping[StreamId, tuple[int, bytes]], device: DeviceId | None = None
    ) -> tuple[StreamAnswer, ...]:
        if self._place.serving:
            return super().have(streams, device)
        return self._read(lambda connection: self._held_here(connection, streams, device))

    def ingest(self, runs: Sequence[Run]) -> Ingested:
        if self._place.serving:
            return super().ingest(runs)
        return self._write(lambda connection: self._taken_here(connection, runs))

    def ingest_all(self, pushes: Sequence[Sequence[Run]]) -> tuple[Ingested | Exception, ...]:
        return super().ingest_all(pushes) if self._place.serving else tuple(map(self._alone, pushes))

    def glance(self, known: int | None) -> Glance:
        seen = super().glance(known)
        if self._place.serving:
            return seen
        rows = self._read(lambda connection: _arrived(connection, seen.since, seen.newest - seen.since))
        units = frozenset({self._place.unit})
        published = tuple(
            Published(lsn=row.lsn, stream=StreamId(row.stream), seq=row.seq, device=DeviceId(row.device), units=units)
            for row in rows
            if row.lsn <= seen.newest
        )
        return replace(seen, published=published)

    def newest_for(self, unit: UnitCode) -> int:
        return super().newest_for(unit) if self._place.serving else self.newest()

    def blob_sizes(self, names: Sequence[str], unit: UnitCode) -> Mapping[str, int]:
        if self._place.serving:
            return super().blob_sizes(names, unit)
        query = select(BLOB.c.sha256, BLOB.c.size).where(BLOB.c.state == HERE, BLOB.c.sha256.in_(list(names)))
        found = self._read(lambda connection: {row.sha256: row.size for row in connection.execute(query)})
        return {name: found[name] for name in names if name in found}

    def blob_audience(self, sha256: str) -> frozenset[UnitCode]:
        if self._place.serving:
            return super().blob_audience(sha256)
        query = select(NAMING.c.sha256).where(NAMING.c.sha256 == sha256).limit(1)
        named = self._read(lambda connection: connection.execute(query).scalar())
        return frozenset() if named is None else frozenset({self._place.unit})

    def _page(
        self, connection: Connection, reader: Reader, limit: int, without: Without
    ) -> tuple[Sequence[Row[Any]], tuple[Run, ...]]:
        if self._place.serving:
            return super()._page(connection, reader, limit, without)
        after = reader.after
        rows = fitting_rows(_arrived(connection, after, limit))
        new: dict[StreamId, list[int]] = {}
        for row in rows:
            if not without.holds(DeviceId(row.device), StreamId(row.stream), row.seq):
                new.setdefault(StreamId(row.stream), []).append(row.seq)
        pieces = (self._fresh(connection, stream, after, seqs, without) for stream, seqs in new.items())
        return rows, tuple(pieces)

    def _fresh(
        self, connection: Connection, stream: StreamId, after: int, seqs: Sequence[int], without: Without
    ) -> Run:
        """The run of a stream that brings these entries; what was filled in later goes again from there."""
        row = find_stream(connection, stream)
        before = select(func.max(JOURNAL.c.seq)).where(JOURNAL.c.stream == stream, JOURNAL.c.lsn <= after)
        last = connection.execute(before).scalar()
        reached = 0 if last is None else signed_end(connection, stream, last)
        start = min(max(reached, without.ends.get(stream, 0)) + 1, *seqs)
        stored = read_links(connection, stream, start, signed_end(connection, stream, max(seqs)))
        signature = stored[-1].signature
        if row is None or signature is None:
            raise LookupError("a run must end at a signed entry of a known stream")
        return Run(
            opening=opening_of(row),
            card=self._vouched(connection, DeviceId(row.device)),
            first=start,
            prev=stored[0].prev,
            links=tuple(one.link for one in stored),
            signature=signature,
            receipts=newest_receipts(connection, [stream]),
        )

    def _held_here(
        self, connection: Connection, streams: Mapping[StreamId, tuple[int, bytes]], device: DeviceId | None
    ) -> tuple[StreamAnswer, ...]:
        """What is a mere hash here, its author must bring; the unit's server signed what is passed on."""
        answers = held(connection, streams, lambda row: row.unit == self._place.unit and not row.own)
        query = select(STREAM.c.stream).where(STREAM.c.unit == self._place.unit).order_by(STREAM.c.opened.desc())
        recent = [StreamId(stream) for stream in connection.execute(query.limit(RECENT)).scalars()]
        receipts = {one.stream: one for one in newest_receipts(connection, recent)}
        signed = (
            replace(one, receipt=receipts.get(one.stream)) if one.verdict is Verdict.TAKEN else one for one in answers
        )
        return (*signed, *unnamed_streams(connection, device, set(streams)))

    def _taken_here(self, connection: Connection, runs: Sequence[Run]) -> Ingested:
        intake = self._take_runs(connection, runs)
        taken = [answer.stream for answer in intake.answers if answer.verdict is Verdict.TAKEN]
        came = [receipt for run in runs if run.stream in taken for receipt in run.receipts]
        delivered = self._keep_receipts(connection, came)
        rows = connection.execute(select(STREAM).where(STREAM.c.stream.in_(taken))).all()
        ends = whole_ends(connection, rows, first_missing(connection, self._place.unit))
        known = {one.stream: one for one in newest_receipts(connection, taken)}
        answers = tuple(_held_whole(answer, ends, known) for answer in intake.answers)
        changes = changes_of(intake.entries) | delivered
        return Ingested(changes=changes, answers=answers, audience=frozenset({self._place.unit}))

    def _keep_receipts(self, connection: Connection, receipts: Sequence[Receipt]) -> ChangeSet:
        """Keep those of the unit's server that prove more than is known; returns what that delivered."""
        raise NotImplementedError


def _held_whole(
    answer: StreamAnswer, ends: Mapping[StreamId, tuple[int, bytes]], known: Mapping[StreamId, Receipt]
) -> StreamAnswer:
    if answer.verdict is not Verdict.TAKEN:
        return answer
    end, head = ends[answer.stream]
    return replace(answer, seq=end, hash=head, receipt=known.get(answer.stream))


def _arrived(connection: Connection, after: int, limit: int) -> list[Row[Any]]:
    """What came after a number, in order."""
    size = func.length(JOURNAL.c.body).label("size")
    query = (
        select(JOURNAL.c.lsn, JOURNAL.c.stream, JOURNAL.c.seq, STREAM.c.device, size)
        .join(STREAM, STREAM.c.stream == JOURNAL.c.stream)
        .where(JOURNAL.c.lsn > after)
        .order_by(JOURNAL.c.lsn)
        .limit(limit)
    )
    return list(connection.execute(query))


def newest_receipts(connection: Connection, streams: Sequence[StreamId]) -> tuple[Receipt, ...]:
    """The receipt that reaches farthest, of each stream that has one."""
    best = select(RECEIPT.c.stream, func.max(RECEIPT.c.high).label("high")).where(RECEIPT.c.stream.in_(list(streams)))
    farthest = best.group_by(RECEIPT.c.stream).subquery()
    same = and_(farthest.c.stream == RECEIPT.c.stream, farthest.c.high == RECEIPT.c.high)
    rows = connection.execute(select(RECEIPT).join(farthest, same).order_by(RECEIPT.c.id))
    return tuple({row.stream: receipt_of(row) for row in rows}.values())
