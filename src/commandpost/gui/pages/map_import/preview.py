"""The preview of an import: known lines, the file as it is written, and the file in the chosen datum, over each other.

A shift of some hundred metres must be seen without measuring, so both drawings stand side by side in one picture and
the distance between them is written beside the scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from commandpost.domain.coordinates import Datum, FloatArray, LonLat, distance_m, mercator_from_lonlat, to_cgcs2000
from commandpost.domain.map_layer import GeometryKind, MapLayerData
from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.furniture import scale_bar
from commandpost.gui.map.symbols import map_font
from commandpost.gui.map.viewport import Bounds, Viewport

MOST_CORNERS = 60_000  # of one file; more are thinned evenly, so that another datum is drawn at once
_CLOSE_METRES = 4_500.0  # ground width of the close view: a shift of 550 m is an eighth of it
_CROSS_PX = 4.0
_SHORTEST_PX = 0.35
_PAN_PX = 80
_PANS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
_PAD = 10
_LINE = 20


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """Segments ``(n, 4)`` and points ``(m, 2)``: degrees of a thinned file, or EPSG:3857 metres of a drawing."""

    segments: FloatArray
    points: FloatArray

    @property
    def corners(self) -> FloatArray:
        return np.vstack([self.segments[:, :2], self.segments[:, 2:], self.points])


@dataclass(frozen=True, slots=True, eq=False)
class FilePicture:
    """A file as it is written and where it truly lies in one datum; ``shift_m`` is between their middles."""

    written: Outline
    moved: Outline
    shift_m: float


_NOTHING = Outline(np.empty((0, 4)), np.empty((0, 2)))


def outline_of(layers: Sequence[MapLayerData]) -> Outline:
    """The layers thinned to what a preview can show, in degrees; for the background."""
    step = max(1, -(-sum(layer.vertex_count for layer in layers) // MOST_CORNERS))
    lines = [_segments(layer, step) for layer in layers if layer.kind is not GeometryKind.POINT]
    points = [layer.lonlat[::step] for layer in layers if layer.kind is GeometryKind.POINT]
    return Outline(
        np.concatenate(lines) if lines else np.empty((0, 4)), np.concatenate(points) if points else np.empty((0, 2))
    )


def picture_of(outline: Outline, datum: Datum) -> FilePicture:
    """Both drawings of an outline; for the background."""
    written = _projected(outline, Datum.CGCS2000)
    moved = written if datum is Datum.CGCS2000 else _projected(outline, datum)
    return FilePicture(written, moved, _shift(outline, datum))


class ImportPreview(QWidget):
    """Drag, wheel, arrows and the signs + and - move it; nothing else does."""

    def __init__(self, colours: MapColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(360, 300)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Preview of the import"))
        self._colours = colours
        self._viewport = Viewport(x=0, y=0, rung=20, width=640, height=480)
        self._known = _NOTHING
        self._file = FilePicture(_NOTHING, _NOTHING, 0.0)
        self._dragged: QPointF | None = None

    @property
    def shift_m(self) -> float:
        """How far the chosen datum moves the middle of the file, in metres on the ground."""
        return self._file.shift_m

    @property
    def empty(self) -> bool:
        """No file is shown."""
        return not len(self._file.written.corners)

    def dress(self, colours: MapColours) -> None:
        self._colours = colours
        self.update()

    def show_known(self, known: FilePicture) -> None:
        """Lines that are known to be right."""
        self._known = known.written
        self.update()

    def show_file(self, file: FilePicture) -> None:
        """A file, or the same in another datum; the window stays where it is."""
        self._file = file
        self.update()

    def look_close(self) -> None:
        """Some kilometres around a corner of the file that lies near known lines."""
        middle = self._meeting()
        if middle is not None:
            x, y = middle
            half = _CLOSE_METRES / 2 / max(0.2, np.cos(np.arctan(np.sinh(y / 6378137.0))))
            self._viewport = self._viewport.fitted((x - half, y - half, x + half, y + half), margin=0)
            self.update()

    def look_whole(self) -> None:
        """All of the file."""
        bounds = _bounds(self._file.written.corners)
        if bounds is not None:
            self._viewport = self._viewport.fitted(bounds)
            self.update()

    def _meeting(self) -> tuple[float, float] | None:
        """The corner of the file in its middle, or nearest to the middle of the known lines."""
        corners = self._file.written.corners
        if not len(corners):
            return None
        aim = self._known.corners if len(self._known.corners) else corners
        west, south, east, north = _bounds(aim) or (0.0, 0.0, 0.0, 0.0)
        inside = corners[(corners[:, 0] >= west) & (corners[:, 0] <= east)]
        inside = inside[(inside[:, 1] >= south) & (inside[:, 1] <= north)] if len(inside) else inside
        choice = inside if len(inside) else corners
        middle = np.median(choice, axis=0)
        x, y = choice[np.argmin(((choice - middle) ** 2).sum(axis=1))].tolist()
        return float(x), float(y)

    # -------------------------------------------------------------------------------------------------- events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.fillRect(self.rect(), QColor(self._colours.ground))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.hasFocus():
                painter.setPen(QPen(QColor(self._colours.accent), 2))
                painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
            self._draw(painter, self._known, QColor(self._colours.dim), 1.0)
            if self._file.moved is not self._file.written:
                self._draw(painter, self._file.written, QColor(self._colours.red), 1.0, Qt.PenStyle.DashLine)
            self._draw(painter, self._file.moved, QColor(self._colours.accent), 2.0)
            self._draw_card(painter)
        finally:
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._viewport = self._viewport.resized(self.width(), self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None:
            moved = self._dragged - event.position()
            self._viewport = self._viewport.panned(moved.x(), moved.y())
            self._dragged = event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        at = event.position()
        self._viewport = self._viewport.zoomed(1 if event.angleDelta().y() > 0 else -1, (at.x(), at.y()))
        self.update()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _PANS:
            right, down = _PANS[key]
            self._viewport = self._viewport.panned(right * _PAN_PX, down * _PAN_PX)
        elif key in _ZOOMS:
            self._viewport = self._viewport.zoomed(_ZOOMS[key], (self.width() / 2, self.height() / 2))
        else:
            super().keyPressEvent(event)
        self.update()

    # ------------------------------------------------------------------------------------------------- drawing

    def _draw(
        self,
        painter: QPainter,
        drawing: Outline,
        colour: QColor,
        width: float,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
    ) -> None:
        lines = _on_screen(drawing, self._viewport)
        if len(lines):
            painter.setPen(QPen(colour, width, style))
            painter.drawLines(cast("QLineF", shiboken6.wrapInstance(lines.ctypes.data, QLineF)), len(lines))

    def _draw_card(self, painter: QPainter) -> None:
        """What the lines are, the scale, and the shift in metres."""
        painter.setFont(map_font(13))
        bar_words, bar_px = scale_bar(self._viewport)
        rows = [(self.tr("Known boundaries"), QColor(self._colours.dim), Qt.PenStyle.SolidLine)]
        if self._file.moved is not self._file.written:
            rows.append((self.tr("The file as it is written"), QColor(self._colours.red), Qt.PenStyle.DashLine))
        rows.append((self.tr("The file as chosen"), QColor(self._colours.accent), Qt.PenStyle.SolidLine))
        shift = self.tr("Shift {metres} m").format(metres=round(self.shift_m)) if self.shift_m >= 1 else ""
        metrics = painter.fontMetrics()
        widest = max(metrics.horizontalAdvance(words) for words in (*(row[0] for row in rows), shift))
        width = max(widest + 40, bar_px + metrics.horizontalAdvance(bar_words) + 10) + 2 * _PAD
        height = _LINE * (len(rows) + (2 if shift else 1)) + _PAD
        card = QRectF(_PAD, self.height() - _PAD - height, width, height)
        painter.setPen(QPen(QColor(self._colours.line), 1))
        painter.setBrush(QColor(self._colours.panel))
        painter.drawRoundedRect(card, 6, 6)
        left, top = card.left() + _PAD, card.top() + _PAD / 2
        for words, colour, style in rows:
            painter.setPen(QPen(colour, 2, style))
            painter.drawLine(QLineF(left, top + _LINE / 2, left + 28, top + _LINE / 2))
            self._write(painter, words, QRectF(left + 38, top, width, _LINE))
            top += _LINE
        if shift:
            self._write(painter, shift, QRectF(left, top, width, _LINE), QColor(self._colours.red))
            top += _LINE
        painter.setPen(QPen(QColor(self._colours.text), 2))
        painter.drawLine(QLineF(left, top + _LINE / 2, left + bar_px, top + _LINE / 2))
        self._write(painter, bar_words, QRectF(left + bar_px + 8, top, width, _LINE))

    def _write(self, painter: QPainter, words: str, box: QRectF, colour: QColor | None = None) -> None:
        painter.setPen(colour or QColor(self._colours.text))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)


def _segments(layer: MapLayerData, step: int) -> FloatArray:
    """Every ``step``-th corner and both ends of each path, joined."""
    starts = layer.path_starts
    kept = np.zeros(layer.vertex_count, dtype=bool)
    kept[::step] = True
    kept[starts[:-1]] = True
    kept[starts[1:] - 1] = True
    at = np.flatnonzero(kept)
    path = np.searchsorted(starts, at, side="right")
    same = path[:-1] == path[1:]
    return np.asarray(np.hstack([layer.lonlat[at[:-1]], layer.lonlat[at[1:]]])[same])


def _projected(outline: Outline, datum: Datum) -> Outline:
    segments = np.hstack([_metres(outline.segments[:, :2], datum), _metres(outline.segments[:, 2:], datum)])
    return Outline(segments, _metres(outline.points, datum))


def _metres(lonlat: FloatArray, datum: Datum) -> FloatArray:
    return np.column_stack(mercator_from_lonlat(*to_cgcs2000(lonlat[:, 0], lonlat[:, 1], datum)))


def _shift(outline: Outline, datum: Datum) -> float:
    corners = outline.corners
    if not len(corners):
        return 0.0
    lon, lat = corners.mean(axis=0)
    true_lon, true_lat = to_cgcs2000(lon, lat, datum)
    return distance_m(LonLat(float(lon), float(lat)), LonLat(float(true_lon), float(true_lat)))


def _bounds(corners: FloatArray) -> Bounds | None:
    if not len(corners):
        return None
    (west, south), (east, north) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    return west, south, east, north


def _on_screen(drawing: Outline, viewport: Viewport) -> FloatArray:
    """Lines ``(n, 4)`` of pixels that can be seen; points are small crosses."""
    west, south, east, north = viewport.bounds
    lines = drawing.segments
    low_x, high_x = np.minimum(lines[:, 0], lines[:, 2]), np.maximum(lines[:, 0], lines[:, 2])
    low_y, high_y = np.minimum(lines[:, 1], lines[:, 3]), np.maximum(lines[:, 1], lines[:, 3])
    seen = lines[(low_x <= east) & (high_x >= west) & (low_y <= north) & (high_y >= south)]
    screen = np.hstack([viewport.to_screen(seen[:, :2]), viewport.to_screen(seen[:, 2:])])
    long_enough = np.abs(screen[:, :2] - screen[:, 2:]).max(axis=1, initial=0) >= _SHORTEST_PX
    screen = screen[long_enough]
    if len(drawing.points):
        at = viewport.to_screen(drawing.points)
        arm = np.array([[_CROSS_PX, 0.0]]), np.array([[0.0, _CROSS_PX]])
        crosses = [np.hstack([at - along, at + along]) for along in arm]
        screen = np.vstack([screen, *crosses])
    return np.ascontiguousarray(screen, dtype=np.float64)
