"""End the handling of an incident; its final report stays owed until it is sent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from commandpost._gen.close_form_ui import Ui_CloseForm
from commandpost.app.incidents import IncidentRow
from commandpost.app.people import StaffView
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.form import FormDialog


class CloseForm(FormDialog):
    """The leader is asked for only when nothing is reported."""

    def __init__(
        self, context: GuiContext, row: IncidentRow, leaders: Sequence[StaffView], parent: QWidget | None = None
    ) -> None:
        super().__init__(context, Ui_CloseForm(), parent)
        self._row = row
        self.say(row.title)
        for leader in leaders:
            self.ui.leader.addItem(leader.name, leader.id)
        self.ui.fields.setRowVisible(self.ui.leader, False)
        self.ui.not_reported.toggled.connect(self._ask_leader)
        self.ui.reason.setFocus()

    def _ask_leader(self, asked: bool) -> None:
        self.ui.fields.setRowVisible(self.ui.leader, asked)

    async def carry_out(self) -> None:
        not_reported = self.ui.not_reported.isChecked()
        await self.context.tasks.store(
            self.context.services.incidents.close,
            self._row.id,
            not_reported=not_reported,
            reason=self.ui.reason.text().strip(),
            leader=self.ui.leader.currentData() if not_reported else None,
        )
