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
from time import monotonic
from typing import Concatenate, ParamSpec, TypeVar, cast

from commandpost.domain.errors import CommandPostError, RuleBroken

P = ParamSpec("P")
T = TypeVar("T")

SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildLimits:
    """What one child may use; memory is of its address space, kept only where the system can."""

    seconds: float = 60.0
    memory_mb: int = 2048


Tell = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is, 0 to 1."""

    share: float


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
    return cast("T", await _run(waiters, limits, None, function, args, kwargs))


async def run_telling(
    waiters: Executor,
    limits: ChildLimits,
    tell: Tell,
    function: Callable[Concatenate[Tell, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """The same for a function that takes a ``tell`` first; what it tells arrives on the loop's thread."""
    return cast("T", await _run(waiters, limits, tell, function, args, kwargs))


async def _run(  # noqa: PLR0917  # what one child needs
    waiters: Executor,
    limits: ChildLimits,
    tell: Tell | None,
    function: Callable[..., object],
    args: tuple[object, ...],
    kwargs: dict[str, object],
) -> object:
    receiver, sender = SPAWN.Pipe(duplex=False)
    work = (sender, limits, function, args, kwargs, tell is not None)
    process = SPAWN.Process(target=_work, args=work, daemon=True)
    process.start()
    sender.close()
    loop = asyncio.get_running_loop()
    try:

        def pass_on(share: float) -> None:
            if tell is not None:
                loop.call_soon_threadsafe(tell, share)

        answer = await loop.run_in_executor(waiters, _answer, receiver, limits.seconds, pass_on)
    finally:
        await loop.run_in_executor(waiters, _end, process, receiver)
    if isinstance(answer, Refusal):
        raise answer.kind(answer.code, **answer.params)
    return answer


def _answer(receiver: Connection, seconds: float, tell: Tell) -> object:
    ends = monotonic() + seconds
    while receiver.poll(max(0.0, ends - monotonic())):
        try:
            said = receiver.recv()
        except EOFError as error:
            raise RuleBroken("child_died") from error
        if not isinstance(said, Progress):
            return said
        tell(said.share)
    raise RuleBroken("child_too_slow", seconds=int(seconds))


def _end(process: SpawnProcess, receiver: Connection) -> None:
    receiver.close()
    process.terminate()
    process.join()
    process.close()


def _work(  # noqa: PLR0917  # a process takes its arguments in a row
    sender: Connection,
    limits: ChildLimits,
    function: Callable[..., object],
    args: tuple[object, ...],
    kwargs: dict[str, object],
    telling: bool,  # a process takes its arguments in a row
) -> None:
    _bound(limits)
    first = (lambda share: sender.send(Progress(share)),) if telling else ()
    try:
        sender.send(function(*first, *args, **kwargs))
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
