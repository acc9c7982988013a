"""One day of the roster: its posts, which of them an automatic roster must leave, and the leader's word for today's."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout

from commandpost.app.duty import DutyCell, DutyRole
from commandpost.app.people import StaffView
from commandpost.domain.ids import PersonId
from commandpost.gui.pages.roster.person_box import PersonBox
from commandpost.gui.pages.roster.words import day_word, post_word
from commandpost.gui.widgets.shape import button, column, label, row, set_role
from commandpost.gui.widgets.sign_box import SignBox


class DayEditor(QFrame):
    """Enter on a name keeps it at once; today's roster asks for the leader's PIN."""

    post_changed = Signal(object, object, str)  # DutyCell, DutyRole, PersonId
    fixed_changed = Signal(object, object, bool)  # DutyCell, DutyRole, fixed
    swap_asked = Signal(object)  # DutyCell
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._cell: DutyCell | None = None
        self._people: tuple[StaffView, ...] = ()
        self._title = label("", "heading")
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        self.leader_box = SignBox("")
        self._boxes: dict[DutyRole, PersonBox] = {}
        self._pins: dict[DutyRole, QCheckBox] = {}
        close, swap = button(self.tr("Close"), role="flat", key="Esc"), button(self.tr("Swap or stand in…"))
        close.clicked.connect(self._close)
        swap.clicked.connect(lambda: self.swap_asked.emit(self._cell))
        self._form = QGridLayout()
        self._form.setVerticalSpacing(6)
        self._form.setColumnStretch(1, 1)
        layout = column(spacing=8, margins=(12, 10, 12, 12))
        layout.addLayout(row(self._title, None, close))
        layout.addLayout(self._form)
        layout.addWidget(self._problem)
        layout.addWidget(self.leader_box)
        layout.addLayout(row(swap, None))
        self.setLayout(layout)
        self.hide()

    def set_people(self, people: Sequence[StaffView]) -> None:
        self._people = tuple(people)
        for box in self._boxes.values():
            box.set_people(people)

    def open_day(self, cell: DutyCell, typed: str = "") -> None:
        """Edit a day; what was typed in the grid goes into its first empty post, else its first."""
        self.show_day(cell)
        self.show()
        if not cell.posts:
            return
        gaps = [post.role for post in cell.posts if post.person is None]
        box = self._boxes[gaps[0] if gaps else cell.posts[0].role]
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
            self.leader_box.hide()
        self._cell = cell
        self._title.setText(day_word(cell.date))
        if list(self._boxes) != [post.role for post in cell.posts]:
            self._lay(cell)
        for post in cell.posts:
            self._boxes[post.role].show_name(post.name)
            pin = self._pins[post.role]
            pin.blockSignals(True)
            pin.setChecked(post.fixed)
            pin.setEnabled(post.person is not None)
            pin.blockSignals(False)

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

    def _lay(self, cell: DutyCell) -> None:
        """A line for each post of the day; another pattern or season has others."""
        while (item := self._form.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._boxes, self._pins = {}, {}
        for number, post in enumerate(cell.posts):
            words = post_word(post)
            box, pin = PersonBox(words), QCheckBox(self.tr("fixed"))
            box.set_people(self._people)
            pin.setToolTip(self.tr("An automatic roster leaves this cell as it is"))
            pin.setAccessibleName(self.tr("{role}: fixed").format(role=words))
            box.person_chosen.connect(lambda person, role=post.role: self._changed(role, person))
            pin.toggled.connect(lambda on, role=post.role: self.fixed_changed.emit(self._cell, role, on))
            self._boxes[post.role], self._pins[post.role] = box, pin
            for place, widget in enumerate((label(words, "dim"), box, pin)):
                self._form.addWidget(widget, number, place)

    def _changed(self, role: DutyRole, person: str) -> None:
        if self._cell is not None:
            self.post_changed.emit(self._cell, role, PersonId(person))

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
