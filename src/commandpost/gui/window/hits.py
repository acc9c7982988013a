"""The lines that were found: words at the left, the key or the place where it stands at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from commandpost.gui.theme import Theme
from commandpost.gui.widgets.table import draw_hint

WORDS, NOTE = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
LINE = 30  # pixels of the design
EDGE = 10
MOST_NOTE = 0.55  # of the line's width


class Hits(QListWidget):
    """A list of found lines; while there is none, ``hint`` says what to do."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.hint = ""
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_TwoEnds(theme, self))

    def add(self, words: str, note: str) -> None:
        made = QListWidgetItem(f"{words}    {note}", self)  # as it is read aloud
        made.setData(WORDS, words)
        made.setData(NOTE, note)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.count():
            draw_hint(self.viewport(), self.hint, self._theme)


class _TwoEnds(QStyledItemDelegate):
    """Paints both ends of a line; the words give way last."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._theme.px(LINE))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        px, tokens = self._theme.px, self._theme.tokens
        line = QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(line, tokens.colour("selected"))
        inner = line.adjusted(px(EDGE), 0, -px(EDGE), 0)
        painter.setFont(self._theme.font(13))
        metrics, note = painter.fontMetrics(), str(index.data(NOTE) or "")
        shown = metrics.elidedText(note, Qt.TextElideMode.ElideRight, round(inner.width() * MOST_NOTE))
        painter.setPen(tokens.colour("dim"))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.setFont(self._theme.font())
        painter.setPen(tokens.colour("text"))
        room = inner.width() - metrics.horizontalAdvance(shown) - px(EDGE)
        words = painter.fontMetrics().elidedText(str(index.data(WORDS) or ""), Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()
