"""What lies over the base map and is drawn live: areas, the query circle, sketches, markers with their cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from commandpost.domain.coordinates import FloatArray, LonLat, geodesic_ring, mercator_from_lonlat
from commandpost.gui.map.chaining import chained, chains_of
from commandpost.gui.map.colours import ColourRole, MapColours
from commandpost.gui.map.features import BoolArray
from commandpost.gui.map.layer_entry import LayerEntry
from commandpost.gui.map.markers import Marker, MarkerLayer, Spot
from commandpost.gui.map.symbols import SymbolBook, draw_centred, map_font, pin_lift
from commandpost.gui.map.viewport import Bounds, Viewport

_CIRCLE_ALPHA = 24
_CARD_PX = 14
_CARD_LONGEST = 22
_CROWDED = 120
_OVER = 26.0  # pixels from a symbol's middle to that of a card over or under it
_BESIDE = 16  # pixels from a marker to its card


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A polygon of the situation: rings of ``(lon, lat)`` degrees, the first one outside."""

    id: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
    label: str = ""
    colour_role: ColourRole = ColourRole.BLUE
    filled: bool = False


class AreaLayer:
    """The areas under one name."""

    def __init__(self, name: str, title: str, areas: Sequence[Area]) -> None:
        self.name = name
        self.title = title
        self.areas = tuple(areas)
        self.visible = True
        self.paths = tuple(tuple(project(np.array(ring)) for ring in area.rings) for area in areas)
        roles = dict.fromkeys(area.colour_role for area in areas)
        self.borders = {role: borders_of(self._rings(role)) for role in roles}

    def _rings(self, role: ColourRole) -> list[FloatArray]:
        both = zip(self.areas, self.paths, strict=True)
        return [ring for area, rings in both if area.colour_role is role for ring in rings]

    @property
    def colour_role(self) -> ColourRole:
        return self.areas[0].colour_role if self.areas else ColourRole.BLUE

    @property
    def bounds(self) -> Bounds | None:
        points = [ring for rings in self.paths for ring in rings]
        return bounds_of(np.vstack(points)) if points else None

    def entry(self) -> LayerEntry:
        """Its line in the layer panel."""
        count, role = len(self.areas), self.colour_role
        return LayerEntry(name=self.name, title=self.title, colour_role=role, count=count, visible=self.visible)

    def area_at(self, viewport: Viewport, x: float, y: float) -> Area | None:
        """The last area that holds a pixel."""
        for area, rings in zip(reversed(self.areas), reversed(self.paths), strict=True):
            if screen_path(rings, viewport).contains(QPointF(x, y)):
                return area
        return None


def project(lonlat: FloatArray) -> FloatArray:
    """Degrees ``(n, 2)`` to EPSG:3857 ``(n, 2)``."""
    return np.column_stack(mercator_from_lonlat(lonlat[:, 0], lonlat[:, 1]))


def bounds_of(xy: FloatArray) -> Bounds:
    """West, south, east, north of some points."""
    (west, south), (east, north) = xy.min(axis=0).tolist(), xy.max(axis=0).tolist()
    return west, south, east, north


def screen_path(rings: Iterable[FloatArray], viewport: Viewport) -> QPainterPath:
    """Closed rings of EPSG:3857 points as a path of pixels, holes left open."""
    path = QPainterPath()
    for ring in rings:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in viewport.to_screen(ring).tolist()]))
        path.closeSubpath()
    return path


def draw_areas(painter: QPainter, layer: AreaLayer, viewport: Viewport, colours: MapColours, selected: str) -> None:
    """Dashed outlines, each once; the chosen area and those that want it are filled lightly."""
    for role, lines in layer.borders.items():
        path = QPainterPath()
        for line in lines:
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in viewport.to_screen(line).tolist()]))
        painter.strokePath(path, border_pen(colours.of(role)))
    for area, rings in zip(layer.areas, layer.paths, strict=True):
        if not (area.filled or area.id == selected):
            continue
        fill = QColor(colours.of(area.colour_role))
        fill.setAlpha(_CIRCLE_ALPHA)
        painter.fillPath(screen_path(rings, viewport), fill)
        if area.id == selected:
            painter.strokePath(screen_path(rings, viewport), QPen(colours.of(area.colour_role), 2.5))


def border_pen(colour: QColor) -> QPen:
    """Of the outlines of areas."""
    pen = QPen(colour, 1.5)
    pen.setDashPattern([5, 3.5])
    return pen


def borders_of(rings: Sequence[FloatArray]) -> tuple[FloatArray, ...]:
    """The outlines of areas as lines; a border that two areas share is one, so that its dashes stay dashes."""
    sides = [np.hstack([ring, np.roll(ring, -1, axis=0)]) for ring in rings]
    pieces = np.vstack(sides) if sides else np.empty((0, 4))
    pieces = pieces[(pieces[:, :2] != pieces[:, 2:]).any(axis=1)]  # rings may come closed
    turned = np.where(_before(pieces[:, :2], pieces[:, 2:])[:, None], pieces, pieces[:, [2, 3, 0, 1]])
    points = np.unique(turned, axis=0).reshape(-1, 2)
    starts = np.arange(0, len(points) + 1, 2)
    lines, begins = chained(points, starts, chains_of(points, starts))
    return tuple(lines[first:last] for first, last in pairwise(begins.tolist()))


def _before(one: FloatArray, other: FloatArray) -> BoolArray:
    """Which points lie before the others, from west to east and then from south to north."""
    west, same = one[:, 0] < other[:, 0], one[:, 0] == other[:, 0]
    return np.asarray(west | (same & (one[:, 1] < other[:, 1])))


def draw_circle(painter: QPainter, center: LonLat, radius_m: float, viewport: Viewport, colours: MapColours) -> None:
    """A ring at one true distance: light fill, dashed edge."""
    path = screen_path([project(geodesic_ring(center, radius_m))], viewport)
    fill = colours.of(ColourRole.RED)
    fill.setAlpha(_CIRCLE_ALPHA)
    painter.fillPath(path, fill)
    painter.strokePath(path, circle_pen(colours))


def circle_pen(colours: MapColours) -> QPen:
    """Of the circle's edge."""
    pen = QPen(colours.of(ColourRole.RED), 1.6)
    pen.setDashPattern([2, 2.2])
    return pen


def card_box(at: QPointF, words: str) -> QRectF:
    """The room a card takes; ``at`` is the middle of its left side."""
    return QRectF(at.x(), at.y() - 13, QFontMetricsF(map_font(_CARD_PX)).horizontalAdvance(_short(words)) + 16, 26)


def draw_card(painter: QPainter, at: QPointF, words: str, edge: QColor, colours: MapColours) -> None:
    """A rounded card with a coloured edge; ``at`` is the middle of its left side."""
    card = card_box(at, words)
    painter.setPen(QPen(edge, 1.3))
    painter.setBrush(QColor(colours.panel))
    painter.drawRoundedRect(card, 5, 5)
    painter.setPen(QColor(colours.text))
    painter.setFont(map_font(_CARD_PX))
    painter.drawText(card, Qt.AlignmentFlag.AlignCenter, _short(words))


def _short(words: str) -> str:
    return words if len(words) <= _CARD_LONGEST else words[: _CARD_LONGEST - 1] + "…"


def draw_markers(painter: QPainter, layer: MarkerLayer, viewport: Viewport, book: SymbolBook, selected: str) -> None:
    """Symbols and clusters; the cards follow when every layer has drawn its own."""
    spots = layer.spots(viewport)
    for spot in spots:
        if spot.number > 1:
            draw_centred(painter, _cluster(layer, spot, book), spot.x, spot.y)
            continue
        _draw_spot(painter, layer.markers[spot.first], spot, book, selected)


def prepare_spot(layer: MarkerLayer, spot: Spot, book: SymbolBook) -> None:
    """Make the picture of a spot before it is needed."""
    marker = layer.markers[spot.first]
    if spot.number > 1:
        _cluster(layer, spot, book)
    else:
        book.symbol(marker.symbol, marker.colour_role, marker.sign)


def _cluster(layer: MarkerLayer, spot: Spot, book: SymbolBook) -> QPixmap:
    return book.cluster(spot.number, layer.role_of(spot), layer.markers[spot.first].sign)


def draw_marker_cards(
    painter: QPainter,
    layer: MarkerLayer,
    viewport: Viewport,
    book: SymbolBook,
    selected: str,
    *,
    covered: Sequence[QRectF] = (),
) -> None:
    """The names of emphasised markers and of the chosen one, above every symbol."""
    for at, marker in marker_cards(layer, viewport, selected, covered):
        draw_card(painter, at, marker.label, book.colours.of(marker.colour_role), book.colours)


def marker_cards(
    layer: MarkerLayer, viewport: Viewport, selected: str, covered: Sequence[QRectF] = ()
) -> Iterator[tuple[QPointF, Marker]]:
    """Which markers have a card, and where it hangs; off what is ``covered``, in pixels, wherever there is a way."""
    spots = layer.spots(viewport)
    for spot in spots:
        marker = layer.markers[spot.first]
        named = marker.emphasis and len(spots) <= _CROWDED
        if spot.number == 1 and marker.label and (named or marker.id == selected):
            yield _hung(spot, marker, viewport, covered), marker


def _hung(spot: Spot, marker: Marker, viewport: Viewport, covered: Sequence[QRectF]) -> QPointF:
    """Right of the symbol, else left, else above or below it; to the right too where it would be cut off everywhere."""
    lift = pin_lift(marker.symbol)
    right = QPointF(spot.x + _BESIDE, spot.y - lift * 2.2)
    width = card_box(right, marker.label).width()
    left = QPointF(spot.x - _BESIDE - width, right.y())
    over = [QPointF(x, spot.y - lift * 3 - _OVER) for x in (spot.x - width / 2, spot.x - width)]
    under = [QPointF(x, spot.y + _OVER) for x in (spot.x - width / 2, spot.x - width)]
    window = QRectF(0, 0, viewport.width, viewport.height)
    for at in (right, left, *over, *under):
        box = card_box(at, marker.label)
        if window.contains(box) and not any(box.intersects(card) for card in covered):
            return at
    return left if right.x() + width > viewport.width and left.x() >= 0 else right


def _draw_spot(painter: QPainter, marker: Marker, spot: Spot, book: SymbolBook, selected: str) -> None:
    lift = pin_lift(marker.symbol)
    if marker.id == selected:
        painter.setPen(QPen(book.colours.of(ColourRole.ACCENT), 2.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(spot.x, spot.y - lift * 1.9), 19, 19 + lift * 0.5)
    draw_centred(painter, book.symbol(marker.symbol, marker.colour_role, marker.sign), spot.x, spot.y - lift)
