"""漏报核对: what was left out, what was made to look less serious, the roll-call and the report of the day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, ParamSpec

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from commandpost.app.roll_call import RollCall
from commandpost.app.softening import SofteningRow, softening_rows
from commandpost.domain.deadlines import Deadline
from commandpost.domain.errors import CommandPostError
from commandpost.domain.omissions import Omission, OmissionKind
from commandpost.domain.periods import day_of
from commandpost.gui.dialogs.explain_days_form import ExplainDaysForm
from commandpost.gui.messages import sentence
from commandpost.gui.pages.base import GuiContext, Page
from commandpost.gui.pages.review.day_box import DayBox
from commandpost.gui.pages.review.roll_box import RollBox
from commandpost.gui.pages.review.words import KIND_ROLES, kind_word, omission_words, softened_words
from commandpost.gui.runtime.reading import Reading
from commandpost.gui.times import day_time
from commandpost.gui.widgets.shape import column, label, line, panel, row, scrolled
from commandpost.gui.widgets.table import TableColumn, TableView
from commandpost.journal.entry import ChangeSet

SOON_MS = 400  # several changes in a row are read once
REST_MS = 2_000  # after the last change: reading all that may be left out takes longer than a key may wait
SHOWN = 200
LOWEST_TABLE = 130  # pixels of the design; below that the page scrolls


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What is read in one go on the store's thread."""

    omissions: tuple[Omission, ...]
    softened: tuple[SofteningRow, ...]
    owed: tuple[Deadline, ...]
    behind: tuple[date, ...]  # reported days with an incident that came after the report
    roll_call: RollCall | None


def read_review(context: GuiContext) -> Review:
    """Read everything the page shows."""
    services = context.services
    return Review(
        omissions=services.reconciliation.omissions(),
        softened=softening_rows(context.desk.store, limit=SHOWN),
        owed=services.daily.owed(),
        behind=services.daily.behind(),
        roll_call=services.roll_call.current(),
    )


P = ParamSpec("P")


class ReviewPage(Page):
    """Enter on a line leads to where it is made good."""

    id: ClassVar[str] = "review"
    title: ClassVar[str] = "Review"
    icon: ClassVar[str] = "check"
    key: ClassVar[str] = "Ctrl+0"
    counts_unseen: ClassVar[bool] = True
    topics: ClassVar[frozenset[str]] = frozenset(
        {"incident", "report", "receipt", "log", "softening", "daily_report", "roll_call", "roll_call_answer"}
    ) | {"period", "rule_pack", "grid"}

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self.day = DayBox()
        self.roll = RollBox()
        self.omissions: TableView[Omission] = TableView(
            self._omission_columns(), context.theme, self.tr("What was left out")
        )
        self.omissions.hint = self.tr("Nothing was left out.")
        self.softened: TableView[SofteningRow] = TableView(
            self._softening_columns(), context.theme, self.tr("What was made less serious")
        )
        self.softened.hint = self.tr("Nothing was made less serious.")
        self._count = label("", "dim")
        self._current: RollCall | None = None
        self._said = label("", "problem", wrap=True)
        self._said.hide()
        self._reading = Reading(context.tasks, self._read)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._reading.ask)
        self._lay()
        self._connect()
        self._soon.start()

    def _lay(self) -> None:
        bar = panel("bar")
        bar.setLayout(row(label(self.tr("Review"), "title"), 12, self._count, None, margins=(20, 10, 20, 10)))
        px = self.context.theme.px
        self.omissions.setMinimumHeight(px(LOWEST_TABLE))
        self.softened.setMinimumHeight(px(LOWEST_TABLE))
        body = column(self._said, self.day, self.roll, spacing=10, margins=(20, 12, 20, 16))
        body.addWidget(label(self.tr("What was left out · Enter leads there"), "strong"))
        body.addWidget(self.omissions, 3)
        body.addWidget(label(self.tr("Made less serious, signed by the leader · the upper tier sees it"), "strong"))
        body.addWidget(self.softened, 2)
        inside = QWidget()
        inside.setProperty("role", "plain")
        inside.setLayout(body)
        whole = column(bar, line(), spacing=0)
        whole.addWidget(scrolled(inside), 1)
        self.setLayout(whole)
        self.home = self.omissions

    def _connect(self) -> None:
        self.omissions.opened.connect(self._open)
        self.softened.opened.connect(lambda one: self.context.navigate("command", one.incident))
        self.day.send_wanted.connect(self._send_day)
        self.day.explain_wanted.connect(self._explain_days)
        start, roll = self.context.start, self.context.services.roll_call
        self.roll.begin_wanted.connect(
            lambda reason, minutes: start(self._done, self.roll.said, roll.begin, reason, minutes)
        )
        self.roll.answer_wanted.connect(lambda name, told: self._with_current(roll.answer, name, told))
        self.roll.end_wanted.connect(lambda reason: self._with_current(roll.end, reason))

    def refresh(self, changes: ChangeSet) -> None:
        """Read again; while another page is shown, for the badge only, not before the typing rests."""
        self._soon.start(SOON_MS if self.isVisible() else REST_MS)

    def tick(self, now: datetime) -> None:
        self.day.tick(now)
        self.roll.tick(now)

    def act(self, action: str) -> bool:
        if action != "review.open":
            return False
        self.omissions.setFocus()
        return True

    async def _read(self) -> None:
        read = await self.context.tasks.read(read_review, self.context)
        now = self.context.now()
        self.omissions.show_rows(read.omissions, _is_same)
        self.softened.show_rows(read.softened, lambda a, b: a.id == b.id)
        self._count.setText(self.tr("%n open point(s)", "", len(read.omissions)))
        self.badge_changed.emit(len(read.omissions))
        self.day.show_owed(read.owed, now, read.behind)
        self._current = read.roll_call
        self.roll.show_current(read.roll_call)
        self.roll.tick(now)

    def _open(self, one: Omission) -> None:
        if one.kind in {OmissionKind.CALL_UNDECIDED, OmissionKind.LINE_UNADOPTED}:
            self.context.navigate("command", one.subject)
        elif one.kind is OmissionKind.COMMUNITY_SILENT:
            self.roll.ask_for(one.title)
        elif one.incident is None:
            self.context.navigate("command", None)
        elif one.kind is OmissionKind.RECIPIENT_UNSERVED:
            self.context.navigate("report", one.subject)
        elif one.kind is OmissionKind.LEVEL_BELOW:
            self.context.navigate("command", one.incident)
        else:
            self.context.navigate("report", one.incident)

    def _send_day(self, told: str, reason: str) -> None:
        which, daily = self.day.wanted, self.context.services.daily
        if which is not None:
            self.context.start(self._done, self.day.sent, daily.send, which, told=told, late_reason=reason)

    def _explain_days(self) -> None:
        days = [day_of(one.sequence) for one in self.day.overdue(self.context.now())]
        if days:
            ExplainDaysForm(self.context, days, self).show()

    def _with_current(self, deed: Callable[..., object], *told: str) -> None:
        if self._current is not None:
            self.context.start(self._done, self.roll.said, deed, self._current.id, *told)

    async def _done(
        self, done: Callable[[], None], deed: Callable[P, object], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Do it and empty the box it was typed in; what stands in the other one is not kept yet and stays."""
        self._said.hide()
        typed = self._standing()
        try:
            await self.context.tasks.store(deed, *args, **kwargs)
        except CommandPostError as error:
            if error.code == "late_reason_missing":
                self.day.ask_reason()
            self._said.setText(sentence(error))
            self._said.show()
            return
        if self._standing() == typed:  # else somebody types on
            done()

    def _standing(self) -> tuple[str, ...]:
        return self.day.text.text(), self.day.reason.text(), self.roll.reason.text()

    # ------------------------------------------------------------------------------------------------ columns

    def _omission_columns(self) -> tuple[TableColumn[Omission], ...]:
        return (
            TableColumn(
                title=self.tr("What"),
                text=lambda one: kind_word(one.kind),
                colour=lambda one: KIND_ROLES[one.kind],
                chip=True,
                width=150,
            ),
            TableColumn(title=self.tr("About"), text=lambda one: one.title, strong=True),
            TableColumn(title=self.tr("Details"), text=omission_words),
            TableColumn(title=self.tr("Since"), text=lambda one: day_time(one.at, self.context.now()), width=120),
        )

    def _softening_columns(self) -> tuple[TableColumn[SofteningRow], ...]:
        return (
            TableColumn(
                title=self.tr("What"),
                text=lambda one: softened_words(one.softened),
                colour=lambda _one: "red",
                chip=True,
                width=210,
            ),
            TableColumn(title=self.tr("About"), text=lambda one: one.title, strong=True),
            TableColumn(title=self.tr("Reason"), text=lambda one: one.reason),
            TableColumn(title=self.tr("Leader"), text=lambda one: one.leader_name, width=90),
            TableColumn(title=self.tr("Unit"), text=lambda one: one.unit_name, width=150),
            TableColumn(title=self.tr("When"), text=lambda one: day_time(one.at, self.context.now()), width=120),
        )


def _is_same(one: Omission, other: Omission) -> bool:
    return (one.kind, one.subject, one.title) == (other.kind, other.subject, other.title)
