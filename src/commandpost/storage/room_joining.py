"""A desk's journal and the desk that serves its room: everything both ways, whoever wrote it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.engine import Connection

from commandpost.domain.ids import DeviceId, StreamId
from commandpost.journal.bundle import Run
from commandpost.journal.chain import Receipt
from commandpost.journal.entry import ChangeSet
from commandpost.journal.exchange import AlarmKind, FeedPage, Ingested, Position, StreamAnswer, Verdict
from commandpost.storage.blob_rows import HERE, keep
from commandpost.storage.client_side import ROOM, ClientSide, epoch_of
from commandpost.storage.database import fact, keep_fact
from commandpost.storage.entry_rows import find_stream
from commandpost.storage.links import Stretch, read_links, signed_end, whole_end, whole_ends
from commandpost.storage.offering import offered, run_of
from commandpost.storage.room_serving import RECENT, RoomServing, newest_receipts
from commandpost.storage.stick import named_by
from commandpost.storage.tables import BLOB, CURSOR, JOURNAL, NAMING, STREAM
from commandpost.storage.writing import changes_of

NAMED = 5_000  # sessions named in one question; those of a year of ten desks


class RoomJoining(RoomServing, ClientSide):
    """What the link to the room's desk reads and keeps."""

    def room_holdings(self) -> Mapping[StreamId, tuple[int, bytes]]:
        """The newest sessions here, whoever wrote them: how far they are held whole, and the hash there."""
        query = select(STREAM).where(STREAM.c.seq > 0).order_by(STREAM.c.opened.desc()).limit(NAMED)
        return self._read(
            lambda connection: whole_ends(connection, connection.execute(query).all(), self._missing(connection))
        )

    def lacking(
        self, held: Mapping[StreamId, int], refused: Collection[StreamId], max_entries: int, max_bytes: int
    ) -> tuple[Run, ...]:
        """What the other side lacks of the newest sessions, oldest first, within limits but at least one run."""
        return self._read(lambda connection: tuple(self._lacked(connection, held, refused, max_entries, max_bytes)))

    def ends_to_tell(self, held: Mapping[StreamId, int], told: Mapping[StreamId, int]) -> tuple[Run, ...]:
        """Last entries once more: of own sessions whose receipt is not here, and of those whose newer receipt is."""
        return self._read(lambda connection: tuple(self._asking(connection, held, told)))

    def blobs_named_by(self, runs: Sequence[Run]) -> tuple[str, ...]:
        """Those blobs that the bodies in these runs name and that are here."""
        names = list(dict.fromkeys(name for run in runs for name in named_by(run)))
        query = select(BLOB.c.sha256).where(BLOB.c.state == HERE, BLOB.c.sha256.in_(names))
        found = set(self._read(lambda connection: connection.execute(query).scalars().all()))
        return tuple(name for name in names if name in found)

    def settle_room(self, answers: Sequence[StreamAnswer]) -> ChangeSet:
        """Keep the receipts that were passed on; read everything again where the other side holds more of our own."""
        return self._write(lambda connection: self._settled_room(connection, answers))

    def room_position(self) -> Position:
        return self._read(lambda connection: self._standing(connection, ROOM))

    def take_from_room(self, page: FeedPage, asked: Position | None = None) -> Ingested:
        """Ingest a page and save its cursor in one transaction; a gap puts it back to the beginning, once."""
        return self._write(lambda connection: self._taken_from_room(connection, page, asked))

    def met_room(self, epoch: str) -> bool:
        """Whether another journal is served than last time; then nothing of it counts as read."""
        known = self._read(lambda connection: fact(connection, epoch_of(ROOM)))
        if known == epoch:
            return False
        self._write(lambda connection: self._met(connection, epoch))
        return known is not None

    def keep_to_pass_on(self, content: bytes) -> str:
        """Keep a blob that came from the room; the unit's server gets it from here while its entry is not receipted."""
        return self._write(lambda connection: _kept(connection, content))

    def _lacked(
        self,
        connection: Connection,
        held: Mapping[StreamId, int],
        refused: Collection[StreamId],
        max_entries: int,
        max_bytes: int,
    ) -> list[Run]:
        query = select(STREAM).where(STREAM.c.seq > 0).order_by(STREAM.c.opened.desc()).limit(NAMED)
        missing = self._missing(connection)
        wanted = (
            (row, Stretch(row.stream, held.get(StreamId(row.stream), 0), whole_end(row, missing)))
            for row in reversed(connection.execute(query).all())
            if row.stream not in refused
        )
        return [*self._runs(connection, offered(connection, wanted, max_entries, max_bytes))]

    def _asking(self, connection: Connection, held: Mapping[StreamId, int], told: Mapping[StreamId, int]) -> list[Run]:
        query = select(STREAM).where(STREAM.c.unit == self._place.unit, STREAM.c.seq > 0)
        rows = connection.execute(query.order_by(STREAM.c.opened.desc()).limit(RECENT)).all()
        known = {one.stream: one for one in newest_receipts(connection, [row.stream for row in rows])}
        runs: list[Run] = []
        for row in rows:
            stream, receipt = StreamId(row.stream), known.get(row.stream)
            if receipt is not None and told.get(stream, 0) < receipt.high <= held.get(stream, 0):
                runs.append(self._end(connection, row, receipt.high, (receipt,)))
            elif row.own and row.acked < row.seq <= held.get(stream, 0):
                runs.append(self._end(connection, row, row.seq, ()))
        return runs

    def _end(self, connection: Connection, row: Row[Any], seq: int, receipts: tuple[Receipt, ...]) -> Run:
        links = read_links(connection, StreamId(row.stream), seq, signed_end(connection, StreamId(row.stream), seq))
        return run_of(row, links, self._vouched(connection, DeviceId(row.device)), receipts)

    def _settled_room(self, connection: Connection, answers: Sequence[StreamAnswer]) -> ChangeSet:
        own = {row.stream: row.seq for row in connection.execute(select(STREAM).where(STREAM.c.own))}
        mine = self._session.device
        for answer in answers:
            row = None if answer.stream in own else find_stream(connection, answer.stream) if answer.seq else None
            lost = answer.seq > own[answer.stream] if answer.stream in own else answer.seq > 0 and row is None
            if lost and answer.verdict is Verdict.TAKEN and (row is None or row.device == mine):
                self._alarm(connection, AlarmKind.RESTORED_BACKUP, answer.stream, "")
                self._read_all_again(connection, ROOM)
        receipts = [answer.receipt for answer in answers if answer.receipt is not None]
        return self._keep_receipts(connection, receipts)

    def _taken_from_room(self, connection: Connection, page: FeedPage, asked: Position | None) -> Ingested:
        intake = self._take_runs(connection, page.runs)
        taken = {answer.stream for answer in intake.answers if answer.verdict is Verdict.TAKEN}
        came = [receipt for run in page.runs if run.stream in taken for receipt in run.receipts]
        delivered = self._keep_receipts(connection, came)
        standing = self._standing(connection, ROOM)
        if asked in {None, standing}:
            gap = not standing.whole and any(answer.verdict is Verdict.GAP for answer in intake.answers)
            whole = gap or (standing.whole and page.more)
            self._move_cursor(connection, ROOM, 0 if gap else page.after, whole=whole)
        return Ingested(changes=changes_of(intake.entries) | delivered, answers=tuple(intake.answers))

    def _met(self, connection: Connection, epoch: str) -> None:
        keep_fact(connection, epoch_of(ROOM), epoch)
        keep_fact(connection, ROOM, value=True)
        connection.execute(delete(CURSOR).where(CURSOR.c.peer == ROOM))

    def _keep_receipts(self, connection: Connection, receipts: Sequence[Receipt]) -> ChangeSet:
        query = select(STREAM.c.stream, STREAM.c.acked).where(STREAM.c.unit == self._place.unit)
        acked = {row.stream: row.acked for row in connection.execute(query)} if receipts else {}
        moved = [
            one.stream
            for one in receipts
            if acked.get(one.stream, one.high) < one.high and self._receipted(connection, one, one.stream)
        ]
        return self._delivered_records(connection, moved)


def _kept(connection: Connection, content: bytes) -> str:
    name = keep(connection, content)
    open_entry = (
        select(NAMING.c.lsn)
        .join(JOURNAL, JOURNAL.c.lsn == NAMING.c.lsn)
        .join(STREAM, STREAM.c.stream == JOURNAL.c.stream)
        .where(NAMING.c.sha256 == name, STREAM.c.acked < JOURNAL.c.seq)
    )
    if connection.execute(open_entry.limit(1)).first() is not None:
        connection.execute(update(BLOB).where(BLOB.c.sha256 == name).values(sent=False))
    return name
