"""Reads again when something changed, never twice at once, never one time too few."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from commandpost.gui.runtime.tasks import Tasks


class Reading:
    """One view's reading: asked while it runs, it runs once more afterwards."""

    def __init__(self, tasks: Tasks, read: Callable[[], Awaitable[None]]) -> None:
        self._tasks = tasks
        self._read = read
        self._running = False
        self._again = False

    @property
    def idle(self) -> bool:
        return not self._running

    def ask(self) -> None:
        """What is shown may be out of date."""
        if self._running:
            self._again = True
            return
        self._running = True
        self._tasks.start(self._run())

    async def _run(self) -> None:
        try:
            while True:
                self._again = False
                await self._read()
                if not self._again:
                    return
        finally:
            self._running = False
