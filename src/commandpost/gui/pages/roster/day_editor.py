"""One day of the roster: its three posts, and somebody standing in for somebody."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QLineEdit, QWidget

from commandpost.app.duty import DutyCell, DutyRole
from commandpost.app.people import StaffView
from commandpost.domain.ids import PersonId
from commandpost.gui.pages.roster.person_box import PersonBox
from commandpost.gui.pages.roster.words import day_word, role_word
from commandpost.gui.widgets.shape import button, column, label, row, set_role


class DayEditor(QFrame):
    """Enter on a name keeps it at once; a substitution needs a reason and who approved it."""

    post_changed = Signal(object, object, str)  # DutyCell, DutyRole, PersonId
    substitution_asked = Signal(object, object, str, str, str)  # DutyCell, DutyRole, PersonId, reason, approver
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._cell: DutyCell | None = None
        self._title = label("", "heading")
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        close = button(self.tr("Close"), role="flat", key="Esc")
        close.clicked.connect(self._close)
        self._boxes: dict[DutyRole, PersonBox] = {}
        form = QFormLayout()
        form.setSpacing(6)
        for role in DutyRole:
            box = PersonBox(role_word(role))
            box.person_chosen.connect(lambda person, post=role: self._changed(post, person))
            self._boxes[role] = box
            form.addRow(label(role_word(role), "dim"), box)
        layout = column(spacing=8, margins=(12, 10, 12, 12))
        layout.addLayout(row(self._title, None, close))
        layout.addLayout(form)
        layout.addWidget(self._problem)
        layout.addWidget(self._substitution_part())
        self.setLayout(layout)
        self.hide()

    def set_people(self, people: Sequence[StaffView]) -> None:
        for box in (*self._boxes.values(), self._stand_in):
            box.set_people(people)

    def open_day(self, cell: DutyCell, typed: str = "") -> None:
        """Edit a day; what was typed in the grid goes into its first empty post, else the leader's."""
        self.show_day(cell)
        self.show()
        gaps = [role for role in DutyRole if cell.post(role).person is None]
        box = self._boxes[gaps[0] if gaps else DutyRole.LEADER]
        box.setFocus()
        box.selectAll()
        if typed:
            box.insert(typed)
            completer = box.completer()
            completer.setCompletionPrefix(box.text())
            completer.complete()

    def show_day(self, cell: DutyCell) -> None:
        """Show the day as it stands now."""
        if self._cell is None or self._cell.date != cell.date:
            self.say("")
            for field in (self._stand_in, self._reason, self._approver):
                field.clear()
        self._cell = cell
        self._title.setText(day_word(cell.date))
        for role, box in self._boxes.items():
            box.show_name(cell.post(role).name)

    @property
    def cell(self) -> DutyCell | None:
        """The day that is open; None while closed."""
        return self._cell if self.isVisible() else None

    def say(self, sentence: str, role: str = "problem") -> None:
        """A sentence below the names."""
        set_role(self._problem, role)
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _substitution_part(self) -> QWidget:
        self._role = QComboBox()
        self._role.setAccessibleName(self.tr("Post of the substitution"))
        for role in (DutyRole.SECONDARY, DutyRole.PRIMARY, DutyRole.LEADER):
            self._role.addItem(role_word(role), role)
        self._stand_in = PersonBox(self.tr("Who stands in"))
        self._stand_in.setPlaceholderText(self.tr("Who stands in"))
        self._reason, self._approver = QLineEdit(), QLineEdit()
        self._reason.setPlaceholderText(self.tr("Reason"))
        self._reason.setAccessibleName(self.tr("Reason"))
        self._approver.setPlaceholderText(self.tr("Approved by"))
        self._approver.setAccessibleName(self.tr("Approved by"))
        keep = button(self.tr("Substitute"))
        keep.clicked.connect(self._substitute)
        self._approver.returnPressed.connect(self._substitute)
        made = QWidget()
        layout = column(label(self.tr("Substitution"), "strong"), spacing=6)
        layout.addLayout(row(self._role, self._stand_in, spacing=6))
        layout.addWidget(self._reason)
        layout.addLayout(row(self._approver, keep, spacing=6))
        made.setLayout(layout)
        return made

    def _changed(self, role: DutyRole, person: str) -> None:
        if self._cell is not None:
            self.post_changed.emit(self._cell, role, person)

    def _substitute(self) -> None:
        person = self._stand_in.person()
        if self._cell is not None and person:
            role = DutyRole(self._role.currentData())  # Qt gives a str enumeration back as a plain str
            reason, approver = self._reason.text().strip(), self._approver.text().strip()
            self.substitution_asked.emit(self._cell, role, PersonId(person), reason, approver)
        else:
            self.say(self.tr("Say who stands in."))

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
