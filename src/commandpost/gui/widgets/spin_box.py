"""A box for a number whose digits keep the same distance from its edge as the words of every other field."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSpinBox, QWidget

EDGE = 7  # pixels


def keep_edge(box: QSpinBox) -> None:
    """The style sheet's padding does not reach the line inside a QSpinBox: keep it there."""
    box.lineEdit().setTextMargins(EDGE, 0, 0, 0)


class SpinBox(QSpinBox):
    """Made with its edge, and as wide as it needs with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_edge(self)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(EDGE, 0)

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint() + QSize(EDGE, 0)
