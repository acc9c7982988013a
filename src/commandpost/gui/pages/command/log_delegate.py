"""Paints one line of the log: time, heading, wrapped text, tags, and struck out what it said before."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from commandpost.app.logbook import Decision, LogItem, LogMode
from commandpost.gui.pages.command.log_lines import decided_before, heading, older_lines, tags, told
from commandpost.gui.pages.command.log_model import LogRole
from commandpost.gui.theme import Theme
from commandpost.gui.times import clock_time

WORDS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
ANYWHERE = int(Qt.TextFlag.TextWrapAnywhere) | int(Qt.AlignmentFlag.AlignLeft)
UNBREAKABLE = re.compile(r"[!-~]{24,}")  # an address or a code that no line can hold
KEPT = 2000  # laid out lines
SHOWN = 1500  # characters of a very long text; the whole stands in its tooltip


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One wrapped piece of a line; ``top`` from the line's top, in pixels."""

    text: str
    font: QFont
    role: str
    top: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A measured line at one width."""

    item: LogItem
    blocks: tuple[Block, ...]
    tags: tuple[tuple[str, str], ...]
    tags_top: int
    height: int


def wrapping(text: str) -> int:
    """Break where the language allows; anywhere only for what has no such place."""
    return ANYWHERE if UNBREAKABLE.search(text) else WORDS


class LogDelegate(QStyledItemDelegate):
    """Measures once for each line and width; painting only draws."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._laid: OrderedDict[tuple[str, int, int], Layout] = OrderedDict()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self._view.viewport().width()
        return QSize(width, self._layout(index.data(LogRole.ITEM), width).height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, state = QRect(option.rect), option.state
        layout = self._layout(index.data(LogRole.ITEM), row.width())
        painter.save()
        self._ground(painter, row, layout.item, chosen=bool(state & QStyle.StateFlag.State_Selected))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(self._theme.tokens.accent), 2))
            painter.drawRect(row.adjusted(2, 2, -2, -2))
        self._time(painter, row, layout.item)
        left, width = self._column(row.width())
        for block in layout.blocks:
            painter.setFont(block.font)
            painter.setPen(self._theme.tokens.colour(block.role))
            painter.drawText(
                QRect(row.left() + left, row.top() + block.top, width, block.height), wrapping(block.text), block.text
            )
        self._tags(painter, row, layout)
        painter.restore()

    def forget(self) -> None:
        """The theme, the scale or the language changed."""
        self._laid.clear()

    def _column(self, width: int) -> tuple[int, int]:
        """Left edge and width of the text beside the time."""
        left = self._theme.px(86)
        return left, max(60, width - left - self._theme.px(14))

    def _layout(self, item: LogItem, width: int) -> Layout:
        key = (item.id, width, self._theme.scale)
        laid = self._laid.get(key)
        if laid is None or laid.item != item:
            laid = self._measure(item, width)
            self._laid[key] = laid
            if len(self._laid) > KEPT:
                self._laid.popitem(last=False)
        return laid

    def _measure(self, item: LogItem, width: int) -> Layout:
        _, column = self._column(width)
        top = self._theme.px(9)
        blocks: list[Block] = []
        for text, font, role in self._pieces(item):
            height = QFontMetrics(font).boundingRect(QRect(0, 0, column, 100_000), wrapping(text), text).height()
            blocks.append(Block(text=text, font=font, role=role, top=top, height=height))
            top += height + self._theme.px(2)
        marks = tuple(tags(item))
        height = top + (self._theme.px(20) if marks else 0) + self._theme.px(8)
        return Layout(item=item, blocks=tuple(blocks), tags=marks, tags_top=top, height=height)

    def _pieces(self, item: LogItem) -> list[tuple[str, QFont, str]]:
        small, plain = self._theme.font(12.5), self._theme.font(14.5)
        role = "dim" if item.mode is LogMode.SYSTEM else "text"
        shown = item.text if len(item.text) <= SHOWN else f"{item.text[:SHOWN]}…"
        pieces = [(heading(item), small, "green_text" if item.phone_report else "dim"), (shown, plain, role)]
        note = "" if item.older else item.note
        pieces += [(words, small, "dim") for words in (told(item), note, decided_before(item)) if words]
        struck = QFont(small)
        struck.setStrikeOut(True)
        for text, words in older_lines(item):
            pieces += [(text[:SHOWN], struck, "dim"), (words, small, "dim")]
        return pieces

    def _ground(self, painter: QPainter, row: QRect, item: LogItem, *, chosen: bool) -> None:
        tokens = self._theme.tokens
        ground = QColor(tokens.selected if chosen else tokens.panel)
        undecided = item.decision is Decision.UNDECIDED
        if undecided and not chosen:
            ground = tokens.tint("yellow", 0.12)
        painter.fillRect(row, ground)
        if undecided:
            painter.fillRect(row.left(), row.top(), self._theme.px(4), row.height(), tokens.colour("yellow"))
        painter.fillRect(row.left(), row.bottom(), row.width(), 1, QColor(tokens.line))

    def _time(self, painter: QPainter, row: QRect, item: LogItem) -> None:
        painter.setFont(self._theme.font(13.5))
        painter.setPen(self._theme.tokens.colour("dim"))
        box = row.adjusted(self._theme.px(14), self._theme.px(8), 0, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, clock_time(item.at, seconds=True))

    def _tags(self, painter: QPainter, row: QRect, layout: Layout) -> None:
        font = self._theme.font(12)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        left, width = self._column(row.width())
        at, end = row.left() + left, row.left() + left + width
        for words, role in layout.tags:
            room = metrics.horizontalAdvance(words)
            painter.setPen(self._theme.tokens.colour(role))
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, end - at))
            painter.drawText(QRect(at, row.top() + layout.tags_top, max(0, end - at), self._theme.px(18)), 0, shown)
            at += room + self._theme.px(12)
