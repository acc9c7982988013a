"""Checking a whole journal, read-only: chains, signatures, sessions' certificates and receipts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import LargeBinary, Row, Select, bindparam, func, or_, select
from sqlalchemy.engine import Connection
from sqlalchemy.schema import Table

from commandpost.domain.ids import DeviceId, StreamId
from commandpost.journal.chain import Fault, Signing, opening_is_sound, verify_stream
from commandpost.storage.annotations import annotation_faults
from commandpost.storage.client_side import AUTHORITY
from commandpost.storage.database import fact
from commandpost.storage.engine import open_engine
from commandpost.storage.entry_rows import find_card, opening_of, receipt_of
from commandpost.storage.failures import sorted_failures
from commandpost.storage.ingest import AUTHORITIES
from commandpost.storage.links import all_links, hash_at
from commandpost.storage.sessions import AUTHORITY_SECRET
from commandpost.storage.straight import Statement
from commandpost.storage.tables import JOURNAL, RECEIPT, STREAM, STUB

SHOWN = 20  # of the rows of one table whose bytes are none
LAST_SEQS = tuple(
    Statement(select(func.max(table.c.seq)).where(table.c.stream == bindparam("stream"))) for table in (JOURNAL, STUB)
)


def _rows_of_strange_bytes(table: Table) -> Select[tuple[str, int]]:
    octets = [column for column in table.columns if isinstance(column.type, LargeBinary)]
    number = table.c.high if table is RECEIPT else table.c.seq
    found = select(table.c.stream, number.label("seq"))
    return found.where(or_(*(func.typeof(column).not_in(("blob", "null")) for column in octets))).limit(SHOWN)


STRANGE = tuple(map(_rows_of_strange_bytes, (JOURNAL, STUB, STREAM, RECEIPT)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a check saw; ``faults`` holds the first bad entry of each damaged stream."""

    streams: int
    entries: int
    receipts: int
    faults: tuple[Fault, ...]


def verify_journal(location: str | Path, key: bytes | None, signing: Signing) -> Verification:
    """Check every entry of a journal without writing a byte.

    Raises Unavailable when the database cannot be opened or read.
    """
    engine = open_engine(location, key, read_only=True)
    try:
        with sorted_failures(), engine.connect() as connection, connection.begin():
            if engine.dialect.name != "sqlite":
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            return _verified(connection, signing)
    finally:
        engine.dispose()


def _verified(connection: Connection, signing: Signing) -> Verification:
    if strange := tuple(_strange(connection)):
        return Verification(streams=0, entries=0, receipts=0, faults=strange)
    rows = connection.execute(select(STREAM).order_by(STREAM.c.opened)).all()
    faults = [fault for row in rows if (fault := _stream_fault(connection, row, signing)) is not None]
    keys = _authorities(connection, signing)
    receipts, broken = _receipts(connection, keys, signing)
    return Verification(
        streams=len(rows),
        entries=connection.execute(select(func.count()).select_from(JOURNAL)).scalar_one(),
        receipts=receipts,
        faults=(*faults, *_orphans(connection, rows), *broken, *_annotations(connection, keys, signing)),
    )


def _strange(connection: Connection) -> Iterator[Fault]:
    """Bytes that somebody stored as text or as a number: SQLite takes anything, and nothing of that can be checked."""
    for query in STRANGE if connection.dialect.name == "sqlite" else ():
        for row in connection.execute(query):
            yield Fault(stream=StreamId(row.stream), seq=row.seq, reason="form")


def _stream_fault(connection: Connection, row: Row[Any], signing: Signing) -> Fault | None:
    opening = opening_of(row)
    card = find_card(connection, DeviceId(row.device))
    if card is None or not opening_is_sound(opening, card.public_key, signing):
        return Fault(stream=opening.stream, seq=0, reason="opening")
    end = _last_seq(connection, opening.stream)
    fault = verify_stream(opening, all_links(connection, opening.stream, end), signing)
    if fault is not None:
        return fault
    if end != row.seq or hash_at(connection, opening.stream, row.seq) != bytes(row.hash):
        return Fault(stream=opening.stream, seq=min(end, row.seq) + 1, reason="head")
    return None


def _last_seq(connection: Connection, stream: StreamId) -> int:
    ends = [query.value(connection, {"stream": stream}) for query in LAST_SEQS]
    return max(end or 0 for end in ends)


def _orphans(connection: Connection, rows: Sequence[Row[Any]]) -> list[Fault]:
    known = {row.stream for row in rows}
    named = connection.execute(select(JOURNAL.c.stream).distinct()).scalars()
    return [Fault(stream=StreamId(stream), seq=1, reason="stream") for stream in named if stream not in known]


def _annotations(connection: Connection, keys: Sequence[bytes], signing: Signing) -> list[Fault]:
    said = fact(connection, AUTHORITIES)
    trusted = [bytes.fromhex(str(key)) for key in said] if isinstance(said, list) else []
    return annotation_faults(connection, [*keys, *trusted], signing)


def _receipts(connection: Connection, keys: Sequence[bytes], signing: Signing) -> tuple[int, list[Fault]]:
    """Receipts must be signed by this journal's server, or by itself where it serves, over the hashes held here."""
    count, broken = 0, []
    for row in connection.execute(select(RECEIPT).order_by(RECEIPT.c.id)).all():
        count += 1
        receipt = receipt_of(row)
        signed = any(signing.verify(key, receipt.message, receipt.signature) for key in keys)
        if not signed or hash_at(connection, receipt.stream, receipt.high) != receipt.hash:
            broken.append(Fault(stream=receipt.stream, seq=receipt.high, reason="receipt"))
    return count, broken


def _authorities(connection: Connection, signing: Signing) -> list[bytes]:
    upstream, own = fact(connection, AUTHORITY), fact(connection, AUTHORITY_SECRET)
    keys = [bytes.fromhex(upstream)] if isinstance(upstream, str) else []
    return keys + ([signing.restore(bytes.fromhex(own)).public_key] if isinstance(own, str) else [])
