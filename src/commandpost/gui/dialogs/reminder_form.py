"""A follow-up of an entry, or another time for one there is."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from commandpost._gen.reminder_form_ui import Ui_ReminderForm
from commandpost.app.logbook import LogItem
from commandpost.app.permissions import Action
from commandpost.domain.reminders import Reminder
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.form import FormDialog

SHOWN = 200  # characters of what it is about


class ReminderForm(FormDialog):
    """Set one on a line of the log, or move one."""

    needs: ClassVar[Action | None] = Action.WRITE

    def __init__(self, context: GuiContext, about: LogItem | Reminder, parent: QWidget | None = None) -> None:
        super().__init__(context, Ui_ReminderForm(), parent)
        self._about = about
        self.ui.old.setText(about.text[:SHOWN])
        self.ui.when.setText(self.tr("30 min"))
        if isinstance(about, Reminder):
            title = self.tr("Another time for a reminder")
            self.setWindowTitle(title)
            self.ui.heading.setText(title)
            self.ui.textLabel.setText(self.tr("Why"))
            self.ui.text.setAccessibleName(self.tr("Why"))
            self.ui.submit.setText(self.tr("Move  Enter"))
        self.ui.when.selectAll()
        self.ui.when.setFocus()

    async def carry_out(self) -> None:
        when, words = self.ui.when.text().strip(), self.ui.text.text().strip()
        reminders = self.context.services.tools.reminders
        deed = reminders.move if isinstance(self._about, Reminder) else reminders.remind
        await self.context.tasks.store(deed, self._about.id, when, words)
