"""The report of the day: owed in a special period whether or not anything happened; one key sends it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from commandpost.app.permissions import Action
from commandpost.domain.deadlines import Deadline, DeadlineState
from commandpost.domain.periods import day_of
from commandpost.gui.times import clock_time, countdown
from commandpost.gui.vocabulary import STATE_ROLES
from commandpost.gui.widgets.shape import button, column, label, row, set_role


class DayBox(QFrame):
    """Empty words are a zero report; a late one is asked why."""

    send_wanted = Signal(str, str)  # what happened, why it is late
    explain_wanted = Signal()  # overdue days are not reported any more; a leader signs why

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._owed: tuple[Deadline, ...] = ()
        self._behind: tuple[date, ...] = ()
        self._begun = False  # whether the day that is owed next can be reported now
        self._title = label("", "strong")
        self._state = label("", "dim", wrap=True)
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("What happened today; empty: nothing happened (zero report)"))
        self.text.setAccessibleName(self.tr("Report of the day"))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("It is late: say why"))
        self.reason.setAccessibleName(self.tr("Why it is late"))
        self.reason.hide()
        self.send = button(self.tr("Send the report of the day"), role="primary", needs=Action.SEND)
        self.send.clicked.connect(self._send)
        for box in (self.text, self.reason):
            box.returnPressed.connect(self._send)
        self.explain = button(self.tr("Not reported any more…"), role="flat", needs=Action.SEND)
        self.explain.clicked.connect(self.explain_wanted)
        self.explain.hide()
        inputs = row(self.text, self.reason, self.send, self.explain, spacing=8)
        inputs.setStretch(0, 3)
        inputs.setStretch(1, 1)
        layout = column(spacing=8, margins=(12, 10, 12, 10))
        head = row(self._title, self._state)
        head.setStretch(1, 1)
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout.addLayout(head)
        layout.addLayout(inputs)
        self.setLayout(layout)

    def show_owed(self, owed: tuple[Deadline, ...], now: datetime, behind: tuple[date, ...] = ()) -> None:
        """The oldest day that is still owed, else one whose report does not tell an incident that came after it."""
        self._owed, self._behind = owed, behind
        self.tick(now)

    @property
    def day(self) -> Deadline | None:
        """The day that is reported next."""
        return next((one for one in self._owed if one.is_open and one.drives), None)

    @property
    def wanted(self) -> date | None:
        """The calendar day that the next sending is about."""
        day = self.day
        if day is not None and (self._begun or not self._behind):
            return day_of(day.sequence)
        return next(iter(self._behind), None)

    def overdue(self, now: datetime) -> tuple[Deadline, ...]:
        """Every day whose report is overdue, oldest first."""
        return tuple(one for one in self._owed if one.drives and one.state(now) is DeadlineState.OVERDUE)

    def ask_reason(self) -> None:
        """A late report goes out with its reason."""
        self.reason.show()
        self.reason.setFocus()

    def sent(self) -> None:
        """Empty again for the next day."""
        for box in (self.text, self.reason):
            box.clear()
        self.reason.hide()

    def tick(self, now: datetime) -> None:
        """The countdown of the day."""
        day, overdue = self.day, self.overdue(now)
        self._begun = day is not None and day.started <= now
        self.send.setEnabled(self._begun or bool(self._behind))
        self.explain.setVisible(bool(overdue))
        if self._behind and not self._begun:
            behind = self._behind[0]
            title = self.tr("Report of the day {month}-{day}").format(month=f"{behind:%m}", day=f"{behind:%d}")
            self._title.setText(title)
            self._state.setText(self.tr("An incident came after it: write what happened and send the corrected report"))
            set_role(self._state, "warning")
            return
        if day is None or day.due is None:
            self._title.setText(self.tr("Report of the day"))
            self._state.setText(self.tr("Nothing owed: no special period, or sent already"))
            set_role(self._state, "dim")
            return
        state = day.state(now)
        digits = str(day.sequence)
        title = self.tr("Report of the day {month}-{day}").format(month=digits[4:6], day=digits[6:8])
        more = self.tr(" · %n day(s) overdue", "", len(overdue)) if len(overdue) > 1 else ""
        self._title.setText(title + more)
        left = day.left(now) or timedelta()
        pattern = self.tr("⚠ overdue {time}") if state is DeadlineState.OVERDUE else self.tr("due {at}, {time} left")
        unconfirmed = "" if day.confirmed else self.tr(" (to be confirmed)")
        words = pattern.format(at=clock_time(day.due), time=countdown(left))
        self._state.setText(f"{words} · {day.source}{unconfirmed}")
        set_role(self._state, STATE_ROLES[state])

    def _send(self) -> None:
        if self.send.isEnabled():
            self.send_wanted.emit(self.text.text().strip(), self.reason.text().strip())
