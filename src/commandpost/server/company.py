"""Pushes that wait are taken in together: one transaction and one wait for the disk, and an answer for each."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool

from commandpost.journal.chain import DeviceCard
from commandpost.journal.exchange import Ingested

MOST = 16  # pushes taken in at once
MOST_BYTES = 150_000  # of them, as they travelled; a single larger one goes alone
AT_WORK = 2  # groups: while the database writes one, the next is proved


@dataclass(frozen=True, slots=True)
class Brought:
    """A push as it came: by whom, what, and when it was sealed."""

    caller: DeviceCard
    content: bytes
    at: str


class Company:
    """Used from the event loop's thread only; ``take`` runs beside it, and answers for each push or raises for all."""

    def __init__(self, take: Callable[[Sequence[Brought]], Sequence[Ingested | Exception]]) -> None:
        self._take = take
        self._waiting: deque[tuple[Brought, asyncio.Future[Ingested]]] = deque()
        self._working: dict[asyncio.Future[Ingested], asyncio.Task[Sequence[Ingested | Exception]]] = {}

    async def one(self, push: Brought) -> Ingested:
        """What came of a push, when it is durable; whoever goes away meanwhile has brought it all the same."""
        answer: asyncio.Future[Ingested] = asyncio.get_running_loop().create_future()
        self._waiting.append((push, answer))
        self._begin()
        return await answer

    def _begin(self) -> None:
        while self._waiting and len(self._working) < AT_WORK:
            self._start(self._next())

    def _start(self, some: Sequence[tuple[Brought, asyncio.Future[Ingested]]]) -> None:
        pushes, answers = [push for push, _ in some], [answer for _, answer in some]
        work = self._working[answers[0]] = asyncio.create_task(run_in_threadpool(self._take, pushes))
        work.add_done_callback(lambda done: self._answer(done, answers))

    def _next(self) -> list[tuple[Brought, asyncio.Future[Ingested]]]:
        some = [self._waiting.popleft()]
        size = len(some[0][0].content)
        while self._waiting and len(some) < MOST and size + len(self._waiting[0][0].content) <= MOST_BYTES:
            some.append(self._waiting.popleft())
            size += len(some[-1][0].content)
        return some

    def _answer(
        self, done: asyncio.Task[Sequence[Ingested | Exception]], answers: Sequence[asyncio.Future[Ingested]]
    ) -> None:
        del self._working[answers[0]]
        self._begin()
        failed = None if done.cancelled() else done.exception()
        outcomes = done.result() if failed is None and not done.cancelled() else [failed] * len(answers)
        for answer, outcome in zip(answers, outcomes, strict=True):
            if answer.done():
                continue
            if isinstance(outcome, Ingested):
                answer.set_result(outcome)
            elif outcome is None:
                answer.cancel()
            else:
                answer.set_exception(outcome)
