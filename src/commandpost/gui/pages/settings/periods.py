"""The special periods: which days they hold, from which document, and which reports they switch on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QModelIndex
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QLineEdit

from commandpost.app.permissions import Action
from commandpost.app.rulebook import PeriodReports
from commandpost.domain.errors import RuleBroken
from commandpost.domain.local_time import local_day
from commandpost.domain.periods import PeriodKind, SpecialPeriod
from commandpost.gui.context import GuiContext
from commandpost.gui.pages.settings.rule_words import PERIOD_WORDS, rule_word
from commandpost.gui.pages.settings.section import Section
from commandpost.gui.widgets.shape import button, label, row
from commandpost.gui.widgets.table import TableColumn, TableView

NOTHING = PeriodReports()


class PeriodsSection(Section):
    """Enter a period, move or extend one, end one; days that have begun are never taken away."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context, QCoreApplication.translate("Settings", "Special periods"))
        self._reports: Mapping[PeriodKind, PeriodReports] = {}
        self._chosen: SpecialPeriod | None = None
        self.table: TableView[SpecialPeriod] = TableView(self._columns(), context.theme, self.tr("Special periods"))
        self.table.setMinimumHeight(context.theme.px(260))
        self.table.chosen.connect(self._choose)
        self.heading = label("", "heading")
        self.name, self.source, self.reason = QLineEdit(), QLineEdit(), QLineEdit()
        self.kind = QComboBox()
        self.first, self.last = _day_edit(self.tr("First day")), _day_edit(self.tr("Last day"))
        self.verified = QCheckBox(self.tr("confirmed by the unit"))
        self._lay()
        self.begin_new()

    def _lay(self) -> None:
        for box, words in (
            (self.name, self.tr("Name, e.g. the meeting's short name")),
            (self.source, self.tr("Source, e.g. title and number of the notice")),
            (self.reason, self.tr("Why it ends now (for ending it)")),
        ):
            box.setPlaceholderText(words)
            box.setAccessibleName(words)
        self.kind.setAccessibleName(self.tr("Kind"))
        for kind in PeriodKind:
            self.kind.addItem(rule_word(PERIOD_WORDS[kind]), kind)
        keep, new = button(self.tr("Keep"), role="primary", needs=Action.ADOPT_RULES), button(self.tr("New period"))
        end = button(self.tr("End with today"), needs=Action.ADOPT_RULES)
        keep.clicked.connect(lambda: self.do(self.keep))
        new.clicked.connect(self.begin_new)
        end.clicked.connect(lambda: self.do(self.end))
        hint = self.tr("On these days the rule packs in force owe daily reports of open incidents and zero reports.")
        self.body.addWidget(label(hint, "dim", wrap=True))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.heading)
        days = row(self.kind, self.name, self.first, label("—"), self.last, spacing=8)
        days.setStretch(1, 1)
        self.body.addLayout(days)
        self.body.addLayout(row(self.source, self.verified, spacing=8))
        self.body.addLayout(row(keep, new, None))
        self.body.addLayout(row(self.reason, end, spacing=8))

    def refresh(self) -> None:
        self.context.tasks.start(self._read())

    async def _read(self) -> None:
        store, services = self.context.tasks.store, self.context.services
        self._reports = await store(services.rules.period_reports)
        rows = sorted(await store(services.periods.periods), key=self._place)
        self.table.show_rows(rows, lambda one, other: one.id == other.id)

    def begin_new(self) -> None:
        """Empty the form for a period of the unit's own."""
        self.table.setCurrentIndex(QModelIndex())
        self._chosen = None
        today = self._today()
        self._show(SpecialPeriod(id="", kind=PeriodKind.MEETING, name="", first=today, last=today))
        self.heading.setText(self.tr("New period"))

    def _choose(self, period: SpecialPeriod) -> None:
        """Another row was chosen; a reading that stays on the row leaves alone what is typed."""
        if self._chosen is None or self._chosen.id != period.id:
            self._take(period)

    def _take(self, period: SpecialPeriod) -> None:
        self._chosen = period
        self._show(period)
        self.heading.setText(period.name)

    def _show(self, period: SpecialPeriod) -> None:
        self.kind.setCurrentIndex(self.kind.findData(period.kind))
        self.name.setText(period.name)
        for box, day in ((self.first, period.first), (self.last, period.last)):
            box.setDate(QDate(day.year, day.month, day.day))
        self.source.setText(period.source)
        self.verified.setChecked(period.verified)
        self.reason.clear()

    async def keep(self) -> str:
        """Enter the form's period, or change the chosen one."""
        periods, typed = self.context.services.periods, self._typed()
        if self._chosen is None:
            made = await self.context.tasks.store(
                periods.new, typed.kind, typed.name, typed.first, typed.last, typed.source
            )
            typed = replace(typed, id=made.id)
        await self.context.tasks.store(periods.enter, typed)
        await self._read()
        self._stand_on(typed.id)
        return self.tr("Kept: an entry of the journal; the reports of these days are owed")

    async def end(self) -> str:
        """End the chosen period with today, or call it off when it lies ahead."""
        if self._chosen is None:
            raise RuleBroken("period_unknown")
        await self.context.tasks.store(self.context.services.periods.end, self._chosen.id, self.reason.text())
        await self._read()
        self._stand_on(self._chosen.id)
        return self.tr("Ended; the days before stay on file")

    def _typed(self) -> SpecialPeriod:
        return SpecialPeriod(
            id="" if self._chosen is None else self._chosen.id,
            kind=PeriodKind(str(self.kind.currentData())),
            name=self.name.text().strip(),
            first=_day(self.first),
            last=_day(self.last),
            source=self.source.text().strip(),
            verified=self.verified.isChecked(),
        )

    def _stand_on(self, period: str) -> None:
        at = next((at for at, one in enumerate(self.table.table.rows) if one.id == period), -1)
        if at >= 0:
            self.table.selectRow(at)
            self._take(self.table.table.rows[at])

    def _today(self) -> date:
        return local_day(self.context.now())

    def _place(self, one: SpecialPeriod) -> tuple[bool, int]:
        """What is now or ahead comes first, the next one on top; then what is over, the last one on top."""
        over = one.last < max(one.first, self._today())
        return over, -one.first.toordinal() if over else one.first.toordinal()

    def _state(self, one: SpecialPeriod) -> tuple[str, str]:
        """The word and its colour."""
        today = self._today()
        if one.last < one.first:
            return self.tr("called off"), "neutral"
        if one.last < today:
            return self.tr("over"), "neutral"
        return (self.tr("ahead"), "blue") if today < one.first else (self.tr("now"), "green")

    def _owes(self, one: SpecialPeriod) -> str:
        reports = self._reports.get(one.kind, NOTHING)
        told = ((reports.daily, self.tr("daily")), (reports.zero, self.tr("zero")))
        return "、".join(words for owed, words in told if owed) or self.tr("none")

    def _days(self, one: SpecialPeriod) -> str:
        if one.last < one.first:
            return one.first.isoformat()
        return self.tr("{first} to {last}").format(first=one.first.isoformat(), last=one.last.isoformat())

    def _columns(self) -> tuple[TableColumn[SpecialPeriod], ...]:
        return (
            TableColumn(
                title=self.tr("State"),
                text=lambda one: self._state(one)[0],
                colour=lambda one: self._state(one)[1],
                chip=True,
                width=84,
            ),
            TableColumn(title=self.tr("Period"), text=lambda one: one.name, strong=True, width=116),
            TableColumn(title=self.tr("Kind"), text=lambda one: rule_word(PERIOD_WORDS[one.kind]), width=104),
            TableColumn(title=self.tr("Days"), text=self._days, width=206),
            TableColumn(title=self.tr("Switches on"), text=self._owes, width=112),
            TableColumn(
                title=self.tr("Confirmed"),
                text=lambda one: self.tr("confirmed") if one.verified else self.tr("unit to confirm"),
                colour=lambda one: "green" if one.verified else "yellow",
                chip=True,
                width=116,
            ),
            TableColumn(title=self.tr("Source"), text=lambda one: one.source),
        )


def _day_edit(name: str) -> QDateEdit:
    made = QDateEdit()
    made.setDisplayFormat("yyyy-MM-dd")
    made.setAccessibleName(name)
    made.setCalendarPopup(True)
    return made


def _day(box: QDateEdit) -> date:
    shown = box.date()
    return date(shown.year(), shown.month(), shown.day())
