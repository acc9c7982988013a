"""A column that scrolls upwards and downwards only: as wide as what is in it needs, at any size of type."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from commandpost.gui.widgets.steady_scroll import SteadyScroll

EDGE = 1  # pixels of the frame that shows the focus


class UprightScroll(SteadyScroll):
    """Nothing in it is cut off at the right; its least width follows its content."""

    def __init__(self, least: int = 0) -> None:
        super().__init__()
        self._least = least
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(least)

    def hold(self, inside: QWidget) -> None:
        """Show this column in place of the one before, which ends."""
        old = self.takeWidget()
        if old is not None:
            old.removeEventFilter(self)
            old.deleteLater()
        self.setWidget(inside)
        inside.installEventFilter(self)
        self._follow(inside)

    def keep(self, least: int) -> None:
        """Never narrower than so many pixels."""
        self._least = least
        inside = self.widget()
        if inside is not None:
            self._follow(inside)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and isinstance(watched, QWidget):
            self._follow(watched)
        return super().eventFilter(watched, event)

    def _follow(self, inside: QWidget) -> None:
        wanted = inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width() + 2 * EDGE
        self.setMinimumWidth(max(self._least, wanted))
