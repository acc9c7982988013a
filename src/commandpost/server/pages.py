"""Pages of feeds as they travel: one is read, packed and kept for all who stand at the same place."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from commandpost.app import wire
from commandpost.app.feed_plan import PagePlan, StreamReaders, plan
from commandpost.app.relay import RelayService
from commandpost.domain.ids import StreamId
from commandpost.journal.bundle import encode
from commandpost.journal.chain import DeviceCard
from commandpost.journal.exchange import FeedPage, Position, Published
from commandpost.server.scout import Scout

FRAMES = "application/octet-stream"
EMPTY = encode(())
KEPT_PAGES = 200  # shared ones
MAX_KEPT = 200_000  # bytes of a frame that is kept
KEPT_STREAMS = 100


@dataclass(frozen=True, slots=True)
class Packed:
    """A page and its frame."""

    page: FeedPage
    frame: bytes

    def answer(self) -> Response:
        page = self.page
        said = {
            wire.EPOCH_HEADER: page.epoch,
            wire.AFTER_HEADER: str(page.after),
            wire.MORE_HEADER: str(int(page.more)),
        }
        return Response(self.frame, 200, said, media_type=FRAMES)


def empty_page(position: Position, *, more: bool = False) -> Response:
    """The answer to a reader for whom nothing came; ``more`` where not all was looked at yet."""
    page = FeedPage(unit=position.unit, epoch=position.epoch, after=position.lsn, runs=(), more=more)
    return Packed(page, EMPTY).answer()


class Pages:
    """Used from the event loop's thread only."""

    def __init__(self, relay: RelayService, scout: Scout) -> None:
        self._relay = relay
        self._scout = scout
        self._shared: dict[PagePlan, asyncio.Task[Packed]] = {}
        self._streams: dict[StreamId, StreamReaders] = {}
        self._learning: dict[StreamId, asyncio.Task[None]] = {}
        self._epoch = ""

    async def page(self, caller: DeviceCard, position: Position, limit: int) -> Packed:
        """The next page of a reader: read by its own right in the database, unless all of it is for everybody.

        A shared page is read by the right of nobody, so that the database keeps out what is not for everybody, and
        given only where it is link by link what the reader is to have. Raises what the relay raises.
        """
        wanted = await self._plan(caller, position, limit)
        if wanted is not None:
            packed = await self._once(wanted, position, limit)
            if wanted.is_met_by(packed.page):
                return packed
        return await run_in_threadpool(self._read, caller, position, limit)

    async def is_empty(self, caller: DeviceCard, position: Position) -> bool:
        """Whether there is certainly nothing for a reader after its position."""
        tail = self._scout.tail
        if position.unit != caller.unit or position.epoch != tail.epoch:
            return False
        if tail.has_news(caller.unit, position.lsn) is None:
            begin, newest = tail.begin, await run_in_threadpool(self._relay.newest_for, caller.unit)
            if (tail.epoch, tail.begin) == (position.epoch, begin):  # else something may have come that nobody told
                tail.learn(caller.unit, newest)
        return tail.has_news(caller.unit, position.lsn) is False

    async def _once(self, wanted: PagePlan, position: Position, limit: int) -> Packed:
        reading = self._shared.get(wanted)
        if reading is None:
            if len(self._shared) >= KEPT_PAGES:
                del self._shared[next(iter(self._shared))]
            after = position.lsn if position.epoch == wanted.epoch else 0
            job = run_in_threadpool(self._read_public, after, limit, wanted.upto)
            reading = self._shared[wanted] = asyncio.create_task(job)
            reading.add_done_callback(lambda read: self._keep(wanted, read))
        return await asyncio.shield(reading)

    def _keep(self, wanted: PagePlan, read: asyncio.Task[Packed]) -> None:
        """Only what was read and is not large stays for those who come later."""
        failed = read.cancelled() or read.exception() is not None
        if (failed or len(read.result().frame) > MAX_KEPT) and self._shared.get(wanted) is read:
            del self._shared[wanted]

    async def _plan(self, caller: DeviceCard, position: Position, limit: int) -> PagePlan | None:
        tail = self._scout.tail
        if position.whole or position.unit != caller.unit:
            return None
        after = position.lsn if position.epoch == tail.epoch else 0
        rows = tail.public(caller.unit, after, self._relay.without(caller))
        if not rows or len(rows) >= limit or not await self._met(tail.epoch, rows):
            return None
        return plan(tail.epoch, caller.unit, after, rows, self._streams)

    async def _met(self, epoch: str, rows: tuple[Published, ...]) -> bool:
        """Know the streams of entries; False where the journal changed meanwhile."""
        if epoch != self._epoch:
            self._epoch = epoch
            self._forget()
        for row in rows:
            known = self._streams.get(row.stream)
            if known is None or not known.knows(row):
                await asyncio.shield(self._learning.get(row.stream) or self._begin_learning(row))
        return epoch == self._scout.tail.epoch and all(row.stream in self._streams for row in rows)

    def _begin_learning(self, row: Published) -> asyncio.Task[None]:
        """Once for all who want to know the stream now."""
        learning = self._learning[row.stream] = asyncio.create_task(self._learn(row))
        learning.add_done_callback(lambda _: self._learning.pop(row.stream))
        return learning

    async def _learn(self, row: Published) -> None:
        known = self._streams.get(row.stream)
        begun = StreamReaders() if known is None or row.seq <= known.last else known
        begun.take(await run_in_threadpool(self._relay.shown, row.stream, begun.last))
        if len(self._streams) >= KEPT_STREAMS:
            self._streams.clear()
        self._streams[row.stream] = begun

    def _forget(self) -> None:
        self._streams.clear()
        self._shared.clear()

    def _read(self, caller: DeviceCard, position: Position, limit: int) -> Packed:
        page = self._relay.feed(caller, position, limit)
        return Packed(page, encode(page.runs))

    def _read_public(self, after: int, limit: int, upto: int) -> Packed:
        page = self._relay.public_feed(after, limit, upto)
        return Packed(page, encode(page.runs))
