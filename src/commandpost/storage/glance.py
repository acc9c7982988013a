"""What a server knows of its feeds without reading an entry: who may see which, and where the journal stands."""

from __future__ import annotations

from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from commandpost.domain.ids import EVERYONE, DeviceId, StreamId, UnitCode
from commandpost.journal.exchange import Glance, Published, Shown
from commandpost.storage.database import CARDS, LSN
from commandpost.storage.feed import Feed
from commandpost.storage.tables import COUNTER, FEED, JOURNAL, STREAM, STUB

COUNTERS = select(COUNTER.c.name, COUNTER.c.value).where(COUNTER.c.name.in_([LSN, CARDS]))
MANY = 2_000  # entries told at once; who is further behind begins anew


class Glancing(Feed):
    """Questions that many waiting readers share; the server's own work, not one unit's."""

    def newest(self) -> int:
        """The last number given to an entry: whether anything came since."""
        return self._read(_counters).get(LSN, 0)

    def glance(self, known: int | None) -> Glance:
        """Where this journal stands, with what was published after ``known``, the newest of it if it is much."""
        epoch = self.epoch()
        return self._read(lambda connection: _glance(connection, epoch, known))

    def standing(self) -> Glance:
        """Where this journal stands, without what was published."""
        epoch, at = self.epoch(), self._read(_counters)
        newest = at.get(LSN, 0)
        return Glance(epoch=epoch, newest=newest, cards=at.get(CARDS, 0), since=newest, published=())

    def newest_for(self, unit: UnitCode) -> int:
        """The number of the last entry in the unit's feed; 0 where it is empty."""
        query = select(func.max(FEED.c.lsn))
        ends = (query.where(FEED.c.unit == room) for room in (unit, EVERYONE))
        return self._read(lambda connection: max(connection.execute(end).scalar() or 0 for end in ends))

    def shown(self, stream: StreamId, after: int) -> tuple[Shown, ...]:
        """The links of a stream after a seq, in order, with those who may see their bodies."""
        return self._read(lambda connection: _shown(connection, stream, after))


def _glance(connection: Connection, epoch: str, known: int | None) -> Glance:
    at = _counters(connection)
    newest = at.get(LSN, 0)
    near = known is not None and 0 <= newest - known <= MANY
    since = known if near and known is not None else max(0, newest - MANY)
    published = _published(connection, since) if newest > since else ()
    if published:
        newest = max(newest, published[-1].lsn)
    return Glance(epoch=epoch, newest=newest, cards=at.get(CARDS, 0), since=since, published=published)


def _counters(connection: Connection) -> dict[str, int]:
    rows = connection.execute(COUNTERS)
    return {row.name: int(row.value) for row in rows}


def _published(connection: Connection, known: int) -> tuple[Published, ...]:
    query = (
        select(JOURNAL.c.lsn, JOURNAL.c.stream, JOURNAL.c.seq, STREAM.c.device, FEED.c.unit)
        .join(FEED, FEED.c.lsn == JOURNAL.c.lsn)
        .join(STREAM, STREAM.c.stream == JOURNAL.c.stream)
        .where(JOURNAL.c.lsn > known)
        .order_by(JOURNAL.c.lsn)
    )
    rows = ((row[:4], UnitCode(row.unit)) for row in connection.execute(query))
    return tuple(
        Published(
            lsn=lsn,
            stream=StreamId(stream),
            seq=seq,
            device=DeviceId(device),
            units=frozenset(unit for _, unit in readers),
        )
        for (lsn, stream, seq, device), readers in groupby(rows, key=lambda row: row[0])
    )


def _shown(connection: Connection, stream: StreamId, after: int) -> tuple[Shown, ...]:
    signed = JOURNAL.c.signature.is_not(None).label("signed")
    query = select(JOURNAL.c.seq, JOURNAL.c.lsn, signed, FEED.c.unit).join(FEED, FEED.c.lsn == JOURNAL.c.lsn)
    query = query.where(JOURNAL.c.stream == stream, JOURNAL.c.seq > after).order_by(JOURNAL.c.seq)
    rows = ((row[:3], UnitCode(row.unit)) for row in connection.execute(query))
    found = {
        seq: Shown(seq=seq, lsn=lsn, units=frozenset(unit for _, unit in readers), signed=bool(ends))
        for (seq, lsn, ends), readers in groupby(rows, key=lambda row: row[0])
    }
    stubs = select(STUB.c.seq, STUB.c.signature.is_not(None).label("signed"))
    for row in connection.execute(stubs.where(STUB.c.stream == stream, STUB.c.seq > after)):
        found.setdefault(row.seq, Shown(seq=row.seq, lsn=0, units=frozenset(), signed=bool(row.signed)))
    return tuple(found[seq] for seq in sorted(found))
