"""Looks for all who wait whether another process wrote into the same database, whose pushes ring no bell of ours."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool

GOOD = 1.0  # seconds an answer serves everybody who asks


class Scout:
    """One question a second, however many wait; used from the event loop's thread only."""

    def __init__(self, look: Callable[[], int]) -> None:
        self._look = look
        self._seen = 0
        self._at = float("-inf")
        self._looking: asyncio.Task[int] | None = None

    async def newest(self) -> int:
        """The last number given to an entry, at most a second old. Raises what the journal raises."""
        loop = asyncio.get_running_loop()
        if loop.time() - self._at < GOOD:
            return self._seen
        if self._looking is None:
            self._looking = asyncio.create_task(self._ask())
            self._looking.add_done_callback(self._done)
        return await asyncio.shield(self._looking)

    async def _ask(self) -> int:
        self._seen = await run_in_threadpool(self._look)
        self._at = asyncio.get_running_loop().time()
        return self._seen

    def _done(self, asked: asyncio.Task[int]) -> None:
        self._looking = None
        if not asked.cancelled():
            asked.exception()  # everybody who awaited it was told
