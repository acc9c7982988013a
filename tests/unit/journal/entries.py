"""Entries made by hand: what a store would chain and sign, without a store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from commandpost.domain.ids import EntryId, RecordId, StreamId, UnitCode
from commandpost.journal.chain import ZERO, body_hash, entry_hash
from commandpost.journal.encoding import body_bytes, read_body
from commandpost.journal.entry import Body, Entry, Json, Timing
from tests.factories import OFFICER, STREET
from tests.fakes import START


def body(
    kind: str = "incident",
    *,
    hlc: int = 1,
    values: Mapping[str, Json] | None = None,
    base: Mapping[str, tuple[EntryId, ...]] | None = None,
    personal: str | None = None,
    seconds: float = 0,
    to: tuple[UnitCode, ...] = (),
) -> Body:
    """A body of the record ``incident-1``."""
    wall = (START + timedelta(seconds=seconds)).isoformat()
    return Body(
        version=1,
        hlc=hlc,
        timing=Timing(wall=wall, boot_ns=5, boot_id="boot-1", offset=0.0, uncertainty=0.2),
        author=OFFICER,
        unit=STREET,
        kind=kind,
        record=RecordId("incident-1"),
        act="incident.revise",
        set=values or {},
        base=base or {},
        to=to,
        personal=personal,
        blobs=(),
        note="",
    )


def entry(content: Body, *, stream: str = "a", seq: int = 1, prev: bytes = ZERO) -> Entry:
    """An unsigned entry with that body."""
    raw = body_bytes(content)
    head = entry_hash(StreamId(stream), seq, prev, body_hash(raw))
    return Entry(stream=StreamId(stream), seq=seq, prev=prev, hash=head, signature=None, raw=raw, body=read_body(raw))
