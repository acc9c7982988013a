"""A text field as tall as its text, between one line and a few."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QSizePolicy

PADDING = 12  # above and below the text together, until the style sheet's own is known
ROUNDING = 2  # pixels a line may be taller than the font says


class GrowingEdit(QPlainTextEdit):
    """Tab leaves it, what is pasted is plain, nothing typed is ever out of sight without a scroll bar."""

    entered = Signal()

    def __init__(self, least: int = 1, most: int = 8) -> None:
        super().__init__()
        self._least, self._most = least, most
        self._sender: QAbstractButton | None = None
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # every line is broken to the width
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self.fit)
        self.fit()

    def send_with(self, sender: QAbstractButton) -> None:
        """Ctrl+Enter presses this button, whatever the window itself does with that key."""
        self._sender = sender
        sender.setToolTip("Ctrl+Enter")

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and self._sender is not None and _sends(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._sender.click()
                return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def fit(self) -> None:
        """Take the height of the text."""
        lines = 0
        block = self.document().firstBlock()
        while block.isValid() and lines <= self._most:
            lines += max(1, block.layout().lineCount())
            block = block.next()
        # No bar before it has grown: one would stay and take its width from the words.
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > self._most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)
        lines = min(max(lines, self._least), self._most)
        around = max(PADDING, self.height() - self.viewport().height() + ROUNDING)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + around)


def _sends(event: QKeyEvent) -> bool:
    enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
