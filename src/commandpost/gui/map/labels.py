"""Names on the base map: along roads, in areas, beside places; never over one another, with a halo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import atan2, ceil, degrees, hypot
from typing import NamedTuple

import numpy as np
import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap, QTransform
from shapely.geometry.base import BaseGeometry

from commandpost.domain.coordinates import FloatArray
from commandpost.domain.map_layer import GeometryKind, LayerRole
from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.features import FeatureStore
from commandpost.gui.map.own_style import is_marked
from commandpost.gui.map.symbols import map_font
from commandpost.gui.map.viewport import Bounds, Viewport

_MOST_LABELS = 110
_MOST_CANDIDATES = 400
_REPEAT_PX = 380.0
_STEEP = 50.0
_ALONG = (0.5, 0.3, 0.7)  # of the length of the visible part
_HALO_PX = 3.0
_PAD_PX = 6.0
_LONGEST_NAME = 24
_LETTERS_COUNTED = 6
_MOST_POINTS = 400
_BEYOND_ASCII = 0x2E80
_ROAD_FROM = (40.0, 14.0, 5.0, 2.2, 1.0)  # metres a pixel covers below which roads of a rank are named
_NAMED_FROM = {LayerRole.BUILDING: 0.85, LayerRole.PLACE: 2.0}
_OWN_NAMED_FROM = 6.0  # points of a layer of one's own
_FONT_PX = {LayerRole.BOUNDARY: 14, LayerRole.PLACE: 11, LayerRole.BUILDING: 11}
_PRIORITY = {
    LayerRole.BOUNDARY: 0,
    LayerRole.ROAD: 1,
    LayerRole.WATER: 2,
    LayerRole.GREEN: 3,
    LayerRole.GRID: 3,
    LayerRole.PLACE: 6,
    LayerRole.BUILDING: 7,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name at an EPSG:3857 point, turned clockwise by degrees, its letters stacked or in a row."""

    text: str
    x: float
    y: float
    angle: float
    stacked: bool
    role: LayerRole


class _Candidate(NamedTuple):
    """Sorts by itself: the role's order, then the larger first."""

    order: int
    minus_extent: float
    store: int
    feature: int


def place_labels(stores: Sequence[FeatureStore], viewport: Viewport, taken: Sequence[QRectF] = ()) -> list[Label]:
    """Choose what to name in the viewport, the most important first, and where; nothing over what is ``taken``."""
    placed: list[Label] = []
    for _ in label_steps(stores, viewport, placed, taken):
        pass
    return placed


def label_steps(
    stores: Sequence[FeatureStore], viewport: Viewport, placed: list[Label], taken: Sequence[QRectF] = ()
) -> Iterator[None]:
    """The same in small steps, for slices of time; ``placed`` fills up."""
    candidates: list[_Candidate] = []
    for at in range(len(stores)):
        candidates += _candidates(stores, at, viewport)
        yield
    plan = _Plan(placed, taken)
    for candidate in sorted(candidates)[:_MOST_CANDIDATES]:
        if len(placed) >= _MOST_LABELS:
            return
        for label in _positions(stores[candidate.store], candidate.feature, viewport):
            x, y = viewport.to_screen(np.array([[label.x, label.y]]))[0].tolist()
            if plan.place(label, x, y):
                break
        yield


class _Plan:
    """The names placed so far and the room they take."""

    def __init__(self, placed: list[Label], taken: Sequence[QRectF]) -> None:
        self._placed = placed
        self._taken = list(taken)
        self._spots: dict[str, list[tuple[float, float]]] = {}

    def place(self, label: Label, x: float, y: float) -> bool:
        """Take the room if it is free and the same name is not near."""
        box = _box_on_screen(label, x, y)
        spots = self._spots.setdefault(label.text, [])
        near = any(hypot(x - other[0], y - other[1]) < _REPEAT_PX for other in spots)
        if near or any(box.intersects(other) for other in self._taken):
            return False
        self._taken.append(box)
        spots.append((x, y))
        self._placed.append(label)
        return True


class LabelBook:
    """Pixmaps of names, kept for one theme and one screen density."""

    def __init__(self, colours: MapColours, ratio: float) -> None:
        self._colours = colours
        self._ratio = ratio
        self._kept: dict[tuple[str, bool, LayerRole, int], QPixmap] = {}

    def draw(self, painter: QPainter, label: Label, x: float, y: float) -> None:
        """Draw the name with its middle at a pixel."""
        pixmap = self._pixmap(label)
        size = pixmap.deviceIndependentSize()
        painter.drawPixmap(round(x - size.width() / 2), round(y - size.height() / 2), pixmap)

    def prepare(self, label: Label) -> None:
        """Make the picture before it is needed."""
        self._pixmap(label)

    def _pixmap(self, label: Label) -> QPixmap:
        """Turned already, because turning a picture costs ten times more than copying it."""
        key = (label.text, label.stacked, label.role, round(label.angle))
        made = self._kept.get(key)
        if made is None:
            made = self._kept[key] = self._make(label)
        return made

    def _make(self, label: Label) -> QPixmap:
        width, height = _size_of(label.text, stacked=label.stacked, role=label.role)
        turn = QTransform().rotate(label.angle)
        box = turn.mapRect(QRectF(-width / 2 - 4, -height / 2 - 4, width + 8, height + 8))
        pixmap = QPixmap(ceil(box.width() * self._ratio), ceil(box.height() * self._ratio))
        pixmap.setDevicePixelRatio(self._ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(box.width() / 2, box.height() / 2)
            painter.rotate(label.angle)
            painter.translate(-width / 2, -height / 2)
            path = _outline(label)
            halo = QPen(QColor(self._colours.ground), _HALO_PX)
            halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            for contour in path.toSubpathPolygons():  # three times faster than all at once, and looks the same
                edge = QPainterPath()
                edge.addPolygon(contour)
                painter.strokePath(edge, halo)
            painter.fillPath(path, QColor(self._colours.dim))
        finally:
            painter.end()
        return pixmap


def _font_px(role: LayerRole) -> int:
    return _FONT_PX.get(role, 13)


def _outline(label: Label) -> QPainterPath:
    font = map_font(_font_px(label.role))
    metrics = QFontMetricsF(font)
    path = QPainterPath()
    if not label.stacked:
        path.addText(QPointF(0, metrics.ascent()), font, label.text)
        return path
    wide = max(metrics.horizontalAdvance(letter) for letter in label.text)
    for row, letter in enumerate(label.text):
        left = (wide - metrics.horizontalAdvance(letter)) / 2
        path.addText(QPointF(left, metrics.ascent() + row * metrics.ascent() * 1.12), font, letter)
    return path


@lru_cache(maxsize=4096)
def _size_of(text: str, *, stacked: bool, role: LayerRole) -> tuple[float, float]:
    metrics = QFontMetricsF(map_font(_font_px(role)))
    if stacked:
        wide = max(metrics.horizontalAdvance(letter) for letter in text)
        return wide, metrics.height() + (len(text) - 1) * metrics.ascent() * 1.12
    return metrics.horizontalAdvance(text), metrics.height()


def _box_on_screen(label: Label, x: float, y: float) -> QRectF:
    width, height = _size_of(label.text, stacked=label.stacked, role=label.role)
    flat = QRectF(-width / 2 - _PAD_PX, -height / 2, width + 2 * _PAD_PX, height)
    return QTransform().rotate(label.angle).mapRect(flat).translated(x, y)


def _candidates(stores: Sequence[FeatureStore], at: int, viewport: Viewport) -> list[_Candidate]:
    """The largest named features of a store that are large enough at this scale for their names."""
    store, role, resolution = stores[at], stores[at].layer.role, viewport.resolution
    own_points = is_marked(store.layer)
    if role not in _PRIORITY or resolution > (_OWN_NAMED_FROM if own_points else _NAMED_FROM.get(role, 1e9)):
        return []
    found = store.query(viewport.bounds)
    found = found[store.lengths[found] > 0]
    boxes = store.boxes[found]
    extents = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) / resolution
    ranks = np.minimum(store.layer.ranks[found], len(_ROAD_FROM) - 1)
    fits = np.full(len(found), fill_value=True)
    if store.layer.kind is not GeometryKind.POINT:
        fits = extents >= _font_px(role) * np.minimum(store.lengths[found], _LETTERS_COUNTED)
    orders = np.full(len(found), _PRIORITY[role])
    if role is LayerRole.ROAD:
        fits &= resolution <= np.array(_ROAD_FROM)[ranks]
        orders = orders + ranks
    best = np.flatnonzero(fits)
    best = best[np.lexsort((-extents[best], orders[best]))][:_MOST_CANDIDATES]
    rows = zip(orders[best].tolist(), (-extents[best]).tolist(), found[best].tolist(), strict=True)
    return [_Candidate(order, extent, at, feature) for order, extent, feature in rows]


def _positions(store: FeatureStore, feature: int, viewport: Viewport) -> Iterator[Label]:
    """Where a name might stand, the best place first."""
    text = store.layer.names[feature][:_LONGEST_NAME]
    role = store.layer.role
    paths = store.paths_of(feature)
    if store.layer.kind is GeometryKind.POINT:
        (x, y), lower = paths[0][0], 11 * viewport.resolution
        yield Label(text=text, x=float(x), y=float(y) - lower, angle=0.0, stacked=False, role=role)
    elif store.layer.kind is GeometryKind.AREA:
        yield from _in_area(text, role, paths, viewport)
    else:
        yield from _along_line(text, role, paths, viewport)


def _in_area(text: str, role: LayerRole, paths: list[FloatArray], viewport: Viewport) -> Iterator[Label]:
    """In the middle of the largest visible part, if that part is wide enough."""
    clipped = _clip(shapely.Polygon(_thinned(max(paths, key=len))), viewport.bounds)
    part = max(shapely.get_parts(clipped), key=lambda one: float(one.area), default=None)
    if part is None or part.is_empty or part.area <= 0:
        return
    west, south, east, north = part.bounds
    width, height = _size_of(text, stacked=False, role=role)
    if (east - west) / viewport.resolution < width * 0.9 or (north - south) / viewport.resolution < height:
        return
    inner = part.centroid if part.contains(part.centroid) else part.representative_point()
    yield Label(text=text, x=inner.x, y=inner.y, angle=0.0, stacked=False, role=role)


def _along_line(text: str, role: LayerRole, paths: list[FloatArray], viewport: Viewport) -> Iterator[Label]:
    """In the middle of the longest visible part, or else nearer its ends, where it is straight enough for the name."""
    clipped = _clip(shapely.LineString(_thinned(max(paths, key=len))), viewport.bounds)
    line = max(shapely.get_parts(clipped), key=lambda one: float(one.length), default=None)
    width = _size_of(text, stacked=False, role=role)[0] * viewport.resolution
    if line is None or line.length < width * 1.1:
        return
    for share in _ALONG:
        at = min(max(line.length * share, width / 2), line.length - width / 2)
        begin, middle, end = (line.interpolate(at + shift) for shift in (-width / 2, 0.0, width / 2))
        if hypot(end.x - begin.x, end.y - begin.y) >= width * 0.92:
            angle = -degrees(atan2(end.y - begin.y, end.x - begin.x))
            yield _turned(text, role, middle.x, middle.y, angle)


def _turned(text: str, role: LayerRole, x: float, y: float, angle: float) -> Label:
    """Never upside down; Chinese on a steep road stands upright, letter below letter."""
    angle -= 180.0 * round(angle / 180.0)
    stacked = abs(angle) > _STEEP and all(ord(letter) >= _BEYOND_ASCII for letter in text)
    if stacked:
        angle -= 90.0 if angle > 0 else -90.0
    return Label(text=text, x=x, y=y, angle=angle, stacked=stacked, role=role)


def _thinned(path: FloatArray) -> FloatArray:
    """Every so-and-so-many-th point of a very long path: good enough to find room for a name."""
    step = len(path) // _MOST_POINTS + 1
    return path if step == 1 else np.vstack([path[:-1:step], path[-1:]])


def _clip(form: shapely.Polygon | shapely.LineString, bounds: Bounds) -> BaseGeometry:
    sound = form if shapely.is_valid(form) else shapely.make_valid(form, method="structure", keep_collapsed=False)
    return shapely.clip_by_rect(sound, *bounds)
