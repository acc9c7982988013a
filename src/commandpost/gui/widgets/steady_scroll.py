"""An area that scrolls, whose content is laid out for the width it has when it appears."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea


class SteadyScroll(QScrollArea):
    """What was hidden in the content before it was ever shown leaves no trace in its width."""

    def showEvent(self, event: QShowEvent) -> None:
        """Qt narrows the content while it tells it an earlier width, and never tells it the last one."""
        super().showEvent(event)
        inside = self.widget()
        if inside is not None and (layout := inside.layout()) is not None:
            layout.setGeometry(inside.contentsRect())
