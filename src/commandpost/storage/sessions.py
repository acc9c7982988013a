"""Session streams: every start of the program signs with a key that lives only in memory.

A restored backup or a cloned disk therefore cannot fork a sequence, and nobody can sign a closed session again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Row, and_, bindparam, insert, select
from sqlalchemy.engine import Connection

from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import UNSAID, DeviceId, StreamId, UnitCode
from commandpost.journal.chain import ZERO, DeviceCard, Opening, Signer, Signing, key_digest
from commandpost.journal.clock import Clock, step_between, timing
from commandpost.journal.encoding import read_body
from commandpost.journal.entry import Timing
from commandpost.storage.database import CARDS, Place, fact, keep_fact, put, put_new, take_numbers
from commandpost.storage.entry_rows import card_row, find_card, stream_row
from commandpost.storage.straight import Statement
from commandpost.storage.tables import DEVICE, JOURNAL, STREAM

# Names of facts; the secrets themselves stand in the encrypted journal.
DEVICE_SECRET = "device_secret"  # noqa: S105  # a name
AUTHORITY_SECRET = "authority_secret"  # noqa: S105  # a name
NOBODYS = UnitCode("000000")  # unit of a server that was never told one
HEAD = Statement(
    select(STREAM.c.seq, STREAM.c.hash, JOURNAL.c.hlc)
    .join(JOURNAL, and_(JOURNAL.c.stream == STREAM.c.stream, JOURNAL.c.seq == STREAM.c.seq), isouter=True)
    .where(STREAM.c.stream == bindparam("of"))
)


class Session:
    """The stream of this run of the program; it begins with the first entry."""

    def __init__(self, place: Place, clock: Clock, signing: Signing) -> None:
        self._place = place
        self._clock = clock
        self._signing = signing
        self.signer: Signer = signing.fresh()
        self.stream = StreamId(key_digest(self.signer.public_key))
        self.device_key: Signer = self.signer  # until ``begin``
        self._last: Timing | None = None

    @property
    def device(self) -> DeviceId:
        return DeviceId(key_digest(self.device_key.public_key))

    def begin(self, connection: Connection) -> Place:
        """Take up the workstation's own key, made at the first start; return whose journal this is.

        Raises RuleBroken("server_unit_differs", unit) where a serving journal is told another unit than wrote in it.
        """
        self.device_key = kept_signer(connection, self._signing, DEVICE_SECRET)
        self._place = self._placed(connection)
        put_new(connection, DEVICE, [card_row(self._plain_card())])
        return self._place

    def _placed(self, connection: Connection) -> Place:
        """A server that is not told its unit keeps the one it had; a card of another unit that wrote nothing is mended.

        Otherwise errands done before the first start would leave a card of nobody's unit, and no desk would believe
        what the server writes.
        """
        held = find_card(connection, self.device) if self._place.serving else None
        if held is None or self._place.unit in {UNSAID, held.unit}:
            unit = self._place.unit if held is None else held.unit
            return replace(self._place, unit=unit or NOBODYS)
        if held.enrolled_at or _wrote_as(connection, held.unit):
            raise RuleBroken("server_unit_differs", unit=held.unit)
        put(connection, DEVICE, card_row(self._plain_card()), keys=("device",))
        take_numbers(connection, CARDS, 1)
        return self._place

    def _plain_card(self) -> DeviceCard:
        return DeviceCard(
            device=self.device,
            unit=self._place.unit,
            public_key=self.device_key.public_key,
            name=self._place.name,
            enrolled_at="",
        )

    def card(self, connection: Connection) -> DeviceCard:
        """This workstation's card. Raises LookupError when its row is gone, which nothing does."""
        card = find_card(connection, self.device)
        if card is None:
            raise LookupError("the workstation has no card")
        return card

    def head(self, connection: Connection) -> tuple[int, bytes, int]:
        """Seq, hash and hybrid clock of the session's last entry; opens the stream if there is none yet."""
        row = HEAD.row(connection, {"of": self.stream})
        if row is None:
            connection.execute(insert(STREAM).values(stream_row(self._opening(connection), own=True)))
            return 0, ZERO, 0
        return row.seq, bytes(row.hash), row.hlc or 0

    def step(self, connection: Connection, now: Timing) -> float | None:
        """Seconds the wall clock was set since the last entry of this machine; None when it was not."""
        before = self._last or _last_timing(connection)
        return None if before is None else step_between(before, now)

    def wrote(self, now: Timing) -> None:
        """Remember the reading of the last committed entry."""
        self._last = now

    def timing(self) -> Timing:
        return timing(self._clock)

    def _opening(self, connection: Connection) -> Opening:
        parent = last_own_stream(connection)
        opening = Opening(
            stream=self.stream,
            device=self.device,
            unit=self._place.unit,
            public_key=self.signer.public_key,
            parent=StreamId(parent.stream) if parent else None,
            parent_seq=parent.seq if parent else 0,
            parent_hash=bytes(parent.hash) if parent else ZERO,
            certificate=b"",
        )
        return replace(opening, certificate=self.device_key.sign(opening.message))


def kept_signer(connection: Connection, signing: Signing, name: str) -> Signer:
    """A key kept as a fact of this journal; made when it is first asked for."""
    secret = fact(connection, name)
    if isinstance(secret, str):
        return signing.restore(bytes.fromhex(secret))
    signer = signing.fresh()
    keep_fact(connection, name, signer.secret.hex())
    return signer


def last_own_stream(connection: Connection) -> Row[Any] | None:
    """The newest session of this workstation that has entries."""
    query = select(STREAM).where(STREAM.c.own, STREAM.c.seq > 0).order_by(STREAM.c.opened.desc()).limit(1)
    return connection.execute(query).one_or_none()


def _wrote_as(connection: Connection, unit: UnitCode) -> bool:
    """Whether this machine has entries under a unit."""
    query = select(STREAM.c.stream).where(STREAM.c.own, STREAM.c.seq > 0, STREAM.c.unit == unit).limit(1)
    return connection.execute(query).first() is not None


def _last_timing(connection: Connection) -> Timing | None:
    stream = last_own_stream(connection)
    if stream is None:
        return None
    query = select(JOURNAL.c.body).where(JOURNAL.c.stream == stream.stream, JOURNAL.c.seq == stream.seq)
    body = connection.execute(query).scalar()
    return None if body is None else read_body(bytes(body)).timing
