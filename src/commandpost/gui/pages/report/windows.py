"""What opens beside the report: other ways to send it, the history of a figure, its papers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from commandpost.domain.rules import Step
from commandpost.gui.dialogs.figure_history import FigureHistoryDialog
from commandpost.gui.pages.base import GuiContext
from commandpost.gui.pages.onward.channel_out import OutDialog
from commandpost.gui.pages.onward.papers_dialog import OF_A_CALL, OF_A_REPORT, PapersDialog
from commandpost.gui.pages.report.reading import OpenReport


class ReportWindows:
    """``opened`` tells what lies on the desk; None: the list is shown."""

    def __init__(self, context: GuiContext, parent: QWidget, opened: Callable[[], OpenReport | None]) -> None:
        self._context, self._parent, self._opened = context, parent, opened

    def another_way(self) -> None:
        """Codes, texts or a file, of a report that has left."""
        opened = self._opened()
        sent = opened.sent if opened is not None else None
        if sent is not None:
            OutDialog(self._context, sent.id, sent.title or sent.incident_title, parent=self._parent).show()

    def history(self, figure: str) -> None:
        """Everything that was told about a figure."""
        opened = self._opened()
        if opened is not None:
            FigureHistoryDialog(self._context, opened.draft.incident, figure, self._parent).show()

    def papers(self) -> None:
        """Of the report that has left, else of the day."""
        opened = self._opened()
        sent = opened.sent if opened is not None else None
        if sent is None:
            PapersDialog(self._context, None, parent=self._parent).show()
            return
        kinds = OF_A_CALL if sent.step is Step.PHONE else OF_A_REPORT
        PapersDialog(self._context, sent.id, kinds, self._parent).show()
