"""Two journals side by side, read-only: where they first differ, and whether each holds what receipts say it holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import Connection

from commandpost.domain.ids import StreamId
from commandpost.journal.chain import Fault
from commandpost.storage.engine import open_engine
from commandpost.storage.entry_rows import find_stream
from commandpost.storage.failures import sorted_failures
from commandpost.storage.links import hash_at
from commandpost.storage.tables import RECEIPT, STREAM


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What two journals say about the sessions both know; ``faults`` begins with the first difference."""

    streams: int
    receipts: int
    faults: tuple[Fault, ...]


def compare_journals(
    here: str | Path, here_key: bytes | None, there: str | Path, there_key: bytes | None
) -> Comparison:
    """Compare chains and receipts of two journals. Raises Unavailable when one cannot be opened or read."""
    with ExitStack() as opened:
        sides: list[Connection] = []
        for location, key in ((here, here_key), (there, there_key)):
            engine = open_engine(location, key, read_only=True)
            opened.callback(engine.dispose)
            opened.enter_context(sorted_failures())
            sides.append(opened.enter_context(engine.connect()))
        return _compared(*sides)


def _compared(here: Connection, there: Connection) -> Comparison:
    streams = [StreamId(name) for name in here.execute(select(STREAM.c.stream).order_by(STREAM.c.opened)).scalars()]
    both = [stream for stream in streams if find_stream(there, stream) is not None]
    faults = [fault for stream in both if (fault := _first_difference(here, there, stream)) is not None]
    checked, unmet = 0, list[Fault]()
    for holder, other in ((here, there), (there, here)):
        for fault in _receipts(holder, other):
            checked += 1
            unmet += [] if fault is None else [fault]
    return Comparison(streams=len(both), receipts=checked, faults=(*faults, *dict.fromkeys(unmet)))


def _first_difference(here: Connection, there: Connection, stream: StreamId) -> Fault | None:
    """The first seq whose hashes differ; the chain makes every later one differ too, so halving finds it."""
    common = min(_held(here, stream), _held(there, stream))
    if hash_at(here, stream, common) == hash_at(there, stream, common):
        return None
    low, high = 0, common
    while high - low > 1:
        middle = (low + high) // 2
        same = hash_at(here, stream, middle) == hash_at(there, stream, middle)
        low, high = (middle, high) if same else (low, middle)
    return Fault(stream=stream, seq=high, reason="differs")


def _receipts(holder: Connection, other: Connection) -> Iterator[Fault | None]:
    """Whether the other side holds what each receipt of a session it should hold was signed for."""
    for row in holder.execute(select(RECEIPT).order_by(RECEIPT.c.id)).all():
        stream, low = StreamId(row.stream), _held(other, StreamId(row.stream))
        if find_stream(other, stream) is None:
            continue
        if low < row.high:
            yield Fault(stream=stream, seq=low + 1, reason="unheld")
        elif hash_at(other, stream, row.high) != bytes(row.hash):
            yield Fault(stream=stream, seq=row.high, reason="receipt")
        else:
            yield None


def _held(connection: Connection, stream: StreamId) -> int:
    row = find_stream(connection, stream)
    return 0 if row is None else int(row.seq)
