"""The phone book: type a name, Enter calls; the entry of the call out begins by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from commandpost.app.phone_book import OFFICES, STAFF, Callee, PhoneLine
from commandpost.gui.context import GuiContext
from commandpost.gui.matching import matches, sought
from commandpost.gui.widgets.half_typed import seeking
from commandpost.gui.widgets.screen_room import open_at
from commandpost.gui.widgets.shape import button, column, label, row
from commandpost.gui.widgets.side_window import SideWindow
from commandpost.gui.widgets.table import TableColumn, TableView

ALL = ""


class PhoneBookDialog(SideWindow):
    """Not modal, Esc closes it; it knows nobody by itself."""

    called = Signal(object)  # Callee

    def __init__(self, context: GuiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._lines: tuple[PhoneLine, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        title = self.tr("Phone book")
        self.setWindowTitle(title)
        self.edit = seeking(QLineEdit())
        self.edit.setPlaceholderText(self.tr("Name, unit or pinyin initials; Enter calls"))
        self.edit.setAccessibleName(self.edit.placeholderText())
        self.group = QComboBox()
        self.group.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.group.setAccessibleName(self.tr("Group"))
        self.table: TableView[PhoneLine] = TableView(self._columns(), context.theme, title)
        self.edit.textChanged.connect(lambda _typed: self._show())
        self.edit.returnPressed.connect(self._call_first)
        self.group.currentIndexChanged.connect(lambda _at: self._show())
        self.table.opened.connect(self._call)
        call = button(self.tr("Call"), role="primary", key="Enter")
        call.clicked.connect(self._call_first)
        close = button(self.tr("Close"), key="Esc")
        close.clicked.connect(self.close)
        note = label(
            self.tr("Staff, offices and ledgers; a number in clear is shown to a named person and recorded."),
            "dim",
            wrap=True,
        )
        whole = column(label(title, "heading"), note, spacing=10, margins=(20, 16, 20, 16))
        search = row(self.edit, self.group)
        search.setStretch(0, 1)
        whole.addLayout(search)
        whole.addWidget(self.table, 1)
        whole.addLayout(row(None, call, close))
        self.setLayout(whole)
        open_at(self, context.theme, 760, 520)
        self.edit.setFocus()
        context.tasks.start(self._read(), owner=self)

    async def _read(self) -> None:
        services = self._context.services
        self._lines = await self._context.tasks.store(services.tools.phone_book.lines)
        titles = {
            spec.key: spec.title.text(self._context.preferences.liking.language.value)
            for spec in services.ledgers.specs()
        }
        titles |= {STAFF: self.tr("Own staff"), OFFICES: self.tr("Duty rooms")}
        self.group.addItem(self.tr("All groups"), ALL)
        for group in dict.fromkeys(line.group for line in self._lines):
            self.group.addItem(titles[group], group)
        self._show()

    def _show(self) -> None:
        wanted, group = sought(self.edit.text()), self.group.currentData()
        shown = [
            line
            for line in self._lines
            if (not group or line.group == group) and matches(f"{line.name}\n{line.about}", wanted)
        ]
        self.table.show_rows(shown, lambda one, other: one == other)
        if shown:
            self.table.selectRow(0)

    def _columns(self) -> tuple[TableColumn[PhoneLine], ...]:
        return (
            TableColumn(title=self.tr("Name"), text=lambda line: line.name, strong=True, width=200),
            TableColumn(title=self.tr("Post, address"), text=lambda line: line.about),
            TableColumn(title=self.tr("Phone"), text=lambda line: line.phone, width=150),
        )

    def _call_first(self) -> None:
        at = self.table.currentIndex()
        rows = self.table.table.rows
        if rows:
            self._call(rows[at.row() if at.isValid() else 0])

    def _call(self, line: PhoneLine) -> None:
        self._context.start(self._begin, line)

    async def _begin(self, line: PhoneLine) -> None:
        callee: Callee = await self._context.tasks.store(self._context.services.tools.phone_book.call, line)
        self.called.emit(callee)
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up} and self.edit.hasFocus():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            at = self.table.currentIndex().row() + step
            self.table.selectRow(min(max(0, at), max(0, self.table.table.rowCount() - 1)))
            return
        super().keyPressEvent(event)
