"""The serving side of a sync: enrol, hold, sign for, feed. Every method is one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from copy import copy
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any, Self

from sqlalchemy import Row, func, select, update
from sqlalchemy.engine import Connection

from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.ids import EVERYONE, UNSAID, DeviceId, StreamId, UnitCode
from commandpost.domain.stations import station_of
from commandpost.journal.bundle import Run
from commandpost.journal.chain import DeviceCard, Receipt, key_digest
from commandpost.journal.encoding import FORM_ERRORS
from commandpost.journal.exchange import Enrolment, Ingested, StreamAnswer, UnitActivity, Verdict
from commandpost.storage.blob_rows import HERE
from commandpost.storage.database import CARDS, add_all, fact, keep_fact, put, put_new, take_numbers
from commandpost.storage.entry_rows import card_of, card_row, find_card, receipt_of, receipt_row
from commandpost.storage.failures import DATABASE_ERRORS
from commandpost.storage.feed_rows import is_within, parents_of
from commandpost.storage.glance import Glancing
from commandpost.storage.hearing import Hearing
from commandpost.storage.holdings import held
from commandpost.storage.ingest import AUTHORITIES
from commandpost.storage.intake import Taken
from commandpost.storage.links import hash_at, next_stub
from commandpost.storage.rights import UNIT
from commandpost.storage.tables import BLOB, DEVICE, ENROLMENT, FEED, JOURNAL, NAMING, RECEIPT, STREAM
from commandpost.storage.writing import changes_of

EPOCH = "epoch"
BROKEN = (*DATABASE_ERRORS, *FORM_ERRORS)  # what a single push may be to blame for
LINE_GOOD = 1_000_000_000  # nanoseconds; a fail-over is told a second late, and then all is offered again anyway
UNNAMED = 20  # newest sessions of a device it is told of, whether it names them or not
# A fail-over to a standby changes the timeline, a restored cluster the system identifier.
POSTGRES_LINE = (
    "SELECT system_identifier || '.' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) FROM pg_control_system()"
)


class RelaySide(Glancing, Hearing):
    """What a server does for its clients."""

    _epoch: str = ""
    _line: tuple[str, int] = ("", 0)  # the epoch on PostgreSQL, and when it was asked for

    def epoch(self) -> str:
        """Identity of this journal's line of truth; another one after a restore or a fail-over."""
        if self.is_sqlite:
            self._epoch = self._epoch or self._read(_own_epoch)
            return self._epoch
        said, at = self._line
        now = self._clock.boot_ns()
        if not said or now - at > LINE_GOOD:
            said = self._read(lambda connection: f"{_own_epoch(connection)}.{_postgres_line(connection)}")
            self._line = (said, now)
        return said

    def new_epoch(self) -> str:
        """Begin another line of truth, after a database was restored from a backup; clients then offer everything."""
        fresh = self._signing.random(8).hex()
        self._write(lambda connection: keep_fact(connection, EPOCH, fresh))
        self._epoch, self._line = "", ("", 0)
        return self.epoch()

    def relay_authority(self) -> bytes:
        """The server's own public key; made at the first start."""
        return self._authority_key.public_key

    def trust(self, authority: bytes) -> None:
        """Believe another server's word on its devices: a relay below this one."""

        def trusted(connection: Connection) -> None:
            said = fact(connection, AUTHORITIES)
            keys = [str(key) for key in said] if isinstance(said, list) else []
            keep_fact(connection, AUTHORITIES, [*dict.fromkeys([*keys, authority.hex()])])

        self._write(trusted)

    def add_enrolment(self, code: str, unit: UnitCode, expires_at: str | None = None) -> None:
        """Keep the digest of a one-time code for a workstation of a unit."""
        row: dict[str, object] = {"digest": _digest(code), "unit": unit, "expires_at": expires_at, "device": None}
        self._write(lambda connection: put_new(connection, ENROLMENT, [row]))

    def enroll(self, code: str, public_key: bytes, name: str, unit: UnitCode = UNSAID) -> Enrolment:
        """Register a device; the same device may repeat its own code. ``unit``: whose it takes itself for.

        Raises RuleBroken("enrolment_code_wrong"|"enrolment_code_used"|"enrolment_code_expired"),
        RuleBroken("enrolment_other_unit", unit), RuleBroken("station_taken"|"station_enrolled", station).
        """
        card = self._write(lambda connection: self._enrolled(connection, code, public_key, name, unit))
        return Enrolment(card=card, authority=self.relay_authority(), epoch=self.epoch(), tier=self._place.tier)

    def card(self, device: DeviceId) -> DeviceCard | None:
        return self._read(lambda connection: find_card(connection, device))

    def devices(self) -> tuple[DeviceCard, ...]:
        """Every enrolled workstation, by unit and name."""
        query = select(DEVICE).where(DEVICE.c.enrolled_at != "").order_by(DEVICE.c.unit, DEVICE.c.name)
        return self._read(lambda connection: tuple(card_of(row) for row in connection.execute(query)))

    def revoke(self, device: DeviceId) -> None:
        def revoked(connection: Connection) -> None:
            take_numbers(connection, CARDS, 1)  # first: whoever keeps cards waits here
            connection.execute(update(DEVICE).where(DEVICE.c.device == device).values(revoked_at=self._stamp()))

        self._write(revoked)

    def have(
        self, streams: Mapping[StreamId, tuple[int, bytes]], device: DeviceId | None = None
    ) -> tuple[StreamAnswer, ...]:
        """What is held of the streams somebody names, with a fresh signed receipt where the hashes agree.

        Also the newest streams of the asking ``device`` it did not name: it may have lost them. What its unit or one
        below wrote counts no further than bodies are here: after a restore others may have brought mere hashes first.
        """

        def answered(connection: Connection) -> tuple[StreamAnswer, ...]:
            named = held(connection, streams, _whole_for(connection, device))
            return (*map(self._signed_for, named), *unnamed_streams(connection, device, set(streams)))

        return self._read(answered)

    def ingest(self, runs: Sequence[Run]) -> Ingested:
        """Verify, append, fold and sign for runs in one transaction; idempotent; a bad run never blocks the others."""
        return self._write(lambda connection: self._taken_together(connection, [runs]))[0]

    def ingest_all(self, pushes: Sequence[Sequence[Run]]) -> tuple[Ingested | Exception, ...]:
        """Several pushes in one transaction, each answered for itself: by what came of it, or by what is wrong with it.

        Where one of them cannot be written they are taken one by one. Raises Unavailable, of which none is to blame.
        """
        try:
            return tuple(self._write(lambda connection: self._taken_together(connection, pushes)))
        except BROKEN as broken:
            return tuple(map(self._alone, pushes)) if len(pushes) > 1 else (broken,)

    def _alone(self, runs: Sequence[Run]) -> Ingested | Exception:
        try:
            return self.ingest(runs)
        except (Unavailable, *BROKEN) as broken:
            return broken

    def _taken_together(self, connection: Connection, pushes: Sequence[Sequence[Run]]) -> list[Ingested]:
        brought = [run for runs in pushes for run in runs]
        intake = self._take_runs(connection, brought)
        pairs = zip(brought, intake.answers, strict=True)
        answers = [self._signed_for(_so_far(connection, answer, run.last)) for run, answer in pairs]
        grown = {entry.stream for entry in intake.entries}
        receipts = {answer.stream: answer.receipt for answer in answers if answer.receipt is not None}
        add_all(connection, RECEIPT, [receipt_row(one) for stream, one in receipts.items() if stream in grown])
        taken = zip(intake.runs, answers, strict=True)
        return [_ingested([*islice(taken, len(runs))]) for runs in pushes]

    def seen_by(self, unit: UnitCode) -> Self:
        """This journal as one unit may see it: PostgreSQL keeps the rest from every transaction; for reading only."""
        if self.is_sqlite:
            return self
        narrowed = copy(self)
        narrowed._engine = self._engine.execution_options(**{UNIT: unit})  # noqa: SLF001  # our own copy
        return narrowed

    def blob_sizes(self, names: Sequence[str], unit: UnitCode) -> Mapping[str, int]:
        """Bytes of those of the blobs that are here and that a unit may see, in the order of the names."""
        query = select(BLOB.c.sha256, BLOB.c.size).distinct().join(NAMING, NAMING.c.sha256 == BLOB.c.sha256)
        query = query.join(FEED, FEED.c.lsn == NAMING.c.lsn).where(FEED.c.unit.in_([unit, EVERYONE]))
        wanted = query.where(BLOB.c.state == HERE, BLOB.c.sha256.in_(list(names)))
        found = self._read(lambda connection: {row.sha256: row.size for row in connection.execute(wanted)})
        return {name: found[name] for name in names if name in found}

    def blob_audience(self, sha256: str) -> frozenset[UnitCode]:
        """Units that may see an entry naming the blob ("*": everyone)."""
        query = select(FEED.c.unit).distinct().join(NAMING, NAMING.c.lsn == FEED.c.lsn)
        query = query.where(NAMING.c.sha256 == sha256)
        return self._read(lambda connection: frozenset(map(UnitCode, connection.execute(query).scalars())))

    def family(self, unit: UnitCode) -> frozenset[UnitCode]:
        """Units with enrolled devices that are the unit itself or below it."""

        def below(connection: Connection) -> frozenset[UnitCode]:
            parents = parents_of(connection)
            known = connection.execute(select(DEVICE.c.unit).where(DEVICE.c.enrolled_at != "").distinct()).scalars()
            units = map(UnitCode, known)
            return frozenset(one for one in units if is_within(one, unit, parents))

        return self._read(below)

    def activity(self) -> tuple[UnitActivity, ...]:
        """Every unit with enrolled devices, for the status page."""
        return self._read(_activity)

    def receipts(self, stream: StreamId) -> tuple[Receipt, ...]:
        query = select(RECEIPT).where(RECEIPT.c.stream == stream).order_by(RECEIPT.c.id)
        return tuple(receipt_of(row) for row in self._read(lambda connection: connection.execute(query).all()))

    def _enrolled(
        self, connection: Connection, code: str, public_key: bytes, name: str, claimed: UnitCode
    ) -> DeviceCard:
        digest, device = _digest(code), DeviceId(key_digest(public_key))
        row = connection.execute(select(ENROLMENT).where(ENROLMENT.c.digest == digest).with_for_update()).one_or_none()
        self._check_code(row, device)
        if row is not None and claimed not in {UNSAID, row.unit}:
            raise RuleBroken("enrolment_other_unit", unit=row.unit)
        take_numbers(connection, CARDS, 1)  # first: one enrolment after the other, and whoever keeps cards waits here
        known = find_card(connection, device)
        repeated = row is not None and row.device == device
        if repeated and known is not None and station_of(known.name) == station_of(name):
            return known
        unit = UnitCode(row.unit if row is not None else "")
        plain = DeviceCard(device=device, unit=unit, public_key=public_key, name=name, enrolled_at=self._stamp())
        self._keep_apart(connection, plain, known)
        card = replace(plain, certificate=self._authority_key.sign(plain.message))
        put(connection, DEVICE, card_row(card), keys=("device",))
        connection.execute(update(ENROLMENT).where(ENROLMENT.c.digest == digest).values(device=device))
        return card

    def _keep_apart(self, connection: Connection, card: DeviceCard, known: DeviceCard | None) -> None:
        """No two desks of a unit have one station, the last word of their names: they would give the same numbers.

        A desk that was struck off keeps its station, for its numbers stand; so does one that is enrolled anew, unless
        another has the same one from before they were kept apart.
        """
        others = select(DEVICE.c.name).where(DEVICE.c.unit == card.unit, DEVICE.c.device != card.device)
        enrolled = connection.execute(others.where(DEVICE.c.enrolled_at != "")).scalars()
        station, taken = station_of(card.name), {*map(station_of, enrolled)}
        if station and station in taken:
            raise RuleBroken("station_taken", station=station)
        before = station_of(known.name) if known is not None and known.unit == card.unit else ""
        if before and before != station and before not in taken:
            raise RuleBroken("station_enrolled", station=before)

    def _check_code(self, row: Row[Any] | None, device: DeviceId) -> None:
        if row is None:
            raise RuleBroken("enrolment_code_wrong")
        if row.device is not None and row.device != device:
            raise RuleBroken("enrolment_code_used")
        if row.device is None and row.expires_at and datetime.fromisoformat(row.expires_at) < self._clock.now():
            raise RuleBroken("enrolment_code_expired")

    def _signed_for(self, answer: StreamAnswer) -> StreamAnswer:
        """Put the server's word under what it holds; without one for a run it refused."""
        if answer.verdict is not Verdict.TAKEN or answer.seq == 0:
            return answer
        receipt = Receipt(
            stream=answer.stream,
            low=1,
            high=answer.seq,
            tier=self._place.tier,
            hash=answer.hash,
            at=self._stamp(),
            signature=b"",
        )
        return replace(answer, receipt=replace(receipt, signature=self._authority_key.sign(receipt.message)))


def _ingested(taken: Sequence[tuple[Taken, StreamAnswer]]) -> Ingested:
    """What came of the runs of one push."""
    return Ingested(
        changes=changes_of([entry for run, _ in taken for entry in run.entries]),
        answers=tuple(answer for _, answer in taken),
        audience=frozenset[UnitCode]().union(*(run.audience for run, _ in taken)),
    )


def _so_far(connection: Connection, answer: StreamAnswer, last: int) -> StreamAnswer:
    """No further than was brought just now, where only hashes are held beyond: somebody else may have brought those."""
    if answer.verdict is not Verdict.TAKEN or answer.seq <= last or next_stub(connection, answer.stream, last) is None:
        return answer
    return replace(answer, seq=last, hash=hash_at(connection, answer.stream, last) or b"")


def _whole_for(connection: Connection, device: DeviceId | None) -> Callable[[Row[Any]], bool]:
    """Which streams a device is to bring with their bodies: those of its unit and of the units below it."""
    card = None if device is None else find_card(connection, device)
    parents = {} if card is None else parents_of(connection)
    return lambda row: card is not None and is_within(UnitCode(row.unit), card.unit, parents)


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _own_epoch(connection: Connection) -> str:
    return str(fact(connection, EPOCH))


def _postgres_line(connection: Connection) -> str:
    return str(connection.exec_driver_sql(POSTGRES_LINE).scalar_one())


def _activity(connection: Connection) -> tuple[UnitActivity, ...]:
    entries = select(JOURNAL.c.unit, func.count(), func.max(JOURNAL.c.received)).group_by(JOURNAL.c.unit)
    counted = {unit: (count, last) for unit, count, last in connection.execute(entries)}
    devices = select(DEVICE.c.unit, func.count()).where(DEVICE.c.enrolled_at != "").group_by(DEVICE.c.unit)
    return tuple(
        UnitActivity(
            unit=UnitCode(unit),
            devices=count,
            entries=counted.get(unit, (0, None))[0],
            last_received=counted.get(unit, (0, None))[1],
        )
        for unit, count in sorted(tuple(row) for row in connection.execute(devices))
    )


def unnamed_streams(connection: Connection, device: DeviceId | None, named: AbstractSet[str]) -> list[StreamAnswer]:
    """The newest sessions of a device that it did not name: it may have lost them."""
    if device is None:
        return []
    query = select(STREAM).where(STREAM.c.device == device, STREAM.c.seq > 0)
    newest = connection.execute(query.order_by(STREAM.c.opened.desc()).limit(UNNAMED))
    return [
        StreamAnswer(stream=StreamId(row.stream), verdict=Verdict.TAKEN, seq=row.seq, hash=bytes(row.hash))
        for row in newest
        if row.stream not in named
    ]
