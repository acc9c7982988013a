"""The dictionary of event codes: found by code, name or initials; the unit adds, renames, confirms, retires."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from commandpost.app.permissions import Action
from commandpost.domain.codes import EventCode
from commandpost.domain.errors import RuleBroken
from commandpost.gui.context import GuiContext
from commandpost.gui.pages.settings.section import Section
from commandpost.gui.vocabulary import CLASS_WORDS, word
from commandpost.gui.widgets.code_box import CodeBox
from commandpost.gui.widgets.shape import button, label, row
from commandpost.gui.widgets.table import TableColumn, TableView


class CodesSection(Section):
    """Typing narrows the table; a code is never deleted, and incidents keep the name they were given."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context, QCoreApplication.translate("Settings", "Event codes"))
        self._chosen: EventCode | None = None
        self.search, self.code, self.name, self.source, self.reason = (QLineEdit() for _box in range(5))
        self.table: TableView[EventCode] = TableView(self._columns(), context.theme, self.tr("Event codes"))
        self.table.setMinimumHeight(context.theme.px(230))
        self.table.chosen.connect(self._choose)
        self.search.textChanged.connect(lambda _typed: self.refresh())
        self.heading = label("", "heading")
        self._parent = QComboBox()
        self._parent.setEditable(True)
        self.parent_code = CodeBox(self._parent, context.services.codes)
        self.verified = QCheckBox(self.tr("compared with the source"))
        self._lay()
        self.begin_new()

    def _lay(self) -> None:
        for box, words in (
            (self.search, self.tr("Find by code, name or initials, e.g. jzkt")),
            (self.code, self.tr("Code, e.g. 12P19")),
            (self.name, self.tr("Name")),
            (self.source, self.tr("Source of code and name")),
            (self.reason, self.tr("Why it is retired (for retiring)")),
        ):
            box.setPlaceholderText(words)
            box.setAccessibleName(words)
        self._parent.setAccessibleName(self.tr("Belongs under"))
        keep, new = button(self.tr("Keep"), role="primary", needs=Action.ADOPT_RULES), button(self.tr("New code"))
        self.retiring = button(self.tr("Retire"), needs=Action.ADOPT_RULES)
        keep.clicked.connect(lambda: self.do(self.keep))
        new.clicked.connect(self.begin_new)
        self.retiring.clicked.connect(lambda: self.do(self.retire))
        hint = self.tr("An incident keeps the name its code had when chosen. A retired code is no longer offered.")
        self.body.addWidget(label(hint, "dim", wrap=True))
        self.body.addWidget(self.search)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.heading)
        named = row(self.code, self.name, label(self.tr("Belongs under")), self._parent, spacing=8)
        for at, share in ((0, 1), (1, 2), (3, 3)):
            named.setStretch(at, share)
        self.body.addLayout(named)
        self.body.addLayout(row(self.source, self.verified, spacing=8))
        self.body.addLayout(row(keep, new, None))
        self.body.addLayout(row(self.reason, self.retiring, spacing=8))

    def refresh(self) -> None:
        self.context.tasks.start(self._read())

    async def _read(self) -> None:
        typed = self.search.text()
        found = await self.context.tasks.store(self.context.services.dictionary.find, typed)
        if typed == self.search.text():
            self.table.show_rows(found, lambda one, other: one.code == other.code)

    def begin_new(self) -> None:
        """Empty the form for a code of the unit's own."""
        self.table.setCurrentIndex(QModelIndex())
        self._chosen = None
        self._show(None)

    def _choose(self, code: EventCode) -> None:
        """Another row was chosen; a reading that stays on the row leaves alone what is typed."""
        if self._chosen is None or self._chosen.code != code.code:
            self._show(code)

    def _show(self, code: EventCode | None) -> None:
        self._chosen = code
        self.heading.setText(self.tr("New code") if code is None else f"{code.code} {code.name}")
        self.code.setText("" if code is None else code.code)
        self.name.setText("" if code is None else code.name)
        self.source.setText("" if code is None else code.source)
        self.verified.setChecked(code is not None and code.verified)
        self.parent_code.choose("" if code is None else code.parent)
        self.code.setEnabled(code is None)
        self._parent.setEnabled(code is None)
        self.reason.clear()
        retired = code is not None and code.retired
        self.retiring.setText(self.tr("Offer it again") if retired else self.tr("Retire"))
        self.reason.setEnabled(code is not None and not retired)

    async def keep(self) -> str:
        """Add the typed code, or change name, source and mark of the chosen one."""
        dictionary, typed = self.context.services.dictionary, self.code.text()
        name, source, verified = self.name.text(), self.source.text(), self.verified.isChecked()
        parent, chosen = self.parent_code.code(), self._chosen

        def write() -> None:
            if chosen is None:
                dictionary.add(typed, name, parent, source=source, verified=verified)
            else:
                dictionary.revise(chosen.code, name=name, source=source, verified=verified)

        await self.context.tasks.store(write)
        await self._stand_on(typed.strip().upper() if chosen is None else chosen.code)
        return self.tr("Kept: an entry of the journal")

    async def retire(self) -> str:
        """Retire the chosen code, or offer a retired one again."""
        chosen, dictionary = self._chosen, self.context.services.dictionary
        if chosen is None:
            raise RuleBroken("event_code_unknown")
        if chosen.retired:
            await self.context.tasks.store(dictionary.offer_again, chosen.code)
        else:
            await self.context.tasks.store(dictionary.retire, chosen.code, self.reason.text())
        await self._stand_on(chosen.code)
        return self.tr("Offered again") if chosen.retired else self.tr("Retired; nothing is deleted")

    async def _stand_on(self, code: str) -> None:
        await self._read()
        at = next((at for at, one in enumerate(self.table.table.rows) if one.code == code), -1)
        if at >= 0:
            self.table.selectRow(at)
        self._show(self.context.services.codes.get(code))

    def _columns(self) -> tuple[TableColumn[EventCode], ...]:
        return (
            TableColumn(title=self.tr("Code"), text=lambda one: one.code, width=80),
            TableColumn(title=self.tr("Name"), text=lambda one: one.name, strong=True, width=210),
            TableColumn(title=self.tr("Class"), text=lambda one: word(CLASS_WORDS[one.event_class]), width=110),
            TableColumn(title=self.tr("Initials"), text=lambda one: one.initials, width=100),
            TableColumn(
                title=self.tr("Confirmed"),
                text=lambda one: self.tr("confirmed") if one.verified else self.tr("unit to confirm"),
                colour=lambda one: "green" if one.verified else "yellow",
                chip=True,
                width=116,
            ),
            TableColumn(title=self.tr("State"), text=self._state, colour=_state_colour, chip=True, width=90),
            TableColumn(title=self.tr("Source"), text=lambda one: one.source),
        )

    def _state(self, one: EventCode) -> str:
        if one.retired:
            return self.tr("retired")
        return self.tr("own") if one.own else self.tr("shipped")


def _state_colour(one: EventCode) -> str:
    return "blue" if one.own and not one.retired else "neutral"
