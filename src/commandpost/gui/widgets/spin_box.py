"""A box for a number whose digits keep the same distance from its edge as the words of every other field."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSpinBox, QWidget

EDGE = 7  # pixels


class SpinBox(QSpinBox):
    """The style sheet's padding does not reach the line inside a QSpinBox; this one keeps it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(EDGE, 0, 0, 0)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(EDGE, 0)

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint() + QSize(EDGE, 0)
