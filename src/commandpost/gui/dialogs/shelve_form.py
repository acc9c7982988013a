"""Put an alarm aside for some minutes, with a reason; it comes back by itself."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from commandpost._gen.shelve_form_ui import Ui_ShelveForm
from commandpost.app.permissions import Action
from commandpost.domain.errors import RuleBroken
from commandpost.domain.shelving import LONGEST
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.form import FormDialog

USUAL = "10"  # minutes
MOST = LONGEST.total_seconds() // 60


class ShelveForm(FormDialog):
    """One alarm of this room."""

    needs: ClassVar[Action | None] = Action.WRITE

    def __init__(self, context: GuiContext, key: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(context, Ui_ShelveForm(), parent)
        self._key = key
        self.ui.old.setText(words)
        self.ui.minutes.setText(USUAL)
        self.ui.reason.setFocus()

    async def carry_out(self) -> None:
        typed = self.ui.minutes.text().strip()
        if not (typed.isascii() and typed.isdecimal() and len(typed) < 5):
            raise RuleBroken("shelf_minutes", field="minutes", most=int(MOST))
        shelve = self.context.services.obligations.shelve
        await self.context.tasks.store(shelve, self._key, int(typed), self.ui.reason.text())
