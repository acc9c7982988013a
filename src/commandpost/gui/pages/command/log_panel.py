"""The right column: the duty log, calls still undecided, and the box to write in."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame

from commandpost.app.logbook import LogItem
from commandpost.gui.actions import key_of
from commandpost.gui.pages.command.entry_box import EntryBox
from commandpost.gui.pages.command.log_menu import line_menu
from commandpost.gui.pages.command.log_model import LogModel
from commandpost.gui.pages.command.log_view import LogView
from commandpost.gui.pages.command.reminder_strip import ReminderStrip
from commandpost.gui.pages.command.undecided import UndecidedStrip
from commandpost.gui.pages.command.unsigned_strip import UnsignedStrip
from commandpost.gui.theme import Theme
from commandpost.gui.widgets.keyed_button import KeyedButton
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
        self.unsigned = UnsignedStrip()
        self.reminders = ReminderStrip()
        self.entry = EntryBox(theme)
        self.undecided.passed_on.connect(self._write_on)
        self._shift = ShrinkingLabel("dim")
        self._all = button(self.tr("All"))
        self._one = button(self.tr("This incident"))
        self._group = QButtonGroup(self)
        for made in (self._all, self._one):
            made.setCheckable(True)
            self._group.addButton(made)
        self._all.setChecked(True)
        self._one.toggled.connect(self.filter_changed)
        sheet = KeyedButton(self.tr("Handover"), key_of("handover.open"))
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
        layout.addWidget(self.unsigned)
        layout.addWidget(self.reminders)
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
        self.reminders.tick(now)

    def _write_on(self, _call: LogItem, to: str) -> None:
        """A call was passed on: what is typed next goes into the log."""
        if to:
            self.entry.edit.setFocus()

    def _menu(self, item: LogItem, at: QPoint) -> None:
        line_menu(self, item, self.line_asked.emit).popup(at)
