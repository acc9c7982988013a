"""The mouse wheel scrolls the page and never turns a choice or a number that happens to lie under it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSpinBox, QComboBox, QWidget

from commandpost.gui.alive import alive


class WheelGuard(QObject):
    """Listens where the focus is: a wheel gives focus before it turns anything, so what it would turn is heard."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._at: QObject | None = None

    def watch(self, field: QWidget) -> None:
        """Guard a field that takes no focus from a wheel, and so is turned without it."""
        field.installEventFilter(self)

    def follow(self, application: QGuiApplication) -> None:
        """Guard whatever has the focus, from now on."""
        application.focusObjectChanged.connect(self._moved)  # bound: it ends with this object
        self._moved(application.focusObject())

    def _moved(self, field: QObject | None) -> None:
        if self._at is not None and alive(self._at):
            self._at.removeEventFilter(self)
        self._at = field if isinstance(field, QComboBox | QAbstractSpinBox) else None
        if self._at is not None:
            self._at.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel:
            return super().eventFilter(watched, event)
        area = watched.parent()
        while area is not None and not isinstance(area, QAbstractScrollArea):
            area = area.parent()
        if area is not None:
            QCoreApplication.sendEvent(area.verticalScrollBar(), event)
        return True
