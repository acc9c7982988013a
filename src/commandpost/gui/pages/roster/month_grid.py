"""The month as a grid of weeks, Monday first: who holds which post, gaps in red, today framed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from commandpost.app.duty import DayType, DutyCell, DutyPost
from commandpost.gui.duty_words import role_word
from commandpost.gui.pages.roster.words import away_word, cell_lines, cell_words, day_mark, weekday_words
from commandpost.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
DAYS = 7
TWO_NAMES = 110  # width of a day that holds two names of three characters beside one another


class MonthModel(QAbstractTableModel):
    """Seven columns, a row for each week."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: tuple[DutyCell, ...] = ()

    def show(self, cells: Sequence[DutyCell]) -> None:
        """Show another month or the same one changed; a same-sized grid keeps its selection."""
        same_size = len(cells) == len(self.cells)
        if not same_size:
            self.beginResetModel()
        self.cells = tuple(cells)
        if same_size and cells:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, DAYS - 1))
        elif not same_size:
            self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.cells) // DAYS

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else DAYS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return weekday_words()[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.cells[index.row() * DAYS + index.column()]
        if role == CELL_ROLE:
            return cell
        return cell_words(cell) if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole} else None


class MonthGrid(QTableView):
    """Arrows move, Enter or a letter opens the day."""

    day_opened = Signal(object, str)  # DutyCell, what was typed
    day_chosen = Signal(object)  # DutyCell

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.days = MonthModel()
        self.setModel(self.days)
        self._usual = DayDelegate(theme, self)
        self.setItemDelegate(self._usual)
        self.setAccessibleName(self.tr("Roster of the month"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._theme = theme
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.doubleClicked.connect(lambda _index: self._open(""))
        self.selectionModel().currentChanged.connect(lambda _now, _before: self._choose())

    @property
    def cell(self) -> DutyCell | None:
        """The day the operator stands on."""
        index = self.currentIndex()
        return index.data(CELL_ROLE) if index.isValid() else None

    def dress(self, delegate: DayDelegate | None) -> None:
        """Paint the days otherwise; None: as a month."""
        self.setItemDelegate(delegate or self._usual)

    def choose_day(self, day: date) -> None:
        """Stand on a day if the month shows it."""
        at = next((number for number, cell in enumerate(self.days.cells) if cell.date == day), None)
        if at is not None:
            self.setCurrentIndex(self.days.index(at // DAYS, at % DAYS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open("")
        elif plain and text.strip() and text.isprintable():
            self._open(text)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where two names have no room beside one another, a day is one line higher."""
        narrow = self.viewport().width() // DAYS < self._theme.px(TWO_NAMES)
        self.verticalHeader().setMinimumSectionSize(self._theme.px(93 if narrow else 74))
        super().resizeEvent(event)

    def _open(self, typed: str) -> None:
        if self.cell is not None:
            self.day_opened.emit(self.cell, typed)

    def _choose(self) -> None:
        if self.cell is not None:
            self.day_chosen.emit(self.cell)


class DayDelegate(QStyledItemDelegate):
    """Paints a day: number and mark, the leader in bold, primary and secondary below."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: DutyCell = index.data(CELL_ROLE)
        tokens, box = self._theme.tokens, QRect(option.rect)
        painter.save()
        painter.fillRect(box, self._ground(cell))
        painter.setPen(QPen(tokens.colour("line")))
        painter.drawLine(box.topRight(), box.bottomRight())
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        self._frame(painter, box, cell, chosen=bool(option.state & QStyle.StateFlag.State_Selected))
        self._words(painter, box, cell)
        painter.restore()

    def _ground(self, cell: DutyCell) -> QColor:
        tokens = self._theme.tokens
        if not cell.in_month:
            return tokens.colour("background")
        if cell.has_gap or any(post.away or post.gone for post in cell.posts):
            return tokens.tint("red")
        rests = cell.day_type in {DayType.RESTDAY, DayType.HOLIDAY}
        return tokens.tint("green", 0.05) if rests else tokens.colour("panel")

    def _frame(self, painter: QPainter, box: QRect, cell: DutyCell, *, chosen: bool) -> None:
        if cell.is_today or chosen:
            pen = QPen(self._theme.tokens.colour("accent"), 2)
            pen.setStyle(Qt.PenStyle.SolidLine if cell.is_today else Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -2, -2))

    def _words(self, painter: QPainter, box: QRect, cell: DutyCell) -> None:
        px, faded = self._theme.px, not cell.in_month
        left, top = box.left() + px(9), box.top() + px(7)
        painter.setFont(self._theme.font(14, bold=True))
        x = left + self._say(painter, QPoint(left, top), str(cell.date.day), "dim" if faded else "text")
        painter.setFont(self._theme.font(12))
        self._say(painter, QPoint(x + px(7), top + px(1)), day_mark(cell), "dim")
        if cell.is_today:
            today = self.tr("today")
            wide = painter.fontMetrics().horizontalAdvance(today)
            self._say(painter, QPoint(box.right() - px(8) - wide, top + px(1)), today, "accent_text")
        self._body(painter, box, cell)

    def _body(self, painter: QPainter, box: QRect, cell: DutyCell) -> None:
        """Who is on duty, below the number of the day."""
        px = self._theme.px
        left, top, line = box.left() + px(9), box.top() + px(7), px(19)
        room = QRect(left, top + line, box.width() - px(13), line)
        for posts, bold in cell_lines(cell):
            painter.setFont(self._theme.font(13, bold=bold))
            for together in self._beside(painter, posts, room.width()):
                if room.bottom() > box.bottom():
                    break
                self._line(painter, QRect(room), cell, together)
                room.translate(0, line)
        if cell.note and room.bottom() <= box.bottom():
            painter.setFont(self._theme.font(12))
            self._say(painter, room.topLeft(), cell.note, "dim", most=box.width() - px(15))

    def _beside(self, painter: QPainter, posts: Sequence[DutyPost], room: int) -> Iterator[Sequence[DutyPost]]:
        """The posts of a line, as many as have room beside one another."""
        px, metrics = self._theme.px, painter.fontMetrics()
        together: list[DutyPost] = []
        used = metrics.horizontalAdvance(posts[0].shift_name)
        for post in posts:
            wide = metrics.horizontalAdvance(self._said(post)) + (px(26) if post.substitute_for else 0)
            if together and used + wide > room:
                yield together
                together, used = [], 0
            together.append(post)
            used += wide + px(12)
        yield together

    def _said(self, post: DutyPost) -> str:
        role = role_word(post.role, post.title)
        words = self.tr("{role}: nobody").format(role=role) if post.gap else post.name
        return away_word(post).format(name=post.name) if post.away or post.gone else words

    def _line(self, painter: QPainter, room: QRect, cell: DutyCell, posts: Sequence[DutyPost]) -> None:
        """The posts of one line, led by the shift's name where a day has several."""
        if posts[0].shift_name:
            font = painter.font()
            painter.setFont(self._theme.font(11))
            step = self._say(painter, room.topLeft(), posts[0].shift_name, "dim", most=room.width())
            painter.setFont(font)
            room.setLeft(room.left() + step + self._theme.px(5))
        for post in posts:
            room.setLeft(self._post(painter, room, cell, post))

    def _post(self, painter: QPainter, room: QRect, cell: DutyCell, post: DutyPost) -> int:
        """One name with its badge; answers where the next one begins."""
        px = self._theme.px
        colour = "red_text" if post.gap or post.away or post.gone else "text" if cell.in_month else "dim"
        x = room.left() + self._say(painter, room.topLeft(), self._said(post), colour, most=max(0, room.width()))
        if post.substitute_for:
            badge = self.tr("swap") if post.swapped else self.tr("sub")
            x = self._badge(painter, QPoint(x + px(4), room.top()), badge, pending=not post.approved_by)
        return x + px(12)

    def _badge(self, painter: QPainter, at: QPoint, words: str, *, pending: bool) -> int:
        """调 or 代; one that waits for its approval is framed in red."""
        px, tokens = self._theme.px, self._theme.tokens
        font = painter.font()
        painter.setFont(self._theme.font(11))
        box = QRect(at.x(), at.y() + px(1), painter.fontMetrics().horizontalAdvance(words) + px(8), px(16))
        painter.setPen(QPen(tokens.colour("red_text")) if pending else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.tint("orange", 0.3))
        painter.drawRoundedRect(box, px(3), px(3))
        painter.setPen(tokens.colour("orange_text"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.setFont(font)
        return box.right()

    def _say(self, painter: QPainter, at: QPoint, words: str, role: str, *, most: int = 10_000) -> int:
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, most)
        painter.setPen(self._theme.tokens.colour(role))
        painter.drawText(at.x(), at.y() + metrics.ascent(), shown)
        return metrics.horizontalAdvance(shown)
