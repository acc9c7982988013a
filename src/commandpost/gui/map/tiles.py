"""Tiles of the base map: which squares of the world a window needs, and the painted ones that are kept."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from math import ceil, floor

from PySide6.QtGui import QImage

from commandpost.gui.map.viewport import Bounds, Viewport, resolution_of

TILE_PX = 512
_CACHE_BYTES = 96 * 2**20
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class TileKey:
    """A square of the world at a rung; rows count southwards from the equator."""

    rung: int
    column: int
    row: int

    @property
    def width(self) -> int:
        return TILE_PX

    @property
    def height(self) -> int:
        return TILE_PX

    @property
    def bounds(self) -> Bounds:
        """EPSG:3857 west, south, east, north."""
        side = TILE_PX * resolution_of(self.rung)
        return self.column * side, -(self.row + 1) * side, (self.column + 1) * side, -self.row * side


def tiles_over(bounds: Bounds, rung: int, *, ring: int = 0) -> list[TileKey]:
    """Tiles that meet the bounds, and ``ring`` rows around them, nearest to the middle first."""
    side = TILE_PX * resolution_of(rung)
    west, south, east, north = bounds
    columns = range(floor(west / side) - ring, ceil(east / side) + ring)
    rows = range(floor(-north / side) - ring, ceil(-south / side) + ring)
    middle_x, middle_y = (west + east) / 2 / side - 0.5, -(south + north) / 2 / side - 0.5
    keys = [TileKey(rung, column, row) for column in columns for row in rows]
    return sorted(keys, key=lambda key: (key.column - middle_x) ** 2 + (key.row - middle_y) ** 2)


class TileCache:
    """Finished tiles, the longest unused thrown away when there are too many bytes."""

    def __init__(self, limit_bytes: int = _CACHE_BYTES) -> None:
        self._limit = limit_bytes
        self._bytes = 0
        self._tiles: OrderedDict[TileKey, QImage] = OrderedDict()

    def __contains__(self, key: TileKey) -> bool:
        return key in self._tiles

    def __len__(self) -> int:
        return len(self._tiles)

    @property
    def bytes_held(self) -> int:
        return self._bytes

    def get(self, key: TileKey) -> QImage | None:
        tile = self._tiles.get(key)
        if tile is not None:
            self._tiles.move_to_end(key)
        return tile

    def put(self, key: TileKey, tile: QImage) -> None:
        self._forget(key)
        self._tiles[key] = tile
        self._bytes += tile.sizeInBytes()
        while self._bytes > self._limit and len(self._tiles) > 1:
            self._forget(next(iter(self._tiles)))

    def clear(self) -> None:
        self._tiles.clear()
        self._bytes = 0

    def _forget(self, key: TileKey) -> None:
        old = self._tiles.pop(key, None)
        self._bytes -= old.sizeInBytes() if old is not None else 0


@dataclass(frozen=True, slots=True)
class Patch:
    """One picture of a whole window on the pixel grid of its rung's tiles, so that both show the same pixels.

    ``left`` and ``top`` count logical pixels of the rung from the middle of the world, rows southwards.
    """

    rung: int
    left: int
    top: int
    width: int
    height: int

    @property
    def bounds(self) -> Bounds:
        """EPSG:3857 west, south, east, north."""
        side = resolution_of(self.rung)
        bottom, right = self.top + self.height, self.left + self.width
        return self.left * side, -bottom * side, right * side, -self.top * side

    def covers(self, viewport: Viewport) -> bool:
        """All of the window lies in the picture, at its own rung."""
        return self.rung == viewport.rung and self.share_of(viewport) >= 1.0

    def hides(self, key: TileKey, viewport: Viewport) -> bool:
        """The visible part of a tile lies in the picture."""
        west, south, east, north = self.bounds
        view, tile = viewport.bounds, key.bounds
        low = max(view[0], tile[0]) >= west and max(view[1], tile[1]) >= south
        return low and min(view[2], tile[2]) <= east and min(view[3], tile[3]) <= north

    def share_of(self, viewport: Viewport) -> float:
        """Which part of the window lies in the picture, 0 to 1."""
        west, south, east, north = viewport.bounds
        left, bottom, right, top = self.bounds
        across = max(0.0, min(east, right) - max(west, left)) / (east - west)
        return min(1.0, across * max(0.0, min(north, top) - max(south, bottom)) / (north - south) + _ROUNDING)


def patch_over(viewport: Viewport) -> Patch:
    """The smallest patch that covers a window."""
    west, south, east, north = viewport.bounds
    side = viewport.resolution
    left, top = floor(west / side), floor(-north / side)
    return Patch(viewport.rung, left, top, ceil(east / side) - left, ceil(-south / side) - top)
