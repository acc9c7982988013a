"""The sound of an alarm: repeats until a named person acknowledges it; the gravest is the one that is heard."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from commandpost.app.alarm_care import LONGEST_PAUSE_S
from commandpost.gui.runtime.sound import TONES, Sounder, found_player

REPEAT_MS = 2000
FLASH_MS = 500
NS_PER_MS = 1_000_000
HIGHEST = len(TONES) - 1


class Alarm(QObject):
    """Sounds and flashes while at least one alarm is unacknowledged; the window's banner says why.

    It outlives the window: in a window built anew nothing sounds a second time, and a pause goes on.
    """

    flashed = Signal(bool)  # the banner's loud side
    silenced = Signal(str)  # key
    paused = Signal()  # a pause began or ended

    def __init__(self, parent: QObject | None = None, *, sounder: Sounder | None = None) -> None:
        super().__init__(parent)
        self._window: QWidget | None = None
        heard = QGuiApplication.platformName() != "offscreen"
        self.sounder = sounder or Sounder(found_player() if heard else None, self)
        self._sounding: dict[str, int] = {}  # key → rank
        self._loud = False
        self._beat = QTimer(self, interval=REPEAT_MS)
        self._beat.timeout.connect(self._sound)
        self._flash = QTimer(self, interval=FLASH_MS)
        self._flash.timeout.connect(self._blink)
        self._pause = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._pause.timeout.connect(self.resume)
        self._pause_begun: int | None = None  # on the boot clock, as soon as it was told

    @property
    def sounding(self) -> tuple[str, ...]:
        """What calls, the gravest first, then the oldest."""
        return tuple(sorted(self._sounding, key=lambda key: -self._sounding[key]))

    @property
    def pause_left(self) -> int:
        """Seconds until the sound comes back; 0 while it is not paused."""
        return math.ceil(max(0, self._pause.remainingTime()) / 1000)

    def show_on(self, window: QWidget) -> None:
        """The window that asks for attention in the bar of the desktop."""
        self._window = window

    def raise_for(self, key: str, rank: int = 1) -> None:
        """Begin to sound; a second time for the same key changes its rank only. The highest ends a pause."""
        known = self._sounding.get(key)
        self._sounding[key] = min(rank, HIGHEST)
        if known is not None and rank <= known:
            return
        if rank >= HIGHEST and self._pause.isActive():
            self.resume()
        self._sound()
        self._beat.start()
        self._flash.start()

    def acknowledge(self, key: str) -> None:
        """A person took note."""
        if self._sounding.pop(key, None) is not None:
            self.silenced.emit(key)
        if not self._sounding:
            self._beat.stop()
            self._flash.stop()
            self._loud = False
            self.flashed.emit(False)

    def pause(self, seconds: int) -> None:
        """No sound for so long, at most two minutes; the banners go on flashing."""
        self._pause.start(min(seconds, LONGEST_PAUSE_S) * 1000)
        self._pause_begun = None
        self.paused.emit()

    def follow(self, boot_ns: int) -> None:
        """Told the boot clock at each tick: a pause goes on while the machine sleeps, where timers stand still."""
        if self._pause.isActive():
            if self._pause_begun is None:
                self._pause_begun = boot_ns
            elif boot_ns - self._pause_begun >= self._pause.interval() * NS_PER_MS:
                self.resume()

    def resume(self) -> None:
        """The sound comes back, at once if something calls."""
        self._pause.stop()
        self.paused.emit()
        if self._sounding:
            self._sound()

    def stop(self) -> None:
        """The desk closes: nobody is there to be called."""
        for timer in (self._beat, self._flash, self._pause):
            timer.stop()
        self._sounding.clear()

    def _sound(self) -> None:
        if not self._pause.isActive():
            self.sounder.play(max(self._sounding.values()))
        if self._window is not None:
            QApplication.alert(self._window, REPEAT_MS)

    def _blink(self) -> None:
        self._loud = not self._loud
        self.flashed.emit(self._loud)
