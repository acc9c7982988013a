"""The pictures of the tools, drawn with one pen on a square of twenty."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

ICON_PX = 20
Drawing = Callable[[QPainter], None]


def icon_of(drawing: Drawing, colour: QColor, ratio: float) -> QIcon:
    """An icon in one colour for one screen density."""
    pixmap = QPixmap(round(ICON_PX * ratio), round(ICON_PX * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, 1.5)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    drawing(painter)
    painter.end()
    return QIcon(pixmap)


def _polygon(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def arrow(painter: QPainter) -> None:
    """Select."""
    painter.drawPolygon(_polygon((4, 3), (16, 9), (10.5, 10.8), (8.2, 16.5)))


def question(painter: QPainter) -> None:
    """What is here."""
    painter.drawEllipse(QPointF(10, 10), 7.5, 7.5)
    painter.drawLine(QPointF(10, 9), QPointF(10, 14))
    painter.drawPoint(QPointF(10, 6))


def pin(painter: QPainter) -> None:
    """A place."""
    painter.drawArc(QRectF(4.5, 2, 11, 11), -35 * 16, 250 * 16)
    painter.drawPolyline(_polygon((5.5, 10.6), (10, 18), (14.5, 10.6)))
    painter.drawEllipse(QPointF(10, 7.5), 1.8, 1.8)


def ruler(painter: QPainter) -> None:
    """A distance."""
    painter.drawPolygon(_polygon((2.5, 13.5), (13.5, 2.5), (17.5, 6.5), (6.5, 17.5)))
    for step in (0.0, 2.8, 5.6):
        painter.drawLine(QPointF(5.3 + step, 10.7 - step), QPointF(7.2 + step, 12.6 - step))


def measured_area(painter: QPainter) -> None:
    """An area with its width."""
    painter.drawPolygon(_polygon((3, 6), (13, 3), (17, 12), (7, 17)))
    painter.drawLine(QPointF(7.5, 12), QPointF(12.5, 8))


def circle(painter: QPainter) -> None:
    """A circle with its radius."""
    painter.drawEllipse(QPointF(10, 10), 7.5, 7.5)
    painter.drawEllipse(QPointF(10, 10), 0.8, 0.8)
    painter.drawLine(QPointF(10, 10), QPointF(17.5, 10))


def polygon(painter: QPainter) -> None:
    """An area."""
    painter.drawPolygon(_polygon((3, 7), (11, 2.5), (17, 9), (13, 17), (5, 15)))


def corridor(painter: QPainter) -> None:
    """A line with both its sides."""
    painter.drawPolyline(_polygon((3, 15), (8, 8), (17, 6)))
    for off in (-3.2, 3.2):
        painter.drawPolyline(_polygon((3 + off / 3, 15 + off / 2), (8, 8 + off), (17, 6 + off)))


def cordon(painter: QPainter) -> None:
    """A hatched area."""
    painter.setBrush(QBrush(painter.pen().color(), Qt.BrushStyle.BDiagPattern))
    painter.drawPolygon(_polygon((3, 7), (10, 2.5), (17, 7), (15, 16), (5, 16)))


def closure(painter: QPainter) -> None:
    """The sign of a closed road."""
    painter.drawEllipse(QPointF(10, 10), 7.5, 7.5)
    painter.drawLine(QPointF(5.5, 10), QPointF(14.5, 10))
    painter.drawLine(QPointF(5.5, 11), QPointF(14.5, 11))


def route(painter: QPainter) -> None:
    """A way with its head."""
    painter.drawPolyline(_polygon((3, 16), (8, 10), (15, 7)))
    painter.drawPolyline(_polygon((10.5, 5), (16.5, 6.4), (13, 11.5)))


def text(painter: QPainter) -> None:
    """A letter."""
    painter.drawLine(QPointF(4, 4.5), QPointF(16, 4.5))
    painter.drawLine(QPointF(10, 4.5), QPointF(10, 16))


def stroke(painter: QPainter) -> None:
    """A line."""
    painter.drawPolyline(_polygon((3, 15), (8, 6), (12, 13), (17, 4)))


def edit(painter: QPainter) -> None:
    """A pencil."""
    painter.drawPolygon(_polygon((3, 17), (4, 12.8), (13.5, 3.3), (16.7, 6.5), (7.2, 16)))


def layers(painter: QPainter) -> None:
    """Sheets."""
    painter.drawPolygon(_polygon((10, 2.5), (17.5, 6.8), (10, 11), (2.5, 6.8)))
    painter.drawPolyline(_polygon((2.5, 10.3), (10, 14.5), (17.5, 10.3)))
    painter.drawPolyline(_polygon((2.5, 13.6), (10, 17.8), (17.5, 13.6)))


def plus(painter: QPainter) -> None:
    """Closer."""
    minus(painter)
    painter.drawLine(QPointF(10, 4), QPointF(10, 16))


def minus(painter: QPainter) -> None:
    """Farther."""
    painter.drawLine(QPointF(4, 10), QPointF(16, 10))


def fit(painter: QPainter) -> None:
    """Everything."""
    for x, y in ((3.0, 3.0), (17.0, 3.0), (3.0, 17.0), (17.0, 17.0)):
        inward_x, inward_y = (4.5 if x < ICON_PX / 2 else -4.5), (4.5 if y < ICON_PX / 2 else -4.5)
        painter.drawPolyline(_polygon((x + inward_x, y), (x, y), (x, y + inward_y)))
