"""The sound of an alarm: repeats until a named person acknowledges it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

REPEAT_MS = 2000
FLASH_MS = 500


class Alarm(QObject):
    """Sounds and flashes while at least one alarm is unacknowledged; the window's banner says why."""

    flashed = Signal(bool)  # the banner's loud side
    silenced = Signal(str)  # key

    def __init__(self, window: QWidget | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._sounding: list[str] = []
        self._loud = False
        self._beat = QTimer(self, interval=REPEAT_MS)
        self._beat.timeout.connect(self._sound)
        self._flash = QTimer(self, interval=FLASH_MS)
        self._flash.timeout.connect(self._blink)

    @property
    def sounding(self) -> tuple[str, ...]:
        return tuple(self._sounding)

    def raise_for(self, key: str) -> None:
        """Begin to sound; a second time for the same key changes nothing."""
        if key in self._sounding:
            return
        self._sounding.append(key)
        self._sound()
        self._beat.start()
        self._flash.start()

    def acknowledge(self, key: str) -> None:
        """A person took note."""
        if key in self._sounding:
            self._sounding.remove(key)
            self.silenced.emit(key)
        if not self._sounding:
            self._beat.stop()
            self._flash.stop()
            self._loud = False
            self.flashed.emit(False)

    def _sound(self) -> None:
        QApplication.beep()
        if self._window is not None:
            QApplication.alert(self._window, REPEAT_MS)

    def _blink(self) -> None:
        self._loud = not self._loud
        self.flashed.emit(self._loud)
