"""End the handling of an incident; its final report stays owed until it is sent."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from commandpost._gen.close_form_ui import Ui_CloseForm
from commandpost.app.incidents import IncidentRow
from commandpost.app.permissions import Action
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.form import FormDialog
from commandpost.gui.dialogs.signing import SigningRows


class CloseForm(FormDialog):
    """The leader signs only when nothing is reported."""

    needs: ClassVar[Action | None] = Action.CLOSE_INCIDENT

    def __init__(self, context: GuiContext, row: IncidentRow, parent: QWidget | None = None) -> None:
        super().__init__(context, Ui_CloseForm(), parent)
        self._row = row
        self.say(row.title)
        self._signing = SigningRows(context, self.ui)
        self.ui.not_reported.toggled.connect(lambda asked: self._signing.show(wanted=asked))
        self.ui.reason.setFocus()

    async def carry_out(self) -> None:
        not_reported = self.ui.not_reported.isChecked()
        await self.context.tasks.store(
            self.context.services.incidents.close,
            self._row.id,
            not_reported=not_reported,
            reason=self.ui.reason.text().strip(),
            signature=self._signing.signature(),
        )
