"""Lines written while nobody was signed in, the oldest first, above the entry box: look at it, take it over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from commandpost.app.logbook import LogItem
from commandpost.app.permissions import Action
from commandpost.gui.actions import key_of
from commandpost.gui.times import clock_time
from commandpost.gui.widgets.flow import FlowLayout
from commandpost.gui.widgets.shape import ShrinkingLabel, button, column

LONGEST = 60  # characters


class UnsignedStrip(QFrame):
    """Stays until somebody who is signed in has taken over each of them; says what is wanted."""

    adopted = Signal(object)  # tuple of LogItem
    looked_at = Signal(object)  # RecordId

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "undecided")
        self._items: tuple[LogItem, ...] = ()
        self._words = ShrinkingLabel()
        look = button(self.tr("Show it"), name=self.tr("Show the line nobody signed"))
        one = button(self.tr("Adopt this one"), needs=Action.ADOPT)
        every = button(self.tr("Adopt all"), key=key_of("log.adopt"), needs=Action.ADOPT)
        look.clicked.connect(self._look)
        one.clicked.connect(self._adopt_first)
        every.clicked.connect(lambda: self.adopted.emit(self._items))
        layout = column(self._words, margins=(12, 6, 12, 6), spacing=4)
        layout.addLayout(FlowLayout(look, one, every, spacing=6))
        self.setLayout(layout)
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def _look(self) -> None:
        self.looked_at.emit(self._items[0].id)

    def _adopt_first(self) -> None:
        self.adopted.emit(self._items[:1])

    def show_lines(self, items: Sequence[LogItem]) -> None:
        """Tell how many there are and what the oldest says; none hides the strip."""
        self._items = tuple(items)
        self.setVisible(bool(items))
        if items:
            text = items[0].text.replace("\n", " ")[:LONGEST]
            pattern = self.tr("◆ %n line(s) nobody signed. {time} {text}", "", len(items))
            self._words.setText(pattern.format(time=clock_time(items[0].at), text=text))
