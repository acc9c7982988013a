"""A field that finds a person by name or by the initials of the pinyin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from commandpost.app.namesakes import told_apart
from commandpost.app.people import StaffView
from commandpost.app.pinyin import name_initials, spelled
from commandpost.domain.ids import PersonId
from commandpost.gui.widgets.shape import mark_problem

FOUND_BY = Qt.ItemDataRole.UserRole + 1
PERSON = Qt.ItemDataRole.UserRole + 2
NOBODY = PersonId("")


class PersonBox(QLineEdit):
    """``lj`` finds 李静; what names nobody on the list is marked and never taken."""

    person_chosen = Signal(str)  # PersonId, "" for nobody

    def __init__(self, name: str) -> None:
        super().__init__()
        self._people: dict[str, PersonId] = {}
        self._kept = ""
        self._model = QStandardItemModel(self)
        completer = _NameCompleter(self._model, self)
        completer.setCompletionRole(FOUND_BY)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(lambda _text: self.take())
        self.setCompleter(completer)
        self.setAccessibleName(name)
        self.setPlaceholderText(self.tr("Name or initials; empty: nobody"))
        self.returnPressed.connect(self.take)
        self.textEdited.connect(lambda _text: mark_problem(self, wrong=False))

    def set_people(self, people: Sequence[StaffView]) -> None:
        """Who may be found."""
        words = told_apart(people)
        self._people = {words[one.id]: one.id for one in people}
        self._model.clear()
        for one in people:
            item = QStandardItem(words[one.id])
            item.setData(f"{words[one.id]} {' '.join(_initials(one.name))} {spelled(one.name)}", FOUND_BY)
            item.setData(one.id, PERSON)
            self._model.appendRow(item)

    def show_name(self, name: str) -> None:
        """Show who holds the post now."""
        self._kept = name
        self.setText(name)
        mark_problem(self, wrong=False)

    def person(self) -> PersonId | None:
        """Who is written there; NOBODY for an empty field, None for an unknown name."""
        typed = self.text().strip()
        if not typed:
            return NOBODY
        return self._people.get(typed) or self._only_match(typed)

    def take(self) -> None:
        """Take what is written, if it names somebody."""
        if self.text() == self._kept:  # who holds the post already, a namesake too
            mark_problem(self, wrong=False)
            return
        person = self.person()
        mark_problem(self, wrong=person is None)
        if person is not None:
            name = next((name for name, known in self._people.items() if known == person), "")
            self.setText(name)
            if name != self._kept:
                self._kept = name
                self.person_chosen.emit(person)

    def _only_match(self, typed: str) -> PersonId | None:
        """Initials are enough when only one person has them."""
        wanted = typed.casefold()
        found = [person for name, person in self._people.items() if wanted in _initials(name.partition("（")[0])]
        return found[0] if len(found) == 1 else None


class _NameCompleter(QCompleter):
    """Searches names with their pinyin and fills in the name alone."""

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole))


def _initials(name: str) -> tuple[str, ...]:
    return tuple(one.casefold() for one in name_initials(name))
