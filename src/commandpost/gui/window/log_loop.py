"""Brings the database's write-ahead log home between entries, so that no entry waits while it is emptied."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject

from commandpost.domain.errors import Unavailable
from commandpost.gui.context import GuiContext
from commandpost.gui.window.rounds import Rounds

AGAIN_SECONDS = 5.0


class LogLoop(Rounds):
    """Now and then; what the disk refuses here it refuses an entry too, and there it is told."""

    def __init__(self, context: GuiContext, settle: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(context, parent, first=AGAIN_SECONDS, again=AGAIN_SECONDS)
        self._settle = settle

    async def once(self) -> None:
        """One round, beside the store's worker."""
        with suppress(Unavailable):
            await self._context.tasks.listen(self._settle)
