"""A path in the making: its line, its corners, and the words at its end."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from commandpost.domain.coordinates import FloatArray
from commandpost.gui.map.colours import ColourRole, MapColours
from commandpost.gui.map.situation import draw_card, project
from commandpost.gui.map.viewport import Viewport

_FILL_ALPHA = 36
_CORNER, _CHOSEN_CORNER = 4.0, 6.5


def draw_path(
    painter: QPainter,
    lonlat: FloatArray,
    words: str,
    viewport: Viewport,
    colours: MapColours,
    *,
    closed: bool = False,
    chosen: int | None = None,
) -> None:
    """Draw the line through ``(n, 2)`` degrees, filled lightly when it is an area; ``chosen`` is a larger corner."""
    points = [QPointF(x, y) for x, y in viewport.to_screen(project(lonlat)).tolist()]
    accent = colours.of(ColourRole.ACCENT)
    if closed and len(points) > 2:
        fill = QColor(accent)
        fill.setAlpha(_FILL_ALPHA)
        painter.setPen(QPen(accent, 2.0))
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF(points))
    else:
        painter.setPen(QPen(accent, 2.0))
        painter.drawPolyline(QPolygonF(points))
    painter.setBrush(QColor(colours.panel))
    for at, point in enumerate(points):
        side = _CHOSEN_CORNER if at == chosen else _CORNER
        painter.drawEllipse(point, side, side)
    if words:
        draw_card(painter, points[-1] + QPointF(10, 0), words, accent, colours)


def draw_snap(painter: QPainter, x: float, y: float, colours: MapColours) -> None:
    """A square round the corner or edge a place is drawn to."""
    painter.setPen(QPen(colours.of(ColourRole.YELLOW), 2.0))
    painter.setBrush(QColor(0, 0, 0, 0))
    painter.drawRect(round(x) - 6, round(y) - 6, 12, 12)
