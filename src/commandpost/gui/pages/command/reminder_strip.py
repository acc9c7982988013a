"""What is to be followed up, the nearest first, above the entry box: done, or another time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from commandpost.app.permissions import Action
from commandpost.domain.reminders import Reminder
from commandpost.gui.actions import key_of
from commandpost.gui.times import countdown, day_time
from commandpost.gui.widgets.flow import FlowLayout
from commandpost.gui.widgets.shape import ShrinkingLabel, button, column, set_role

LONGEST = 60  # characters


class ReminderStrip(QFrame):
    """Shows the nearest of them and how many there are; says what is wanted."""

    done = Signal(object)  # Reminder
    move_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "undecided")
        self._reminders: tuple[Reminder, ...] = ()
        self._words = ShrinkingLabel()
        done = button(
            self.tr("Done"), key=key_of("reminder.done"), name=self.tr("The reminder is done"), needs=Action.WRITE
        )
        later = button(self.tr("Another time"), key=key_of("reminder.move"), needs=Action.WRITE)
        done.clicked.connect(self.finish)
        later.clicked.connect(self.ask_to_move)
        layout = column(self._words, margins=(12, 6, 12, 6), spacing=4)
        layout.addLayout(FlowLayout(done, later, spacing=6))
        self.setLayout(layout)
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    @property
    def first(self) -> Reminder | None:
        return self._reminders[0] if self._reminders else None

    def show_reminders(self, reminders: Sequence[Reminder], now: datetime) -> None:
        """Show the nearest; none hides the strip."""
        self._reminders = tuple(reminders)
        self.setVisible(bool(reminders))
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """Count down to the nearest."""
        first = self.first
        if first is None:
            return
        left, late = countdown(first.due - now), first.due <= now
        pattern = (
            self.tr("■ follow up, {left} late: {text}") if late else self.tr("follow up at {time}, in {left}: {text}")
        )
        words = pattern.format(time=day_time(first.due, now), left=left, text=first.text[:LONGEST])
        more = self.tr("%n more", "", len(self._reminders) - 1) if len(self._reminders) > 1 else ""
        self._words.setText(f"{words}  {more}".strip())
        self._words.setToolTip("\n".join(f"{day_time(one.due, now)}  {one.text}" for one in self._reminders))
        set_role(self._words, "soon" if late else "")

    def finish(self) -> None:
        """The nearest is done."""
        if self.first is not None:
            self.done.emit(self.first)

    def ask_to_move(self) -> None:
        """The nearest to another time."""
        if self.first is not None:
            self.move_wanted.emit(self.first)
