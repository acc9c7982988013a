"""Correct a log entry: a new entry says it right, the old text stays visible."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from commandpost._gen.correct_form_ui import Ui_CorrectForm
from commandpost.app.logbook import LogItem
from commandpost.app.permissions import Action
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.form import FormDialog

SHOWN = 400  # characters of the old text


class CorrectForm(FormDialog):
    """The new text starts as the old one."""

    needs: ClassVar[Action | None] = Action.WRITE

    def __init__(self, context: GuiContext, item: LogItem, parent: QWidget | None = None) -> None:
        super().__init__(context, Ui_CorrectForm(), parent)
        self._item = item
        self.ui.old.setText(item.text[:SHOWN])
        self.ui.text.setPlainText(item.text)
        self.ui.text.setFixedHeight(context.theme.px(110))
        self.ui.text.setFocus()

    async def carry_out(self) -> None:
        text, reason = self.ui.text.toPlainText().strip(), self.ui.reason.text().strip()
        await self.context.tasks.store(self.context.services.logbook.correct, self._item.id, text, reason)
