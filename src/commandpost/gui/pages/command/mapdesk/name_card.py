"""Asks beside the map what a drawing is called before it is kept; Enter keeps it, Esc lets it go."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from commandpost.app.permissions import Action
from commandpost.domain.ids import RecordId
from commandpost.domain.sketch import LONGEST_NAME
from commandpost.gui.map.foot_card import FootCard
from commandpost.gui.theme import Theme
from commandpost.gui.widgets.shape import button, column, label


class NameCard(FootCard):
    """One line of words and the incident it belongs to."""

    kept = Signal(str, object)  # name, RecordId of the incident or None
    dropped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme.px(340), parent)
        self._title = label("", "strong")
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName(self.tr("Name of the drawing"))
        self.name.setPlaceholderText(self.tr("Name, may stay empty"))
        self.name.returnPressed.connect(self._keep)
        self.incident = QComboBox()
        self.incident.setAccessibleName(self.tr("Belongs to"))
        keep = button(self.tr("Keep"), role="primary", key="Enter", needs=Action.WRITE)
        drop = button(self.tr("Discard"), key="Esc")
        keep.clicked.connect(self._keep)
        drop.clicked.connect(self.dropped)
        layout = column(self._title, self.name, self.incident, spacing=theme.px(8), margins=(14, 12, 14, 12))
        layout.addLayout(self.flow(keep, drop, None))
        self.setLayout(layout)

    def ask(self, title: str, incidents: list[tuple[RecordId, str]], chosen: RecordId | None) -> None:
        """Ask for a new drawing, by default one of the chosen incident."""
        self._title.setText(title)
        self.name.clear()
        self.incident.clear()
        self.incident.addItem(self.tr("No incident"), None)
        for incident, words in incidents:
            self.incident.addItem(words, incident)
        self.incident.setCurrentIndex(max(0, self.incident.findData(chosen)) if chosen else 0)
        self.show()
        self.name.setFocus()

    def _keep(self) -> None:
        if self.isVisible():
            self.kept.emit(self.name.text(), self.incident.currentData())
