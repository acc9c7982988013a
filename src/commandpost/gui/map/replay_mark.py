"""The mark of a replay: a striped frame and words nobody takes for the present."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from commandpost.gui.map.colours import ColourRole, MapColours
from commandpost.gui.map.symbols import map_font
from commandpost.gui.map.viewport import Viewport

_EDGE = 8
_DASH = 2.2
_BESIDE_THE_TOOLS = 72.0
_SIZES = (18, 15, 12, 10, 9)


def draw_replay_mark(painter: QPainter, viewport: Viewport, words: str, colours: MapColours) -> None:
    """Yellow and dark stripes round the map, and a card at its head that no other card covers."""
    yellow = colours.of(ColourRole.YELLOW)
    frame = QRectF(_EDGE / 2, _EDGE / 2, viewport.width - _EDGE, viewport.height - _EDGE)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours.ground), _EDGE))
    painter.drawRect(frame)
    pen = QPen(yellow, _EDGE)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([_DASH, _DASH])
    painter.setPen(pen)
    painter.drawRect(frame)
    font, width = _fitting(words, viewport.width - _BESIDE_THE_TOOLS - _EDGE)
    card = QRectF(_BESIDE_THE_TOOLS, _EDGE + 6, width, 38)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(yellow)
    painter.drawRoundedRect(card, 6, 6)
    painter.setPen(QColor("#111111"))
    painter.setFont(font)
    painter.drawText(card, Qt.AlignmentFlag.AlignCenter, words)


def _fitting(words: str, room: float) -> tuple[QFont, float]:
    """The largest type in which the words fit, and how wide they are then; the last words are never cut off."""
    for size in _SIZES:
        font = map_font(size, bold=True)
        width = QFontMetricsF(font).horizontalAdvance(words) + size * 2
        if width <= room:
            break
    return font, min(width, room)
