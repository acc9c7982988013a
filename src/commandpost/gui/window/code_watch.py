"""Keeps the dictionary of event codes fresh when entries about it come from elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QObject

from commandpost.app.code_dictionary import KIND
from commandpost.gui.context import GuiContext
from commandpost.gui.runtime.reading import Reading
from commandpost.journal.entry import ChangeSet


class CodeWatch(QObject):
    """Has the book laid anew; forms that are open read the same book."""

    def __init__(self, context: GuiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._reading = Reading(context.tasks, self._look)

    def refresh(self, changes: ChangeSet) -> None:
        if KIND in changes.kinds:
            self._reading.ask()

    async def _look(self) -> None:
        await self._context.tasks.store(self._context.services.dictionary.refresh)
