"""The statistics page: a day, a month or a year in figures and bars, and as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from commandpost.domain.tally import Period, Tally, pieces, shifted
from commandpost.gui.pages.base import GuiContext, Page
from commandpost.gui.pages.exporting import keep_file
from commandpost.gui.pages.statistics.chart import BarChart
from commandpost.gui.pages.statistics.words import TITLES, bars, figures, rows, said
from commandpost.gui.times import local
from commandpost.gui.widgets.shape import button, column, label, line, panel, row, scrolled
from commandpost.journal.entry import ChangeSet

FIGURES_A_ROW = 6


class StatisticsPage(Page):
    """Presenter; counting goes on piece by piece and never keeps the desk waiting."""

    id: ClassVar[str] = "statistics"
    title: ClassVar[str] = "Statistics"
    icon: ClassVar[str] = "statistics"
    key: ClassVar[str] = "Ctrl+9"
    topics: ClassVar[frozenset[str]] = frozenset({"incident", "report", "log", "alarm", "alarm_call"})

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self.period, self.day = Period.MONTH, local(context.now()).date()
        self.tally = Tally()
        self.charts: dict[str, BarChart] = {}
        self._asked = 0
        self._which = QComboBox()
        self._which.setAccessibleName(self.tr("Period"))
        for words, period in (
            (self.tr("Day"), Period.DAY),
            (self.tr("Month"), Period.MONTH),
            (self.tr("Year"), Period.YEAR),
        ):
            self._which.addItem(words, period.value)
        self._which.setCurrentIndex(1)
        self._span = label("", "heading")
        self._earlier = button("‹", name=self.tr("Earlier"), steps=True)
        self._later = button("›", name=self.tr("Later"), steps=True)
        self._export = button(self.tr("Save as Excel"), key="Ctrl+P")
        self._figures, self._grid = QGridLayout(), QGridLayout()
        self._lay()
        self._connect()

    def _lay(self) -> None:
        bar = panel("bar")
        tools = (label(self.tr("Statistics"), "title"), 12, self._which, self._earlier, self._span, self._later)
        bar.setLayout(row(*tools, None, self._export, margins=(20, 10, 20, 10)))
        inside = QWidget()
        body = column(margins=(20, 16, 20, 16), spacing=16)
        body.addLayout(self._figures)
        body.addLayout(self._grid, 1)
        inside.setLayout(body)
        whole = column(bar, line(), spacing=0)
        whole.addWidget(scrolled(inside), 1)
        self.setLayout(whole)
        self.home = self._which

    def _connect(self) -> None:
        self._which.currentIndexChanged.connect(lambda _at: self.choose(Period(self._which.currentData()), self.day))
        self._earlier.clicked.connect(lambda: self.choose(self.period, shifted(self.period, self.day, -1)))
        self._later.clicked.connect(lambda: self.choose(self.period, shifted(self.period, self.day, 1)))
        self._export.clicked.connect(lambda: self.context.start(self._save))

    # ------------------------------------------------------------------------------------ what the shell calls

    def refresh(self, changes: ChangeSet) -> None:
        if self.isVisible() or not changes.kinds:
            self.context.tasks.start(self._read())

    def open_record(self, record: object) -> None:
        self.context.tasks.start(self._read())

    def act(self, action: str) -> bool:
        if action != "paper.print":
            return False
        self.context.start(self._save)
        return True

    # ------------------------------------------------------------------------------------------------ showing

    def choose(self, period: Period, day: date) -> None:
        """Show another period."""
        self.period, self.day = period, day
        self.context.tasks.start(self._read())

    async def _read(self) -> None:
        """Count piece by piece; only what was asked for last is shown."""
        self._asked += 1
        asked = self._asked
        found = await self._counted(lambda: asked == self._asked)
        if found is not None:
            self.tally = found
            self._show()

    async def _counted(self, wanted: Callable[[], bool] = lambda: True) -> Tally | None:
        """The counts of the period chosen now, piece by piece; None once they are not wanted any more."""
        found = Tally()
        for piece in pieces(self.period, self.day):
            found += await self.context.tasks.read(self.context.services.statistics.tally, piece)
            if not wanted():
                return None
        return found

    def _show(self) -> None:
        self._span.setText(self.span_words())
        while (old := self._figures.takeAt(0)) is not None and (card := old.widget()) is not None:
            card.deleteLater()
        for at, (words, figure) in enumerate(figures(self.tally)):
            card = panel("card")
            card.setLayout(column(label(words, "small", wrap=True), label(figure, "number"), margins=(12, 8, 12, 8)))
            self._figures.addWidget(card, at // FIGURES_A_ROW, at % FIGURES_A_ROW)
        for at, (name, shown) in enumerate(bars(self.tally).items()):
            if name not in self.charts:
                self.charts[name] = BarChart(said(TITLES[name]), self.context.theme)
                self._grid.addWidget(self.charts[name], at // 2, at % 2)
            self.charts[name].show_bars(shown)

    def span_words(self) -> str:
        """``2026-07-19``, ``2026-07`` or ``2026``."""
        digits = {Period.DAY: 10, Period.MONTH: 7, Period.YEAR: 4}[self.period]
        return self.day.isoformat()[:digits]

    async def _save(self) -> None:
        """Counted for this, because what is shown may still be of the period looked at before."""
        title, span = self.tr("Statistics"), self.span_words()
        table = rows(await self._counted() or Tally(), span)
        content = await self.context.tasks.net(self.context.services.flow.workbook, table, title)
        await keep_file(self.context, f"{title}-{span}.xlsx", content)
