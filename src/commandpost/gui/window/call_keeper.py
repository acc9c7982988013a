"""Has the journal told of every alarm the desk raises, so that the figures of alarms leave none out."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject

from commandpost.domain.errors import Unavailable
from commandpost.gui.context import GuiContext
from commandpost.gui.notices import Notice
from commandpost.gui.window.new_alarms import NewAlarms


class CallKeeper(QObject):
    """Gaps, spot checks, the inbox, the journal's own troubles; the board's alarms are kept by their own use case."""

    def __init__(self, context: GuiContext, new: NewAlarms, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        new.begun.connect(self._take)

    def _take(self, notice: Notice) -> None:
        if not notice.kept:
            self._context.start(self._keep(notice.key.partition(":")[0], notice.rank))

    async def _keep(self, source: str, rank: int) -> None:
        with suppress(Unavailable):  # the alarm may be about the very disk that refuses; it stands, uncounted
            await self._context.tasks.store(self._context.services.tools.alarms.called, source, rank)
