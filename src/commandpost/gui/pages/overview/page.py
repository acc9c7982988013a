"""All units below at one glance, and the statistics of a span by both time bases."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QListWidget, QSplitter, QTabWidget, QWidget

from commandpost.app.desk import BEIJING, Tier
from commandpost.app.overview import Owed, TimeBase, Timeliness, UnitState
from commandpost.app.presence import Roll
from commandpost.domain.deadlines import DeadlineState
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.ids import UnitCode
from commandpost.domain.local_time import local_day
from commandpost.gui.messages import sentence
from commandpost.gui.pages.base import GuiContext, Page
from commandpost.gui.pages.exporting import keep_file
from commandpost.gui.pages.overview.checks import ChecksTab
from commandpost.gui.pages.overview.day_reports import DayReports
from commandpost.gui.runtime.reading import Reading
from commandpost.gui.services import Services
from commandpost.gui.times import clock_time, short_day, span
from commandpost.gui.vocabulary import STATE_WORDS, step_word, word
from commandpost.gui.widgets.shape import button, column, label, line, panel, row, set_role
from commandpost.gui.widgets.table import TableColumn, TableView
from commandpost.journal.entry import ChangeSet

AGAIN = timedelta(seconds=30)
SPAN_DAYS = 30  # offered first; any span may be chosen
URGENT = frozenset({DeadlineState.OVERDUE, DeadlineState.AT_ONCE, DeadlineState.URGENT})


class OverviewPage(Page):
    """Presenter; of a room without units below it says so."""

    id: ClassVar[str] = "overview"
    title: ClassVar[str] = "Units"
    icon: ClassVar[str] = "people"
    key: ClassVar[str] = "Ctrl+8"
    tiers: ClassVar[frozenset[Tier]] = frozenset({Tier.DISTRICT, Tier.CITY})
    topics: ClassVar[frozenset[str]] = frozenset(
        {"report", "incident", "receipt", "log", "shift", "unit", "handover", "spot_check", "daily_report", "rule_pack"}
    )

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self.units: TableView[UnitState] = TableView(self._unit_columns(), context.theme, self.tr("Units below"))
        self.figures: TableView[Timeliness] = TableView(self._figure_columns(), context.theme, self.tr("Timeliness"))
        self.owed = QListWidget()
        self.owed.setAccessibleName(self.tr("What the unit owes"))
        self.owed.setWordWrap(True)
        self.days = DayReports(context, self._chosen_unit)
        self._silence = label("", "small", wrap=True)
        self._count, self._problem = label("", "dim"), label("", "problem", wrap=True)
        self._unit, self._empty = (
            label("", "heading", wrap=True),
            label(self.tr("This room has no units below."), "dim"),
        )
        self.roll: Roll | None = None  # which desks the server hears; None: no server told
        self.checks = ChecksTab(context, self._chosen_unit, self._every_unit)
        self.since, self.until = self._day(-SPAN_DAYS), self._day(0)
        self._reading = Reading(context.tasks, self._read)
        self._looking = Reading(context.tasks, self._read_states)
        self._read_at: datetime | None = None
        self._lay()
        self.units.chosen.connect(self._show_owed)
        for edit in (self.since, self.until):
            edit.dateChanged.connect(lambda _day: context.tasks.start(self._count_up()))

    def _day(self, offset: int) -> QDateEdit:
        at = local_day(self.context.now()) + timedelta(days=offset)
        edit = QDateEdit(QDate(at.year, at.month, at.day))
        edit.setDisplayFormat("yyyy-MM-dd")
        edit.setCalendarPopup(True)
        return edit

    def _lay(self) -> None:
        tabs = QTabWidget()
        tabs.addTab(self._now_tab(), self.tr("Now"))
        tabs.addTab(self.checks, self.tr("Spot checks"))
        tabs.addTab(self._statistics_tab(), self.tr("Timeliness"))
        bar = panel("bar")
        bar.setLayout(row(label(self.tr("Units"), "title"), 12, self._count, None, margins=(20, 10, 20, 10)))
        whole = column(bar, line(), self._empty, spacing=0)
        whole.addWidget(tabs, 1)
        self._empty.setContentsMargins(20, 20, 20, 20)
        self._tabs = tabs
        self.setLayout(whole)
        self.home = self.units

    def _now_tab(self) -> QWidget:
        side = panel()
        side.setLayout(column(self._unit, self.owed, self.days, self._silence, spacing=8, margins=(16, 12, 16, 12)))
        made = QSplitter()
        made.setHandleWidth(1)
        made.setChildrenCollapsible(False)
        for part, share in ((self.units, 3), (side, 1)):
            made.addWidget(part)
            made.setStretchFactor(made.count() - 1, share)
        made.setSizes([self.context.theme.px(980), self.context.theme.px(360)])
        return made

    def _statistics_tab(self) -> QWidget:
        export = button(self.tr("Export workbook"))
        export.clicked.connect(lambda: self.context.start(self.export))
        self.since.setAccessibleName(self.tr("From"))
        self.until.setAccessibleName(self.tr("Until"))
        hint = label(self.tr("Counted by when the incident was received here below; drills are left out."), "dim")
        made = panel()
        choosing = row(self.since, label("—"), self.until, 12, hint, None, export, margins=(20, 10, 20, 10))
        layout = column(spacing=0)
        layout.addLayout(choosing)
        layout.addWidget(self._problem)
        layout.addWidget(self.figures, 1)
        made.setLayout(layout)
        self._problem.hide()
        return made

    # ------------------------------------------------------------------------------------ what the shell calls

    def refresh(self, changes: ChangeSet) -> None:
        self._reading.ask()

    def tick(self, now: datetime) -> None:
        """Every half minute: time alone makes a unit late, and the server tells which desks it hears."""
        if self._read_at is None or abs(now - self._read_at) >= AGAIN:
            self._read_at = now
            self._looking.ask()
            self.context.start(self._call_the_roll)

    def act(self, action: str) -> bool:
        if action == "paper.print":
            self.context.start(self.export)
        return action == "paper.print"

    # ------------------------------------------------------------------------------------ reading

    async def _read(self) -> None:
        await self._read_states()
        await self.checks.read()
        await self._count_up()

    async def _read_states(self) -> None:
        overview = self.context.services.flow.overview
        states = await self.context.tasks.read(overview.states)
        self._tell_silence(*await self.context.tasks.read(overview.silence))
        self.units.show_rows(states, lambda one, other: one.unit == other.unit)
        if self.units.current is None and states:
            self.units.selectRow(0)
        late, silent = sum(one.overdue > 0 for one in states), sum(one.silent for one in states)
        words = self.tr("{n} units · {late} with overdue reports · {silent} silent")
        self._count.setText(words.format(n=len(states), late=late, silent=silent))
        set_role(self._count, "problem" if late else "dim")
        self.badge_changed.emit(late)
        self._empty.setVisible(not states)
        self._tabs.setVisible(bool(states))
        self._show_owed(self.units.current)

    def _tell_silence(self, after: timedelta, confirmed: bool) -> None:  # as the service answers it
        words = self.tr("Silent: nothing written for {n} min")
        doubt = "" if confirmed else self.tr(" (default, to be confirmed by this unit in the rule pack)")
        self._silence.setText(words.format(n=after // timedelta(minutes=1)) + doubt)

    async def _call_the_roll(self) -> None:
        sync = self.context.services.sync
        try:
            self.roll = None if sync is None else await self.context.tasks.net(sync.roll)
        except Unavailable:
            self.roll = None  # the line is down: the top bar says so
        self.units.viewport().update()

    async def _count_up(self) -> None:
        try:
            figures = await self.context.tasks.read(_figures, self.context.services, *self._span())
        except RuleBroken as error:
            self._problem.setText(sentence(error))
            self._problem.show()
            return
        self._problem.hide()
        self.figures.show_rows(figures, lambda one, other: (one.unit, one.base) == (other.unit, other.base))

    def _span(self) -> tuple[datetime, datetime]:
        """Whole days in Beijing, the last one included."""
        first, last = self.since.date(), self.until.date().addDays(1)
        return _midnight(first), _midnight(last)

    def _show_owed(self, state: UnitState | None) -> None:
        self.owed.clear()
        self._unit.setText(state.name if state is not None else "")
        if state is not None:
            self.owed.addItems([_owed_line(one) for one in state.owed] or [self.tr("owes nothing")])
        self.days.ask()

    def _chosen_unit(self) -> tuple[UnitCode, ...]:
        return () if self.units.current is None else (self.units.current.unit,)

    def _every_unit(self) -> tuple[UnitCode, ...]:
        return tuple(state.unit for state in self.units.table.rows)

    async def export(self) -> None:
        """Both time bases as a workbook."""
        flow = self.context.services.flow
        try:
            rows = await self.context.tasks.store(flow.overview.table, *self._span())
        except RuleBroken as error:
            self._problem.setText(sentence(error))
            self._problem.show()
            return
        content = await self.context.tasks.net(flow.workbook, rows, "及时率统计")
        first, last = self.since.date().toString("yyyyMMdd"), self.until.date().toString("yyyyMMdd")
        name = self.tr("Timeliness")
        await keep_file(self.context, f"{name} {first}-{last}.xlsx", content)

    # ------------------------------------------------------------------------------------ columns

    def _unit_columns(self) -> tuple[TableColumn[UnitState], ...]:
        return (
            TableColumn(title=self.tr("State"), text=self._state, colour=_state_role, chip=True, width=130),
            TableColumn(title=self.tr("Unit"), text=lambda one: one.name, strong=True),
            TableColumn(title=self.tr("Incidents"), text=lambda one: str(one.open_incidents), width=90),
            TableColumn(title=self.tr("Owed"), text=lambda one: str(len(one.owed)), colour=_owed_role, width=90),
            TableColumn(title=self.tr("Overdue"), text=lambda one: str(one.overdue), colour=_late_role, width=90),
            TableColumn(title=self.tr("Late, last day"), text=lambda one: str(one.late_reports), width=120),
            TableColumn(title=self.tr("To be receipted"), text=lambda one: str(one.unreceipted), width=130),
            TableColumn(title=self.tr("Last heard"), text=self._heard, colour=self._heard_role, width=250),
        )

    def _figure_columns(self) -> tuple[TableColumn[Timeliness], ...]:
        return (
            TableColumn(title=self.tr("Unit"), text=lambda one: one.name, strong=True),
            TableColumn(title=self.tr("Counted from"), text=self._base, width=150),
            TableColumn(title=self.tr("First reports"), text=lambda one: str(one.first_reports), width=110),
            TableColumn(title=self.tr("Median"), text=lambda one: _span_word(one.median), width=120),
            TableColumn(title=self.tr("Longest"), text=lambda one: _span_word(one.longest), width=120),
            TableColumn(title=self.tr("No such time"), text=lambda one: str(one.without_base), width=110),
            TableColumn(title=self.tr("In time"), text=lambda one: str(one.in_time), width=90),
            TableColumn(title=self.tr("Late"), text=lambda one: str(one.late), colour=_figure_role, width=90),
            TableColumn(title=self.tr("Not provable"), text=lambda one: str(one.not_provable), width=110),
        )

    def _base(self, one: Timeliness) -> str:
        return self.tr("occurrence") if one.base is TimeBase.OCCURRED else self.tr("receipt of the call")

    def _state(self, one: UnitState) -> str:
        if one.overdue:
            return self.tr("Overdue")
        if one.silent:
            return self.tr("Silent")
        return self.tr("Owes") if one.owed else self.tr("In order")

    def _heard(self, one: UnitState) -> str:
        if one.last_heard is None:
            return self.tr("never")
        at = f"{short_day(one.last_heard)} {clock_time(one.last_heard)}"
        ago = span(max(timedelta(), self.context.now() - one.last_heard))
        words = self.tr("{at}, {ago} ago").format(at=at, ago=ago)
        return f"{words} · {self.tr('desk silent')}" if self._is_silent(one) else words

    def _is_silent(self, one: UnitState) -> bool:
        """Whether the server has not heard any desk of the unit for three minutes."""
        return self.roll is not None and any(heard.unit == one.unit for heard in self.roll.silent())

    def _heard_role(self, one: UnitState) -> str:
        return "overdue" if self._is_silent(one) else _silent_role(one)


def _figures(services: Services, since: datetime, until: datetime) -> tuple[Timeliness, ...]:
    overview = services.flow.overview
    return tuple(one for base in TimeBase for one in overview.timeliness(since, until, base))


def _midnight(day: QDate) -> datetime:
    return datetime(day.year(), day.month(), day.day(), tzinfo=BEIJING)


def _span_word(length: timedelta | None) -> str:
    return "—" if length is None else span(length)


def _owed_line(one: Owed) -> str:
    state = word(STATE_WORDS[one.state])
    due = f"{short_day(one.due)} {clock_time(one.due)}" if one.due else ""
    mark = "■" if one.state in URGENT else "▲"
    return "  ".join(part for part in (mark, step_word(one.step, one.sequence), due, state, one.title) if part)


def _state_role(one: UnitState) -> str:
    if one.overdue:
        return "red"
    return "orange" if one.silent or one.owed else "green"


def _owed_role(one: UnitState) -> str:
    return "text" if one.owed else "dim"


def _late_role(one: UnitState) -> str:
    return "red_text" if one.overdue else "dim"


def _silent_role(one: UnitState) -> str:
    return "soon" if one.silent else "dim"


def _figure_role(one: Timeliness) -> str:
    return "red_text" if one.late else "dim"
