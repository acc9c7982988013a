"""The roster page: the month, the current shift, and what the handover waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QSplitter, QWidget

from commandpost.app.approval import AT_THE_DESK, Approval
from commandpost.app.desk import BEIJING, Desk
from commandpost.app.duty import DutyCell, DutyGap, DutyRole, ShiftView
from commandpost.app.leave import LeaveRow
from commandpost.app.people import PersonRole, StaffView
from commandpost.app.swaps import SwapRequest
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId
from commandpost.domain.local_time import local_day
from commandpost.domain.roster import month_days
from commandpost.domain.rostering.gaps import GapAlarm
from commandpost.gui.actions import key_of
from commandpost.gui.messages import sentence
from commandpost.gui.pages.base import GuiContext, Page
from commandpost.gui.pages.exporting import keep_file
from commandpost.gui.pages.roster.files_menu import FilesMenu, roster_file_name
from commandpost.gui.pages.roster.month_grid import MonthGrid
from commandpost.gui.pages.roster.plan_deeds import PlanDeeds
from commandpost.gui.pages.roster.side import RosterSide, ToDo
from commandpost.gui.pages.roster.week_day import WeekDayDelegate, week_of, week_word
from commandpost.gui.pages.roster.words import GAPS, month_word
from commandpost.gui.runtime.reading import Reading
from commandpost.gui.services import Services
from commandpost.gui.widgets.shape import button, column, label, line, panel, row
from commandpost.journal.entry import ChangeSet


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterView:
    """Everything the page shows, read in one go."""

    cells: tuple[DutyCell, ...]
    gaps: tuple[DutyGap, ...]
    years_missing: tuple[int, ...]
    swaps: tuple[SwapRequest, ...]
    leave: tuple[LeaveRow, ...]
    alarms: tuple[GapAlarm, ...]
    shift: ShiftView
    staff: tuple[StaffView, ...]
    to_do: ToDo


class RosterPage(Page):
    """Presenter of the month."""

    id: ClassVar[str] = "roster"
    title: ClassVar[str] = "Roster"
    icon: ClassVar[str] = "roster"
    key: ClassVar[str] = "Ctrl+4"
    topics: ClassVar[frozenset[str]] = frozenset(
        {
            "duty_day",
            "duty_setup",
            "duty_swap",
            "holidays",
            "leave",
            "shift",
            "staff",
            "handover",
            "incident",
            "report",
            "directive",
            "log",
            "session",
        }
    )

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        today = context.now().astimezone(BEIJING)
        self._year, self._month = today.year, today.month
        self._reading = Reading(context.tasks, self._read)
        self.grid = MonthGrid(context.theme)
        self._view: RosterView | None = None
        self._week: date | None = None  # a day of the week that is shown; None: the month
        self._by_month, self._by_week = self._span_button(self.tr("Month")), self._span_button(self.tr("Week"))
        self._by_month.setChecked(True)
        self.side = RosterSide(context.theme)
        self.files = FilesMenu(context, self._period, self.import_file)
        self.plans = PlanDeeds(context, self.side)
        self._staff: tuple[StaffView, ...] = ()
        self._wanted: tuple[DutyCell, DutyRole, PersonId | None] | None = None
        self._title, self._gaps = label("", "heading"), label("", "problem")
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.setHandleWidth(1)
        middle.setChildrenCollapsible(False)
        for part, share in ((self.grid, 3), (self.side, 1)):
            middle.addWidget(part)
            middle.setStretchFactor(middle.count() - 1, share)
        middle.setSizes([context.theme.px(1000), context.theme.px(360)])
        whole = column(self._bar(), line(), spacing=0)
        whole.addWidget(middle, 1)
        self.setLayout(whole)
        self.home = self.grid
        self._connect()

    def _span_button(self, words: str) -> QPushButton:
        made = button(words, role="mode")
        made.setCheckable(True)
        made.setAutoExclusive(True)
        return made

    def _bar(self) -> QFrame:
        before = button("‹", name=self.tr("Before"), steps=True)
        after = button("›", name=self.tr("After"), steps=True)
        self._by_month.clicked.connect(lambda: self.show_span(week=False))
        self._by_week.clicked.connect(lambda: self.show_span(week=True))
        before.clicked.connect(lambda: self.turn(-1))
        after.clicked.connect(lambda: self.turn(1))
        keep = button(self.tr("Save PDF"), role="primary", key=key_of("paper.print"))
        keep.clicked.connect(lambda: self.act("paper.print"))
        asked = (
            (self.tr("Automatic roster"), self._open_plan),
            (self.tr("Swap"), self._open_swap),
            (self.tr("Leave"), self._open_leave),
            (self.tr("Workload"), lambda: self.context.start(self.plans.show_load, self._year, self._month)),
        )
        buttons: list[QPushButton] = [self.files]
        for words, deed in asked:
            made = button(words)
            made.clicked.connect(deed)
            buttons.append(made)
        bar = panel("bar")
        spans = QWidget()  # one of the two, apart from other buttons
        spans.setLayout(row(self._by_month, self._by_week, spacing=2))
        at = (label(self.tr("Roster"), "title"), before, self._title, after, spans)
        parts = (*at, None, self._gaps, *buttons, keep)
        bar.setLayout(row(*parts, spacing=8, margins=(20, 8, 20, 8)))
        return bar

    def _connect(self) -> None:
        start, editor, side = self.context.start, self.side.editor, self.side
        again = self.context.tasks.start  # the choice made last holds, also that of a moment ago
        self.grid.day_opened.connect(self._open_day)
        self.grid.day_chosen.connect(self._follow)
        for card in side.cards:
            card.closed.connect(self.grid.setFocus)
        editor.post_changed.connect(lambda cell, role, who: again(self._set_post(cell, role, PersonId(who))))
        editor.fixed_changed.connect(lambda cell, role, fixed: again(self._set_fixed(cell, role, fixed=fixed)))
        editor.swap_asked.connect(lambda _cell: self._open_swap())
        editor.leader_box.confirmed.connect(lambda who, pin: start(self._approve_today, PersonId(who), pin))
        side.sign_in_requested.connect(lambda role: start(self._sign_in, role))
        side.sign_out_requested.connect(lambda: start(self._sign_out))
        side.presence_requested.connect(lambda: start(self.plans.show_presence))
        side.handover_requested.connect(lambda: self.context.navigate("handover"))

    def _open_day(self, cell: DutyCell, typed: str) -> None:
        self.side.only(self.side.editor)
        self.side.editor.open_day(cell, typed)

    def _open_plan(self) -> None:
        days = month_days(self._year, self._month)
        self.side.only(self.side.plan)
        self.side.plan.open_for(days[0], days[-1])

    def _open_swap(self) -> None:
        cell = self.grid.cell
        if cell is not None:
            self.side.only(self.side.swap)
            today = next((one.date for one in self.grid.days.cells if one.is_today), date.min)
            self.side.swap.open_for(cell, self._staff, today=today)

    def _open_leave(self) -> None:
        self.side.only(self.side.leave)
        self.side.leave.open_for(self._staff, local_day(self.context.now()))

    # ------------------------------------------------------------------------------------ what the shell calls

    def refresh(self, changes: ChangeSet) -> None:
        self._reading.ask()

    def tick(self, now: datetime) -> None:
        self.side.tick(now)

    def act(self, action: str) -> bool:
        if action == "paper.print":
            self.context.start(self._print)
            return True
        return False

    # ------------------------------------------------------------------------------------------------- showing

    def turn(self, by: int) -> None:
        """Show the month before or after, or the week."""
        if self._week is not None:
            self._week += timedelta(days=7 * by)
            self._year, self._month = self._week.year, self._week.month
        else:
            at = self._year * 12 + self._month - 1 + by
            self._year, self._month = at // 12, at % 12 + 1
        self._reading.ask()

    def show_span(self, *, week: bool) -> None:
        """The week of the day one stands on, or the month of it again."""
        day = self.grid.cell.date if self.grid.cell is not None else local_day(self.context.now())
        self._week = day if week else None
        self._year, self._month = day.year, day.month
        self.grid.dress(WeekDayDelegate(self.context.theme, self.grid) if week else None)
        if self._view is not None:
            self._show_cells(self._view)
            self.grid.choose_day(day)
        self._reading.ask()

    def _show_cells(self, view: RosterView) -> None:
        """The days of the span, under its name."""
        words = month_word(self._year, self._month) if self._week is None else week_word(self._week)
        self._title.setText(words)
        self.grid.days.show(view.cells if self._week is None else week_of(view.cells, self._week))

    async def _read(self) -> None:
        """Only the month asked for last is shown."""
        shown = self._year, self._month
        view = await self.context.tasks.read(read_roster, self.context.services, self.context.desk, *shown)
        if shown == (self._year, self._month):
            self._show(view)

    def _show(self, view: RosterView) -> None:
        self._view = view
        told = [self.tr("{year}: holidays not entered").format(year=year) for year in view.years_missing]
        told += [self.tr("● %n post(s) nobody holds", "", len(view.gaps))] if view.gaps else []
        self._gaps.setText("   ".join(told))
        self._staff = view.staff
        self.badge_changed.emit(len(view.gaps))
        first = not self.grid.days.cells
        self._show_cells(view)
        if first:
            self.grid.choose_day(next((cell.date for cell in view.cells if cell.is_today), view.cells[0].date))
        self.side.editor.set_people(view.staff)
        self._follow_open(view.cells)
        self.side.show_shift(view.shift, self.context.now())
        self.side.show_to_do(view.to_do)
        self.side.show_gaps(view.alarms, self.context.now())
        self.side.show_swaps(view.swaps)
        self.side.leave.show_rows(view.leave)

    def _follow(self, cell: DutyCell) -> None:
        """An open editor goes with the grid."""
        if self.side.editor.cell is not None:
            self.side.editor.show_day(cell)

    def _follow_open(self, cells: tuple[DutyCell, ...]) -> None:
        shown = self.side.editor.cell
        fresh = next((cell for cell in cells if shown is not None and cell.date == shown.date), None)
        if fresh is not None:
            self.side.editor.show_day(fresh)

    # ------------------------------------------------------------------------------------------------- doing

    async def _set_post(self, cell: DutyCell, role: DutyRole, person: PersonId | None) -> None:
        self._wanted = (cell, role, person or None)
        await self._keep_post(AT_THE_DESK)

    async def _approve_today(self, leader: PersonId, pin: str) -> None:
        await self._keep_post(Approval(leader=leader, pin=pin))

    async def _keep_post(self, approval: Approval) -> None:
        """Keep what was asked for last; today's roster first asks for the leader's PIN."""
        if self._wanted is None:
            return
        cell, role, person = self._wanted
        duty, editor = self.context.services.duty, self.side.editor
        try:
            await self.context.tasks.store(duty.set_day, cell.date, role, person, approval)
        except RuleBroken as error:
            if error.code == "today_needs_leader":
                await self._ask_leader()
            elif editor.leader_box.isVisible():
                editor.leader_box.say(sentence(error))
            else:
                editor.show_day(cell)
                editor.say(sentence(error))
        else:
            self._wanted = None
            editor.leader_box.hide()
            editor.say(self.tr("Kept"), "good")
            self._reading.ask()

    async def _ask_leader(self) -> None:
        people = self.context.services.people
        leaders = await self.context.tasks.store(people.staff, PersonRole.DUTY_LEADER)
        words = self.tr("Today's roster: the duty leader agrees with a PIN")
        self.side.editor.leader_box.ask(leaders, words)

    async def _set_fixed(self, cell: DutyCell, role: DutyRole, *, fixed: bool) -> None:
        duty = self.context.services.duty

        def work() -> None:
            duty.set_fixed(cell.date, role, fixed=fixed)

        await self.context.tasks.store(work)

    async def _sign_out(self) -> None:
        await self.context.tasks.store(self.context.services.duty.sign_out_of_shift)
        self._reading.ask()

    async def _sign_in(self, role: DutyRole) -> None:
        await self.context.tasks.store(self.context.services.duty.sign_in_for_shift, role)
        self._reading.ask()

    # ------------------------------------------------------------------------------------------------- files

    async def import_file(self, file: Path) -> None:
        """Read a month from a file; with a problem nothing is written and every cell is named."""
        services, store = self.context.services, self.context.tasks.store
        if services.read_roster is None:
            return
        columns = await store(services.duty_export.columns, self._year, self._month)
        reading = await self.context.tasks.net(services.read_roster, file, self._year, self._month, columns)
        problems, written = reading.problems, False
        if all(one.code in GAPS for one in problems) and reading.rows:
            outcome = await store(services.duty.import_rows, reading.rows)
            written = not outcome.problems
            problems = problems if written else outcome.problems
            if written:
                self.context.notices.say(self.tr("%n day(s) imported", "", outcome.days), key="roster")
        self.side.show_problems(problems, written=written)
        self._reading.ask()

    async def _print(self) -> None:
        services = self.context.services
        if services.print_paper is None:
            return
        paper = await self.context.tasks.store(services.duty.paper, self._year, self._month)
        content = await self.context.tasks.net(services.print_paper, paper)
        await keep_file(self.context, roster_file_name(self._year, self._month, "pdf"), content)

    def _period(self) -> tuple[int, int]:
        return self._year, self._month


def read_roster(services: Services, desk: Desk, year: int, month: int) -> RosterView:
    """On the store's thread."""
    duty = services.duty
    return RosterView(
        cells=duty.month(year, month),
        gaps=duty.gaps(year, month),
        years_missing=duty.years_missing(year, month),
        swaps=services.swaps.requests(),
        leave=services.leave.rows(since=duty.today()),
        alarms=services.attendance.alarms(),
        shift=duty.current_shift(),
        staff=services.people.staff(),
        to_do=_to_do(services, desk),
    )


def _to_do(services: Services, desk: Desk) -> ToDo:
    now = desk.now()
    rows = services.incidents.open_rows()
    driving = [found for one in rows if (found := one.driving(now)) is not None]
    return ToDo(
        incidents=len(rows),
        follow_ups=len(driving),
        next_due=min((one.due for one in driving if one.due is not None), default=None),
        directives=sum(not one.own for one in services.inbox.directives(open_only=True)),
        calls=len(services.logbook.undecided()),
        pending=desk.store.pending(),
    )
