"""Places for heavy work: after an outage everybody comes back at once, and is served in turn."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from commandpost.domain.errors import Unavailable

SECONDS_EACH = 0.5  # what one push takes at most, by experience; only a guess at when to come back


class Slots:
    """At most ``places`` at work and ``queue`` waiting; who comes beyond that is told when to come back."""

    def __init__(self, places: int = 2, queue: int = 64) -> None:
        self._free = asyncio.Semaphore(places)
        self._places = places
        self._queue = queue
        self.waiting = 0

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """Wait for a place and hold it. Raises Unavailable("server_full", retry_after=seconds)."""
        if self.waiting >= self._queue:
            raise Unavailable("server_full", retry_after=SECONDS_EACH * self._queue / self._places)
        self.waiting += 1
        try:
            await self._free.acquire()
        finally:
            self.waiting -= 1
        try:
            yield
        finally:
            self._free.release()
