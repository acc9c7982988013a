"""All reports of the unit, newest first, each with its state."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from commandpost.app.report_values import NEWEST, ReportRow
from commandpost.gui.actions import key_of
from commandpost.gui.pages.report.words import judgement_role, judgement_word, state_role, state_word
from commandpost.gui.theme import Theme
from commandpost.gui.times import clock_time, short_day
from commandpost.gui.vocabulary import step_word
from commandpost.gui.widgets.half_typed import seeking
from commandpost.gui.widgets.shape import button, column, label, line, panel, row
from commandpost.gui.widgets.table import TableColumn, TableView


class ReportList(QFrame):
    """Chooses a report; which are shown follows the words typed above."""

    opened = Signal(object)  # ReportRow
    papers_requested = Signal()  # daily summary, zero report

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._rows: tuple[ReportRow, ...] | None = None  # until they are read
        self._wanted = seeking(QLineEdit())
        self._wanted.setPlaceholderText(self.tr("Search: title, number, incident"))
        self._wanted.setAccessibleName(self.tr("Search reports"))
        self._wanted.setClearButtonEnabled(True)
        self._wanted.setMaximumWidth(theme.px(360))
        self._wanted.textChanged.connect(self._filter)
        self._count = label("", "dim")
        self.table: TableView[ReportRow] = TableView(self._columns(), theme, self.tr("Reports"))
        self.table.hint = self.tr(
            "No report yet. Choose an incident on the command page and press F4: it is drafted from the log."
        )
        self.table.opened.connect(self.opened)
        bar = panel("bar")
        heading = row(label(self.tr("Reports"), "title"), 12, self._count, None, margins=(20, 10, 20, 10))
        papers = button(self.tr("Daily papers"), key=key_of("paper.office"))
        papers.clicked.connect(self.papers_requested)
        heading.addWidget(self._wanted, 1)
        heading.addWidget(papers)
        bar.setLayout(heading)
        whole = column(bar, line(), spacing=0)
        whole.addWidget(self.table, 1)
        self.setLayout(whole)

    def show_rows(self, rows: Sequence[ReportRow]) -> None:
        self._rows = tuple(rows)
        self._filter()

    def _filter(self) -> None:
        if self._rows is None:
            return
        words = self._wanted.text().casefold().split()
        shown = [one for one in self._rows if all(word in _haystack(one) for word in words)]
        self.table.show_rows(shown, lambda one, other: one.id == other.id, of=len(self._rows))
        if self.table.current is None and shown:
            self.table.selectRow(0)
        self._count.setText(self._count_words(len(shown)))

    def _count_words(self, shown: int) -> str:
        """How many there are; where there may be more than the list holds, how those are found."""
        if self._rows is None or len(self._rows) < NEWEST:
            return self.tr("%n report(s)", "", shown)
        words = self.tr("{shown} of the newest {n}; older ones are found with {key}")
        return words.format(shown=shown, n=NEWEST, key=key_of("search"))

    def _columns(self) -> tuple[TableColumn[ReportRow], ...]:
        return (
            TableColumn(title=self.tr("State"), text=state_word, colour=state_role, chip=True, width=130),
            TableColumn(title=self.tr("Time"), text=_time, width=150),
            TableColumn(title=self.tr("Step"), text=lambda one: step_word(one.step, one.sequence), width=110),
            TableColumn(title=self.tr("Number"), text=lambda one: one.number, width=170),
            TableColumn(title=self.tr("Title"), text=lambda one: one.title or one.incident_title, strong=True),
            TableColumn(title=self.tr("In time?"), text=judgement_word, colour=judgement_role, width=210),
            TableColumn(title=self.tr("Taken by"), text=lambda one: one.taken_by or one.receipted_by, width=110),
        )


def _time(one: ReportRow) -> str:
    at = one.sent_at or one.at
    return f"{short_day(at)} {clock_time(at)}"


def _haystack(one: ReportRow) -> str:
    return f"{one.title}\n{one.number}\n{one.incident_title}".casefold()
