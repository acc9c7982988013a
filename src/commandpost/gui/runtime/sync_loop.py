"""The link to the server in the background: pushes when something changed, listens for what comes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from commandpost.app.link import LinkStatus
from commandpost.app.sync_steps import News, Question
from commandpost.app.syncing import SyncService
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.gui.runtime.changes import LINK, ChangeBridge
from commandpost.gui.runtime.reading import Reading
from commandpost.gui.runtime.tasks import Tasks
from commandpost.journal.entry import ChangeSet

LISTEN_SECONDS = 25.0  # of one long poll
PUSH_AGAIN = 20.0  # seconds until the next look without a reason


class SyncLoop(QObject):
    """Store steps run on the store's worker, net steps on the network's; a failure never leaves this class."""

    status_changed = Signal(object)  # LinkStatus

    def __init__(self, tasks: Tasks, bridge: ChangeBridge, sync: SyncService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._sync = sync
        self._wake = asyncio.Event()
        self._online = asyncio.Event()
        self._running: list[asyncio.Task[None]] = []
        self._ahead: News | None = None
        self._said: LinkStatus | None = None
        self._telling = Reading(tasks, self._tell_what_waits)
        bridge.changed.connect(self._changed)

    def start(self) -> None:
        """Begin both directions."""
        turns = (self._push, self._pull)
        self._running = [self._tasks.start(self._again_and_again(turn), endless=True) for turn in turns]

    async def stop(self) -> None:
        """End what is under way at once; the journal keeps what was not sent."""
        for task in self._running:
            task.cancel()
        self._sync.close()
        await asyncio.gather(*self._running, return_exceptions=True)
        self._running.clear()

    def try_now(self) -> None:
        """The operator asks for another attempt."""
        self._wake.set()

    def _changed(self, changes: ChangeSet) -> None:
        if self._running:
            self._telling.ask()
        if self._online.is_set() or LINK in changes.kinds:
            self._wake.set()

    async def _again_and_again(self, turn: Callable[[], Awaitable[None]]) -> None:
        """A journal that can be neither read nor written for a while ends no direction for good."""
        while True:
            try:
                await turn()
            except Unavailable as problem:
                self._tasks.on_refused(problem)
                await asyncio.sleep(PUSH_AGAIN)

    async def _push(self) -> None:
        self._wake.clear()
        try:
            await self._push_all()
        except (Unavailable, RuleBroken) as error:
            await self._failed(error)
        else:
            self._online.set()
        await self._report()
        await self._rest()

    async def _push_all(self) -> None:
        before = None
        while True:
            outgoing = await self._tasks.store(self._sync.gather)
            if outgoing.idle or outgoing == before:
                return
            answered = await self._tasks.net(self._sync.exchange, outgoing)
            await self._tasks.store(self._sync.settle, answered)
            self._online.set()  # what comes in does not wait for a long push
            await self._report()
            before = outgoing

    async def _pull(self) -> None:
        await self._online.wait()
        try:
            question = await self._tasks.store(self._sync.position)
            self._ahead = await self._take(question, await self._news(question))
        except (Unavailable, RuleBroken) as error:
            await self._failed(error)
            self._wake.set()
            await self._report()
            await asyncio.sleep(min(PUSH_AGAIN, await self._tasks.store(self._sync.pause)))  # what cannot be kept
        else:
            await self._report()

    async def _news(self, question: Question) -> News:
        """What was asked ahead, where it still answers what is asked now."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead.asked == question.position and not question.wanted:
            return ahead
        return await self._tasks.listen(self._sync.listen, question, LISTEN_SECONDS)

    async def _take(self, question: Question, news: News) -> News | None:
        """Keep it, and ask for the next page meanwhile: the server makes it while this journal takes the one before."""
        following = self._sync.ahead(question, news)
        if following is None:
            await self._tasks.store(self._sync.take, news)
            return None
        both = self._tasks.store(self._sync.take, news), self._tasks.listen(self._sync.listen, following, 0)
        taken, ahead = await asyncio.gather(*both, return_exceptions=True)  # neither runs on without the other
        if isinstance(taken, BaseException):
            raise taken
        if isinstance(ahead, BaseException):
            raise ahead
        return ahead

    async def _failed(self, error: Unavailable | RuleBroken) -> None:
        self._online.clear()
        problem = error if isinstance(error, Unavailable) else Unavailable(error.code, **error.params)
        await self._tasks.store(self._sync.failed, problem)

    async def _report(self) -> None:
        self._say(await self._tasks.store(self._sync.status))

    async def _tell_what_waits(self) -> None:
        """What was just written waits to be sent from now on, not from the next attempt."""
        try:
            status = await self._tasks.store(self._sync.status)
        except Unavailable:  # the next attempt tells
            return
        if status != self._said:
            self._say(status)

    def _say(self, status: LinkStatus) -> None:
        self._said = status
        self.status_changed.emit(status)

    async def _rest(self) -> None:
        pause = await self._tasks.store(self._sync.pause)
        with suppress(TimeoutError):
            async with asyncio.timeout(pause or PUSH_AGAIN):  # wait_for would swallow a stop that comes as it wakes
                await self._wake.wait()
