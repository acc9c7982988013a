"""The lists people fill in before a handover: equipment, documents and keys, what else is told."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from commandpost.app.incidents import IncidentRow
from commandpost.domain.ids import RecordId
from commandpost.domain.papers import CheckLine, CustodyLine, UndoneLine
from commandpost.gui.theme import Theme
from commandpost.gui.widgets.portions import Portions, two_columns
from commandpost.gui.widgets.shape import button, column, label

UNCHECKED, RIGHT, WRONG = 0, 1, 2
KEYS = {Qt.Key.Key_1: RIGHT, Qt.Key.Key_2: WRONG, Qt.Key.Key_0: UNCHECKED, Qt.Key.Key_Backspace: UNCHECKED}


class CheckBox(QComboBox):
    """未检 正常 异常; keys 1 and 2 choose, and go on to the next line."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.addItems([self.tr("– not checked"), self.tr("✓ in order"), self.tr("✕ faulty")])
        self.setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = KEYS.get(Qt.Key(event.key()))
        if chosen is None:
            super().keyPressEvent(event)
            return
        self.setCurrentIndex(chosen)
        if chosen == RIGHT:
            self.focusNextChild()
            self.focusNextChild()  # over the note
        elif chosen == WRONG:
            self.focusNextChild()


class EquipmentList(QWidget):
    """Each device 正常 or 异常 with a note."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: list[tuple[str, CheckBox, QLineEdit]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)

    def show_lines(self, lines: Sequence[CheckLine]) -> None:
        """Fill the list anew."""
        _clear(self._grid)
        self._lines = []
        for number, one in enumerate(lines):
            state, note = CheckBox(one.name), QLineEdit(one.note)
            state.setCurrentIndex(UNCHECKED if one.ok is None else RIGHT if one.ok else WRONG)
            state.setFixedWidth(self._theme.px(158))
            note.setPlaceholderText(self.tr("Note"))
            note.setAccessibleName(self.tr("Note on {name}").format(name=one.name))
            state.currentIndexChanged.connect(lambda _at: self.edited.emit())
            note.textEdited.connect(lambda _text: self.edited.emit())
            for place, widget in enumerate((label(one.name), state, note)):
                self._grid.addWidget(widget, number, place)
            self._lines.append((one.name, state, note))

    def all_right(self) -> None:
        """Mark what nobody has checked as in order."""
        for _name, state, _note in self._lines:
            if state.currentIndex() == UNCHECKED:
                state.setCurrentIndex(RIGHT)

    def lines(self) -> tuple[CheckLine, ...]:
        """The list as checked so far."""
        states = {UNCHECKED: None, RIGHT: True, WRONG: False}
        return tuple(
            CheckLine(name=name, ok=states[state.currentIndex()], note=note.text().strip())
            for name, state, note in self._lines
        )

    @property
    def checked(self) -> tuple[int, int]:
        """How many are checked, of how many."""
        return sum(state.currentIndex() != UNCHECKED for _name, state, _note in self._lines), len(self._lines)


class CustodyList(QWidget):
    """Documents, telephones, keys, seals: how many, never what is in them."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[str, QLineEdit, QLineEdit]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)

    def show_lines(self, lines: Sequence[CustodyLine]) -> None:
        """Fill the list anew."""
        _clear(self._grid)
        self._lines = []
        for number, one in enumerate(lines):
            quantity, note = QLineEdit(one.quantity), QLineEdit(one.note)
            quantity.setAccessibleName(self.tr("How many: {name}").format(name=one.name))
            quantity.setMaximumWidth(112)
            note.setPlaceholderText(self.tr("Note"))
            note.setAccessibleName(self.tr("Note on {name}").format(name=one.name))
            for box in (quantity, note):
                box.textEdited.connect(lambda _text: self.edited.emit())
            for place, widget in enumerate((label(one.name), quantity, note)):
                self._grid.addWidget(widget, number, place)
            self._lines.append((one.name, quantity, note))

    def lines(self) -> tuple[CustodyLine, ...]:
        """The list as told so far."""
        return tuple(
            CustodyLine(name=name, quantity=quantity.text().strip(), note=note.text().strip())
            for name, quantity, note in self._lines
        )


class HandedList(QWidget):
    """What is handed over about each open incident, and who goes on with it."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[IncidentRow, ...] = ()
        self._typed: dict[RecordId, tuple[str, str]] = {}  # before the list was made anew
        self._lines: dict[RecordId, tuple[QLineEdit, QLineEdit]] = {}
        self._portions = Portions(self._lay)
        self.setLayout(column(self._portions, spacing=0))

    def show_incidents(self, rows: Sequence[IncidentRow]) -> None:
        """A line for each; what was typed about one that is still open stays."""
        if [one.id for one in self._rows] == [one.id for one in rows]:
            return
        self._typed = {key: (what.text(), who.text()) for key, (what, who) in self._lines.items()}
        self._rows, self._lines = tuple(rows), {}
        self._portions.fill(len(rows))
        for number, one in enumerate(rows):
            if any(self._typed.get(one.id, ())):
                self._portions.make(number)

    def _lay(self, lines: range) -> QWidget:
        portion, grid = two_columns(3, 1)
        for place, one in enumerate(self._rows[lines.start : lines.stop]):
            what, who = (self._field(words) for words in self._typed.get(one.id, ("", "")))
            what.setPlaceholderText(self.tr("What goes on, what to watch"))
            what.setAccessibleName(self.tr("Handed over about {title}").format(title=one.title))
            who.setPlaceholderText(self.tr("Who goes on"))
            who.setAccessibleName(self.tr("Who goes on with {title}").format(title=one.title))
            grid.addWidget(label(one.title, wrap=True), 2 * place, 0, 1, 2)
            grid.addWidget(what, 2 * place + 1, 0)
            grid.addWidget(who, 2 * place + 1, 1)
            self._lines[one.id] = (what, who)
        grid.setRowStretch(2 * len(lines), 1)
        return portion

    def _field(self, words: str) -> QLineEdit:
        made = QLineEdit(words)
        made.setModified(bool(words))
        made.textEdited.connect(lambda _text: self.edited.emit())
        return made

    def clear(self) -> None:
        """Empty every line, for another sheet."""
        for what, who in self._lines.values():
            what.clear()
            who.clear()

    def handed(self) -> dict[RecordId, str]:
        """What was typed, by incident."""
        return {key: what.text().strip() for key, (what, _who) in self._lines.items() if what.text().strip()}

    def responsible(self) -> dict[RecordId, str]:
        """Who goes on, by incident."""
        return {key: who.text().strip() for key, (_what, who) in self._lines.items() if who.text().strip()}


class UndoneList(QWidget):
    """Other unfinished matters, one line each."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[QLineEdit] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(4)
        self._more = button(self.tr("＋ Another matter"), role="flat")
        self._more.clicked.connect(lambda: self._add().setFocus())
        self._grid.addWidget(self._more, 999, 0)
        self._add()

    def lines(self) -> tuple[UndoneLine, ...]:
        """The matters that have words."""
        return tuple(UndoneLine(text=line.text().strip()) for line in self._lines if line.text().strip())

    def clear(self) -> None:
        """Empty every line, for another sheet: what stood there is a matter of its own by now."""
        for line in self._lines:
            line.clear()

    def _add(self) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(self.tr("What is still to be done, by whom, until when"))
        line.setAccessibleName(self.tr("Matter to hand over"))
        line.textEdited.connect(lambda _text: self.edited.emit())
        self._grid.addWidget(line, len(self._lines), 0)
        self._lines.append(line)
        return line


def _clear(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
