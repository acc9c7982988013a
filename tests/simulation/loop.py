"""Virtual time: one queue of what happens when; nothing waits, nothing is concurrent, everything may come between."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from datetime import datetime, timedelta


class VirtualLoop:
    """True time, which no machine knows; events of one moment run in the order in which they were planned."""

    def __init__(self, start: datetime) -> None:
        self.now = start
        self._plans: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order = itertools.count()

    def after(self, seconds: float, event: Callable[[], None]) -> None:
        heapq.heappush(self._plans, (self.now + timedelta(seconds=seconds), next(self._order), event))

    def advance(self, seconds: float) -> None:
        """Let time pass and everything happen that was planned meanwhile."""
        until = self.now + timedelta(seconds=seconds)
        while self._plans and self._plans[0][0] <= until:
            self.now, _, event = heapq.heappop(self._plans)
            event()
        self.now = until
