"""Rows of the journal, and the streams they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, select, update
from sqlalchemy.engine import Connection

from commandpost.domain.ids import DeviceId, StreamId, UnitCode
from commandpost.journal.chain import DeviceCard, Opening, Receipt
from commandpost.journal.encoding import read_body
from commandpost.journal.entry import Entry
from commandpost.storage.bulk import pieces
from commandpost.storage.database import LSN, add_all, take_numbers
from commandpost.storage.straight import Statement
from commandpost.storage.tables import DEVICE, JOURNAL, STREAM

FIND_STREAM = Statement(select(STREAM).where(STREAM.c.stream == bindparam("stream")))
MOVE_HEAD = Statement(
    update(STREAM)
    .where(STREAM.c.stream == bindparam("moved"))
    .values(seq=bindparam("new_seq"), hash=bindparam("new_hash"))
)
NAMED: BindParameter[Any] = bindparam("devices", expanding=True)
CARDS_OF = select(DEVICE).where(DEVICE.c.device.in_(NAMED))
FIND_CARD = Statement(select(DEVICE).where(DEVICE.c.device == bindparam("device")))


def entry_of(row: Row[Any]) -> Entry:
    """An entry as its row keeps it."""
    return Entry(
        stream=StreamId(row.stream),
        seq=row.seq,
        prev=bytes(row.prev),
        hash=bytes(row.hash),
        signature=None if row.signature is None else bytes(row.signature),
        raw=bytes(row.body),
        body=read_body(bytes(row.body)),
    )


def insert_entries(connection: Connection, entries: Sequence[Entry], received: str, units: Sequence[UnitCode]) -> int:
    """Write entries of units under consecutive numbers from the locked counter; returns the first number."""
    first = take_numbers(connection, LSN, len(entries))
    add_all(
        connection,
        JOURNAL,
        [
            {
                "lsn": lsn,
                "stream": entry.stream,
                "seq": entry.seq,
                "hlc": entry.body.hlc,
                "unit": unit,
                "kind": entry.body.kind,
                "record": entry.body.record,
                "received": received,
                "prev": entry.prev,
                "hash": entry.hash,
                "signature": entry.signature,
                "body": entry.raw,
            }
            for lsn, (entry, unit) in enumerate(zip(entries, units, strict=True), first)
        ],
    )
    return first


def opening_of(row: Row[Any]) -> Opening:
    """A stream's opening as its row keeps it."""
    return Opening(
        stream=StreamId(row.stream),
        device=DeviceId(row.device),
        unit=UnitCode(row.unit),
        public_key=bytes(row.public_key),
        parent=StreamId(row.parent) if row.parent else None,
        parent_seq=row.parent_seq,
        parent_hash=bytes(row.parent_hash),
        certificate=bytes(row.certificate),
    )


def stream_row(opening: Opening, *, own: bool) -> dict[str, object]:
    """The row of a stream that has no entries yet."""
    return {
        "stream": opening.stream,
        "device": opening.device,
        "unit": opening.unit,
        "public_key": opening.public_key,
        "parent": opening.parent,
        "parent_seq": opening.parent_seq,
        "parent_hash": opening.parent_hash,
        "certificate": opening.certificate,
        "seq": 0,
        "hash": bytes(32),
        "acked": 0,
        "own": own,
    }


def find_stream(connection: Connection, stream: StreamId) -> Row[Any] | None:
    """The row of a stream; None when it was never met."""
    return FIND_STREAM.row(connection, {"stream": stream})


def move_head(connection: Connection, stream: StreamId, seq: int, head: bytes) -> None:
    """Note how far a stream has come."""
    MOVE_HEAD.run(connection, [{"moved": stream, "new_seq": seq, "new_hash": head}])


def card_of(row: Row[Any]) -> DeviceCard:
    """A device's card as its row keeps it."""
    return DeviceCard(
        device=DeviceId(row.device),
        unit=UnitCode(row.unit),
        public_key=bytes(row.public_key),
        name=row.name,
        enrolled_at=row.enrolled_at,
        certificate=bytes(row.certificate),
        revoked_at=row.revoked_at,
    )


def card_row(card: DeviceCard) -> dict[str, object]:
    """The row of a device's card."""
    return {
        "device": card.device,
        "unit": card.unit,
        "public_key": card.public_key,
        "name": card.name,
        "enrolled_at": card.enrolled_at,
        "revoked_at": card.revoked_at,
        "certificate": card.certificate,
    }


def find_card(connection: Connection, device: DeviceId) -> DeviceCard | None:
    """The card of a device; None when it was never met."""
    row = FIND_CARD.row(connection, {"device": device})
    return None if row is None else card_of(row)


def find_cards(connection: Connection, devices: Iterable[DeviceId]) -> dict[DeviceId, DeviceCard]:
    """The cards of those devices that were met."""
    names = list(dict.fromkeys(devices))
    rows = (row for some in pieces(names) for row in connection.execute(CARDS_OF, {"devices": some}))
    return {card.device: card for card in map(card_of, rows)}


def receipt_row(receipt: Receipt) -> dict[str, object]:
    """The row of a receipt."""
    return {
        "stream": receipt.stream,
        "low": receipt.low,
        "high": receipt.high,
        "tier": receipt.tier,
        "hash": receipt.hash,
        "at": receipt.at,
        "signature": receipt.signature,
    }


def receipt_of(row: Row[Any]) -> Receipt:
    """A receipt as its row keeps it."""
    return Receipt(
        stream=StreamId(row.stream),
        low=row.low,
        high=row.high,
        tier=row.tier,
        hash=bytes(row.hash),
        at=row.at,
        signature=bytes(row.signature),
    )
