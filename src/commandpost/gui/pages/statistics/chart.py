"""Bars in the colours of the theme; nothing moves, nothing is dragged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from commandpost.gui.pages.statistics.words import Bar, spoken
from commandpost.gui.theme import Theme
from commandpost.gui.widgets.shape import column, label, panel

HEIGHT = 150
BAR_SHARE = 0.6  # of the room a bar has
MOST_WIDE = 56
MANY = 12  # bars from which words may be left out, evenly
SPARSER = (1, 2, 3, 4, 6)  # every so many bears its words


class BarChart(QWidget):
    """A title over its bars; read out as words and counts."""

    def __init__(self, title: str, theme: Theme) -> None:
        super().__init__()
        self._title = title
        self.bars = Bars(theme)
        card = panel("card")
        inside = column(label(title, "heading"), margins=(14, 10, 14, 10))
        inside.addWidget(self.bars, 1)
        card.setLayout(inside)
        whole = column()
        whole.addWidget(card)
        self.setLayout(whole)
        theme.changed.connect(self.bars.update)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw them."""
        self.bars.shown = tuple(bars)
        self.setAccessibleName(spoken(self._title, bars))
        self.bars.update()


class Bars(QWidget):
    """Each bar with its count above and its words below, all on one line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.shown: tuple[Bar, ...] = ()
        self.setMinimumHeight(theme.px(HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        px, tokens = self._theme.px, self._theme.tokens
        painter.setFont(self._theme.font(12))
        line = painter.fontMetrics().height()
        ground = self.height() - line - px(4)
        painter.setPen(tokens.colour("line"))
        painter.drawLine(0, ground, self.width(), ground)
        highest = max((bar.count for bar in self.shown), default=0) or 1
        room = self.width() / max(len(self.shown), 1)
        widest = max((painter.fontMetrics().horizontalAdvance(bar.words) for bar in self.shown), default=0)
        every = next((step for step in SPARSER if len(self.shown) < MANY or widest + px(8) <= room * step), SPARSER[-1])
        for at, bar in enumerate(self.shown):
            box = QRectF(at * room, 0, room, ground)
            named = replace(bar, words=bar.words if at % every == 0 else "")
            self._bar(painter, named, box, (ground - line - px(4)) * bar.count / highest)

    def _bar(self, painter: QPainter, bar: Bar, box: QRectF, height: float) -> None:
        tokens, metrics = self._theme.tokens, painter.fontMetrics()
        wide = min(box.width() * BAR_SHARE, self._theme.px(MOST_WIDE))
        if bar.count:
            left = box.center().x() - wide / 2
            painter.fillRect(QRectF(left, box.bottom() - height, wide, height), tokens.colour(bar.role))
            above = QRectF(box.left(), box.bottom() - height - metrics.height(), box.width(), metrics.height())
            painter.setPen(tokens.colour("text"))
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(bar.count))
        below = QRectF(box.left(), box.bottom() + self._theme.px(4), box.width(), metrics.height())
        words = metrics.elidedText(bar.words, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.setPen(tokens.colour("dim"))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)
