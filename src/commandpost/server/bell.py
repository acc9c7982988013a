"""Wakes the feeds that wait for news."""

from __future__ import annotations

import asyncio


class Bell:
    """Rung after every accepted push; used from the event loop's thread only.

    A waiter names the count it saw before it looked, so nothing that comes between looking and waiting is missed.
    """

    def __init__(self) -> None:
        self.count = 0
        self.closed = False
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self.count += 1
        self._rung.set()
        self._rung = asyncio.Event()

    def close(self) -> None:
        """Let every waiter go, for good: the server is ending."""
        self.closed = True
        self.ring()

    async def wait(self, heard: int, seconds: float) -> None:
        """Return when it rang after ``heard``, is closed, or ``seconds`` have passed."""
        if self.count != heard or self.closed:
            return
        try:
            await asyncio.wait_for(self._rung.wait(), seconds)
        except TimeoutError:
            return
