"""Collects Python's cycles on the window's thread only: a widget freed by a worker's collection ends the process."""

from __future__ import annotations

import gc
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 2000
WHOLE_EVERY = 30  # rounds


class Collector(QObject):
    """Takes the automatic collection's place while any window of the process lives."""

    living: ClassVar[int] = 0

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._round = 0
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """Switch the automatic collection off; what lives now is left out of later rounds."""
        Collector.living += 1
        gc.disable()
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        if not self._timer.isActive():
            return
        self._timer.stop()
        Collector.living -= 1
        if not Collector.living:
            gc.unfreeze()
            gc.enable()

    def collect(self) -> None:
        """Young cycles each round, all of them once a minute."""
        self._round += 1
        gc.collect(2 if self._round % WHOLE_EVERY == 0 else 1)
