"""The slider of the replay: drag it, step to the next change, go back to the present."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSlider, QWidget

from commandpost.gui.map.foot_card import FootCard
from commandpost.gui.theme import Theme
from commandpost.gui.times import clock_time, short_day
from commandpost.gui.widgets.shape import button, column, label, row

STEP_S = 60


class ReplayBar(FootCard):
    """Times in seconds after the start; the arrows move a minute, Page keys ten."""

    moved = Signal(object)  # datetime
    step_wanted = Signal(bool)  # to the next change (True) or the one before
    live_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme.px(460), parent)
        self._start: datetime | None = None
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setSingleStep(STEP_S)
        self.slider.setPageStep(10 * STEP_S)
        self.slider.setAccessibleName(self.tr("Time of the replay"))
        self.slider.valueChanged.connect(self._moved)
        self._time = label("", "number")
        self._from, self._to = label("", "small"), label("", "small")
        before, after = button(self.tr("‹ Change"), steps=True), button(self.tr("Change ›"), steps=True)
        live = button(self.tr("Back to live"), role="primary", key="Esc")
        before.clicked.connect(lambda: self.step_wanted.emit(False))
        after.clicked.connect(lambda: self.step_wanted.emit(True))
        live.clicked.connect(self.live_wanted)
        layout = column(spacing=theme.px(6), margins=(14, 10, 14, 12))
        layout.addLayout(row(self._from, self.slider, self._to))
        layout.addLayout(self.flow(before, after, None, self._time, None, live))
        self.setLayout(layout)

    def show_span(self, start: datetime, end: datetime) -> None:
        """Begin at the end: the present."""
        self._start = start
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(1, int((end - start).total_seconds())))
        self.slider.setValue(self.slider.maximum())
        self.slider.blockSignals(False)
        self._from.setText(f"{short_day(start)} {clock_time(start)}")
        self._to.setText(clock_time(end))
        self._show(self.moment)

    @property
    def moment(self) -> datetime | None:
        return None if self._start is None else self._start + timedelta(seconds=self.slider.value())

    def go(self, moment: datetime) -> None:
        """Move to a moment; a change at that second is in."""
        if self._start is not None:
            seconds = (moment - self._start).total_seconds()
            self.slider.setValue(int(seconds) + (1 if seconds % 1 else 0))

    def _moved(self, _value: int) -> None:
        self._show(self.moment)
        self.moved.emit(self.moment)

    def _show(self, moment: datetime | None) -> None:
        if moment is not None:
            self._time.setText(f"{short_day(moment)} {clock_time(moment, seconds=True)}")
