"""Every earlier value of a figure, beside the form that shows the present one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from commandpost.app.figure_history import ToldFigure
from commandpost.domain.ids import RecordId
from commandpost.gui.context import GuiContext
from commandpost.gui.times import day_time
from commandpost.gui.vocabulary import MODE_WORDS, QUANTITY_WORDS, word
from commandpost.gui.widgets.screen_room import open_at
from commandpost.gui.widgets.shape import button, column, label, row
from commandpost.gui.widgets.side_window import SideWindow
from commandpost.gui.widgets.table import TableColumn, TableView

HISTORY_KEY = "Ctrl+H"


class FigureHistoryDialog(SideWindow):
    """Only shows; Esc closes it and the form below keeps what was typed."""

    def __init__(self, context: GuiContext, incident: RecordId, figure: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._incident, self._figure = context, incident, figure
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        title = self.tr("Earlier values: {figure}").format(
            figure=word(QUANTITY_WORDS[figure]) if figure else self.tr("all figures")
        )
        self.setWindowTitle(title)
        self.table: TableView[ToldFigure] = TableView(self._columns(), context.theme, title)
        self.empty = label(self.tr("Nobody has told a value yet."), "dim")
        self.empty.hide()
        close = button(self.tr("Close"), key="Esc")
        close.clicked.connect(self.close)
        whole = column(label(title, "heading"), self.empty, spacing=10, margins=(20, 16, 20, 16))
        whole.addWidget(self.table, 1)
        whole.addLayout(row(None, close))
        self.setLayout(whole)
        open_at(self, context.theme, 1020, 420)
        context.tasks.start(self._read(), owner=self)

    async def _read(self) -> None:
        history = self._context.services.figures
        told = await self._context.tasks.store(history.of, self._incident, self._figure)
        self.table.show_rows(told, lambda one, other: one == other)
        self.empty.setVisible(not told)

    def _columns(self) -> tuple[TableColumn[ToldFigure], ...]:
        return (
            TableColumn(title=self.tr("Figure"), text=lambda one: word(QUANTITY_WORDS[one.figure]), width=110),
            TableColumn(title=self.tr("Value"), text=self._value, strong=True, width=80),
            TableColumn(title=self.tr("Time"), text=lambda one: day_time(one.at, self._context.now()), width=120),
            TableColumn(title=self.tr("Source"), text=_source),
            TableColumn(title=self.tr("Person"), text=lambda one: one.person, width=90),
            TableColumn(title=self.tr("Reason"), text=lambda one: one.reason),
            TableColumn(title=self.tr("Verified by"), text=lambda one: one.verifier, width=100),
        )

    def _value(self, one: ToldFigure) -> str:
        return self.tr("unknown") if one.value is None else str(one.value)


def _source(one: ToldFigure) -> str:
    """The report, the line of the log with its kind and number, or who told the incident."""
    if one.log is not None:
        return f"{word(MODE_WORDS[one.log])} {one.number}".strip()
    return one.report or one.source
