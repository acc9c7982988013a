"""Bars by pyqtgraph, in the colours of the theme; nothing moves, nothing is dragged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from commandpost.gui.pages.statistics.words import Bar, spoken
from commandpost.gui.theme import Theme
from commandpost.gui.widgets.shape import label, panel

HEIGHT = 190
BAR_WIDTH = 0.6


class BarChart(QWidget):
    """A title, bars with their counts above and their words below."""

    def __init__(self, title: str, theme: Theme) -> None:
        super().__init__()
        import pyqtgraph  # noqa: PLC0415  # takes a while, and most shifts never look here

        self._graph = pyqtgraph
        self._title = title
        self._theme = theme
        self._bars: tuple[Bar, ...] = ()
        self.plot: Any = pyqtgraph.GraphicsLayoutWidget()
        self.plot.setFrameShape(self.plot.Shape.NoFrame)
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view: Any = self.plot.addViewBox(row=0, col=0, enableMenu=False, enableMouse=False)
        self._axis: Any = pyqtgraph.AxisItem("bottom")  # a whole PlotItem would bring menus nobody opens
        self._axis.linkToView(self._view)
        self.plot.addItem(self._axis, row=1, col=0)
        card = panel("card")
        inside = QVBoxLayout(card)
        inside.addWidget(label(title, "heading"))
        inside.addWidget(self.plot, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)
        self.setMinimumHeight(theme.px(HEIGHT))
        theme.changed.connect(self._draw)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw them; the same again costs nothing."""
        if tuple(bars) != self._bars:
            self._bars = tuple(bars)
            self._draw()

    def _draw(self) -> None:
        tokens, graph = self._theme.tokens, self._graph
        self.setMinimumHeight(self._theme.px(HEIGHT))
        self.setAccessibleName(spoken(self._title, self._bars))
        self._view.clear()
        self.plot.setBackground(tokens.panel)
        for at, bar in enumerate(self._bars):
            brush = graph.mkBrush(tokens.colour(bar.role))
            self._view.addItem(graph.BarGraphItem(x=[at], height=[bar.count], width=BAR_WIDTH, brush=brush, pen=None))
            if bar.count:
                self._count(at, bar.count)
        axis = self._axis
        axis.setStyle(tickFont=self._theme.font(12), tickLength=0)
        axis.setPen(graph.mkPen(tokens.line))
        axis.setTextPen(graph.mkPen(tokens.dim))
        axis.setTicks([[(at, bar.words) for at, bar in enumerate(self._bars)]])
        highest = max((bar.count for bar in self._bars), default=0)
        self._view.setXRange(-0.5, max(len(self._bars), 1) - 0.5, padding=0)
        self._view.setYRange(0, max(highest, 1) * 1.25, padding=0)

    def _count(self, at: int, count: int) -> None:
        text = self._graph.TextItem(str(count), color=self._theme.tokens.text, anchor=(0.5, 1.0))
        text.setFont(self._theme.font(12, bold=True))
        text.setPos(at, count)
        self._view.addItem(text)
