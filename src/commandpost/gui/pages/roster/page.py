"""The roster page: the month, the current shift, and what the handover waits for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QSplitter

from commandpost.app.desk import BEIJING, Desk
from commandpost.app.duty import DutyCell, DutyGap, DutyRole, ShiftView, Substitution
from commandpost.app.people import StaffView
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId
from commandpost.gui.actions import key_of
from commandpost.gui.messages import sentence
from commandpost.gui.pages.base import GuiContext, Page
from commandpost.gui.pages.exporting import keep_file
from commandpost.gui.pages.roster.month_grid import MonthGrid
from commandpost.gui.pages.roster.side import RosterSide, ToDo
from commandpost.gui.pages.roster.words import GAPS, month_word
from commandpost.gui.services import Services
from commandpost.gui.widgets.shape import button, column, label, line, panel, row
from commandpost.journal.entry import ChangeSet


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterView:
    """Everything the page shows, read in one go."""

    cells: tuple[DutyCell, ...]
    gaps: tuple[DutyGap, ...]
    substitutions: tuple[Substitution, ...]
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
        {"duty_day", "shift", "staff", "handover", "incident", "report", "directive", "log", "session"}
    )

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        today = context.now().astimezone(BEIJING)
        self._year, self._month = today.year, today.month
        self._asked = 0
        self.grid = MonthGrid(context.theme)
        self.side = RosterSide(context.theme)
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
        self.setFocusProxy(self.grid)
        self._connect()

    def _bar(self) -> QFrame:
        before, after = button("‹", name=self.tr("Month before")), button("›", name=self.tr("Month after"))
        before.clicked.connect(lambda: self.turn(-1))
        after.clicked.connect(lambda: self.turn(1))
        read, blank = button(self.tr("Import Excel")), button(self.tr("Empty month"))
        read.clicked.connect(self.ask_file)
        read.setVisible(self.context.services.read_roster is not None)
        blank.clicked.connect(lambda: self.context.start(self._write_blank()))
        blank.setVisible(self.context.services.blank_roster is not None)
        keep = button(self.tr("Save PDF"), role="primary", key=key_of("paper.print"))
        keep.clicked.connect(lambda: self.act("paper.print"))
        bar = panel("bar")
        parts = (label(self.tr("Roster"), "title"), before, self._title, after, None, self._gaps, read, blank, keep)
        bar.setLayout(row(*parts, spacing=10, margins=(20, 8, 20, 8)))
        return bar

    def _connect(self) -> None:
        start, editor = self.context.start, self.side.editor
        self.grid.day_opened.connect(editor.open_day)
        self.grid.day_chosen.connect(self._follow)
        editor.closed.connect(self.grid.setFocus)
        editor.post_changed.connect(lambda cell, role, person: start(self._set_post(cell, role, PersonId(person))))
        editor.substitution_asked.connect(lambda *what: start(self._substitute(*what)))
        self.side.sign_in_requested.connect(lambda role: start(self._sign_in(role)))
        self.side.handover_requested.connect(lambda: self.context.navigate("handover"))

    # ------------------------------------------------------------------------------------ what the shell calls

    def refresh(self, changes: ChangeSet) -> None:
        self.context.start(self._read())

    def tick(self, now: datetime) -> None:
        self.side.tick(now)

    def act(self, action: str) -> bool:
        if action == "paper.print":
            self.context.start(self._print())
            return True
        return False

    # ------------------------------------------------------------------------------------------------- showing

    def turn(self, months: int) -> None:
        """Show the month before or after."""
        at = self._year * 12 + self._month - 1 + months
        self._year, self._month = at // 12, at % 12 + 1
        self.context.start(self._read())

    async def _read(self) -> None:
        """Only the month asked for last is shown."""
        self._asked += 1
        asked, year, month = self._asked, self._year, self._month
        view = await self.context.tasks.store(read_roster, self.context.services, self.context.desk, year, month)
        if asked == self._asked:
            self._show(view)

    def _show(self, view: RosterView) -> None:
        self._title.setText(month_word(self._year, self._month))
        self._gaps.setText(self.tr("● %n post(s) nobody holds", "", len(view.gaps)) if view.gaps else "")
        self.badge_changed.emit(len(view.gaps))
        first = not self.grid.days.cells
        self.grid.days.show(view.cells)
        if first:
            self.grid.choose_day(next((cell.date for cell in view.cells if cell.is_today), view.cells[0].date))
        self.side.editor.set_people(view.staff)
        self._follow_open(view.cells)
        self.side.show_shift(view.shift, self.context.now())
        self.side.show_to_do(view.to_do)
        self.side.show_substitutions(view.substitutions)

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

    async def _set_post(self, cell: DutyCell, role: DutyRole, person: PersonId) -> None:
        duty = self.context.services.duty
        await self._try(lambda: self.context.tasks.store(duty.set_day, cell.date, role, person or None), cell)

    async def _substitute(self, cell: DutyCell, role: DutyRole, person: str, reason: str, approver: str) -> None:
        duty = self.context.services.duty

        def work() -> None:
            duty.substitute(cell.date, role, PersonId(person), reason=reason, approved_by=approver)

        await self._try(lambda: self.context.tasks.store(work), cell)

    async def _try(self, work: Callable[[], Awaitable[None]], cell: DutyCell) -> None:
        """Do it; refused, say why below the names and show the day as it is."""
        editor = self.side.editor
        try:
            await work()
        except RuleBroken as error:
            editor.show_day(cell)
            editor.say(sentence(error))
        else:
            editor.say(self.tr("Kept"), "good")
            await self._read()

    async def _sign_in(self, role: DutyRole) -> None:
        await self.context.tasks.store(self.context.services.duty.sign_in_for_shift, role)
        await self._read()

    # ------------------------------------------------------------------------------------------------- files

    def ask_file(self) -> None:
        """Choose an Excel file; nothing waits meanwhile."""
        dialog = QFileDialog(self, self.tr("Import roster"), str(self.context.folder))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Excel workbooks (*.xlsx *.xls)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.context.start(self.import_file(Path(name))))
        dialog.open()

    async def import_file(self, file: Path) -> None:
        """Read a month from a file; with a problem nothing is written and every cell is named."""
        services, store = self.context.services, self.context.tasks.store
        if services.read_roster is None:
            return
        reading = await self.context.tasks.net(services.read_roster, file, self._year, self._month)
        problems, written = reading.problems, False
        if all(one.code in GAPS for one in problems) and reading.rows:
            outcome = await store(services.duty.import_rows, reading.rows)
            written = not outcome.problems
            problems = problems if written else outcome.problems
            if written:
                self.context.notices.say(self.tr("%n day(s) imported", "", outcome.days), key="roster")
        self.side.show_problems(problems, written=written)
        await self._read()

    async def _write_blank(self) -> None:
        services = self.context.services
        if services.blank_roster is None:
            return
        staff = await self.context.tasks.store(services.people.staff)
        names = tuple(one.name for one in staff)
        content = await self.context.tasks.net(services.blank_roster, self._year, self._month, names)
        await keep_file(self.context, self._name("xlsx"), content)

    async def _print(self) -> None:
        services = self.context.services
        if services.print_paper is None:
            return
        paper = await self.context.tasks.store(services.duty.paper, self._year, self._month)
        content = await self.context.tasks.net(services.print_paper, paper)
        await keep_file(self.context, self._name("pdf"), content)

    def _name(self, ending: str) -> str:
        return self.tr("Roster {year}-{month}").format(year=self._year, month=self._month) + f".{ending}"


def read_roster(services: Services, desk: Desk, year: int, month: int) -> RosterView:
    """On the store's thread."""
    duty = services.duty
    return RosterView(
        cells=duty.month(year, month),
        gaps=duty.gaps(year, month),
        substitutions=duty.substitutions(year, month),
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
