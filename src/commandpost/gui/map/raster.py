"""Maps of square pictures under the vector map: which squares a window needs, and the pictures that are there.

Drawing never waits: what is missing is noted for whoever fetches it, and a coarser picture stands in meanwhile.
"""

from __future__ import annotations

from collections import OrderedDict
from math import floor, log2

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from commandpost.domain.coordinates import (
    Datum,
    LonLat,
    from_cgcs2000,
    lonlat_from_mercator,
    mercator_from_lonlat,
    to_cgcs2000,
)
from commandpost.domain.tile_source import TileId, TilePicture, TileSource
from commandpost.gui.map.colours import ColourRole
from commandpost.gui.map.layer_entry import LayerEntry
from commandpost.gui.map.viewport import Bounds, Viewport, resolution_of

_WORLD = 20037508.342789244  # half the width of the square world, metres
_CACHE_BYTES = 64 * 2**20
_COARSER = 6  # levels looked up for a stand-in
_MOST_TILES = 400  # of one window; a wall of screens at the deepest zoom needs fewer


class RasterTileLayer:
    """One map of pictures as the canvas draws it; ``None`` in the cache means that there is no picture."""

    def __init__(self, source: TileSource) -> None:
        self.source = source
        self.visible = True
        self.missing: list[TileId] = []
        self._pictures: OrderedDict[TileId, QImage | None] = OrderedDict()
        self._bytes = 0

    @property
    def name(self) -> str:
        return f"picture.{self.source.id}"

    def entry(self) -> LayerEntry:
        """Its line in the layer panel; nobody counts pictures."""
        title = self.source.title
        return LayerEntry(name=self.name, title=title, colour_role=ColourRole.NEUTRAL, count=None, visible=self.visible)

    @property
    def bytes_held(self) -> int:
        return self._bytes

    def put(self, tile: TileId, picture: QImage | None) -> None:
        """Keep a picture; the longest unused give way."""
        self._bytes += _size(picture) - _size(self._pictures.pop(tile, None))
        self._pictures[tile] = picture
        while self._bytes > _CACHE_BYTES and len(self._pictures) > 1:
            self._bytes -= _size(self._pictures.popitem(last=False)[1])

    def has(self, tile: TileId) -> bool:
        return tile in self._pictures

    def draw(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw what is there, nearest to the middle first noted as missing."""
        tiles = tiles_in(self.source, viewport)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.missing = [tile for tile in tiles if tile not in self._pictures]
        for tile in self.missing:
            self._draw_coarser(painter, tile, viewport)
        for tile in tiles:
            picture = self._pictures.get(tile)
            if picture is not None:
                self._pictures.move_to_end(tile)
                painter.drawImage(self._target(tile, viewport), picture)

    def _draw_coarser(self, painter: QPainter, tile: TileId, viewport: Viewport) -> None:
        for up in range(1, _COARSER + 1):
            parent = TileId(tile.z - up, tile.x >> up, tile.y >> up)
            picture = self._pictures.get(parent) if parent.z >= 0 else None
            if picture is not None:
                share = picture.width() / 2**up
                column, row = tile.x - (parent.x << up), tile.y - (parent.y << up)
                part = QRectF(column * share, row * share, share, share)
                painter.drawImage(self._target(tile, viewport), picture, part)
                return

    def _target(self, tile: TileId, viewport: Viewport) -> QRectF:
        west, south, east, north = true_bounds(tile, self.source.datum)
        left, _, _, top = viewport.bounds
        scale = viewport.resolution
        return QRectF((west - left) / scale, (top - north) / scale, (east - west) / scale, (north - south) / scale)


def tiles_in(source: TileSource, viewport: Viewport) -> list[TileId]:
    """The squares of a window at the level nearest to its scale, the middle first."""
    level = round(log2(resolution_of(0) / viewport.resolution))
    z = min(source.most_zoom, max(source.least_zoom, level))
    side = 2 * _WORLD / (1 << z)
    west, south, east, north = _as_written(viewport.bounds, source.datum)
    columns = range(floor((west + _WORLD) / side), floor((east + _WORLD) / side) + 1)
    rows = range(floor((_WORLD - north) / side), floor((_WORLD - south) / side) + 1)
    if len(columns) * len(rows) > _MOST_TILES:
        return []
    middle_x, middle_y = (columns[0] + columns[-1]) / 2, (rows[0] + rows[-1]) / 2
    tiles = [TileId(z, x, y) for x in columns for y in rows]
    held = [tile for tile in tiles if source.holds(tile)]
    return sorted(held, key=lambda tile: (tile.x - middle_x) ** 2 + (tile.y - middle_y) ** 2)


def true_bounds(tile: TileId, datum: Datum) -> Bounds:
    """Where a square truly lies, EPSG:3857; a service in GCJ-02 paints its squares some 550 m off."""
    side = 2 * _WORLD / (1 << tile.z)
    west, north = tile.x * side - _WORLD, _WORLD - tile.y * side
    if datum in {Datum.CGCS2000, Datum.WGS84}:
        return west, north - side, west + side, north
    left, top = _moved(west, north, datum)
    right, bottom = _moved(west + side, north - side, datum)
    return left, bottom, right, top


def image_of(picture: TilePicture) -> QImage | None:
    """The pixels as Qt draws them. Safe away from the window's thread."""
    if not picture.whole:
        return None
    form = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(picture.pixels, picture.width, picture.height, 4 * picture.width, form).copy()


def square_of(place: LonLat, z: int) -> TileId:
    """The square that holds a place."""
    x, y = mercator_from_lonlat(np.array(place.lon), np.array(place.lat))
    side = 2 * _WORLD / (1 << z)
    return TileId(z, floor((float(x) + _WORLD) / side), floor((_WORLD - float(y)) / side))


def _moved(x: float, y: float, datum: Datum) -> tuple[float, float]:
    lon, lat = to_cgcs2000(*lonlat_from_mercator(np.array(x), np.array(y)), datum)
    east, north = mercator_from_lonlat(lon, lat)
    return float(east), float(north)


def _as_written(bounds: Bounds, datum: Datum) -> Bounds:
    if datum in {Datum.CGCS2000, Datum.WGS84}:
        return bounds
    corners = np.array([[bounds[0], bounds[1]], [bounds[2], bounds[3]]])
    lon, lat = from_cgcs2000(*lonlat_from_mercator(corners[:, 0], corners[:, 1]), datum)
    x, y = mercator_from_lonlat(lon, lat)
    return float(x[0]), float(y[0]), float(x[1]), float(y[1])


def _size(picture: QImage | None) -> int:
    return picture.sizeInBytes() if picture is not None else 0
