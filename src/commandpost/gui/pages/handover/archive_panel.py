"""Kept sheets: found by name, number and day; scans of the signed paper; empty forms and their later entry."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from commandpost.app.handover import SheetRow
from commandpost.app.paper_forms import FormKind
from commandpost.gui.pages.handover.words import STATUS_ROLES, status_word
from commandpost.gui.theme import Theme
from commandpost.gui.widgets.half_typed import seeking
from commandpost.gui.widgets.shape import button, column, label, row
from commandpost.gui.widgets.table import TableColumn, TableView


class ArchivePanel(QWidget):
    """Typing searches; Enter on a row shows the sheet."""

    searched = Signal(str)
    sheet_chosen = Signal(object)  # SheetRow
    scan_requested = Signal()
    scans_open_requested = Signal()
    docx_requested = Signal()
    blank_requested = Signal(object)  # FormKind
    entry_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.search = seeking(QLineEdit())
        self.search.setPlaceholderText(self.tr("Find: a name, a number, a day such as 2026-07-19"))
        self.search.setAccessibleName(self.tr("Find sheets"))
        self.search.textChanged.connect(self.searched)
        self.table: TableView[SheetRow] = TableView(_columns(), theme, self.tr("Handover sheets"))
        self.table.setMinimumHeight(theme.px(190))
        self.table.chosen.connect(self.sheet_chosen)
        self._docx, self._scan, self._open = (
            button(self.tr("Save for WPS (.docx)")),
            button(self.tr("Attach scan…")),
            button(self.tr("Save scans")),
        )
        sheet = button(self.tr("Blank handover form"), role="flat")
        phone = button(self.tr("Blank phone record"), role="flat")
        enter = button(self.tr("Enter a paper form…"), role="flat")
        self._docx.clicked.connect(self.docx_requested)
        self._scan.clicked.connect(self.scan_requested)
        self._open.clicked.connect(self.scans_open_requested)
        sheet.clicked.connect(lambda: self.blank_requested.emit(FormKind.HANDOVER))
        phone.clicked.connect(lambda: self.blank_requested.emit(FormKind.PHONE))
        enter.clicked.connect(self.entry_requested)
        layout = column(label(self.tr("Sheets"), "heading"), self.search, spacing=6)
        layout.addWidget(self.table, 1)
        layout.addLayout(row(self._docx, self._scan, self._open, None, spacing=6))
        layout.addWidget(label(self.tr("For the day the power is gone"), "heading"))
        layout.addLayout(row(sheet, phone, enter, None, spacing=6))
        self.setLayout(layout)
        self.show_sheet(None)

    def show_sheets(self, sheets: Sequence[SheetRow]) -> None:
        self.table.blockSignals(True)
        self.table.show_rows(sheets, lambda one, other: one.id == other.id)
        self.table.blockSignals(False)

    def show_sheet(self, sheet: SheetRow | None) -> None:
        """What can be done with the sheet shown."""
        for one in (self._docx, self._scan):
            one.setVisible(sheet is not None)
        self._open.setVisible(sheet is not None and bool(sheet.scans))


def _columns() -> tuple[TableColumn[SheetRow], ...]:
    translate = QCoreApplication.translate
    return (
        TableColumn(title=translate("Handover", "Number"), text=lambda one: one.number, width=170),
        TableColumn(
            title=translate("Handover", "State"),
            text=lambda one: status_word(one.status),
            colour=lambda one: STATUS_ROLES[one.status],
            chip=True,
            width=96,
        ),
        TableColumn(title=translate("Handover", "Outgoing → incoming"), text=_hands),
    )


def _hands(sheet: SheetRow) -> str:
    return f"{sheet.outgoing_name or '—'} → {sheet.incoming_name or '—'}"
