"""Calls nobody has decided on yet, one at a time above the entry box: incident, passed on, or only noted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from commandpost.app.logbook import LogItem
from commandpost.domain.ids import RecordId
from commandpost.gui.actions import key_of
from commandpost.gui.times import clock_time
from commandpost.gui.widgets.shape import button, column, label, row


class UndecidedStrip(QFrame):
    """Stays until every call is decided; the oldest comes first."""

    incident_wanted = Signal(object)  # RecordId of the call
    passed_on = Signal(object, str)  # the call, to whom
    noted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "undecided")
        self._calls: tuple[LogItem, ...] = ()
        self._words = label("", wrap=True)
        self._to = QLineEdit()
        self._to.setPlaceholderText(self.tr("Passed on to whom? Enter confirms."))
        self._to.setAccessibleName(self.tr("Passed on to"))
        self._to.returnPressed.connect(self._pass_on)
        self._to.hide()
        incident = button(self.tr("Incident"), key=key_of("call.incident"))
        passed = button(self.tr("Passed on"), key=key_of("call.passed_on"))
        noted = button(self.tr("Only noted"), key=key_of("call.noted"))
        incident.clicked.connect(lambda: self.decide("incident"))
        passed.clicked.connect(lambda: self.decide("passed_on"))
        noted.clicked.connect(lambda: self.decide("noted"))
        layout = column(self._words, self._to, margins=(12, 8, 12, 8), spacing=6)
        layout.insertLayout(1, row(incident, passed, noted, None, spacing=6))
        self.setLayout(layout)
        self.hide()

    @property
    def first(self) -> RecordId | None:
        return self._calls[0].id if self._calls else None

    def show_calls(self, calls: Sequence[LogItem]) -> None:
        """Show the oldest of them; none hides the strip."""
        if self.first != (calls[0].id if calls else None):
            self._to.clear()
            self._to.hide()
        self._calls = tuple(calls)
        self.setVisible(bool(calls))
        if calls:
            oldest = calls[0]
            text = oldest.text if len(oldest.text) <= 60 else f"{oldest.text[:60]}…"
            pattern = self.tr("▲ %n call(s) undecided. {time} {text}", "", len(calls))
            self._words.setText(pattern.format(time=clock_time(oldest.at), text=text))

    def decide(self, how: str) -> bool:
        """Decide on the oldest call; False when there is none."""
        call = self.first
        if call is None:
            return False
        if how == "incident":
            self.incident_wanted.emit(call)
        elif how == "noted":
            self.noted.emit(call)
        else:
            self._to.show()
            self._to.setFocus()
        return True

    def _pass_on(self) -> None:
        if self.first is not None:
            self.passed_on.emit(self.first, self._to.text().strip())
