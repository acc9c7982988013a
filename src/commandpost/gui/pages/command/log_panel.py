"""The right column: the duty log, calls still undecided, and the box to write in."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu

from commandpost.app.logbook import LogItem, LogMode
from commandpost.gui.actions import key_of
from commandpost.gui.pages.command.entry_box import EntryBox
from commandpost.gui.pages.command.log_model import LogModel
from commandpost.gui.pages.command.log_view import LogView
from commandpost.gui.pages.command.undecided import UndecidedStrip
from commandpost.gui.theme import Theme
from commandpost.gui.widgets.shape import ShrinkingLabel, button, column, label, line, row


class LogPanel(QFrame):
    """Shows the log; says what is wanted of it."""

    filter_changed = Signal(bool)  # True: only the chosen incident
    line_asked = Signal(str, object)  # action, LogItem
    asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.model = LogModel(self)
        self.view = LogView(self.model, theme)
        self.view.menu_wanted.connect(self._menu)
        self.undecided = UndecidedStrip()
        self.entry = EntryBox(theme)
        self._shift = ShrinkingLabel("dim")
        self._all = button(self.tr("All"))
        self._one = button(self.tr("This incident"))
        self._group = QButtonGroup(self)
        for made in (self._all, self._one):
            made.setCheckable(True)
            self._group.addButton(made)
        self._all.setChecked(True)
        self._one.toggled.connect(self.filter_changed)
        sheet = button(self.tr("Handover"), key=key_of("handover.open"))
        sheet.clicked.connect(lambda: self.asked.emit("handover.open"))
        head = row(
            label(self.tr("Duty log"), "heading"),
            self._shift,
            self._all,
            self._one,
            sheet,
            margins=(14, 8, 10, 8),
            spacing=6,
        )
        head.setStretch(1, 1)
        layout = column(spacing=0)
        layout.addLayout(head)
        layout.addWidget(line())
        layout.addWidget(self.view, 1)
        layout.addWidget(self.undecided)
        layout.addWidget(line())
        layout.addWidget(self.entry)
        self.setLayout(layout)
        theme.changed.connect(self.entry.rescale)

    def show_shift(self, words: str) -> None:
        self._shift.setText(words)

    def toggle_filter(self) -> None:
        (self._all if self._one.isChecked() else self._one).setChecked(True)

    @property
    def only_incident(self) -> bool:
        return self._one.isChecked()

    def tick(self, now: datetime) -> None:
        self.entry.tick(now)

    def _menu(self, item: LogItem, at: QPoint) -> None:
        menu = QMenu(self)
        for action, words, offered in self._offers(item):
            made = QAction(f"{words}\t{key_of(action)}", menu)
            made.setEnabled(offered)
            made.triggered.connect(lambda _checked=False, which=action: self.line_asked.emit(which, item))
            menu.addAction(made)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _offers(self, item: LogItem) -> tuple[tuple[str, str, bool], ...]:
        written = item.mode is not LogMode.SYSTEM
        return (
            ("log.correct", self.tr("Correct…"), written and not item.phone_report),
            ("log.adopt", self.tr("Adopt"), not item.signed_in and not item.adopted_by_name),
            ("log.reveal", self.tr("Show the number (recorded)"), bool(item.phone_masked)),
        )
