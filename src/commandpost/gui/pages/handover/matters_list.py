"""Matters carried over from earlier shifts: what, since when, how often handed over; closed by saying how."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from commandpost.app.matters import Matter
from commandpost.gui.times import clock_time, short_day
from commandpost.gui.widgets.shape import label


class MattersList(QWidget):
    """Enter in a line closes its matter; an open one goes onto the next sheet by itself."""

    close_requested = Signal(str, str)  # record, how it was settled

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Matter, ...] = ()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)

    def show_matters(self, matters: Sequence[Matter]) -> None:
        """Replace the list; the same matters keep what is being typed."""
        if self._shown == tuple(matters):
            return
        self._shown = tuple(matters)
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in matters:
            self._lines.addWidget(label(one.text, wrap=True))
            told = self.tr("since {when} by {name}, handed over %n time(s)", "", len(one.sheets))
            when = f"{short_day(one.since)} {clock_time(one.since)}"
            self._lines.addWidget(label(told.format(when=when, name=one.opened_by or "—"), "small"))
            how = QLineEdit()
            how.setPlaceholderText(self.tr("Settled? Say how; Enter closes it"))
            how.setAccessibleName(self.tr("How it was settled: {matter}").format(matter=one.text))
            how.returnPressed.connect(
                lambda which=one.id, box=how: self.close_requested.emit(which, box.text().strip())
            )
            self._lines.addWidget(how)
        self.setVisible(bool(matters))
