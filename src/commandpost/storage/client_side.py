"""The client's side of a sync: what to offer, what was delivered, how far the server's feed has been read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, delete, or_, select, true, update
from sqlalchemy.engine import Connection

from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, StreamId
from commandpost.journal.bundle import MAX_BYTES, MAX_ENTRIES, Run
from commandpost.journal.chain import DeviceCard, Receipt, Stored
from commandpost.journal.entry import ChangeSet
from commandpost.journal.exchange import AlarmKind, Enrolment, FeedPage, Ingested, Position, StreamAnswer, Verdict
from commandpost.storage.blob_rows import HERE, WANTED
from commandpost.storage.database import add_all, fact, in_turn, keep_fact, put
from commandpost.storage.entry_rows import card_row, find_cards, find_stream, receipt_row
from commandpost.storage.ingest import AUTHORITIES, Ingest
from commandpost.storage.intake import Intake
from commandpost.storage.links import Stretch, first_missing, hash_at, whole_end, whole_ends
from commandpost.storage.offering import offered, run_of
from commandpost.storage.straight import Statement
from commandpost.storage.tables import ALARM, BLOB, CURSOR, DEVICE, JOURNAL, RECEIPT, STREAM
from commandpost.storage.writing import changes_of

ROOM = "room"  # fact: this desk serves or served its room, or is or was connected to one
UPSTREAM = "upstream"  # the one peer this journal reads from
AUTHORITY = "upstream_authority"
RECENT = 20  # finished sessions whose receipts are checked against what the server says
# Statements are made once: to put one together costs four times as much as to run it, and a desk asks these every time.
READ_CURSOR = Statement(
    select(CURSOR).where(CURSOR.c.peer == bindparam("from_peer"), CURSOR.c.unit == bindparam("of_unit"))
)
DELIVERED = Statement(select(STREAM.c.stream, STREAM.c.acked).where(STREAM.c.acked > 0))
TO_SEND = Statement(
    select(BLOB.c.sha256).where(BLOB.c.state == HERE, ~BLOB.c.sent).order_by(BLOB.c.size).limit(bindparam("most"))
)
MISSING = Statement(
    select(BLOB.c.sha256).where(BLOB.c.state == WANTED).order_by(BLOB.c.sha256).limit(bindparam("most"))
)
DELIVERED_TO = Statement(
    update(STREAM)
    .where(STREAM.c.stream == bindparam("moved"), STREAM.c.acked < bindparam("upto"))
    .values(acked=bindparam("upto"))
    .returning(STREAM.c.acked)
)


def epoch_of(peer: str) -> str:
    """The fact that names the epoch of what was last read from a peer."""
    return f"{peer}_epoch"


class ClientSide(Ingest):
    """Offers own runs, settles answers, takes pages."""

    _refused: set[StreamId]

    def device(self) -> DeviceCard:
        return self._read(self._session.card)

    def sign_request(self, message: bytes) -> bytes:
        """Sign with the device's key, from any thread."""
        return self._session.device_key.sign(message)

    def enrolled(self, enrolment: Enrolment) -> None:
        """Keep the card, pin the server's key and its epoch.

        Raises RuleBroken("enrolment_foreign") when the card is another device's, another unit's, or not vouched for.
        """
        card = enrolment.card
        vouched = self._signing.verify(enrolment.authority, card.message, card.certificate)
        if card.device != self._session.device or card.unit != self._place.unit or not vouched:
            raise RuleBroken("enrolment_foreign", unit=card.unit)
        self._write(lambda connection: self._keep_enrolment(connection, enrolment))

    def authority(self) -> bytes | None:
        """The pinned public key of the server; None before enrolment."""
        return self._read(_upstream_authority)

    def holdings(self) -> Mapping[StreamId, tuple[int, bytes]]:
        """Own streams not receipted to their end, and the newest receipted ones: seq and hash of their last entries."""
        return self._read(
            lambda connection: whole_ends(connection, self._named_streams(connection), self._missing(connection))
        )

    def offers(self, *, max_entries: int = MAX_ENTRIES, max_bytes: int = MAX_BYTES) -> tuple[Run, ...]:
        """Own runs without a receipt, oldest session first; () when all is delivered, or before enrolment."""
        return self._read(lambda connection: self._offered(connection, max_entries, max_bytes))

    def delivered(self) -> Mapping[StreamId, int]:
        """How far each stream counts as delivered."""
        return self._read(lambda connection: {row.stream: row.acked for row in DELIVERED.rows(connection)})

    def settle(self, answers: Sequence[StreamAnswer], before: Mapping[StreamId, int] | None = None) -> ChangeSet:
        """Advance by verified receipts only; rewind where the server holds less; raise alarms on what cannot be."""
        return self._write(lambda connection: self._settled(connection, answers, before))

    def position(self) -> Position:
        return self._read(lambda connection: self._standing(connection, UPSTREAM))

    def take(self, page: FeedPage, asked: Position | None = None) -> Ingested:
        """Ingest a page and save its cursor in one transaction. A first GAP puts the cursor back to the beginning."""
        return self._write(lambda connection: self._taken(connection, page, asked))

    def import_runs(self, runs: Sequence[Run]) -> Ingested:
        """Take runs from a bundle file or a peer, without a cursor."""

        def taken(connection: Connection) -> Ingested:
            intake = self._take_runs(connection, runs)
            return Ingested(changes=changes_of(intake.entries), answers=tuple(intake.answers))

        return self._write(taken)

    def met_epoch(self, epoch: str) -> bool:
        """Compare with the epoch of the last exchange; on a change everything counts as undelivered and unread."""
        known = self._read(lambda connection: fact(connection, epoch_of(UPSTREAM)))
        if known == epoch:
            return False
        self._write(lambda connection: self._forget_deliveries(connection, epoch))
        return known is not None

    def blobs_to_send(self, limit: int = 500) -> tuple[str, ...]:
        """Hashes of own blobs the server has not confirmed."""
        return self._read(lambda connection: _names(TO_SEND.rows(connection, {"most": limit})))

    def blobs_sent(self, names: Sequence[str]) -> None:
        sent = update(BLOB).where(BLOB.c.sha256.in_(list(names))).values(sent=True)
        self._write(lambda connection: connection.execute(sent))

    def blobs_wanted(self, limit: int = 200) -> tuple[str, ...]:
        """Hashes named by entries whose content is not here; erased ones are not wanted."""
        return self._read(lambda connection: _names(MISSING.rows(connection, {"most": limit})))

    def _keep_enrolment(self, connection: Connection, enrolment: Enrolment) -> None:
        put(connection, DEVICE, card_row(enrolment.card), keys=("device",))
        keep_fact(connection, AUTHORITY, enrolment.authority.hex())
        said = fact(connection, AUTHORITIES)
        trusted = [str(key) for key in said] if isinstance(said, list) else []
        keep_fact(connection, AUTHORITIES, [*dict.fromkeys([*trusted, enrolment.authority.hex()])])
        self._forget_deliveries(connection, enrolment.epoch)

    def _delivers(self, connection: Connection) -> ColumnElement[bool]:
        """Streams this journal must bring to its server: a relay's clients', and those of a room's other desks, too."""
        if self._place.serving:
            return true()
        if fact(connection, ROOM):
            return or_(STREAM.c.own, STREAM.c.unit == self._place.unit)
        return STREAM.c.own

    def _missing(self, connection: Connection) -> Mapping[StreamId, int]:
        """First entries of other desks' sessions whose bodies are not here: what their authors must still bring.

        A relay passes hashes on, since its clients have its receipts.
        """
        return {} if self._place.serving else first_missing(connection, self._place.unit)

    def _named_streams(self, connection: Connection) -> list[Row[Any]]:
        newest = (
            select(STREAM.c.opened).where(self._delivers(connection)).order_by(STREAM.c.opened.desc()).limit(RECENT)
        )
        open_or_new = or_(STREAM.c.acked < STREAM.c.seq, STREAM.c.opened.in_(newest))
        query = (
            select(STREAM).where(self._delivers(connection), STREAM.c.seq > 0, open_or_new).order_by(STREAM.c.opened)
        )
        return list(connection.execute(query))

    def _offered(self, connection: Connection, max_entries: int, max_bytes: int) -> tuple[Run, ...]:
        if not self._session.card(connection).enrolled_at:
            return ()
        query = (
            select(STREAM).where(self._delivers(connection), STREAM.c.acked < STREAM.c.seq).order_by(STREAM.c.opened)
        )
        missing = self._missing(connection)
        wanted = (
            (row, Stretch(row.stream, row.acked, whole_end(row, missing)))
            for row in connection.execute(query)
            if row.stream not in self._refused
        )
        return self._runs(connection, offered(connection, wanted, max_entries, max_bytes))

    def _runs(self, connection: Connection, found: Sequence[tuple[Row[Any], Sequence[Stored]]]) -> tuple[Run, ...]:
        cards = find_cards(connection, (row.device for row, _ in found))
        return tuple(run_of(row, links, self._shown(cards.get(row.device))) for row, links in found)

    def _settled(
        self, connection: Connection, answers: Sequence[StreamAnswer], before: Mapping[StreamId, int] | None
    ) -> ChangeSet:
        moved: list[StreamId] = []
        in_turn(connection)
        for answer in answers:
            row = find_stream(connection, answer.stream)
            if row is None:
                if answer.seq > 0:
                    self._lost_own(connection, answer.stream)
            elif self._settle_one(connection, row, answer, row.acked if before is None else before.get(row.stream, 0)):
                moved.append(answer.stream)
        return self._delivered_records(connection, moved)

    def _settle_one(self, connection: Connection, row: Row[Any], answer: StreamAnswer, before: int) -> bool:
        if answer.verdict not in {Verdict.TAKEN, Verdict.GAP}:
            self._refused.add(answer.stream)
            self._alarm(connection, AlarmKind.REFUSED, answer.stream, answer.verdict.value)
            return False
        if answer.seq > row.seq:
            if row.own or self._place.serving:
                self._lost_own(connection, answer.stream)
            return False  # a desk beside this one brought more of its own; the feed brings it here
        if answer.seq < row.acked and (answer.seq >= before or not (row.own or self._place.serving)):
            return False  # its receipt came by the room while this answer was under way; the epoch tells a restore
        if answer.seq < row.acked:
            self._forget_deliveries(connection, None)
            return True
        return answer.receipt is not None and self._receipted(connection, answer.receipt, answer.stream)

    def _receipted(self, connection: Connection, receipt: Receipt, stream: StreamId) -> bool:
        """Keep a receipt if the server signed it over our own hash; True when it moved the delivered end."""
        authority = _upstream_authority(connection)
        if authority is None or receipt.stream != stream:
            return False
        if not self._signing.verify(authority, receipt.message, receipt.signature):
            return False
        if hash_at(connection, stream, receipt.high) != receipt.hash:
            self._alarm(connection, AlarmKind.BRANCH, stream, str(receipt.high))
            return False
        add_all(connection, RECEIPT, [receipt_row(receipt)])
        return DELIVERED_TO.value(connection, {"moved": stream, "upto": receipt.high}) is not None

    def _lost_own(self, connection: Connection, stream: StreamId) -> None:
        """The server holds more of an own stream than we do: this file is an old copy; read everything again."""
        self._alarm(connection, AlarmKind.RESTORED_BACKUP, stream, "")
        self._read_all_again(connection, UPSTREAM)

    def _taken(self, connection: Connection, page: FeedPage, asked: Position | None) -> Ingested:
        intake = self._take_runs(connection, page.runs, judged=True)
        for run, answer in zip(page.runs, intake.answers, strict=True):
            for receipt in run.receipts if answer.verdict is Verdict.TAKEN else ():
                self._receipted(connection, receipt, run.stream)
        if asked in {None, self._standing(connection, UPSTREAM)}:
            self._read_on(connection, page, intake)
        return Ingested(changes=changes_of(intake.entries), answers=tuple(intake.answers))

    def _read_on(self, connection: Connection, page: FeedPage, intake: Intake) -> None:
        """Move the cursor behind a page; where it was put back while the page was under way it stays there."""
        gaps = [answer.stream for answer in intake.answers if answer.verdict is Verdict.GAP]
        again = [stream for stream in gaps if not self._has_alarm(connection, AlarmKind.GAP, stream)]
        for stream in again:
            self._alarm(connection, AlarmKind.GAP, stream, "")
        cursor = self._cursor(connection, UPSTREAM)
        whole = bool(again) or (cursor is not None and cursor.whole and page.more)
        self._move_cursor(connection, UPSTREAM, 0 if again else page.after, whole=whole)

    def _has_alarm(self, connection: Connection, kind: AlarmKind, stream: StreamId) -> bool:
        query = select(ALARM.c.id).where(ALARM.c.code == kind.value, ALARM.c.stream == stream).limit(1)
        return connection.execute(query).scalar() is not None

    def _standing(self, connection: Connection, peer: str) -> Position:
        row, epoch = self._cursor(connection, peer), fact(connection, epoch_of(peer))
        lsn, whole = (row.lsn, row.whole) if row else (0, False)
        return Position(unit=self._place.unit, epoch=str(epoch or ""), lsn=lsn, whole=whole)

    def _read_all_again(self, connection: Connection, peer: str) -> None:
        """From the beginning, own sessions too; a reading of everything under way brings the same and goes on.

        Begun anew at every answer it would never end.
        """
        cursor = self._cursor(connection, peer)
        if cursor is None or not cursor.whole:
            self._move_cursor(connection, peer, 0, whole=True)

    def _cursor(self, connection: Connection, peer: str) -> Row[Any] | None:
        return READ_CURSOR.row(connection, {"from_peer": peer, "of_unit": self._place.unit})

    def _move_cursor(self, connection: Connection, peer: str, lsn: int, *, whole: bool) -> None:
        epoch = str(fact(connection, epoch_of(peer)) or "")
        row = {"peer": peer, "unit": self._place.unit, "epoch": epoch, "lsn": lsn, "whole": whole}
        put(connection, CURSOR, row, keys=("peer", "unit"))

    def _forget_deliveries(self, connection: Connection, epoch: str | None) -> None:
        """Nothing counts as delivered or read any more; receipts stay as evidence of time."""
        in_turn(connection)
        if epoch is not None:
            keep_fact(connection, epoch_of(UPSTREAM), epoch)
        connection.execute(update(STREAM).values(acked=0))
        connection.execute(update(BLOB).where(BLOB.c.state == HERE).values(sent=False))
        connection.execute(delete(CURSOR).where(CURSOR.c.peer == UPSTREAM))
        self._refused.clear()

    def _delivered_records(self, connection: Connection, streams: Sequence[StreamId]) -> ChangeSet:
        """Records whose delivery may have changed; the newest few hundred entries of each stream are enough to show."""
        records: dict[str, str] = {}
        for stream in streams:
            query = select(JOURNAL.c.record, JOURNAL.c.kind).where(JOURNAL.c.stream == stream)
            for row in connection.execute(query.order_by(JOURNAL.c.seq.desc()).limit(MAX_ENTRIES)):
                records[row.record] = row.kind
        return ChangeSet(kinds=frozenset(records.values()), records=tuple(map(RecordId, records)))


def _names(rows: Sequence[Row[Any]]) -> tuple[str, ...]:
    return tuple(row.sha256 for row in rows)


def _upstream_authority(connection: Connection) -> bytes | None:
    said = fact(connection, AUTHORITY)
    return bytes.fromhex(said) if isinstance(said, str) else None
