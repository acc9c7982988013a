"""Places for heavy work: after an outage everybody comes back at once, and is served in turn."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from commandpost.domain.errors import Unavailable

PATIENCE = 10.0  # seconds a push may wait for its place; a desk gives up after twenty
FIRST_GUESS = 0.1  # seconds a push takes, until the first were seen
FARTHEST = 60.0  # seconds beyond its queue that a moment may lie: who comes again and again moves nobody further
ROOM = 100_000_000  # bytes that may wait in memory
LEAST = 50_000  # bytes a waiting push costs beside its content: the request, the connection
SMOOTHING = 0.1  # how much a new push counts in what a push takes


class Slots:
    """At most ``places`` at work; who would wait beyond ``patience`` is told when to come back, each its own moment.

    How long the queue takes is only reckoned: no more than ``room`` bytes wait, and nobody beyond ``patience``.
    """

    def __init__(self, places: int = 2, patience: float = PATIENCE, room: int = ROOM) -> None:
        self._free = asyncio.Semaphore(places)
        self._places = places
        self._patience = patience
        self._room = room  # bytes left
        self._each = FIRST_GUESS
        self._promised = 0.0  # the loop's time of the last moment given away
        self.waiting = 0

    @asynccontextmanager
    async def taken(self, size: int = 0) -> AsyncIterator[None]:
        """Wait with ``size`` bytes for a place and hold it. Raises Unavailable("server_full", retry_after=seconds)."""
        loop = asyncio.get_running_loop()
        weight = LEAST + size
        if self.waiting * self._each / self._places > self._patience or weight > self._room:
            raise self._full()
        self.waiting += 1
        self._room -= weight
        try:
            async with asyncio.timeout(self._patience or None):
                await self._free.acquire()
        except TimeoutError as late:
            raise self._full() from late
        finally:
            self.waiting -= 1
            self._room += weight
        begun = loop.time()
        try:
            yield
        finally:
            self._free.release()
            self._each += (loop.time() - begun - self._each) * SMOOTHING

    def _full(self) -> Unavailable:
        now = asyncio.get_running_loop().time()
        soonest = now + self.waiting * self._each / self._places
        self._promised = min(max(self._promised, soonest) + self._each / self._places, soonest + FARTHEST)
        return Unavailable("server_full", retry_after=self._promised - now)
