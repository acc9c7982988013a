"""Places for heavy work: after an outage everybody comes back at once, and is served in turn."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from commandpost.domain.errors import Unavailable

PATIENCE = 10.0  # seconds a push may wait for its place; a desk gives up after twenty
FIRST_GUESS = 0.1  # seconds a push takes, until the first were seen
FARTHEST = 60.0  # seconds beyond its queue that a moment may lie: who comes again and again moves nobody further
SMOOTHING = 0.1  # how much a new push counts in what a push takes


class Slots:
    """At most ``places`` at work; who would wait beyond ``patience`` is told when to come back, each its own moment."""

    def __init__(self, places: int = 2, patience: float = PATIENCE) -> None:
        self._free = asyncio.Semaphore(places)
        self._places = places
        self._patience = patience
        self._each = FIRST_GUESS
        self._promised = 0.0  # the loop's time of the last moment given away
        self.waiting = 0

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """Wait for a place and hold it. Raises Unavailable("server_full", retry_after=seconds)."""
        loop = asyncio.get_running_loop()
        queued = self.waiting * self._each / self._places
        if queued > self._patience:
            soonest = loop.time() + queued
            self._promised = min(max(self._promised, soonest) + self._each / self._places, soonest + FARTHEST)
            raise Unavailable("server_full", retry_after=self._promised - loop.time())
        self.waiting += 1
        try:
            await self._free.acquire()
        finally:
            self.waiting -= 1
        begun = loop.time()
        try:
            yield
        finally:
            self._free.release()
            self._each += (loop.time() - begun - self._each) * SMOOTHING
