"""Wakes the feeds that wait for news, and only those whom the news concerns."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection

from commandpost.domain.ids import EVERYONE


class Bell:
    """Rung after every accepted push; used from the event loop's thread only.

    A waiter names the count it saw before it looked, so nothing that comes between looking and waiting is missed.
    """

    def __init__(self) -> None:
        self.closed = False
        self._rings: Counter[str] = Counter()  # by room; ``EVERYONE`` counts those that concern all
        self._total = 0
        self._rung: dict[str, asyncio.Event] = {}  # of the rooms somebody waits in

    def count(self, room: str = EVERYONE) -> int:
        """How often it rang for a room; without one, how often it rang at all."""
        return self._total if room == EVERYONE else self._rings[room] + self._rings[EVERYONE]

    def ring(self, rooms: Collection[str] = (EVERYONE,)) -> None:
        """Wake who waits in these rooms, and who waits for whatever comes."""
        self._total += 1
        self._rings.update(rooms)
        woken = [*self._rung] if EVERYONE in rooms else [*rooms, EVERYONE]
        for room in woken:
            event = self._rung.pop(room, None)
            if event is not None:
                event.set()

    def close(self) -> None:
        """Let every waiter go, for good: the server is ending."""
        self.closed = True
        self.ring()

    async def wait(self, heard: int, seconds: float, room: str = EVERYONE) -> bool:
        """Return whether it rang for the room after ``heard``, or is closed, before ``seconds`` have passed."""
        if self.count(room) != heard or self.closed:
            return True
        event = self._rung.setdefault(room, asyncio.Event())
        try:
            async with asyncio.timeout(seconds):  # wait_for would swallow an end that comes as it rings
                await event.wait()
        except TimeoutError:
            return False
        return True
