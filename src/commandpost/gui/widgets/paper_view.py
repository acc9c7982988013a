"""Paper on the screen: the pages of a preview below each other, as wide as the room allows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QScrollArea, QWidget

from commandpost.gui.theme import Theme
from commandpost.gui.widgets.shape import column, label, set_role

MARGIN = 16  # pixels of the design around each page
WIDEST = 900  # pixels of the design; a wider page is no easier to read
A4 = 297 / 210
HEAD_BYTES = 600  # of a page; its size stands there
VIEW_BOX = re.compile(rb'viewBox="[\d.]+ [\d.]+ ([\d.]+) ([\d.]+)"')
NARROWEST = 200  # pixels; the words beside it come first


class PaperView(QScrollArea):
    """Shows SVG pages; keeps the place the reader scrolled to while the paper changes under it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._sheets = _Sheets(theme)
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        inside = QWidget()
        inside.setProperty("role", "page")
        inside.setLayout(column(self._problem, self._sheets, None, spacing=0))
        self._problem.setContentsMargins(MARGIN, MARGIN, MARGIN, 0)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Preview of the paper"))
        self.setMinimumWidth(NARROWEST)

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return len(self._sheets.pages)

    def show_pages(self, pages: Sequence[bytes]) -> None:
        """Show these SVG documents in place of the ones before."""
        self._problem.hide()
        self._sheets.show_pages(pages)

    def show_problem(self, sentence: str) -> None:
        """Say why there is no new picture; the last one stays."""
        self._problem.setText(sentence)
        set_role(self._problem, "problem")
        self._problem.setVisible(bool(sentence))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sheets.fit(self.viewport().width())


class _Sheets(QWidget):
    """Draws each page once for its size."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._width = 0
        self._drawn: dict[int, QPixmap] = {}
        self._read: dict[int, QSvgRenderer] = {}
        self.pages: tuple[bytes, ...] = ()

    def show_pages(self, pages: Sequence[bytes]) -> None:
        for old in self._read.values():
            old.deleteLater()
        self.pages, self._read = tuple(pages), {}
        self._forget()

    def fit(self, width: int) -> None:
        if width != self._width:
            self._width = width
            self._forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = QPen(self._theme.tokens.colour("line"))
        for number, box in enumerate(self._boxes()):
            if box.intersects(QRectF(event.rect())):
                painter.drawPixmap(box.topLeft(), self._page(number, box))
                painter.setPen(line)
                painter.drawRect(box.adjusted(-1, -1, 0, 0))

    def _forget(self) -> None:
        self._drawn.clear()
        boxes = self._boxes()
        bottom = boxes[-1].bottom() if boxes else 0.0
        self.setFixedHeight(round(bottom) + self._theme.px(MARGIN))
        self.update()

    def _boxes(self) -> list[QRectF]:
        margin = self._theme.px(MARGIN)
        wide = min(self._width - 2 * margin, self._theme.px(WIDEST))
        left, top, boxes = max(margin, (self._width - wide) // 2), margin, []
        for page in self.pages:
            tall = wide * _ratio(page)
            boxes.append(QRectF(left, top, max(1, wide), max(1.0, tall)))
            top += round(tall) + margin
        return boxes

    def _page(self, number: int, box: QRectF) -> QPixmap:
        if number not in self._drawn:
            ratio = self.devicePixelRatioF()
            pixmap = QPixmap(QSize(round(box.width() * ratio), round(box.height() * ratio)))
            pixmap.fill(QColor("#ffffff"))
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._renderer(number).render(painter, QRectF(pixmap.rect()))
            painter.end()
            pixmap.setDevicePixelRatio(ratio)
            self._drawn[number] = pixmap
        return self._drawn[number]

    def _renderer(self, number: int) -> QSvgRenderer:
        """Read when it is first in sight: a sheet of a thousand incidents has sixty pages."""
        if number not in self._read:
            self._read[number] = QSvgRenderer(QByteArray(self.pages[number]), self)
        return self._read[number]


def _ratio(page: bytes) -> float:
    """How high a page is to its width, as its first line says."""
    said = VIEW_BOX.search(page[:HEAD_BYTES])
    wide, high = (float(said[1]), float(said[2])) if said else (0.0, 0.0)
    return high / wide if wide > 0 else A4
