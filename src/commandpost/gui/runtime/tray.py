"""Alarms told in the tray of the desktop, for whoever works in another program; only where the desktop has a tray."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

SHOWN_MS = 10_000


class Tray(Protocol):
    """Where a message beside the clock goes."""

    @property
    def available(self) -> bool: ...

    def tell(self, title: str, text: str, *, grave: bool) -> None: ...

    def close(self) -> None: ...


class SystemTray(QObject):
    """The tray of this desktop; ``pressed``: somebody wants the window."""

    pressed = Signal()

    def __init__(self, icon: QIcon, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            self._icon = QSystemTrayIcon(icon, self)
            self._icon.activated.connect(lambda _reason: self.pressed.emit())
            self._icon.messageClicked.connect(self.pressed)
            self._icon.show()

    @property
    def available(self) -> bool:
        return self._icon is not None

    def tell(self, title: str, text: str, *, grave: bool) -> None:
        """Show a message for some seconds; nothing where there is no tray."""
        if self._icon is not None:
            kinds = QSystemTrayIcon.MessageIcon
            self._icon.showMessage(title, text, kinds.Critical if grave else kinds.Warning, SHOWN_MS)

    def close(self) -> None:
        """Take the icon away."""
        if self._icon is not None:
            self._icon.hide()


class NoTray:
    """A desk without one, as in a rehearsal without a screen."""

    available = False

    def tell(self, title: str, text: str, *, grave: bool) -> None:
        """Nobody sees it; the banner stands in the window."""
        del title, text, grave

    def close(self) -> None:
        """There is nothing to take away."""
