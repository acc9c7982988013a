"""Spot checks of the units below: called from here, answered there, with their seconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from PySide6.QtWidgets import QLineEdit, QWidget

from commandpost.app.permissions import Action
from commandpost.app.spot_checks import SpotCheck
from commandpost.domain.errors import CommandPostError
from commandpost.domain.ids import UnitCode
from commandpost.domain.spot_check import SpotCheckOutcome
from commandpost.gui.context import GuiContext
from commandpost.gui.messages import sentence
from commandpost.gui.times import clock_time, short_day
from commandpost.gui.widgets.shape import button, column, label, row
from commandpost.gui.widgets.table import TableColumn, TableView

SHOWN = timedelta(days=30)
ROLES = {
    SpotCheckOutcome.WAITING: "accent_text",
    SpotCheckOutcome.IN_TIME: "green_text",
    SpotCheckOutcome.LATE: "soon",
    SpotCheckOutcome.SILENT: "overdue",
}


class ChecksTab(QWidget):
    """``chosen`` names the unit chosen in the table of units, ``everybody`` all of them."""

    def __init__(
        self,
        context: GuiContext,
        chosen: Callable[[], Sequence[UnitCode]],
        everybody: Callable[[], Sequence[UnitCode]],
    ) -> None:
        super().__init__()
        self._context = context
        self.question = QLineEdit()
        self.question.setPlaceholderText(self.tr("A question, e.g. is the leader here? May stay empty."))
        self.question.setAccessibleName(self.tr("Question"))
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        one, every = (
            button(self.tr("Check the chosen unit"), needs=Action.DIRECT),
            button(self.tr("Check all units"), needs=Action.DIRECT),
        )
        one.clicked.connect(lambda: context.start(self.call, chosen()))
        every.clicked.connect(lambda: context.start(self.call, everybody()))
        self.table: TableView[SpotCheck] = TableView(self._columns(), context.theme, self.tr("Spot checks"))
        note = label(self.tr("To be answered within 3 minutes (to be confirmed by this unit)."), "small")
        whole = column(spacing=8, margins=(20, 10, 20, 10))
        whole.addLayout(row(self.question, one, every))
        whole.addWidget(self._problem)
        whole.addWidget(note)
        whole.addWidget(self.table, 1)
        self.setLayout(whole)

    async def call(self, units: Sequence[UnitCode]) -> None:
        """Check units; the question is kept when it is refused."""
        checks = self._context.services.spot_checks
        try:
            await self._context.tasks.store(checks.call, units, self.question.text())
        except CommandPostError as refused:
            self._problem.setText(sentence(refused))
            self._problem.show()
            return
        self._problem.hide()
        self.question.clear()

    async def read(self) -> None:
        """Show the checks of the last weeks."""
        now = self._context.now()
        checks = self._context.services.spot_checks
        found = await self._context.tasks.store(checks.table, now - SHOWN, now + timedelta(seconds=1))
        self.table.show_rows(found, lambda one, other: one.id == other.id)

    def _columns(self) -> tuple[TableColumn[SpotCheck], ...]:
        return (
            TableColumn(title=self.tr("State"), text=self._state, colour=_role, chip=True, width=120),
            TableColumn(title=self.tr("Unit"), text=lambda one: one.unit_name, strong=True, width=140),
            TableColumn(title=self.tr("Called"), text=_called, width=150),
            TableColumn(title=self.tr("Seconds"), text=_seconds, width=90),
            TableColumn(title=self.tr("Answered by"), text=lambda one: one.answered_by, width=110),
            TableColumn(title=self.tr("Leader here"), text=self._leader, width=100),
            TableColumn(title=self.tr("Question and answer"), text=_said),
        )

    def _state(self, one: SpotCheck) -> str:
        return {
            SpotCheckOutcome.WAITING: self.tr("Waiting"),
            SpotCheckOutcome.IN_TIME: self.tr("In time"),
            SpotCheckOutcome.LATE: self.tr("Late"),
            SpotCheckOutcome.SILENT: self.tr("No answer"),
        }[one.outcome]

    def _leader(self, one: SpotCheck) -> str:
        if one.answered_at is None:
            return ""
        return self.tr("yes") if one.leader_present else self.tr("no")


def _role(one: SpotCheck) -> str:
    return ROLES[one.outcome]


def _called(one: SpotCheck) -> str:
    return f"{short_day(one.called_at)} {clock_time(one.called_at, seconds=True)}"


def _seconds(one: SpotCheck) -> str:
    return "" if one.seconds is None else f"{one.seconds:.0f}"


def _said(one: SpotCheck) -> str:
    return " → ".join(words for words in (one.question, one.words) if words)
