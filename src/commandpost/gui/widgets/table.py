"""A table whose rows are values and whose columns are functions of them; chips tell a state in words and colour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from commandpost.gui.theme import Theme

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
CHIP_ROLE = Qt.ItemDataRole.UserRole + 1
INSET = 5  # pixels of the design, beside the three that the style itself leaves
READABLE = 280  # pixels of the design: below it the other columns give what their words do not need
LEAST_ELASTIC = 150  # pixels of the design
COLOUR_ROLE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn(Generic[T]):
    """One column; ``colour`` names a token for its words, ``width`` in pixels of the design, 0 takes what is left."""

    title: str
    text: Callable[[T], str]
    colour: Callable[[T], str] | None = None
    chip: bool = False
    strong: bool = False
    heavy: Callable[[T], bool] | None = None  # which of its rows are strong
    width: int = 0


class RowsModel(QAbstractTableModel, Generic[T]):
    """The rows; replaced as a whole."""

    def __init__(self, columns: Sequence[TableColumn[T]], theme: Theme) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._theme = theme
        self.rows: tuple[T, ...] = ()

    def show(self, rows: Sequence[T]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column, item = self._columns[index.column()], self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return column.text(item)
        if role == CHIP_ROLE:
            return column.chip
        if role == COLOUR_ROLE:
            return column.colour(item) if column.colour else ""
        if role == Qt.ItemDataRole.FontRole:
            return self._theme.font(bold=column.strong or (column.heavy is not None and column.heavy(item)))
        if role == Qt.ItemDataRole.ForegroundRole and column.colour is not None and not column.chip:
            return self._theme.tokens.colour(column.colour(item) or "text")
        return None


def nothing_fits() -> str:
    """What an empty list says while a filter hides what there is."""
    return QCoreApplication.translate("TableView", "Nothing fits the filter.")


def draw_hint(empty: QWidget, words: str, theme: Theme) -> None:
    """Write in the middle of an empty list what to do, calmly; to be called while it is painted."""
    if words:
        painter = QPainter(empty)
        painter.setFont(theme.font())
        painter.setPen(theme.tokens.colour("dim"))
        room = empty.rect().adjusted(theme.px(24), theme.px(24), -theme.px(24), -theme.px(24))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), words)
        painter.end()


class TableView(QTableView, Generic[T]):
    """The table; Enter and double click open the row, a row is chosen as a whole; a cell wraps to ``lines`` lines."""

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(self, columns: Sequence[TableColumn[T]], theme: Theme, name: str, *, lines: int = 1) -> None:
        super().__init__()
        self._theme = theme
        self._lines = lines
        self.hint = ""  # what to do while there is nothing at all
        self._all: int | None = None  # rows there are without the filter; None: nobody has looked yet
        self._widths = [column.width for column in columns]
        self._given: dict[int, int] = {}  # widths that were not changed by hand
        self.table = RowsModel(columns, theme)
        self.setModel(self.table)
        self.setItemDelegate(_ChipDelegate(theme, self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(lines > 1)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.activated.connect(lambda _index: self._tell(self.opened))
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self._tell(self.chosen))
        theme.changed.connect(self._measure)
        self._measure()

    @property
    def current(self) -> T | None:
        """The row the operator stands on."""
        row = self.currentIndex().row()
        return self.table.rows[row] if 0 <= row < len(self.table.rows) else None

    def show_rows(self, rows: Sequence[T], same: Callable[[T, T], bool], *, of: int | None = None) -> None:
        """Show other rows and stay on the one that is still ``same``; ``of`` how many, when filtered."""
        self._all = len(rows) if of is None else of
        before = self.current
        self.table.show(rows)
        self._leave_room()
        if before is not None:
            at = next((number for number, row in enumerate(rows) if same(row, before)), -1)
            if at >= 0:
                self.selectRow(at)

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(36 + 20 * (self._lines - 1)))
        header = self.horizontalHeader()
        header.setMinimumSectionSize(self._theme.px(64))
        for number, width in enumerate(self._widths):
            if width:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Interactive)
                self._given[number] = header.sectionSize(number)
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        self._leave_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.table.rows:
            draw_hint(self.viewport(), self.empty_words, self._theme)

    @property
    def empty_words(self) -> str:
        """What the table says without a row: nothing before the first reading, then what is the case."""
        if self._all is None:
            return ""
        return nothing_fits() if self._all else self.hint

    def _leave_room(self) -> None:
        """A column that takes what is left takes a readable width and scrolls when nothing is left."""
        header = self.horizontalHeader()
        own = [number for number, width in enumerate(self._widths) if width]
        held = {at: header.sectionSize(at) for at in own if header.sectionSize(at) != self._given.get(at)}  # by hand
        elastic = [number for number, width in enumerate(self._widths) if not width]
        fixed = sum(held.get(at) or self._width_of(at, tight=False) for at in own)
        left = self.viewport().width() - fixed
        least = self._theme.px(LEAST_ELASTIC)
        tight = bool(elastic) and left < self._theme.px(READABLE) * len(elastic)
        for at in (at for at in own if at not in held):
            self.setColumnWidth(at, self._width_of(at, tight=tight))
            self._given[at] = header.sectionSize(at)
        tight = tight and self.viewport().width() - sum(map(header.sectionSize, own)) < least * len(elastic)
        for number in elastic:
            mode = QHeaderView.ResizeMode.Interactive if tight else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(number, mode)
            if tight:
                header.resizeSection(number, least)

    def _width_of(self, number: int, *, tight: bool) -> int:
        """A column that has its width, never less than its heading; where room is short no more than its words need."""
        title = str(self.table.headerData(number, Qt.Orientation.Horizontal))
        needed = self.fontMetrics().horizontalAdvance(title) + self._theme.px(24)
        wanted = self._theme.px(self._widths[number])
        if tight and self.table.rows:
            wanted = min(wanted, self.sizeHintForColumn(number))
        return max(wanted, needed)

    def _tell(self, signal: object) -> None:
        row = self.current
        if row is not None and hasattr(signal, "emit"):
            signal.emit(row)


class _ChipDelegate(QStyledItemDelegate):
    """Paints chips; everything else as Qt does, without a frame around the current cell."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        colour = index.data(Qt.ItemDataRole.ForegroundRole)
        if isinstance(colour, QColor):
            option.palette.setColor(QPalette.ColorRole.HighlightedText, colour)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        text, cell, tokens = index.data(Qt.ItemDataRole.DisplayRole), QRect(option.rect), self._theme.tokens
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(cell, tokens.colour("selected" if chosen else "panel"))
        painter.fillRect(cell.left(), cell.bottom(), cell.width(), 1, tokens.colour("line"))
        if index.data(CHIP_ROLE) and text:
            self._chip(painter, QRectF(cell), str(text), str(index.data(COLOUR_ROLE) or "neutral"))
            return
        option.rect = cell.adjusted(self._theme.px(INSET), 0, 0, -1)  # words begin below those of the head
        super().paint(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(self._theme.px(16), 0)

    def _chip(self, painter: QPainter, cell: QRectF, text: str, role: str) -> None:
        px, tokens = self._theme.px, self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._theme.font(12)
        painter.setFont(font)
        wide = min(painter.fontMetrics().horizontalAdvance(text) + px(16), int(cell.width()) - px(8))
        box = QRectF(cell.left() + px(8), cell.center().y() - px(11), wide, px(22))
        hue = role.removesuffix("_text")
        painter.setBrush(tokens.tint(hue))
        painter.setPen(QPen(tokens.tint(hue, 0.5)))
        painter.drawRoundedRect(box, px(5), px(5))
        painter.setPen(tokens.colour(f"{hue}_text" if hasattr(tokens, f"{hue}_text") else "dim"))
        words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, wide - px(10))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.restore()
