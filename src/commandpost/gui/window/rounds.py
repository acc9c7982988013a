"""Something looked after now and then in the background, as long as the window lives."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QObject

from commandpost.gui.context import GuiContext


class Rounds(QObject):
    """Calls ``once`` again and again; whoever derives says what that does, and lets no failure out."""

    def __init__(self, context: GuiContext, parent: QObject | None = None, *, first: float = 0.0, again: float) -> None:
        """``first`` and ``again``: seconds before the first round and between two."""
        super().__init__(parent)
        self._context = context
        self._first = first
        self._again = again
        self._running: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin."""
        self._running = self._context.tasks.start(self._run(), endless=True)

    def stop(self) -> None:
        """End; work under way is finished or thrown away by its own thread."""
        if self._running is not None:
            self._running.cancel()

    async def once(self) -> None:
        """One round."""
        raise NotImplementedError

    async def _run(self) -> None:
        await asyncio.sleep(self._first)
        while True:
            await self.once()
            await asyncio.sleep(self._again)
