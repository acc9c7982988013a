"""What the operator must know of the sound: how long it is paused, and that no device sounds."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from commandpost.gui.runtime.alarm import Alarm
from commandpost.gui.widgets.shape import button, column, label, panel, row

COUNT_MS = 250


class SoundBar(QWidget):
    """Two lines, each in sight only while it is true."""

    def __init__(self, alarm: Alarm) -> None:
        super().__init__()
        self._alarm = alarm
        self.count = label("", "strong")
        self.resume = button(self.tr("Sound on"))
        self.resume.clicked.connect(alarm.resume)
        self.pause_line, self.mute_line = panel("banner-warning"), panel("banner-warning")
        pause = row(margins=(14, 4, 10, 4))
        pause.addWidget(self.count, 1)
        pause.addWidget(self.resume)
        self.pause_line.setLayout(pause)
        words = self.tr("No sound device works: alarms are seen, not heard. Check the loudspeaker; watch the screen.")
        mute = row(label(words, wrap=True), margins=(14, 4, 10, 4))
        self.mute_line.setLayout(mute)
        self.mute_line.setAccessibleName(words)
        self.setLayout(column(self.mute_line, self.pause_line, spacing=1))
        self._timer = QTimer(self, interval=COUNT_MS)
        self._timer.timeout.connect(self.follow)
        alarm.paused.connect(self.follow)
        alarm.sounder.worked.connect(self.follow)
        alarm.destroyed.connect(self._timer.stop)  # at the end of the process it may go first
        self.follow()

    def follow(self) -> None:
        """Show what is so now; a running pause counts itself down."""
        left, works = self._alarm.pause_left, self._alarm.sounder.works
        words = self.tr("The sound of alarms is paused: {seconds} s left").format(seconds=left)
        self.count.setText(words)
        self.pause_line.setAccessibleName(words)
        self.pause_line.setVisible(left > 0)
        self.mute_line.setVisible(not works)
        self.setVisible(left > 0 or not works)
        if left > 0:
            self._timer.start()
        else:
            self._timer.stop()
