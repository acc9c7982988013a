"""A button that shows its key beside its words while there is room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from commandpost.gui.widgets.shape import DeedButton


class KeyedButton(DeedButton):
    """Where room is short the key gives way before a word does; the tool tip always tells it."""

    def __init__(self, words: str, key: str) -> None:
        super().__init__(f"{words}  {key}")
        self._words, self._whole = words, f"{words}  {key}"
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setAccessibleName(words)
        self.setToolTip(key)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return self._size_of(self._whole)

    def minimumSizeHint(self) -> QSize:
        return self._size_of(self._words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setText(self._whole if event.size().width() >= self.sizeHint().width() else self._words)

    def _size_of(self, text: str) -> QSize:
        """What the button asks for with these words on it."""
        advance = self.fontMetrics().horizontalAdvance
        return super().sizeHint() + QSize(advance(text) - advance(self.text()), 0)
