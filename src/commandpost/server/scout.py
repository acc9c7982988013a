"""Looks where the journal stands, once for all who ask at the same time, however many they are."""

from __future__ import annotations

import asyncio

from starlette.concurrency import run_in_threadpool

from commandpost.app.feed_tail import FeedTail
from commandpost.app.relay import RelayService
from commandpost.domain.errors import Unavailable
from commandpost.journal.exchange import Glance

LONGEST = 10.0  # seconds one waits for a look; a desk itself waits twice as long for an answer
GOOD = 1.0  # seconds a look serves those who only want to know whether another process wrote


class Scout:
    """Every look begins after it was asked for, so no answer is old; used from the event loop's thread only.

    What was published since the last look is kept in ``tail``.
    """

    def __init__(self, relay: RelayService, *, longest: float = LONGEST) -> None:
        """``longest``: seconds somebody waits."""
        self.tail = FeedTail()
        self._longest = longest
        self._relay = relay
        self._seen: tuple[float, Glance] | None = None
        self._running: asyncio.Task[Glance] | None = None
        self._next: asyncio.Task[Glance] | None = None  # not begun yet: whoever asks now may share it

    async def look(self) -> Glance:
        """Where the journal stands now. Raises what the journal raises; late: Unavailable("database_unreachable")."""
        if self._next is None:
            self._next = asyncio.create_task(self._look_after(self._running))
            self._next.add_done_callback(_heard)
        try:
            async with asyncio.timeout(self._longest):
                return await asyncio.shield(self._next)
        except TimeoutError as late:
            raise Unavailable("database_unreachable") from late

    async def glimpse(self) -> Glance:
        """Where the journal stood at most a second ago."""
        if self._seen is not None and asyncio.get_running_loop().time() - self._seen[0] < GOOD:
            return self._seen[1]
        return await self.look()

    async def _look_after(self, earlier: asyncio.Task[Glance] | None) -> Glance:
        if earlier is not None:
            await asyncio.wait([earlier])
        self._running, self._next = self._next, None
        begun = asyncio.get_running_loop().time()
        glance = await self._ask()
        self._seen = begun, glance
        return glance

    async def _ask(self) -> Glance:
        glance = await run_in_threadpool(self._relay.glance, self.tail.newest)
        self.tail.take(glance)
        return glance


class Porter(Scout):
    """Looks on behalf of those who ask for no page: while much comes in, what was published is not read for them."""

    async def _ask(self) -> Glance:
        return await run_in_threadpool(self._relay.standing)


def _heard(look: asyncio.Task[Glance]) -> None:
    if not look.cancelled():
        look.exception()  # everybody who awaited it was told
