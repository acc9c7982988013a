"""One bounded child process: what may hang or burst does it where it can be ended."""

from __future__ import annotations

import asyncio
import multiprocessing
import sys
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import ParamSpec, TypeVar, cast

from commandpost.domain.errors import CommandPostError, RuleBroken

P = ParamSpec("P")
T = TypeVar("T")

SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildLimits:
    """What one child may use; memory is of its address space, kept only where the system can."""

    seconds: float = 60.0
    memory_mb: int = 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A ``CommandPostError`` on its way between processes."""

    kind: type[CommandPostError]
    code: str
    params: dict[str, object]


async def run_in_child(
    waiters: Executor, limits: ChildLimits, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Run, await and return; a cancelled wait ends the child."""
    receiver, sender = SPAWN.Pipe(duplex=False)
    process = SPAWN.Process(target=_work, args=(sender, limits, function, args, kwargs), daemon=True)
    process.start()
    sender.close()
    loop = asyncio.get_running_loop()
    try:
        answer = await loop.run_in_executor(waiters, _answer, receiver, limits.seconds)
    finally:
        await loop.run_in_executor(waiters, _end, process, receiver)
    if isinstance(answer, Refusal):
        raise answer.kind(answer.code, **answer.params)
    return cast("T", answer)


def _answer(receiver: Connection, seconds: float) -> object:
    if not receiver.poll(seconds):
        raise RuleBroken("child_too_slow", seconds=int(seconds))
    try:
        return receiver.recv()
    except EOFError as error:
        raise RuleBroken("child_died") from error


def _end(process: SpawnProcess, receiver: Connection) -> None:
    receiver.close()
    process.terminate()
    process.join()
    process.close()


def _work(
    sender: Connection,
    limits: ChildLimits,
    function: Callable[..., object],
    args: tuple[object, ...],
    kwargs: dict[str, object],
) -> None:
    _bound(limits)
    try:
        sender.send(function(*args, **kwargs))
    except CommandPostError as error:
        sender.send(Refusal(kind=type(error), code=error.code, params=error.params))
    finally:
        sender.close()


def _bound(limits: ChildLimits) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  # Windows has no such module

    size = limits.memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    seconds = int(limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
