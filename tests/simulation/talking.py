"""One machine's talk over one line: the steps of the window's loop, with time between any two of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Generator

from commandpost.app.syncing import SyncService
from commandpost.domain.errors import Unavailable
from tests.simulation.loop import VirtualLoop
from tests.simulation.machine import Killed

MOST_TURNS = 12  # of one talk; more are left to the next


class Talking:
    """Push, then pull, until nothing is left; whoever stops the machine drops it, and what was under way is gone."""

    def __init__(self, sync: SyncService, loop: VirtualLoop, chance: random.Random, killed: Callable[[], None]) -> None:
        self._sync = sync
        self._loop = loop
        self._chance = chance
        self._killed = killed
        self._talk: Generator[float, None, None] | None = None

    def wake(self) -> None:
        """Begin a talk with the other end, unless one is under way."""
        if self._talk is None:
            self._talk = self._all()
            self._turn(self._talk)

    def drop(self) -> None:
        """The machine was stopped."""
        self._talk = None

    def _turn(self, talk: Generator[float, None, None]) -> None:
        if self._talk is not talk:
            return
        try:
            pause = next(talk)
        except StopIteration:
            self._talk = None
        except Unavailable:  # of the own disk: the window shows it, the next talk tries again
            self._talk = None
        except Killed:
            self._killed()
        else:
            self._loop.after(pause, lambda: self._turn(talk))

    def _all(self) -> Generator[float, None, None]:
        try:
            yield from self._push()
            yield from self._pull()
        except Unavailable as problem:
            self._sync.failed(problem)

    def _push(self) -> Generator[float, None, None]:
        before = None
        for _ in range(MOST_TURNS):
            outgoing = self._sync.gather()
            if outgoing.idle or outgoing == before:
                return
            yield self._delay()
            answered = self._sync.exchange(outgoing)
            yield self._delay()
            self._sync.settle(answered)
            before = outgoing

    def _pull(self) -> Generator[float, None, None]:
        for _ in range(MOST_TURNS):
            question = self._sync.position()
            yield self._delay()
            news = self._sync.listen(question)
            yield self._delay()
            self._sync.take(news)
            if not (news.page.more or news.page.runs or news.blobs):
                return

    def _delay(self) -> float:
        return self._chance.choice((0.0, 0.1, 2.0, 20.0))
