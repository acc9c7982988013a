"""The ledgers: each is a table, a filter and a form from one specification."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, ParamSpec

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedWidget, QWidget

from commandpost.app.ledgers import LedgerRow
from commandpost.app.permissions import Action
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.ledgers.base import Column, FieldKind, LedgerSpec
from commandpost.gui.pages.base import GuiContext, Page
from commandpost.gui.pages.ledgers.form import LedgerForm
from commandpost.gui.runtime.reading import Reading
from commandpost.gui.widgets.half_typed import seeking
from commandpost.gui.widgets.shape import button, column, label, line, panel, row
from commandpost.gui.widgets.side_list import SideList
from commandpost.gui.widgets.table import TableColumn, TableView
from commandpost.journal.entry import ChangeSet

P = ParamSpec("P")

FILTER_MS = 150  # of typing before the rows are read again
SHOWN = 2000  # rows; the filter finds the others
WIDTHS = {FieldKind.INT: 76, FieldKind.FLOAT: 76, FieldKind.BOOL: 64, FieldKind.DATE: 104, FieldKind.CHOICE: 92}
NARROW = {"name": 100, "grid": 80, "phone": 124}
TEXT_WIDTH = 96


class LedgersPage(Page):
    """Presenter of all ledgers."""

    id: ClassVar[str] = "ledgers"
    title: ClassVar[str] = "Ledgers"
    icon: ClassVar[str] = "ledgers"
    key: ClassVar[str] = "Ctrl+6"
    topics: ClassVar[frozenset[str]] = frozenset(
        {"ledger.person", "ledger.team", "ledger.shelter", "ledger.supply", "ledger.hazard", "session"}
    )

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self._specs = context.services.ledgers.specs()
        self._spec = self._specs[0]
        self._reading = Reading(context.tasks, self._read)
        self.form = LedgerForm(context.theme)
        titles = [self._words(spec) for spec in self._specs]
        self._list, self._filter = SideList(titles, context.theme, self.tr("Ledgers")), seeking(QLineEdit())
        self._tables = QStackedWidget()
        self.tables: dict[str, TableView[LedgerRow]] = {}
        self._title, self._count = label("", "title"), label("", "dim")
        self._add = button(self.tr("New row"), role="primary", needs=Action.EDIT_LEDGERS)
        for spec in self._specs:
            self._make_table(spec)
        self._wait = QTimer(self, interval=FILTER_MS, singleShot=True)
        self._lay()
        self._connect()
        self._list.setCurrentRow(0)

    def _lay(self) -> None:
        px = self.context.theme.px
        self._filter.setPlaceholderText(self.tr("Filter: any words, in any order"))
        self._filter.setAccessibleName(self.tr("Filter"))
        self._filter.setClearButtonEnabled(True)
        bar = panel("bar")
        tools = row(self._title, 12, self._count, None, margins=(20, 8, 20, 8), spacing=10)
        tools.addWidget(self._filter, 1)
        tools.addWidget(self._add)
        bar.setLayout(tools)
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.setHandleWidth(1)
        middle.setChildrenCollapsible(False)
        for part, share in ((self._list, 0), (self._tables, 3), (self.form, 1)):
            middle.addWidget(part)
            middle.setStretchFactor(middle.count() - 1, share)
        middle.setSizes([px(170), px(820), px(360)])
        whole = column(bar, line(), spacing=0)
        whole.addWidget(middle, 1)
        self.setLayout(whole)
        self.home = self._filter

    def _connect(self) -> None:
        start = self.context.start
        self._list.currentRowChanged.connect(self._choose)
        self._filter.textChanged.connect(lambda _text: self._wait.start())
        self._wait.timeout.connect(self._reading.ask)
        self._add.clicked.connect(self.new_row)
        self.form.save_requested.connect(lambda: start(self._try, self._save))
        self.form.verify_requested.connect(lambda: start(self._try, self._verify))
        self.form.reveal_requested.connect(lambda key: start(self._try, self._reveal, key))
        self.form.map_requested.connect(lambda: self.context.navigate("command", self.form.record))

    # ------------------------------------------------------------------------------------ what the shell calls

    def refresh(self, changes: ChangeSet) -> None:
        self._reading.ask()

    def open_record(self, record: RecordId | None) -> None:
        if record is not None:
            self.context.tasks.start(self._open(record))

    def half_typed(self) -> Sequence[QWidget]:
        return [self.form] if self.form.dirty else ()

    # ------------------------------------------------------------------------------------------------- showing

    def new_row(self) -> None:
        """Empty the form for a new row."""
        if not self.form.leave():
            return
        self.tables[self._spec.key].clearSelection()
        self.form.show_row(None)
        self.form.focus_first()

    def _choose(self, at: int) -> None:
        if self._specs[at] is not self._spec and not self.form.leave():
            with QSignalBlocker(self._list):
                self._list.setCurrentRow(self._specs.index(self._spec))
            return
        self._spec = self._specs[at]
        self._title.setText(self._words(self._spec))
        self._tables.setCurrentWidget(self.tables[self._spec.key])
        self.form.show_spec(self._spec, self._language)
        self._reading.ask()

    async def _read(self) -> None:
        """Only the ledger and filter asked for last are shown."""
        spec, ledgers = self._spec, self.context.services.ledgers
        wanted, language, read = self._filter.text(), self._language, self.context.tasks.read
        rows = await read(ledgers.rows, spec.key, wanted, limit=None if wanted else SHOWN, language=language)
        total = await read(ledgers.count, spec.key)
        if (spec, wanted) == (self._spec, self._filter.text()):
            self._show(rows, total)

    def _show(self, rows: tuple[LedgerRow, ...], total: int) -> None:
        table = self.tables[self._spec.key]
        table.show_rows(rows, lambda one, other: one.id == other.id, of=total)
        old = sum(one.out_of_date for one in rows)
        words = self.tr("{shown} of {total}").format(shown=len(rows), total=total)
        again = self.tr("%n to be verified again", "", old)
        self._count.setText(f"{words} · {again}" if old else words)
        if self.form.record is None and not self.form.dirty and rows and table.current is None:
            table.selectRow(0)

    def _opened(self, shown: LedgerRow) -> None:
        if not self.form.dirty or (shown.id != self.form.record and self.form.leave()):
            self.form.show_row(shown)

    async def _open(self, record: RecordId) -> None:
        shown = await self.context.tasks.store(self.context.services.ledgers.row, record)
        at = next(number for number, spec in enumerate(self._specs) if spec.key == shown.spec)
        if self.form.leave():
            self._list.setCurrentRow(at)
            self.form.show_row(shown)

    # ------------------------------------------------------------------------------------------------- doing

    async def _save(self) -> None:
        ledgers, form = self.context.services.ledgers, self.form
        kept = form.standing()
        saved = await self.context.tasks.store(
            ledgers.save,
            self._spec.key,
            form.record,
            form.values(),
            lonlat=form.place(),
            told_place=form.told_place,
        )
        await self._show_saved(saved, kept, self.tr("Saved"))

    async def _verify(self) -> None:
        record, kept = self.form.record, self.form.standing()
        if record is not None:
            await self.context.tasks.store(self.context.services.ledgers.verify, record)
            await self._show_saved(record, kept, self.tr("Verified today"))

    async def _reveal(self, key: str) -> None:
        record = self.form.record
        if record is not None:
            reveal = self.context.services.logbook.reveal
            self.form.show_clear(key, await self.context.tasks.store(reveal, record, key))

    async def _show_saved(self, record: RecordId, kept: tuple[object, ...], words: str) -> None:
        shown = await self.context.tasks.store(self.context.services.ledgers.row, record)
        self.form.show_saved(shown, kept)
        self.form.say(words, "good")
        self._reading.ask()

    async def _try(self, work: Callable[P, Awaitable[None]], *args: P.args, **kwargs: P.kwargs) -> None:
        """Refused: say so beside the field; what was typed stays."""
        self.form.say("")
        try:
            await work(*args, **kwargs)
        except RuleBroken as error:
            self.form.refuse(error)

    # ------------------------------------------------------------------------------------------------- tables

    @property
    def _language(self) -> str:
        return self.context.preferences.liking.language.value

    def _words(self, spec: LedgerSpec) -> str:
        return spec.title.text(self._language)

    def _make_table(self, spec: LedgerSpec) -> None:
        columns = [self._column(spec, one) for one in spec.columns()]
        table: TableView[LedgerRow] = TableView(columns, self.context.theme, self._words(spec))
        table.hint = self.tr("Nothing is entered yet. “{button}” above enters the first row.").format(
            button=self._add.text()
        )
        table.chosen.connect(self._opened)
        self.tables[spec.key] = table
        self._tables.addWidget(table)

    def _column(self, spec: LedgerSpec, one: Column) -> TableColumn[LedgerRow]:
        language, field = self._language, spec.field(one.key)
        title = one.label.text(language)

        def text(shown: LedgerRow) -> str:
            return spec.shown(field, shown.values.get(one.key), language)

        def colour(shown: LedgerRow) -> str:
            return "yellow_text" if one.key == "verified_at" and shown.out_of_date else "text"

        wide = one.key in {"address", "needs", "kind", "note"}
        return TableColumn(
            title=f"{title} ({one.unit})" if one.unit else title,
            text=text,
            colour=colour,
            strong=one.key == "name",
            width=0 if wide else NARROW.get(one.key, WIDTHS.get(one.kind, TEXT_WIDTH)),
        )
