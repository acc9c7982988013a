"""Where a desk does not open: why, which folder, and whether to try again; nothing else is on the screen then."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from commandpost.gui.theme import Theme
from commandpost.gui.widgets.shape import button, column, label, row

WIDTH = 560


class RefusedWindow(QWidget):
    """One window for every attempt of a start; Enter tries again, Esc or closing it gives up."""

    answered = Signal()

    def __init__(self, folder: Path, theme: Theme) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("The desk did not open"))
        self.setProperty("role", "page")
        self.setFixedWidth(theme.px(WIDTH))
        self._again = self._left = False
        self._attempts = 0
        self.said = label("", wrap=True)
        self.place = label(self.tr("Folder of this workstation: {folder}").format(folder=folder), "dim", wrap=True)
        self.tried = label("", "dim", wrap=True)
        self.tried.hide()
        for one in (self.said, self.place):
            one.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.retry = button(self.tr("Try again"), role="primary", key="Enter")
        self.retry.clicked.connect(lambda: self._answer(again=True))
        self.leave = button(self.tr("Quit"), key="Esc")
        self.leave.clicked.connect(self.close)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(key), self, self.retry.click)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.leave.click)
        title = label(self.tr("The desk did not open"), "title")
        self._laid = layout = column(title, self.said, self.place, self.tried, spacing=12, margins=(24, 20, 24, 20))
        layout.addLayout(row(None, self.leave, self.retry))
        self.setLayout(layout)

    async def ask(self, sentence: str) -> bool:
        """Say why; whether to try again. Who left while it was tried is not asked again."""
        if self._left:
            return False
        told = asyncio.Event()
        listening = self.answered.connect(told.set)
        self._say(sentence)
        self.show()
        self.activateWindow()
        self.retry.setFocus()
        await told.wait()
        self.answered.disconnect(listening)
        return self._again

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        if self._attempts:
            pattern = self.tr("Tried again ({count}); still not.")
            self.tried.setText(pattern.format(count=self._attempts))
            self.tried.show()
        self._allow(asking=True)

    def _answer(self, *, again: bool) -> None:
        self._again = again
        if again:
            self._attempts += 1
            self.tried.setText(self.tr("Trying again…"))
            self.tried.show()
            self._allow(asking=False)
        self.answered.emit()

    def _allow(self, *, asking: bool) -> None:
        for one in (self.retry, self.leave):
            one.setEnabled(asking)
        self.setFixedHeight(self._laid.totalHeightForWidth(self.width()))
        self.repaint()  # the attempt that follows takes this thread

    def closeEvent(self, event: QCloseEvent) -> None:
        self._left = True
        self._answer(again=False)
        super().closeEvent(event)
