"""Overdue days that will not be reported any more: the leader signs why; they stay late for every tier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from commandpost._gen.explain_days_form_ui import Ui_ExplainDaysForm
from commandpost.app.permissions import Action
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.form import FormDialog
from commandpost.gui.dialogs.signing import SigningRows


class ExplainDaysForm(FormDialog):
    """From the oldest overdue day to the one chosen."""

    needs: ClassVar[Action | None] = Action.SEND

    def __init__(self, context: GuiContext, days: Sequence[date], parent: QWidget | None = None) -> None:
        super().__init__(context, Ui_ExplainDaysForm(), parent)
        self._days = tuple(days)
        overdue = self.tr("%n day(s) overdue, the oldest is {day}.", "", len(days)).format(day=days[0].isoformat())
        self.say(f"{overdue} {self.tr('A late report is still a report: send it if you can.')}")
        for day in days:
            self.ui.until.addItem(day.isoformat(), day)
        self._signing = SigningRows(context, self.ui)
        self._signing.show(wanted=True)
        self.ui.reason.setFocus()

    async def carry_out(self) -> None:
        upto = self.ui.until.currentIndex() + 1
        await self.context.tasks.store(
            self.context.services.daily.explain,
            self._days[:upto],
            self.ui.reason.text().strip(),
            self._signing.signature(),
        )
