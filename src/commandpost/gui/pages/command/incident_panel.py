"""The left column: open incidents, the nearest deadline first, and the circle round the chosen one."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from commandpost.app.incidents import IncidentRow
from commandpost.domain.ids import RecordId
from commandpost.gui.actions import key_of
from commandpost.gui.pages.command.circle_panel import CirclePanel
from commandpost.gui.pages.command.first_steps import FirstSteps
from commandpost.gui.pages.command.incident_delegate import IncidentDelegate
from commandpost.gui.pages.command.incident_model import IncidentModel, IncidentRole
from commandpost.gui.theme import Theme
from commandpost.gui.widgets.shape import ShrinkingLabel, button, column, label, line, row

LOWEST_LIST = 97  # pixels of the design: one card


class IncidentPanel(QFrame):
    """Shows the cards; says which one is chosen and what is wanted."""

    chosen = Signal(object)  # RecordId or None
    opened = Signal(object)  # RecordId: Enter or double click
    asked = Signal(str)  # an action

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.model = IncidentModel(self)
        self._theme = theme
        self._delegate = IncidentDelegate(theme, self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setAccessibleName(self.tr("Open incidents"))
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.view.activated.connect(self._activated)
        self.circle = CirclePanel()
        self.circle.asked.connect(self.asked)
        self.steps = FirstSteps()
        self._count = ShrinkingLabel("dim")
        new = button(self.tr("New incident"), role="primary", key=key_of("incident.new"))
        new.clicked.connect(lambda: self.asked.emit("incident.new"))
        self._empty = label(self.tr("Reading the open incidents…"), "dim")
        head = row(label(self.tr("Open incidents"), "heading"), self._count, new, margins=(14, 8, 10, 8))
        head.setStretch(1, 1)
        layout = column(spacing=0)
        layout.addLayout(head)
        layout.addWidget(line())
        layout.addWidget(self.steps)
        layout.addWidget(self._empty)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.circle)
        self.setLayout(layout)
        self._empty.setContentsMargins(14, 14, 14, 0)
        theme.changed.connect(self.view.scheduleDelayedItemsLayout)

    def minimumSizeHint(self) -> QSize:
        """What can be pressed and one card; the counts round it give way."""
        own = super().minimumSizeHint()
        counts = self.circle.counts.sizeHint().height() if self.circle.counts.isVisibleTo(self) else 0
        return QSize(own.width(), own.height() - counts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        """Where room is short, a whole card comes before the counts round it."""
        counts = self.circle.counts
        others = self.minimumSizeHint().height() - self.view.minimumSizeHint().height()
        card = self._theme.px(LOWEST_LIST)
        counts.setVisible(self.height() - others - counts.sizeHint().height() >= card)

    def show_rows(self, rows: tuple[IncidentRow, ...], now: datetime, alike: frozenset[RecordId] = frozenset()) -> None:
        """Show these incidents; the chosen one stays chosen. ``alike`` may be the same as another."""
        chosen = self.current()
        self._delegate.now = now
        self._delegate.alike = alike
        selection = self.view.selectionModel()
        selection.blockSignals(True)
        self.model.set_rows(rows, now)
        self.view.setCurrentIndex(self.model.index_of(chosen))
        selection.blockSignals(False)
        self._count.setText(self.tr("%n, nearest deadline first", "", len(rows)))
        self._empty.setText(self.tr("No open incident. F2 opens one."))
        self._empty.setVisible(not rows)
        self.view.viewport().update()

    def current(self) -> RecordId | None:
        index = self.view.currentIndex()
        return index.data(IncidentRole.ID) if index.isValid() else None

    def choose(self, incident: RecordId | None) -> None:
        """Mark a card; does nothing when it is marked already."""
        if incident != self.current():
            index = self.model.index_of(incident)
            self.view.setCurrentIndex(index)
            if index.isValid():
                self.view.scrollTo(index)

    def tick(self, now: datetime) -> None:
        """Repaint the countdowns; cards change places only while the mouse is elsewhere."""
        self._delegate.now = now
        self._share_height()
        if not self.view.underMouse():
            self.model.sort_by_urgency(now)
        self.model.now = now
        self.view.viewport().update()

    def _current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(index.data(IncidentRole.ID) if index.isValid() else None)

    def _activated(self, index: QModelIndex | QPersistentModelIndex) -> None:
        self.opened.emit(index.data(IncidentRole.ID))
