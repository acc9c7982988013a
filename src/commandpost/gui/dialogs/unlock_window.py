"""Before the desk opens: asks for the passphrase of a profile that no other key opens, as often as it takes."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from commandpost.gui.theme import Theme
from commandpost.gui.widgets.shape import button, column, label, mark_problem, row


class UnlockWindow(QWidget):
    """A window of its own; what was typed is kept here until it opens or the window is closed."""

    answered = Signal()

    def __init__(self, unit: str, theme: Theme) -> None:
        super().__init__()
        self.setWindowTitle(unit)
        self.setProperty("role", "page")
        self.setMinimumWidth(theme.px(460))
        self._given: str | None = None
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(self.tr("Passphrase"))
        self.passphrase.returnPressed.connect(self._give)
        self.passphrase.textEdited.connect(lambda _text: self.say(""))
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        go = button(self.tr("Open"), role="primary", key="Enter")
        go.clicked.connect(self._give)
        words = label(self.tr("The journal of this workstation is locked: enter its passphrase."), wrap=True)
        layout = column(label(unit, "title"), words, self.passphrase, self.problem, margins=(24, 20, 24, 20))
        layout.addLayout(row(None, go))
        self.setLayout(layout)

    async def ask(self) -> str | None:
        """What is given next; None when the window is closed."""
        told = asyncio.Event()
        listening = self.answered.connect(told.set)
        self.show()
        self.activateWindow()
        self.passphrase.setFocus()
        await told.wait()
        self.answered.disconnect(listening)
        return self._given

    def say(self, sentence: str) -> None:
        """Why it did not open; "" takes the sentence away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        mark_problem(self.passphrase, wrong=bool(sentence))
        if sentence:
            self.passphrase.selectAll()

    def _give(self) -> None:
        self._given = self.passphrase.text()
        if self._given:
            self.answered.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._given = None
        self.answered.emit()
        super().closeEvent(event)
