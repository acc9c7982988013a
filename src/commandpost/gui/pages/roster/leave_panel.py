"""The register of leave and of who came and went: enter, take back, see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from commandpost.app.attendance import PresenceRow
from commandpost.app.leave import LeaveRow
from commandpost.app.people import StaffView
from commandpost.app.permissions import Action
from commandpost.domain.ids import PersonId
from commandpost.gui.duty_words import role_word
from commandpost.gui.pages.roster.card import Card, date_edit, refill
from commandpost.gui.pages.roster.person_box import PersonBox
from commandpost.gui.times import clock_time, hours_minutes, short_day
from commandpost.gui.widgets.shape import button, label, row

MOST_ROWS = 20


class LeavePanel(Card):
    """Leave makes gaps at once; they are said aloud when their shift is near."""

    entered = Signal(str, object, object, str)  # PersonId, first, last, reason
    cancelled = Signal(object)  # RecordId

    def __init__(self) -> None:
        super().__init__(self.tr("Leave register"))
        self._person, self._reason = PersonBox(self.tr("Who")), QLineEdit()
        self._person.setPlaceholderText(self.tr("Who"))
        self._reason.setPlaceholderText(self.tr("Reason, destination"))
        self._reason.setAccessibleName(self.tr("Reason"))
        self._first, self._last = date_edit(self.tr("First day")), date_edit(self.tr("Last day"))
        enter = button(self.tr("Enter leave"), role="primary", needs=Action.EDIT_ROSTER)
        enter.clicked.connect(self._enter)
        self._reason.returnPressed.connect(self._enter)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addWidget(self._person)
        self.body.addLayout(row(self._first, label("–"), self._last, None, spacing=6))
        self.body.addLayout(row(self._reason, enter, spacing=6))
        self.body.addLayout(self._lines)

    def open_for(self, people: Sequence[StaffView], today: date) -> None:
        """Propose today."""
        self._person.set_people(people)
        self._person.show_name("")
        for box in (self._first, self._last):
            box.setDate(QDate(today.year, today.month, today.day))
        self._reason.clear()
        self.say("")
        self.show()
        self._person.setFocus()

    def say_entered(self, person: PersonId, reason: str) -> None:
        """It is in the register: room for the next; what was typed meanwhile stays."""
        self.say(self.tr("Entered"), "good")
        if (self._person.person(), self._reason.text().strip()) == (person, reason):
            self._person.show_name("")
            self._reason.clear()
            if self._reason.hasFocus():
                self._person.setFocus()

    def show_rows(self, rows: Sequence[LeaveRow]) -> None:
        refill(self._lines, [self._line(one) for one in rows[:MOST_ROWS]])

    def _line(self, one: LeaveRow) -> QWidget:
        made = QWidget()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        words = self.tr("{name}  {first} – {last}").format(name=one.name, first=_day(one.first), last=_day(one.last))
        if one.leader:
            words = self.tr("{words} (leader away)").format(words=words)
        head = row(label(words, "dim" if one.cancelled else "", wrap=True), spacing=6)
        head.setStretch(0, 1)
        if one.cancelled:
            head.addWidget(label(self.tr("taken back"), "dim"))
        else:
            back = button(
                self.tr("Take back"),
                role="flat",
                name=self.tr("Take back: {what}").format(what=words),
                needs=Action.EDIT_ROSTER,
            )
            back.clicked.connect(lambda _on=False: self.cancelled.emit(one.id))
            head.addWidget(back)
        layout.addLayout(head)
        why = self.tr("{reason} · approved by {name}").format(reason=one.reason, name=one.approved_by)
        layout.addWidget(label(why, "small", wrap=True))
        return made

    def _enter(self) -> None:
        person = self._person.person()
        if not person:
            self.say(self.tr("Say who goes on leave."))
            return
        first, last = (date(d.year(), d.month(), d.day()) for d in (self._first.date(), self._last.date()))
        self.entered.emit(person, first, last, self._reason.text().strip())


class PresencePanel(Card):
    """Planned and actual coming and going of the last days."""

    def __init__(self) -> None:
        super().__init__(self.tr("Who came and went"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addLayout(self._lines)

    def show_rows(self, rows: Sequence[PresenceRow]) -> None:
        made: list[QWidget] = []
        shown = None
        for one in rows:
            if one.span != shown:
                shown = one.span
                start, end = (f"{short_day(at)} {clock_time(at)}" for at in (one.span.start, one.span.end))
                made.append(label(f"{start} – {end}", "strong"))
            made.append(label(presence_words(one), "soon" if one.late_by or one.left_early_by else "", wrap=True))
        refill(self._lines, made)


def presence_words(one: PresenceRow) -> str:
    """主班 李静 08:12 到岗（提前 00:18） 08:31 离岗."""
    translate = QCoreApplication.translate
    parts = [role_word(one.role, one.title), one.name or translate("Roster", "nobody")]
    if one.planned_name:
        parts.append(translate("Roster", "for {name}").format(name=one.planned_name))
    if one.came is None:
        parts.append(translate("Roster", "not signed in"))
    else:
        parts.append(translate("Roster", "came {time}").format(time=clock_time(one.came)))
        if one.late_by is not None:
            parts.append(translate("Roster", "late by {span}").format(span=hours_minutes(one.late_by)))
    if one.away:
        parts.append(translate("Roster", "away meanwhile {span}").format(span=hours_minutes(one.away)))
    if one.left is not None:
        parts.append(translate("Roster", "left {time}").format(time=clock_time(one.left)))
        if one.left_early_by is not None:
            parts.append(translate("Roster", "before the end by {span}").format(span=hours_minutes(one.left_early_by)))
    return "  ".join(parts)


def _day(day: date) -> str:
    return f"{day.month}-{day.day}"
