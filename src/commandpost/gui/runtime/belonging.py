"""What belongs to a window ends with it; work that goes on without it shows nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import closing, contextmanager
from typing import Any, ParamSpec, TypeVar

from PySide6.QtCore import QObject

from commandpost.gui.alive import alive

P = ParamSpec("P")
T = TypeVar("T")


def while_there(owner: QObject, show: Callable[P, object]) -> Callable[P, None]:
    """The same showing, and nothing once the window is gone: for work that goes on without it."""

    def shown(*args: P.args, **kwargs: P.kwargs) -> None:
        if alive(owner):
            show(*args, **kwargs)

    return shown


@contextmanager
def afterwards(owner: QObject, give_back: Callable[[], object]) -> Iterator[None]:
    """However this ends, give back what was taken for it, unless the window is gone with it."""
    try:
        yield
    finally:
        if alive(owner):
            give_back()


class Belonging:
    """Which deed under way belongs to which window."""

    def __init__(self) -> None:
        self._owners: dict[asyncio.Task[Any] | None, QObject] = {}

    async def bound(self, work: Coroutine[object, object, T], owner: QObject) -> T | None:
        """Do ``work`` as its owner's; None where the owner was gone before it could begin."""
        with closing(work):
            if not alive(owner):
                return None
            task = asyncio.current_task()
            self._owners[task] = owner
            try:
                return await work
            finally:
                self._owners.pop(task, None)

    async def freed(self, part: Coroutine[object, object, T]) -> T:
        """Do a part of a deed that nothing ends but itself."""
        task = asyncio.current_task()
        owner = self._owners.pop(task, None)
        try:
            return await part
        finally:
            if owner is not None:
                self._owners[task] = owner

    @property
    def ended(self) -> bool:
        """Whether the window that the running deed belongs to is gone."""
        owner = self._owners.get(asyncio.current_task())
        return owner is not None and not alive(owner)
