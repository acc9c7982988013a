"""Session streams: every start of the program signs with a key that lives only in memory.

A restored backup or a cloned disk therefore cannot fork a sequence, and nobody can sign a closed session again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Row, insert, select
from sqlalchemy.engine import Connection

from commandpost.domain.ids import DeviceId, StreamId
from commandpost.journal.chain import ZERO, DeviceCard, Opening, Signer, Signing, key_digest
from commandpost.journal.clock import Clock, step_between, timing
from commandpost.journal.encoding import read_body
from commandpost.journal.entry import Timing
from commandpost.storage.database import Place, fact, keep_fact, put_new
from commandpost.storage.entry_rows import card_row, find_card, find_stream, stream_row
from commandpost.storage.tables import DEVICE, JOURNAL, STREAM

DEVICE_SECRET = "device_secret"  # noqa: S105  # the name of a fact; its value stands in the encrypted journal


class Session:
    """The stream of this run of the program; it begins with the first entry."""

    def __init__(self, place: Place, clock: Clock, signing: Signing) -> None:
        self._place = place
        self._clock = clock
        self._signing = signing
        self.signer: Signer = signing.fresh()
        self.stream = StreamId(key_digest(self.signer.public_key))
        self._last: Timing | None = None

    def device_signer(self, connection: Connection) -> Signer:
        """The workstation's own key; made at the first start."""
        secret = fact(connection, DEVICE_SECRET)
        if isinstance(secret, str):
            return self._signing.restore(bytes.fromhex(secret))
        signer = self._signing.fresh()
        keep_fact(connection, DEVICE_SECRET, signer.secret.hex())
        card = DeviceCard(
            device=DeviceId(key_digest(signer.public_key)),
            unit=self._place.unit,
            public_key=signer.public_key,
            name=self._place.name,
            enrolled_at="",
        )
        put_new(connection, DEVICE, [card_row(card)])
        return signer

    def card(self, connection: Connection) -> DeviceCard:
        """This workstation's card. Raises LookupError when its row is gone, which nothing does."""
        signer = self.device_signer(connection)
        card = find_card(connection, DeviceId(key_digest(signer.public_key)))
        if card is None:
            raise LookupError("the workstation has no card")
        return replace(card, unit=self._place.unit) if not card.enrolled_at else card

    def head(self, connection: Connection) -> tuple[int, bytes]:
        """Seq and hash of the session's last entry; opens the stream if there is none yet."""
        row = find_stream(connection, self.stream)
        if row is None:
            connection.execute(insert(STREAM).values(stream_row(self._opening(connection), own=True)))
            return 0, ZERO
        return row.seq, bytes(row.hash)

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
        device = self.device_signer(connection)
        parent = last_own_stream(connection)
        opening = Opening(
            stream=self.stream,
            device=DeviceId(key_digest(device.public_key)),
            unit=self.card(connection).unit,
            public_key=self.signer.public_key,
            parent=StreamId(parent.stream) if parent else None,
            parent_seq=parent.seq if parent else 0,
            parent_hash=bytes(parent.hash) if parent else ZERO,
            certificate=b"",
        )
        return replace(opening, certificate=device.sign(opening.message))


def last_own_stream(connection: Connection) -> Row[Any] | None:
    """The newest session of this workstation that has entries."""
    query = select(STREAM).where(STREAM.c.own, STREAM.c.seq > 0).order_by(STREAM.c.opened.desc()).limit(1)
    return connection.execute(query).one_or_none()


def _last_timing(connection: Connection) -> Timing | None:
    stream = last_own_stream(connection)
    if stream is None:
        return None
    query = select(JOURNAL.c.body).where(JOURNAL.c.stream == stream.stream, JOURNAL.c.seq == stream.seq)
    body = connection.execute(query).scalar()
    return None if body is None else read_body(bytes(body)).timing
