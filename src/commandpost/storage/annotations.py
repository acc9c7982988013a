"""What stands beside the signed bytes and must agree with them: columns to search by, cards, the line of sessions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.engine import Connection

from commandpost.domain.ids import DeviceId, StreamId
from commandpost.journal.chain import Fault, Verifier
from commandpost.journal.encoding import UNREADABLE, read_body
from commandpost.storage.entry_rows import card_of
from commandpost.storage.links import hash_at
from commandpost.storage.tables import DEVICE, JOURNAL, STREAM

CHUNK = 2_000


def annotation_faults(connection: Connection, keys: Sequence[bytes], verifier: Verifier) -> list[Fault]:
    """The first entry of each stream whose columns are not its body's, broken lines of sessions, unvouched cards.

    ``keys``: public keys of the servers whose word on devices counts in this journal.
    """
    return [*_columns(connection), *_lines(connection), *_cards(connection, keys, verifier)]


def _columns(connection: Connection) -> Iterator[Fault]:
    """Records are found by columns that repeat the body; what an older version could not read is left alone."""
    query = select(JOURNAL, STREAM.c.unit.label("home")).join(STREAM, STREAM.c.stream == JOURNAL.c.stream)
    bad: set[str] = set()
    for row in connection.execution_options(yield_per=CHUNK).execute(query.order_by(JOURNAL.c.stream, JOURNAL.c.seq)):
        if row.kind != UNREADABLE and row.stream not in bad and _told(row) != _signed(row):
            bad.add(row.stream)
            yield Fault(stream=StreamId(row.stream), seq=row.seq, reason="columns")


def _told(row: Row[Any]) -> tuple[object, ...]:
    return row.unit, row.hlc, row.kind, row.record


def _signed(row: Row[Any]) -> tuple[object, ...]:
    body = read_body(bytes(row.body))
    return row.home, body.hlc, body.kind, body.record


def _lines(connection: Connection) -> Iterator[Fault]:
    """A session names the end of the one before it; of the own sessions none may be missing."""
    for row in connection.execute(select(STREAM).where(STREAM.c.parent.is_not(None)).order_by(STREAM.c.opened)).all():
        held = hash_at(connection, StreamId(row.parent), row.parent_seq)
        if (held is None and row.own and row.seq > 0) or (held is not None and held != bytes(row.parent_hash)):
            yield Fault(stream=StreamId(row.stream), seq=0, reason="parent")


def _cards(connection: Connection, keys: Sequence[bytes], verifier: Verifier) -> Iterator[Fault]:
    """An enrolled workstation is what a server said it is; the fault names its first stream, or itself."""
    for row in connection.execute(select(DEVICE).where(DEVICE.c.enrolled_at != "").order_by(DEVICE.c.device)).all():
        card = card_of(row)
        if not any(verifier.verify(key, card.message, card.certificate) for key in keys):
            yield Fault(stream=_first_stream(connection, card.device), seq=0, reason="card")


def _first_stream(connection: Connection, device: DeviceId) -> StreamId:
    query = select(STREAM.c.stream).where(STREAM.c.device == device).order_by(STREAM.c.opened).limit(1)
    return StreamId(connection.execute(query).scalar() or device)
