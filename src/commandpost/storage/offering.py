"""Which links of many streams travel next: read together, however many streams they are of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row
from sqlalchemy.engine import Connection

from commandpost.domain.ids import StreamId
from commandpost.journal.bundle import Run
from commandpost.journal.chain import DeviceCard, Receipt, Stored
from commandpost.storage.entry_rows import opening_of
from commandpost.storage.links import Stretch, fitting, read_whole, signed_part


def offered(
    connection: Connection, wanted: Iterable[tuple[Row[Any], Stretch]], max_entries: int, max_bytes: int
) -> list[tuple[Row[Any], list[Stored]]]:
    """Rows of streams with the links that fit, in order, each to a signed one; at least one run where there is any.

    A stretch of which nothing can travel, since what ends it is missing here, is passed over; the first of which
    nothing fits is the last one looked at.
    """
    there = [(row, stretch) for row, stretch in wanted if stretch.end > stretch.after]
    whole = _read_ahead(connection, [stretch for _, stretch in there], max_entries)
    found: list[tuple[Row[Any], list[Stored]]] = []
    for row, stretch in there:
        links = whole.get(stretch.stream)
        fit = [] if links is None else signed_part(links, max_entries, max_bytes)
        if not fit and (links is None or not found):
            fit = fitting(connection, stretch, max_entries, max_bytes, must=not found)
        if not fit and stretch.end < row.seq:
            continue
        if not fit:
            break
        max_entries -= len(fit)
        max_bytes -= sum(len(stored.link.raw or b"") for stored in fit)
        found.append((row, fit))
    return found


def run_of(row: Row[Any], links: Sequence[Stored], card: DeviceCard, receipts: tuple[Receipt, ...] = ()) -> Run:
    """Links of one stream as they travel."""
    signature = links[-1].signature
    if signature is None:
        raise LookupError("a run must end at a signed entry")
    return Run(
        opening=opening_of(row),
        card=card,
        first=links[0].seq,
        prev=links[0].prev,
        links=tuple(stored.link for stored in links),
        signature=signature,
        receipts=receipts,
    )


def _read_ahead(connection: Connection, stretches: Sequence[Stretch], room: int) -> Mapping[StreamId, list[Stored]]:
    """The links of those stretches at the beginning that fit whole; a single one is better read alone."""
    some = [*_whole_ones(stretches, room)]
    return read_whole(connection, some) if len(some) > 1 else {}


def _whole_ones(stretches: Sequence[Stretch], room: int) -> Iterator[Stretch]:
    for stretch in stretches:
        room -= stretch.end - stretch.after
        if room < 0:
            return
        yield stretch
