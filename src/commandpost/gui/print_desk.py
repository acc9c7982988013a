"""The press beside the store: a paper is frozen and kept by the store's worker and set by another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from commandpost.app.print_room import Printed, PrintJob
from commandpost.domain.errors import Unavailable
from commandpost.gui.context import GuiContext
from commandpost.gui.runtime.reading import Reading
from commandpost.journal.entry import ChangeSet

TOPICS = frozenset({"report", "paper", "handover"})


async def printed(context: GuiContext, ask: Callable[[], Printed]) -> bytes:
    """The PDF ``ask`` answers for, set now when nobody has yet. Raises what ``ask`` and the press raise."""
    job = await context.tasks.store(ask)
    return job if isinstance(job, bytes) else await _set(context, job)


async def _set(context: GuiContext, job: PrintJob) -> bytes:
    press = context.services.print_paper
    if press is None:
        raise Unavailable("paper_templates_missing", path="")
    pdf = await context.tasks.net(press, job.paper)
    await context.tasks.store(context.services.papers.room.keep, job, pdf)
    return pdf


class PrintWatch(QObject):
    """Sets what was frozen, soon after; one that fails is tried at the next change and holds nothing up."""

    def __init__(self, context: GuiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._reading = Reading(context.tasks, self._work)

    def refresh(self, changes: ChangeSet) -> None:
        if not changes.kinds or changes.kinds & TOPICS:
            self._reading.ask()

    async def _work(self) -> None:
        if self._context.services.print_paper is None:
            return
        for job in await self._context.tasks.read(self._context.services.papers.room.waiting):
            try:
                await _set(self._context, job)
            except Unavailable:
                return
