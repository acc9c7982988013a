"""Everything the canvas shows and how one frame of it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from operator import itemgetter

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from commandpost.domain.coordinates import LonLat
from commandpost.gui.map.base import BaseMap, paint_all
from commandpost.gui.map.colours import NIGHT, MapColours
from commandpost.gui.map.furniture import Attribution, draw_furniture, furniture_box
from commandpost.gui.map.labels import Label, LabelBook, label_steps
from commandpost.gui.map.legend import draw_legend, legend_box, legend_of
from commandpost.gui.map.markers import MarkerLayer, Spot, Symbol
from commandpost.gui.map.mishaps import Mishaps, draw_mishaps
from commandpost.gui.map.raster import RasterTileLayer
from commandpost.gui.map.scheduling import TileScheduler
from commandpost.gui.map.situation import (
    AreaLayer,
    card_box,
    draw_areas,
    draw_circle,
    draw_marker_cards,
    draw_markers,
    marker_cards,
    prepare_spot,
)
from commandpost.gui.map.sketches import SKETCH_LAYER, SketchLayer
from commandpost.gui.map.symbols import SymbolBook
from commandpost.gui.map.tiles import Patch, TileKey, tiles_over
from commandpost.gui.map.viewport import Bounds, Viewport

_GIVE_WAY_PX = 11.0
_FINEST_FALLBACK = 6  # rungs; finer tiles would be many and tiny
_LABELS_BEYOND = 1.25  # labels are placed for a window this much larger, so that a short pan shows names at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """The query circle."""

    center: LonLat
    radius_m: float


class Scene:
    """The base map, the layers of the situation, the circle and the selection, in one theme."""

    def __init__(self) -> None:
        self.base = BaseMap()
        self.pictures: tuple[RasterTileLayer, ...] = ()
        self.attribution = Attribution(invented=True)
        self.marker_layers: dict[str, MarkerLayer] = {}
        self.area_layers: dict[str, AreaLayer] = {}
        self.sketches = SketchLayer()
        self.past = SketchLayer()  # drawings as they were, while the past is shown
        self.past_at: datetime | None = None  # the moment that is shown; None: the present
        self.circle: Circle | None = None
        self.mishaps = Mishaps()
        self.selected: tuple[str, str] = ("", "")
        self.covered: tuple[QRectF, ...] = ()  # parts of the window that lie under cards
        self.furnished = True  # scale, owner and legend lie on it; paper brings its own
        self.labels: list[Label] = []
        self._labels_rung = 0
        self.colours = NIGHT
        self.ratio = 1.0
        self._symbols = SymbolBook(NIGHT, 1.0)
        self._names = LabelBook(NIGHT, 1.0)

    def dress(self, colours: MapColours, ratio: float, letters: Mapping[Symbol, str] | None = None) -> None:
        """Change theme or screen density; pictures kept so far are thrown away."""
        self.colours, self.ratio = colours, ratio
        self._symbols, self._names = SymbolBook(colours, ratio, letters), LabelBook(colours, ratio)

    @property
    def bounds(self) -> Bounds | None:
        """EPSG:3857 box of the base map, or of the situation where there is no base map."""
        boxes = [self.base.bounds] if self.base.bounds else [layer.bounds for layer in self.area_layers.values()]
        known = np.array([box for box in boxes if box] or np.empty((0, 4)))
        points = [layer.xy for layer in self.marker_layers.values() if len(layer.xy)]
        if not len(known) and not points:
            return None
        corners = np.vstack([known[:, :2], known[:, 2:]] if len(known) else points)
        (west, south), (east, north) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
        return west, south, east, north

    def label_steps(self, viewport: Viewport) -> Iterator[None]:
        """Choose the names again in small steps, for a window somewhat larger than the one looked through."""
        wide, tall = round(viewport.width * _LABELS_BEYOND), round(viewport.height * _LABELS_BEYOND)
        yield from self.name_steps(viewport.resized(wide, tall))

    def _taken_by_markers(self, viewport: Viewport) -> list[QRectF]:
        """Where symbols and clusters stand: names give way to them."""
        spots = [spot for layer in self._shown_markers() for spot in layer.spots(viewport)]
        return [
            QRectF(spot.x - _GIVE_WAY_PX, spot.y - _GIVE_WAY_PX, 2 * _GIVE_WAY_PX, 2 * _GIVE_WAY_PX) for spot in spots
        ]

    def spot_at(self, viewport: Viewport, x: float, y: float) -> tuple[MarkerLayer, Spot] | None:
        """The marker or cluster at a pixel; layers drawn later come first."""
        return _topmost(self._shown_markers(), viewport, x, y)

    def ground_spot_at(self, viewport: Viewport, x: float, y: float) -> tuple[MarkerLayer, Spot] | None:
        """The point or cluster of an own layer at a pixel."""
        return _topmost([layer for layer in self.base.points if layer.visible], viewport, x, y)

    def draw_pictures(self, painter: QPainter, viewport: Viewport) -> bool:
        """Draw the maps of pictures; true when some of their squares are not there yet."""
        for layer in self.pictures:
            if layer.visible:
                self.mishaps.attempt(layer.name, layer.source.title, painter, partial(layer.draw, painter, viewport))
        return any(layer.missing for layer in self.pictures if layer.visible)

    def name_steps(self, viewport: Viewport) -> Iterator[None]:
        """Choose the names for exactly this window, in small steps."""
        placed: list[Label] = []
        yield from label_steps(self.base.shown_stores, viewport, placed, self._taken_by_markers(viewport))
        for label in placed:
            self._names.prepare(label)
            yield
        self.labels, self._labels_rung = placed, viewport.rung

    def symbol_steps(self, viewport: Viewport) -> Iterator[None]:
        """Make the pictures of symbols and clusters before they are needed, in small steps."""
        for layer in (*self.base.points, *self._shown_markers()):
            for spot in layer.spots(viewport):
                prepare_spot(layer, spot, self._symbols)
                yield

    def draw(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw what lies over the tiles; a layer that raises is left out and said."""
        for _ in self.draw_steps(painter, viewport):
            pass

    def draw_steps(self, painter: QPainter, viewport: Viewport) -> Iterator[None]:
        """The same layer by layer."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for area_layer in self.area_layers.values():
            if area_layer.visible:
                chosen = self._selected_in(area_layer.name)
                self._attempt(
                    painter, area_layer, partial(draw_areas, painter, area_layer, viewport, self.colours, chosen)
                )
                yield
        if self.circle:
            draw_circle(painter, self.circle.center, self.circle.radius_m, viewport, self.colours)
        self._draw_labels(painter, viewport)
        chosen = self._selected_in(SKETCH_LAYER)
        for drawn in (self.sketches, self.past):
            self._attempt(painter, drawn, partial(drawn.draw, painter, viewport, self.colours, chosen))
            yield
        for layer in self.base.points:
            if layer.visible:
                self._attempt(painter, layer, partial(draw_markers, painter, layer, viewport, self._symbols, ""))
                yield
        covered = self._under_cards(viewport)
        hung = partial(draw_marker_cards, covered=covered)
        for draw in (draw_markers, hung):
            for layer in self._shown_markers():
                chosen = self._selected_in(layer.name)
                self._attempt(painter, layer, partial(draw, painter, layer, viewport, self._symbols, chosen))
                yield
        taken = self._marker_cards(viewport, covered)
        for drawn in (self.sketches, self.past):
            self._attempt(painter, drawn, partial(drawn.draw_names, painter, viewport, self.colours, taken))

    def _marker_cards(self, viewport: Viewport, covered: Sequence[QRectF]) -> list[QRectF]:
        """Where the cards of markers stand: names of drawings keep off them."""
        layers = self._shown_markers()
        chosen = ((one, self._selected_in(one.name)) for one in layers)
        cards = (card for one, selected in chosen for card in marker_cards(one, viewport, selected, covered))
        return [card_box(at, marker.label) for at, marker in cards]

    def _attempt(
        self, painter: QPainter, layer: MarkerLayer | AreaLayer | SketchLayer, draw: Callable[[], None]
    ) -> None:
        self.mishaps.attempt(layer.name, layer.title, painter, draw)

    def draw_mishaps(self, painter: QPainter, viewport: Viewport) -> None:
        """Say which layers are left out."""
        draw_mishaps(painter, (*self.base.failed.values(), *self.mishaps.titles), viewport.width, self.colours)

    def draw_furniture(self, painter: QPainter, viewport: Viewport, place: LonLat) -> None:
        legend = legend_of(self.base.shown_stores)
        card = legend_box(legend, viewport, furniture_box(viewport, place, self.attribution))
        draw_legend(painter, legend, card, self.colours)
        draw_furniture(painter, viewport, place, self.attribution, self.colours)

    def _under_cards(self, viewport: Viewport) -> tuple[QRectF, ...]:
        """What of the window lies under cards, its own furniture among them."""
        if not self.furnished or not self.marker_layers:
            return self.covered
        foot = furniture_box(viewport, viewport.center, self.attribution)
        return *self.covered, foot, legend_box(legend_of(self.base.shown_stores), viewport, foot)

    def draw_directly(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw the base map without tiles."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_all(painter, self.base, self.base.jobs(viewport.bounds, viewport.resolution, self.colours))

    def _draw_labels(self, painter: QPainter, viewport: Viewport) -> None:
        if not self.labels or viewport.rung < self._labels_rung:  # further out they would lie over one another
            return
        screen = viewport.to_screen(np.array([(label.x, label.y) for label in self.labels]))
        for label, (x, y) in zip(self.labels, screen.tolist(), strict=True):
            self._names.draw(painter, label, x, y)
        painter.resetTransform()

    def _selected_in(self, name: str) -> str:
        return self.selected[1] if self.selected[0] == name else ""

    def _shown_markers(self) -> list[MarkerLayer]:
        """Layers lowest first: what was set first is the most important and lies on top, and pins above all."""
        shown = [layer for layer in reversed(self.marker_layers.values()) if layer.visible]
        return sorted(shown, key=lambda layer: layer.has_pins)


def _topmost(layers: Sequence[MarkerLayer], viewport: Viewport, x: float, y: float) -> tuple[MarkerLayer, Spot] | None:
    """What is drawn at a pixel in the last of the layers, else the spot nearest to it; of equals the last layer's."""
    hits = [(*hit, layer) for layer in reversed(layers) if (hit := layer.hit_at(viewport, x, y)) is not None]
    if not hits:
        return None
    _beside, spot, layer = min(hits, key=itemgetter(0))
    return layer, spot


def draw_tiles(painter: QPainter, painted: TileScheduler, viewport: Viewport, fallback_rung: int) -> bool:
    """Blit what is painted; where something is missing an older rung shows through. True if complete."""
    keys = tiles_over(viewport.bounds, viewport.rung)
    complete = painted.covers(viewport)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
    if not complete and fallback_rung != viewport.rung and fallback_rung <= viewport.rung + _FINEST_FALLBACK:
        for old in tiles_over(viewport.bounds, fallback_rung):
            _blit(painter, painted.cache.get(old), _target(old, viewport))
    if painted.patch is not None and not all(key in painted.cache for key in keys):
        _blit_patch(painter, *painted.patch, viewport)
    for key in keys:
        tile = painted.cache.get(key)
        if tile is not None:
            target = _target(key, viewport)
            painter.drawImage(round(target.x()), round(target.y()), tile)
    return complete


def draw_aim(painter: QPainter, viewport: Viewport, colours: MapColours) -> None:
    """The cross of the keyboard: Enter chooses what lies under it."""
    x, y = round(viewport.width / 2), round(viewport.height / 2)
    for colour, width in ((colours.ground, 4), (colours.accent, 2)):
        painter.setPen(QPen(QColor(colour), width))
        for right, down in _arms():
            painter.drawLine(x + right * 5, y + down * 5, x + right * 14, y + down * 14)


def plain_picture(width: int, height: int, ratio: float, colours: MapColours) -> QImage:
    """An empty picture in the colour of the ground."""
    image = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(colours.ground))
    return image


def _arms() -> Iterator[tuple[int, int]]:
    yield from ((1, 0), (-1, 0), (0, 1), (0, -1))


def _blit(painter: QPainter, tile: QImage | None, target: QRectF) -> None:
    if tile is not None:
        painter.drawImage(target, tile, QRectF(tile.rect()), Qt.ImageConversionFlag.AutoColor)


def _blit_patch(painter: QPainter, patch: Patch, image: QImage, viewport: Viewport) -> None:
    """Pixel by pixel at its own rung; scaled only over less than its share of another."""
    target = _target(patch, viewport)
    if patch.rung == viewport.rung:
        painter.drawImage(round(target.x()), round(target.y()), image)
    elif target.intersects(QRectF(0, 0, viewport.width, viewport.height)):
        _blit(painter, image, target)


def _target(key: TileKey | Patch, viewport: Viewport) -> QRectF:
    """Where a tile lies in the window, in logical pixels."""
    west, south, east, north = key.bounds
    view_west, _, _, view_north = viewport.bounds
    scale = viewport.resolution
    left, top = (west - view_west) / scale, (view_north - north) / scale
    return QRectF(left, top, (east - west) / scale, (north - south) / scale)
