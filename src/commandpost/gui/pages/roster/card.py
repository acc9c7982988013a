"""A card of the roster's side that opens when asked for and closes with Esc."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QFrame, QLayout, QVBoxLayout, QWidget

from commandpost.gui.widgets.shape import button, column, label, row, set_role


class Card(QFrame):
    """A heading, a sentence when something was refused or done, and a body."""

    closed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._said = label("", "problem", wrap=True)
        self._said.hide()
        close = button(self.tr("Close"), role="flat", key="Esc")
        close.clicked.connect(self.close_card)
        self.heading = label(title, "heading")
        self.body: QVBoxLayout = column(spacing=8, margins=(12, 10, 12, 12))
        self.body.addLayout(row(self.heading, None, close))
        self.body.addWidget(self._said)
        self.setLayout(self.body)
        self.hide()

    def say(self, sentence: str, role: str = "problem") -> None:
        """A sentence below the heading; "" takes it away."""
        set_role(self._said, role)
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))

    def close_card(self) -> None:
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        else:
            super().keyPressEvent(event)


def plain_card() -> QFrame:
    """A card that is always there."""
    made = QFrame()
    made.setProperty("role", "card")
    made.setLayout(column(spacing=6, margins=(12, 10, 12, 10)))
    return made


def refill(layout: QLayout | None, widgets: Sequence[QWidget]) -> None:
    """Put these widgets in place of what a layout held."""
    if layout is None:
        return
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        layout.addWidget(widget)


def date_edit(name: str) -> QDateEdit:
    """A day, typed or chosen with the arrows."""
    made = QDateEdit(QDate(2026, 1, 1))
    made.setDisplayFormat("yyyy-MM-dd")
    made.setAccessibleName(name)
    return made
