"""What goes into a sealed bundle for another workstation, and the keys to write and read one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.engine import Connection

from commandpost.domain.ids import EVERYONE, DeviceId, StreamId, UnitCode
from commandpost.journal.bundle import MAX_BYTES, MAX_ENTRIES, Run
from commandpost.journal.chain import DeviceCard, Link, Stored
from commandpost.journal.encoding import read_body
from commandpost.storage import blob_rows
from commandpost.storage.carrying import Carrying
from commandpost.storage.entry_rows import card_of, opening_of
from commandpost.storage.feed_rows import is_within, parents_of
from commandpost.storage.links import read_links, signed_end
from commandpost.storage.tables import DEVICE, JOURNAL, STREAM


class Stick(Carrying):
    """Reads for sealed bundles."""

    def known_cards(self) -> tuple[DeviceCard, ...]:
        """Other workstations met here, enrolled and not revoked, by unit and name."""
        query = select(DEVICE).where(
            DEVICE.c.enrolled_at != "", DEVICE.c.revoked_at.is_(None), DEVICE.c.device != self._session.device
        )
        ordered = query.order_by(DEVICE.c.unit, DEVICE.c.name)
        return self._read(lambda connection: tuple(card_of(row) for row in connection.execute(ordered)))

    def reach(self) -> Mapping[StreamId, int]:
        """How far every stream is held here."""
        query = select(STREAM.c.stream, STREAM.c.seq).where(STREAM.c.seq > 0)
        return self._read(lambda connection: {StreamId(row.stream): row.seq for row in connection.execute(query)})

    def runs_for(self, unit: UnitCode, held: Mapping[StreamId, int]) -> tuple[Run, ...]:
        """What a unit may see and does not hold, oldest stream first; what it may not see comes as a hash."""
        return self._read(lambda connection: tuple(self._lacking(connection, unit, held)))

    def blobs_of(self, runs: Sequence[Run]) -> tuple[bytes, ...]:
        """The blobs here that the bodies in these runs name."""
        names = dict.fromkeys(name for run in runs for name in named_by(run))
        return self._read(
            lambda connection: tuple(
                content for name in names if (content := blob_rows.content_of(connection, name)) is not None
            )
        )

    def seal(self, card: DeviceCard, plain: bytes, bound: bytes) -> bytes:
        """Encrypt to another workstation's key."""
        return self._signing.seal(card.public_key, plain, bound)

    def unseal(self, sealed: bytes, bound: bytes) -> bytes:
        """Open what was sealed to this workstation. Raises ValueError."""
        return self._signing.unseal(self._session.device_key.secret, sealed, bound)

    def _lacking(self, connection: Connection, unit: UnitCode, held: Mapping[StreamId, int]) -> Iterator[Run]:
        parents = parents_of(connection)
        for row in connection.execute(select(STREAM).where(STREAM.c.seq > 0).order_by(STREAM.c.opened)).all():
            start = held.get(StreamId(row.stream), 0) + 1
            shown = _shown(connection, row, start, unit, parents)
            if shown:
                links = read_links(connection, row.stream, start, signed_end(connection, row.stream, max(shown)))
                yield from self._pieces(connection, row, links, shown)

    def _pieces(self, connection: Connection, row: Row[Any], links: Sequence[Stored], shown: set[int]) -> Iterator[Run]:
        """A stretch of a stream as runs that each end at a signature."""
        card = self._vouched(connection, DeviceId(row.device))
        piece: list[Stored] = []
        size = 0
        for stored in links:
            piece.append(stored)
            size += len(stored.link.raw or b"") if stored.seq in shown else 0
            full = len(piece) >= MAX_ENTRIES or size >= MAX_BYTES or stored is links[-1]
            if stored.signature is not None and full:
                yield Run(
                    opening=opening_of(row),
                    card=card,
                    first=piece[0].seq,
                    prev=piece[0].prev,
                    links=tuple(_link(one, shown) for one in piece),
                    signature=stored.signature,
                )
                piece, size = [], 0


def _shown(
    connection: Connection, row: Row[Any], start: int, unit: UnitCode, parents: Mapping[UnitCode, UnitCode | None]
) -> set[int]:
    """Seqs of a stream, from ``start`` on, whose bodies a unit may see."""
    if start > row.seq:
        return set()
    here = JOURNAL.c.stream == row.stream
    if is_within(UnitCode(row.unit), unit, parents):
        return set(connection.execute(select(JOURNAL.c.seq).where(here, JOURNAL.c.seq >= start)).scalars())
    seen: dict[tuple[UnitCode, ...], bool] = {}
    shown: set[int] = set()
    for seq, body in connection.execute(select(JOURNAL.c.seq, JOURNAL.c.body).where(here, JOURNAL.c.seq >= start)):
        to = read_body(bytes(body)).to
        if to not in seen:
            seen[to] = any(one == EVERYONE or is_within(one, unit, parents) for one in to)
        if seen[to]:
            shown.add(seq)
    return shown


def _link(stored: Stored, shown: set[int]) -> Link:
    return stored.link if stored.seq in shown else Link(body_hash=stored.link.body_hash)


def named_by(run: Run) -> Iterator[str]:
    """The blobs that the bodies in a run name."""
    for link in run.links:
        if link.raw is not None:
            body = read_body(link.raw)
            yield from body.blobs
            if body.personal:
                yield body.personal
