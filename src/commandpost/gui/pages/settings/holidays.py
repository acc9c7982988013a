"""The holidays of a year: the kept library's table, or the unit's own after the notice of the State Council."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from commandpost.app.desk import BEIJING
from commandpost.app.permissions import Action
from commandpost.domain.holidays import YearTable, day_lines
from commandpost.gui.context import GuiContext
from commandpost.gui.pages.settings.section import Section
from commandpost.gui.widgets.shape import button, label, row
from commandpost.gui.widgets.spin_box import SpinBox


class HolidaysSection(Section):
    """One line a day; a year without a table says so and is never guessed."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context, QCoreApplication.translate("Settings", "Holidays and make-up workdays"))
        self._year = SpinBox()
        self._year.setRange(2004, 2099)
        self._year.setValue(context.now().astimezone(BEIJING).year)
        self._year.setAccessibleName(self.tr("Year"))
        self._year.valueChanged.connect(lambda _year: self.refresh())
        self._state = label("", "soon", wrap=True)
        self._days = QPlainTextEdit()
        self._days.setTabChangesFocus(True)
        self._days.setMinimumHeight(context.theme.px(280))
        self._days.setAccessibleName(self.tr("Days, one a line"))
        self._source = QLineEdit()
        self._source.setPlaceholderText(self.tr("Source, e.g. title and number of the notice"))
        self._source.setAccessibleName(self.tr("Source"))
        self._verified = QCheckBox(self.tr("Compared with the notice"))
        keep = button(self.tr("Keep"), role="primary", needs=Action.EDIT_ROSTER)
        keep.clicked.connect(lambda: self.do(self._keep))
        self.body.addLayout(row(self._year, self._state, spacing=10))
        words = self.tr("One line a day: 2027-01-01 休 元旦, or 2027-01-03 班 元旦 for a workday made up")
        self.body.addWidget(label(words, "small", wrap=True))
        self.body.addWidget(self._days, 1)
        self.body.addWidget(self._source)
        self.body.addLayout(row(self._verified, None, keep))

    def refresh(self) -> None:
        self.context.tasks.start(self._read())

    async def _read(self) -> None:
        year = self._year.value()
        table = await self.context.tasks.store(self.context.services.setups.year, year)
        if year == self._year.value() and not self._days.document().isModified():
            self._show(year, table)

    def _show(self, year: int, table: YearTable | None) -> None:
        self._days.setPlainText("" if table is None else day_lines(table.days))
        self._source.setText("" if table is None else table.source)
        self._verified.setChecked(table is not None and table.verified)
        if table is None:
            state = self.tr("{year}: holidays not entered. Only weekends are told apart.").format(year=year)
        else:
            state = "" if table.verified else self.tr("Not compared with the notice yet")
        self._state.setText(state)

    async def _keep(self) -> str:
        setups, year = self.context.services.setups, self._year.value()
        text, source, verified = self._days.toPlainText(), self._source.text(), self._verified.isChecked()
        await self.context.tasks.store(lambda: setups.keep_year(year, text, source=source, verified=verified))
        self._days.document().setModified(False)
        await self._read()
        return self.tr("Kept")
