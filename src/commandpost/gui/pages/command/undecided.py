"""Calls nobody has decided on yet, one at a time above the entry box: incident, passed on, or only noted.

A call that was decided stands here again while somebody thinks anew about it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from commandpost.app.logbook import Decision, LogItem
from commandpost.app.permissions import Action
from commandpost.domain.ids import RecordId
from commandpost.gui.actions import key_of
from commandpost.gui.pages.command.log_lines import decision_words
from commandpost.gui.times import clock_time
from commandpost.gui.widgets.flow import FlowLayout
from commandpost.gui.widgets.shape import button, column, label, row


class UndecidedStrip(QFrame):
    """Stays until every call is decided; the oldest comes first, unless the reader stands on another in the log."""

    incident_wanted = Signal(object)  # RecordId of the call
    passed_on = Signal(object, str)  # LogItem of the call, to whom
    noted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "undecided")
        self._calls: tuple[LogItem, ...] = ()
        self._chosen: RecordId | None = None
        self._anew: LogItem | None = None
        self._shown: RecordId | None = None
        self._passing: LogItem | None = None  # the call the field was opened for
        self._words = label("", wrap=True)
        self._to = QLineEdit()
        self._to.setPlaceholderText(self.tr("Passed on to whom? Enter confirms."))
        self._to.setAccessibleName(self.tr("Passed on to"))
        self._to.returnPressed.connect(self._pass_on)
        self._to.hide()
        incident = button(self.tr("Incident"), key=key_of("call.incident"))
        passed = button(self.tr("Passed on"), key=key_of("call.passed_on"), needs=Action.DECIDE)
        noted = button(self.tr("Only noted"), key=key_of("call.noted"), needs=Action.DECIDE)
        self._leave = button(self.tr("Leave it so"))
        self._leave.clicked.connect(lambda: self.think_anew(None))
        self._leave.hide()
        incident.clicked.connect(lambda: self.decide("incident"))
        passed.clicked.connect(lambda: self.decide("passed_on"))
        noted.clicked.connect(lambda: self.decide("noted"))
        layout = column(self._words, self._to, margins=(12, 8, 12, 8), spacing=6)
        layout.insertLayout(1, FlowLayout(incident, passed, noted, spacing=6))
        layout.insertLayout(2, row(self._leave, None))
        self.setLayout(layout)
        self.hide()

    @property
    def first(self) -> RecordId | None:
        """The call the strip speaks of."""
        call = self._anew or self.chosen or next(iter(self._calls), None)
        return call.id if call else None

    @property
    def chosen(self) -> LogItem | None:
        """The undecided call the reader stands on; it stays so however the list is read anew."""
        return self.call(self._chosen)

    def call(self, call: RecordId | None) -> LogItem | None:
        """An undecided call by its id, or the one that is thought about anew."""
        known = (*self._calls, *((self._anew,) if self._anew else ()))
        return next((item for item in known if item.id == call), None)

    def think_anew(self, call: LogItem | None) -> None:
        """Show a decided call with the same three ways; None: leave it as it was decided."""
        self._anew = call
        self.show_calls(self._calls)

    def stand_on(self, call: RecordId | None) -> None:
        """The reader stands on this line, undecided or not; None: on none."""
        self._chosen = call
        if self._anew is not None and self._anew.id != call:
            self._anew = None
        self.show_calls(self._calls)

    def show_calls(self, calls: Sequence[LogItem]) -> None:
        """Show the one stood on, else the oldest of them; none hides the strip."""
        self._calls = tuple(calls)
        if self._shown != self.first:
            self._shown = self.first
            self._put_away()
        self.setVisible(bool(calls) or self._anew is not None)
        self._leave.setVisible(self._anew is not None)
        call = self.call(self.first)
        if call is not None:
            text = call.text if len(call.text) <= 60 else f"{call.text[:60]}…"
            pattern = self.tr("▲ %n call(s) undecided. {time} {text}", "", len(calls))
            if self._anew is not None:
                pattern = self.tr("Decide anew, so far: {decided}. {time} {text}")
            self._words.setText(pattern.format(time=clock_time(call.at), text=text, decided=decision_words(call)))

    def decide(self, how: str) -> bool:
        """Decide on the call the strip speaks of; False when there is none."""
        call = self.first
        if call is None:
            return False
        if how == "incident":
            self.incident_wanted.emit(call)
        elif how == "noted":
            self.think_anew(None)
            self.noted.emit(call)
        else:
            self._ask_whom(self.call(call))
        return True

    def pass_refused(self, call: LogItem, to: str) -> None:
        """It was not passed on: ask again for this call and no other, unless the operator went on to something else."""
        left_alone = self._passing is None and self._anew is None and self._chosen in {None, call.id}
        if not left_alone:
            return
        if call.decision is Decision.UNDECIDED:
            self._chosen = call.id
        else:
            self._anew = call
        self.show_calls(self._calls)
        if self.first == call.id:
            self._ask_whom(call)
            self._to.setText(to)

    def _ask_whom(self, call: LogItem | None) -> None:
        self._passing = call
        self._to.show()
        self._to.setFocus()

    def _pass_on(self) -> None:
        """For the call the field was opened for; Enter once more finds no call, and nothing of the next one changes."""
        call, to = self._passing, self._to.text().strip()
        if call is None:
            return
        if to:  # else it is refused, and goes on standing here
            self._anew = None
            self._put_away()
            self.show_calls(self._calls)
        self.passed_on.emit(call, to)

    def _put_away(self) -> None:
        self._passing = None
        self._to.clear()
        self._to.hide()
