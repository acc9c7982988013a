"""The one exit of work from the window's thread, and its way back by ``await``."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject

from commandpost.domain.errors import CommandPostError
from commandpost.gui.runtime.belonging import Belonging
from commandpost.gui.runtime.child import ChildLimits, Tell, run_in_child, run_telling

P = ParamSpec("P")
T = TypeVar("T")

WRITTEN_S = 10  # how long closing waits for what was handed over; a sound disk needs a fraction of one
TURNS = 12  # of the loop from an answer of the store to the next question of whoever asked
NET_WORKERS = 5  # the long polls of server and room hold one each


class Tasks:
    """Background work: one ordered worker for the store, a few for the network, bounded child processes.

    ``start`` launches a coroutine from a slot: its ``CommandPostError`` goes to ``on_refused``, anything else to
    ``on_bug``; both are set once by the shell.

    A deed may belong to a window (``owner``): once that is gone the deed ends where it next comes back from here, and
    what was handed over is done all the same. ``whole`` keeps together what must not end half way.
    """

    def __init__(self) -> None:
        self._store = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._net = ThreadPoolExecutor(NET_WORKERS, thread_name_prefix="net")
        self._one_reading = asyncio.Lock()
        self._handed: set[asyncio.Future[Any]] = set()  # over to the store, by work that has an end
        self._once: list[object] = []  # deeds under way; what they were given may be told apart, not always hashed
        self._under_way = 0
        self._closing = False
        self._running: set[asyncio.Task[None]] = set()
        self._endless: set[asyncio.Task[None]] = set()
        self._settling: set[asyncio.Task[Any] | None] = set()
        self._belonging = Belonging()
        self.on_refused: Callable[[CommandPostError], None] = lambda _error: None
        self.on_bug: Callable[[BaseException], None] = lambda _error: None

    async def store(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run on the one worker of the desk's own store; calls keep their order.

        A room that is served has threads of its own: the store's lock lets one transaction in at a time.

        What was asked for is done, also when whoever asked is cancelled: a line that was entered as the window closes.
        """
        given = _given(self._store, function, *args, **kwargs)
        if asyncio.current_task() not in self._endless:
            self._handed.add(given)
            given.add_done_callback(self._handed.discard)
        return await self._counted(_done(given))

    async def read(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Read on the store's worker, one reading at a time: what the operator saves waits for one at most."""
        async with self._one_reading:
            return await self._counted(_in(self._store, function, *args, **kwargs))

    async def net(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run something that waits for the network or makes paper; never the store."""
        return await self._counted(_in(self._net, function, *args, **kwargs))

    async def listen(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a long poll, which waits for what may never come; it does not count as work."""
        return await self._back(_in(self._net, function, *args, **kwargs))

    async def whole(self, part: Coroutine[object, object, T]) -> T:
        """A part of a deed that is done to its end though the window be gone by then; it touches no window.

        Several writes, a file and the word that it is saved, a write and its announcement.
        """
        return await self._back(self._belonging.freed(part))

    @property
    def idle(self) -> bool:
        """Whether nothing is asked of the store, the network or the press."""
        return self._under_way == 0

    async def child(self, function: Callable[P, T], limits: ChildLimits, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a picklable function in a child process with limits of time and memory; cancelling ends the process.

        Raises ``RuleBroken("child_too_slow" | "child_died")``; its own ``CommandPostError`` comes through.
        """
        return await self._back(run_in_child(self._net, limits, function, *args, **kwargs))

    async def child_telling(
        self,
        function: Callable[Concatenate[Tell, P], T],
        limits: ChildLimits,
        tell: Tell,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """The same for a function whose first argument takes its progress, 0 to 1; ``tell`` runs on this thread."""
        return await self._back(run_telling(self._net, limits, tell, function, *args, **kwargs))

    def start(
        self, work: Coroutine[object, object, None], *, endless: bool = False, owner: QObject | None = None
    ) -> asyncio.Task[None]:
        """Begin ``work`` now; it is kept until it ends, and its errors never vanish. ``endless``: a loop.

        ``owner``: the window it belongs to. Nothing begins any more while all this is closed.
        """
        task = asyncio.get_event_loop().create_task(work if owner is None else self._belonging.bound(work, owner))
        if self._closing:
            task.cancel()
        self._running.add(task)
        if endless:
            self._endless.add(task)
        task.add_done_callback(self._ended)
        task.add_done_callback(lambda _ended: work.close())  # what was cancelled before it could begin
        return task

    def once(self, work: Callable[P, Coroutine[object, object, None]], *args: P.args, **kwargs: P.kwargs) -> None:
        """Begin a deed from a slot; the same deed with the same arguments while it is under way is that one.

        A method of a window belongs to it.
        """
        deed, owner = (work, args, kwargs), getattr(work, "__self__", None)

        async def do() -> None:
            doing = work(*args, **kwargs)
            try:
                await (self._belonging.bound(doing, owner) if isinstance(owner, QObject) else doing)
            finally:
                self._once.remove(deed)

        if deed not in self._once:
            self._once.append(deed)
            self.start(do())

    async def settled(self) -> None:
        """Wait until what was started so far has ended, but for what has no end and all who wait here themselves."""
        asking = asyncio.current_task()
        self._settling.add(asking)
        try:
            others = self._running - self._endless - self._settling
            if others:
                await asyncio.wait(others)
        finally:
            self._settling.discard(asking)

    async def _written(self) -> None:
        """Wait until nobody asks the store for anything any more, ``WRITTEN_S`` at the longest."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(WRITTEN_S):
                await _turns()
                while self._handed:
                    await asyncio.wait(self._handed)
                    await _turns()

    async def _counted(self, work: Coroutine[object, object, T]) -> T:
        self._under_way += 1
        try:
            return await self._back(work)
        finally:
            self._under_way -= 1

    async def _back(self, work: Coroutine[object, object, T]) -> T:
        """Its answer, where the window that asked is there; else the deed ends, and the shell hears of an error."""
        try:
            answer = await work
        except Exception as error:
            if self._belonging.ended:
                self._tell(error)
                raise asyncio.CancelledError from error
            raise
        if self._belonging.ended:
            raise asyncio.CancelledError
        return answer

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._endless.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self._tell(error)

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, CommandPostError):
            self.on_refused(error)
        else:
            self.on_bug(error)

    async def close(self) -> None:
        """Write what was handed over, cancel what waits for the network, let the store finish what it was given."""
        self._closing = True
        await self._written()
        while ending := self._running - {asyncio.current_task()}:
            for task in ending:
                task.cancel()
            await asyncio.gather(*ending, return_exceptions=True)
        self._net.shutdown(wait=False, cancel_futures=True)
        await asyncio.get_running_loop().run_in_executor(None, self._store.shutdown)


async def _turns() -> None:
    """Let what has begun, or was answered, come to what it asks next."""
    for _turn in range(TURNS):
        await asyncio.sleep(0)


async def _done(running: asyncio.Future[T]) -> T:
    """Await it; who is cancelled meanwhile leaves it to its end, and nobody hears of that."""
    running.add_done_callback(lambda one: one.cancelled() or one.exception())
    return await asyncio.shield(running)


async def _in(workers: ThreadPoolExecutor, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    return await _given(workers, function, *args, **kwargs)


def _given(
    workers: ThreadPoolExecutor, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> asyncio.Future[T]:
    try:
        future = workers.submit(function, *args, **kwargs)
    except RuntimeError as closed:  # the desk is closing: nobody waits for the answer any more
        raise asyncio.CancelledError from closed
    return asyncio.wrap_future(future, loop=asyncio.get_running_loop())
