"""The sketch layer: cordons hatched, closed roads crossed, routes with arrows; to be told apart without colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

import numpy as np
from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from commandpost.domain.coordinates import FloatArray
from commandpost.domain.map_layer import GeometryKind
from commandpost.domain.sketch import SketchKind
from commandpost.gui.map.colours import ColourRole, MapColours
from commandpost.gui.map.drawn import DrawnSketch
from commandpost.gui.map.features import distance_to_path
from commandpost.gui.map.layer_entry import LayerEntry
from commandpost.gui.map.situation import card_box, draw_card, project, screen_path
from commandpost.gui.map.viewport import Viewport

SKETCH_LAYER = "sketch"
_REACH_PX = 8.0
_STEP_PX = 46.0  # between the signs along a line
_HATCH_PX = 8.0
_ROW_PX = 29.0  # from one card to the next
_ROWS = (0, 1, -1, 2, -2, 3, -3)
_FAR_PX = 6000.0  # nothing farther outside the window is hatched
_ROLES: Mapping[SketchKind, ColourRole] = {
    SketchKind.CORDON: ColourRole.RED,
    SketchKind.CLOSURE: ColourRole.ORANGE,
    SketchKind.ROUTE: ColourRole.GREEN,
    SketchKind.MARK: ColourRole.ACCENT,
}


class SketchLayer:
    """What is drawn, in the order it was drawn; later ones lie on top. ``draft`` is not kept yet."""

    def __init__(self) -> None:
        self.name = SKETCH_LAYER
        self.visible = True
        self.draft: DrawnSketch | None = None
        self._sketches: tuple[DrawnSketch, ...] = ()
        self._paths: dict[DrawnSketch, FloatArray] = {}

    @property
    def title(self) -> str:
        return QCoreApplication.translate("SketchLayer", "Drawings")

    @property
    def sketches(self) -> tuple[DrawnSketch, ...]:
        return self._sketches

    def entry(self) -> LayerEntry:
        """Its line in the layer panel."""
        return LayerEntry(
            name=SKETCH_LAYER,
            title=self.title,
            colour_role=ColourRole.ACCENT,
            count=len(self._sketches),
            visible=self.visible,
        )

    def show(self, sketches: Sequence[DrawnSketch]) -> None:
        self._sketches = tuple(sketches)
        self._paths = {one: self._paths.get(one, projected(one)) for one in sketches}

    def paths(self) -> Iterator[FloatArray]:
        """The outlines in EPSG:3857, for drawing places to them."""
        return iter(self._paths.values() if self.visible else ())

    def at(self, viewport: Viewport, x: float, y: float) -> DrawnSketch | None:
        """The topmost sketch at a pixel: on its line or inside its area."""
        spot = viewport.to_world(np.array([[x, y]]))[0]
        reach = _REACH_PX * viewport.resolution
        for sketch in reversed(self._sketches if self.visible else ()):
            path = self._paths[sketch]
            inside = sketch.shape is GeometryKind.AREA and screen_path([path], viewport).contains(QPointF(x, y))
            if inside or distance_to_path(path, float(spot[0]), float(spot[1])) <= reach:
                return sketch
        return None

    def draw(self, painter: QPainter, viewport: Viewport, colours: MapColours, selected: str = "") -> None:
        """Draw everything without its words, which come last."""
        for sketch, path in self._shown():
            points = [QPointF(x, y) for x, y in viewport.to_screen(path).tolist()]
            draw_sketch(painter, sketch, points, colours, chosen=bool(sketch.id) and sketch.id == selected)

    def draw_names(self, painter: QPainter, viewport: Viewport, colours: MapColours, taken: Sequence[QRectF]) -> None:
        """Draw the names over lines and markers, moved off the cards that are taken already."""
        boxes = list(taken)
        for sketch, path in self._shown():
            if sketch.label:
                at = _free(_label_spot(sketch, viewport.to_screen(path)), sketch.label, boxes)
                boxes.append(card_box(at, sketch.label))
                draw_card(painter, at, sketch.label, colour_of(sketch, colours), colours)

    def _shown(self) -> list[tuple[DrawnSketch, FloatArray]]:
        if not self.visible:
            return []
        draft = [(self.draft, projected(self.draft))] if self.draft else []
        return [(one, self._paths[one]) for one in self._sketches] + draft


def projected(sketch: DrawnSketch) -> FloatArray:
    """The points in EPSG:3857, an area closed."""
    lonlat = np.array([(place.lon, place.lat) for place in sketch.places], dtype=np.float64)
    path = project(lonlat)
    return np.vstack([path, path[:1]]) if sketch.shape is GeometryKind.AREA else path


def colour_of(sketch: DrawnSketch, colours: MapColours) -> QColor:
    """The colour of its kind; grey when it is ended."""
    return colours.of(ColourRole.NEUTRAL if sketch.ended else _ROLES[sketch.kind])


def draw_sketch(
    painter: QPainter, sketch: DrawnSketch, points: Sequence[QPointF], colours: MapColours, *, chosen: bool = False
) -> None:
    """One sketch through pixels, without its words."""
    colour = colour_of(sketch, colours)
    pen = QPen(colour, 3.4 if chosen else 2.4)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if sketch.ended or not sketch.id:
        pen.setDashPattern([3, 2.4])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if sketch.shape is GeometryKind.POINT:
        _draw_flag(painter, points[0], colour, colours)
    elif sketch.shape is GeometryKind.AREA:
        _draw_area(painter, sketch, points, colour)
    else:
        painter.drawPolyline(QPolygonF(points))
        if sketch.kind in _SIGNS:
            _draw_signs(painter, sketch.kind, points, colour)


def _draw_area(painter: QPainter, sketch: DrawnSketch, points: Sequence[QPointF], colour: QColor) -> None:
    """A cordon is hatched; a plain area only tinted."""
    outline = QPolygonF(points)
    if sketch.kind is SketchKind.CORDON:
        _hatch(painter, outline, colour)
    else:
        fill = QColor(colour)
        fill.setAlpha(40)
        painter.setBrush(fill)
    painter.drawPolygon(outline)


def _hatch(painter: QPainter, outline: QPolygonF, colour: QColor) -> None:
    """Slanting lines at one distance on screen and on paper: a pattern brush would grow finer with the density."""
    path = QPainterPath()
    path.addPolygon(outline)
    path.closeSubpath()
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour, 1.0))
    box = outline.boundingRect().intersected(QRectF(-_FAR_PX, -_FAR_PX, 2 * _FAR_PX, 2 * _FAR_PX))
    steps = int((box.width() + box.height()) / _HATCH_PX) + 1
    lows = (box.left() - box.height() + at * _HATCH_PX for at in range(steps))
    painter.drawLines([QLineF(low, box.bottom(), low + box.height(), box.top()) for low in lows])
    painter.restore()


def _draw_flag(painter: QPainter, point: QPointF, colour: QColor, colours: MapColours) -> None:
    painter.setPen(QPen(QColor(colours.panel), 1.4))
    painter.setBrush(colour)
    painter.drawEllipse(point, 5.5, 5.5)


def _draw_signs(painter: QPainter, kind: SketchKind, points: Sequence[QPointF], colour: QColor) -> None:
    """Crosses along a closed road, arrow heads along a route."""
    painter.setPen(QPen(colour, 2.2))
    painter.setBrush(colour)
    for spot, angle in _stations(points):
        _SIGNS[kind](painter, spot, angle)


def _stations(points: Sequence[QPointF]) -> Iterator[tuple[QPointF, float]]:
    """Spots along a line at equal steps with its direction there; at least one, in the middle."""
    runs = [(end.x() - begin.x(), end.y() - begin.y()) for begin, end in pairwise(points)]
    length = sum(hypot(*run) for run in runs)
    count = max(1, int(length / _STEP_PX))
    step = length / (count + 1)
    passed, wanted = 0.0, step
    for begin, run in zip(points, runs, strict=False):
        side = hypot(*run)
        while side > 0 and wanted <= passed + side + 1e-9 and wanted < length:
            share = (wanted - passed) / side
            yield QPointF(begin.x() + share * run[0], begin.y() + share * run[1]), atan2(run[1], run[0])
            wanted += step
        passed += side


def _cross(painter: QPainter, spot: QPointF, angle: float) -> None:
    for turn in (pi / 4, -pi / 4):
        arm = QPointF(7 * cos(angle + turn), 7 * sin(angle + turn))
        painter.drawLine(spot - arm, spot + arm)


def _arrow(painter: QPainter, spot: QPointF, angle: float) -> None:
    tip = QPointF(spot.x() + 8 * cos(angle), spot.y() + 8 * sin(angle))
    wings = [
        QPointF(spot.x() + 6 * cos(angle + turn), spot.y() + 6 * sin(angle + turn)) for turn in (pi * 0.72, -pi * 0.72)
    ]
    painter.drawPolygon(QPolygonF([tip, *wings]))


_SIGNS = {SketchKind.CLOSURE: _cross, SketchKind.ROUTE: _arrow}


def _label_spot(sketch: DrawnSketch, screen: FloatArray) -> QPointF:
    """A card in the middle of an area, beside the first point of a line, right of a point."""
    if sketch.shape is GeometryKind.AREA:
        x, y = (screen.mean(axis=0) - np.array([30.0, 0.0])).tolist()
    else:
        x, y = (screen[0] + np.array([9.0, 0.0])).tolist()
    return QPointF(x, y)


def _free(at: QPointF, words: str, taken: Sequence[QRectF]) -> QPointF:
    """The nearest row above or below where a card lies on no other; the place itself where all are taken."""
    spots = (at + QPointF(0, step * _ROW_PX) for step in _ROWS)
    return next((spot for spot in spots if not any(card_box(spot, words).intersects(box) for box in taken)), at)
