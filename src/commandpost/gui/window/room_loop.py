"""Serving the room, as long as it is switched on: tried again while there is no network, and after a new address."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from commandpost.domain.errors import CommandPostError
from commandpost.gui.context import GuiContext
from commandpost.gui.window.rounds import Rounds

AGAIN_SECONDS = 30.0


class RoomLoop(Rounds):
    """Asks now and then for what is switched on; what stands against it is said once, until it changes."""

    def __init__(
        self,
        context: GuiContext,
        resume: Callable[[], None],
        parent: QObject | None = None,
        *,
        seconds: float = AGAIN_SECONDS,
    ) -> None:
        super().__init__(context, parent, again=seconds)
        self._resume = resume
        self._said = ""

    async def once(self) -> None:
        """Serve now, where that is wanted and not so."""
        try:
            await self._context.tasks.listen(self._resume)
        except CommandPostError as problem:
            if problem.code != self._said:
                self._context.notices.refused(problem)
            self._said = problem.code
        else:
            if self._said:
                self._context.notices.withdraw(f"error:{self._said}")
            self._said = ""
