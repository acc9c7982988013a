"""The inbox: reports from below, directives from above, each with a receipt and its times."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QSplitter

from commandpost.app.desk import Tier
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.official import PaperKind
from commandpost.gui.actions import key_of
from commandpost.gui.pages.base import GuiContext, Page
from commandpost.gui.pages.inbox.acts import Act
from commandpost.gui.pages.inbox.deeds import InboxDeeds
from commandpost.gui.pages.inbox.detail import InboxDetail
from commandpost.gui.pages.inbox.lines import (
    InboxLine,
    LineKind,
    department_names,
    kind_word,
    late_count,
    late_role,
    late_word,
    line_role,
    next_limit,
    open_line,
    read_lines,
    state_role,
    state_word,
    title_word,
    unit_names,
    unread_count,
)
from commandpost.gui.pages.live_preview import LivePreview
from commandpost.gui.pages.onward.channel_in import InDialog
from commandpost.gui.pages.onward.channel_out import OutDialog
from commandpost.gui.pages.onward.papers_dialog import PapersDialog
from commandpost.gui.pages.onward.stick_dialog import StickDialog
from commandpost.gui.runtime.reading import Reading
from commandpost.gui.times import clock_time, short_day
from commandpost.gui.widgets.choice_box import ChoiceBox
from commandpost.gui.widgets.keyed_button import KeyedButton
from commandpost.gui.widgets.shape import column, label, line, panel, row, set_role
from commandpost.gui.widgets.table import TableColumn, TableView
from commandpost.journal.entry import ChangeSet

NARROWEST_CHOICE = 6  # characters


class InboxPage(Page):
    """Presenter; Enter on a line gives its receipt."""

    id: ClassVar[str] = "inbox"
    title: ClassVar[str] = "Inbox"
    icon: ClassVar[str] = "inbox"
    key: ClassVar[str] = "Ctrl+3"
    topics: ClassVar[frozenset[str]] = frozenset(
        {"report", "directive", "receipt", "incident", "unit", "forward", "join", "copy"}
    )

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self._lines: tuple[InboxLine, ...] | None = None  # until they are read
        self.detail = InboxDetail(context.theme, directs=context.desk.tier in {Tier.DISTRICT, Tier.CITY})
        self._preview = LivePreview(context, self.detail.paper)
        self.table: TableView[InboxLine] = TableView(self._columns(), context.theme, self.tr("Inbox"), lines=2)
        self.table.hint = self.tr(
            "Nothing has come in. Reports from below and directives from above arrive here by themselves; "
            "what came another way is taken in with {key}."
        ).format(key=key_of("channel.in"))
        self._count = label("", "dim")
        self._other = KeyedButton(self.tr("Came another way"), key_of("channel.in"))
        self._by_stick = KeyedButton(self.tr("By stick"), key_of("channel.stick"))
        self._which = ChoiceBox()
        self._which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._which.setMinimumContentsLength(NARROWEST_CHOICE)
        self._which.setAccessibleName(self.tr("Which lines"))
        for words, wanted in (
            (self.tr("All"), "all"),
            (self.tr("To be receipted"), "unread"),
            (self.tr("Reports"), "report"),
            (self.tr("Directives"), "directive"),
            (self.tr("Handed over"), "forward"),
        ):
            self._which.addItem(words, wanted)
        self._reading = Reading(context.tasks, self._read)
        self._next_limit: datetime | None = None  # the nearest that lies ahead
        self.deeds = InboxDeeds(context, self.table, self.detail, self._read)
        self._lay()
        self._connect()

    def _lay(self) -> None:
        bar = panel("bar")
        heading = row(label(self.tr("Inbox"), "title"), 12, spacing=8, margins=(20, 10, 20, 10))
        heading.addWidget(self._count, 1)
        heading.addWidget(self._by_stick)
        heading.addWidget(self._other)
        heading.addWidget(self._which)
        bar.setLayout(heading)
        left = panel()
        inside = column(bar, line(), spacing=0)
        inside.addWidget(self.table, 1)
        left.setLayout(inside)
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.setHandleWidth(1)
        middle.setChildrenCollapsible(False)
        for part, share in ((left, 3), (self.detail, 2)):
            middle.addWidget(part)
            middle.setStretchFactor(middle.count() - 1, share)
        middle.setSizes([self.context.theme.px(820), self.context.theme.px(540)])
        whole = column(spacing=0)
        whole.addWidget(middle)
        self.setLayout(whole)
        self.home = self.table

    def _connect(self) -> None:
        start, detail = self.context.start, self.detail
        self._which.currentIndexChanged.connect(lambda _at: self._filter())
        self.table.chosen.connect(lambda shown: self.context.tasks.start(self._open(shown)))
        self._other.clicked.connect(self.take_in)
        self._by_stick.clicked.connect(self.exchange_stick)
        detail.receipt_requested.connect(lambda: start(self.deeds.receipt))
        detail.incident_requested.connect(self._show_incident)
        detail.codes_requested.connect(self._show_codes)
        detail.slip_requested.connect(self._show_slip)
        detail.acts.act_requested.connect(
            lambda act, unit, words, limit: start(self.deeds.act, Act(act), UnitCode(unit), words, limit)
        )
        answering, belongs = detail.answering, detail.belongs
        answering.convey_requested.connect(lambda to: start(self.deeds.convey, to))
        answering.pass_requested.connect(lambda units: start(self.deeds.pass_down, units))
        answering.answer_requested.connect(lambda words: start(self.deeds.answer, words))
        belongs.raise_requested.connect(lambda: start(self.deeds.raise_report))
        belongs.join_requested.connect(lambda incident: start(self.deeds.join, RecordId(incident)))
        belongs.apart_requested.connect(lambda: start(self.deeds.take_apart))

    # ------------------------------------------------------------------------------------ what the shell calls

    def refresh(self, changes: ChangeSet) -> None:
        self._reading.ask()

    def open_record(self, record: RecordId | None) -> None:
        if record is None:
            self._reading.ask()
        else:
            self.context.tasks.start(self._read(record))

    def tick(self, now: datetime) -> None:
        """Time alone passes the limit of a directive."""
        if self._next_limit is not None and now > self._next_limit:
            self._next_limit = None
            self._reading.ask()

    def act(self, action: str) -> bool:
        deed = {"channel.in": self.take_in, "channel.stick": self.exchange_stick}.get(action)
        if deed is not None:
            deed()
        return deed is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.table.hasFocus():
            self.context.start(self.deeds.receipt)
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------------------------------------- showing

    async def _read(self, wanted: RecordId | None = None) -> None:
        services, read = self.context.services, self.context.tasks.read
        self._lines = await read(read_lines, services)
        self._next_limit = next_limit(self._lines, self.context.now())
        unread = unread_count(self._lines)
        self.badge_changed.emit(unread)
        words = self.tr("%n not receipted", "", unread) if unread else self.tr("all receipted")
        late = late_count(self._lines)
        past = self.tr("%n past the limit", "", late) if late else ""
        self._count.setText(f"{words} · {past}" if past else words)
        set_role(self._count, "problem" if late else "strong" if unread else "good")
        self._filter(wanted)
        if self.table.current is not None:
            await self._open(self.table.current)
        else:
            self.detail.show_nothing()
            self.detail.show_units(await read(unit_names, services), {}, None)

    def _filter(self, wanted: RecordId | None = None) -> None:
        if self._lines is None:
            return
        shown = [one for one in self._lines if self._is_wanted(one)]
        self.table.show_rows(shown, lambda one, other: one.id == other.id, of=len(self._lines))
        at = next((number for number, one in enumerate(shown) if one.id == wanted), None)
        if at is not None:
            self.table.selectRow(at)
        elif self.table.current is None and shown:
            self.table.selectRow(0)

    def _is_wanted(self, one: InboxLine) -> bool:
        wanted = self._which.currentData()
        if wanted == "unread":
            return one.unread
        if wanted == "report":
            return one.kind is LineKind.REPORT
        if wanted == "forward":
            return one.forward is not None
        return wanted != "directive" or one.directive is not None

    async def _open(self, shown: InboxLine) -> None:
        services, read = self.context.services, self.context.tasks.read
        opened = await read(open_line, services, shown)
        units, beside = await read(unit_names, services), await read(department_names, services)
        current = self.table.current
        if current is None or current.id != shown.id:
            return
        self.detail.show_line(opened)
        came_from_below = shown.item is not None and shown.kind is LineKind.REPORT
        self.detail.show_units(units, beside, shown.item.from_unit if came_from_below and shown.item else None)
        paper = opened.paper
        if paper is not None:
            self._preview.ask(lambda: paper, at_once=True)

    def _show_incident(self) -> None:
        shown = self.table.current
        if shown is not None and shown.incident is not None:
            self.context.navigate("command", shown.incident)

    def _show_codes(self) -> None:
        shown = self.table.current
        if shown is not None:
            OutDialog(self.context, shown.id, shown.title, receipt=True, parent=self).show()

    def _show_slip(self) -> None:
        shown = self.table.current
        if shown is not None:
            PapersDialog(self.context, shown.id, (PaperKind.DIRECTIVE_SLIP,), self).show()

    def take_in(self) -> None:
        """Read codes, texts or a file that came past a cut line."""
        InDialog(self.context, self).show()

    def exchange_stick(self) -> None:
        """Seal for another room, or take in what it sealed for this one."""
        channels = self.context.services.channels
        if channels is not None:
            StickDialog(self.context, channels.stick, self).show()

    def _columns(self) -> tuple[TableColumn[InboxLine], ...]:
        return (
            TableColumn(title=self.tr("State"), text=state_word, colour=state_role, chip=True, width=118),
            TableColumn(title=self.tr("Time"), text=_time, colour=line_role, heavy=_is_new, width=124),
            TableColumn(title=self.tr("Unit"), text=_unit, colour=line_role, heavy=_is_new, width=118),
            TableColumn(title=self.tr("What"), text=kind_word, colour=line_role, heavy=_is_new, width=88),
            TableColumn(title=self.tr("Title"), text=title_word, colour=line_role, heavy=_is_new),
            TableColumn(title=self.tr("In time?"), text=late_word, colour=late_role, width=120),
        )


def _time(one: InboxLine) -> str:
    return f"{short_day(one.at)} {clock_time(one.at)}"


def _unit(one: InboxLine) -> str:
    return one.unit


def _is_new(one: InboxLine) -> bool:
    return one.unread
