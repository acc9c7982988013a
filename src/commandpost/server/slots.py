"""Places for heavy work: after an outage everybody comes back at once, and is served in turn."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from commandpost.domain.errors import Unavailable

PATIENCE = 10.0  # seconds a push may wait for its place; a desk gives up after twenty
FIRST_GUESS = 0.1  # seconds a push takes, until the first were seen
FARTHEST = 60.0  # seconds beyond its queue that a moment may lie: who comes again and again moves nobody further
ROOM = 100_000_000  # bytes that may wait in memory
LEAST = 50_000  # bytes a waiting push costs beside its content: the request, the connection
EARLY = 0.5  # of the patience, by which a moment lies before the end of the line: an empty line helps nobody
SMOOTHING = 0.1  # how much a new push counts in what a push takes


@dataclass(slots=True, eq=False)
class _Waiter:
    since: float  # the loop's time
    turn: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    @property
    def holds_a_place(self) -> bool:
        return self.turn.done() and not self.turn.cancelled() and self.turn.exception() is None


class Slots:
    """At most ``places`` at work; who would wait beyond ``patience`` is told when to come back, each its own moment.

    How long the line takes is only reckoned: whenever a place falls free those at its end are told who came in time as
    it seemed, no more than ``room`` bytes wait, and nobody beyond ``patience``.
    """

    def __init__(self, places: int = 2, patience: float = PATIENCE, room: int = ROOM) -> None:
        self._free = places
        self._line: deque[_Waiter] = deque()
        self._places = places
        self._patience = patience
        self._room = room  # bytes left
        self._each = FIRST_GUESS
        self._promised = 0.0  # the loop's time of the last moment given away

    @property
    def waiting(self) -> int:
        return len(self._line)

    @asynccontextmanager
    async def taken(self, size: int = 0) -> AsyncIterator[None]:
        """Wait with ``size`` bytes for a place and hold it. Raises Unavailable("server_full", retry_after=seconds)."""
        await self._place(LEAST + size)
        loop = asyncio.get_running_loop()
        begun = loop.time()
        try:
            yield
        finally:
            self._each += (loop.time() - begun - self._each) * SMOOTHING
            self._pass_on()
            self._turn_away()

    async def _place(self, weight: int) -> None:
        if self._free and not self._line:
            self._free -= 1
            return
        if self._lasts(len(self._line)) > self._patience or weight > self._room:
            raise self._full(len(self._line))
        waiter = _Waiter(asyncio.get_running_loop().time())
        self._line.append(waiter)
        self._room -= weight
        try:
            async with asyncio.timeout(self._patience or None):
                await waiter.turn
        except TimeoutError as late:
            self._leave(waiter)
            raise self._full(0) from late  # it was the first, and finds those gone who came with it
        except asyncio.CancelledError:
            self._leave(waiter)
            raise
        finally:
            self._room += weight

    def _leave(self, waiter: _Waiter) -> None:
        if waiter.holds_a_place:  # since a moment ago
            self._pass_on()
        elif waiter in self._line:
            self._line.remove(waiter)

    def _pass_on(self) -> None:
        """Give a place to the first who still waits."""
        while self._line:
            turn = self._line.popleft().turn
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1

    def _turn_away(self) -> None:
        """Tell those at the end of the line who would wait in vain: now, and not when everybody's patience ends."""
        now, late = asyncio.get_running_loop().time(), deque[_Waiter]()
        while len(self._line) > 1 and now - self._line[-1].since + self._lasts(len(self._line) - 1) > self._patience:
            late.appendleft(self._line.pop())
        for waiter in late:
            if not waiter.turn.done():
                waiter.turn.set_exception(self._full(len(self._line)))

    def _lasts(self, pushes: int) -> float:
        """Seconds that so many take."""
        return pushes * self._each / self._places

    def _full(self, before: int) -> Unavailable:
        now = asyncio.get_running_loop().time()
        soonest = now + max(self._lasts(before) - self._patience * EARLY, 0.0)
        self._promised = min(max(self._promised, soonest) + self._lasts(1), soonest + FARTHEST)
        return Unavailable("server_full", retry_after=self._promised - now)
