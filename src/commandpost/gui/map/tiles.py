"""Tiles of the base map: 512-pixel pictures painted in short slices on the GUI thread, nearest to the centre first."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from math import ceil, floor

import shiboken6
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from commandpost.gui.map.base import BaseMap, PaintJob
from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.lod import Level, LodPyramid, level_for
from commandpost.gui.map.viewport import Bounds, Viewport, resolution_of

TILE_PX = 512
_CACHE_BYTES = 96 * 2**20
_SLICE_MS = 6
_NS_PER_MS = 1_000_000

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TileKey:
    """A square of the world at a rung; rows count southwards from the equator."""

    rung: int
    column: int
    row: int

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


class LevelPreparer(QObject):
    """The one background executor of the map: makes levels of detail, which is numpy and shapely without the GIL."""

    prepared = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="map-levels")
        self._under_way: set[tuple[int, int]] = set()
        self._closed = False

    def request(self, pyramids: list[LodPyramid], resolution: float) -> None:
        """Have the levels made; ``prepared`` follows once for each."""
        for pyramid in pyramids:
            mark = (id(pyramid), level_for(resolution))
            if not self._closed and mark not in self._under_way:
                self._under_way.add(mark)
                done = partial(self._done, pyramid, resolution)
                self._executor.submit(pyramid.level, resolution).add_done_callback(done)

    def close(self) -> None:
        self._closed = True
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _done(self, pyramid: LodPyramid, resolution: float, future: Future[Level]) -> None:
        if future.cancelled():
            return
        error = future.exception()
        if error is not None:
            _log.error("a level of detail could not be made and is left out", exc_info=error)
            pyramid.give_up(resolution)
        if shiboken6.isValid(self):
            self.prepared.emit()


class _Painting:
    """One tile half way."""

    def __init__(self, key: TileKey, base: BaseMap, colours: MapColours, ratio: float) -> None:
        self.key = key
        self.image = QImage(round(TILE_PX * ratio), round(TILE_PX * ratio), QImage.Format.Format_RGB32)
        self.image.setDevicePixelRatio(ratio)
        self.image.fill(QColor(colours.ground))
        self._jobs: Iterator[PaintJob] = base.jobs(key.bounds, resolution_of(key.rung), colours)

    def advance(self, clock: QElapsedTimer, deadline_ns: int) -> bool:
        """Paint until the deadline; true when the tile is finished."""
        painter = QPainter(self.image)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for job in self._jobs:
                job.run(painter)
                if clock.nsecsElapsed() > deadline_ns:
                    return False
            return True
        finally:
            painter.end()


class TileScheduler(QObject):
    """Paints what the viewport needs in slices of at most 6 ms from a zero-timer that rests when nothing is missing."""

    tile_ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cache = TileCache()
        self._base = BaseMap(())
        self._colours: MapColours | None = None
        self._ratio = 1.0
        self._wanted: list[TileKey] = []
        self._painting: _Painting | None = None
        self._preparer = LevelPreparer(self)
        self._preparer.prepared.connect(self._start)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)

    @property
    def idle(self) -> bool:
        """Nothing is missing, not even in the ring around the window."""
        return not self._wanted and self._painting is None

    def show(self, base: BaseMap, colours: MapColours, ratio: float) -> None:
        """Throw the tiles away and begin anew with another map, theme or screen."""
        self._base, self._colours, self._ratio = base, colours, ratio
        self.cache.clear()
        self._painting = None
        self._wanted = []
        self._timer.stop()

    def want(self, viewport: Viewport) -> None:
        """Say what is looked at; what is visible comes first, then one ring around it."""
        visible = tiles_over(viewport.bounds, viewport.rung)
        around = tiles_over(viewport.bounds, viewport.rung, ring=1)
        seen = set(visible)
        ordered = visible + [key for key in around if key not in seen]
        self._wanted = [key for key in ordered if key not in self.cache]
        if self._painting is not None and self._painting.key not in self._wanted:
            self._painting = None
        if self._painting is not None:
            self._wanted.remove(self._painting.key)
        self._start()

    def close(self) -> None:
        self._timer.stop()
        self._preparer.close()

    def _start(self) -> None:
        if not self.idle:
            self._timer.start()

    def _slice(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        finished = False
        while clock.nsecsElapsed() < _SLICE_MS * _NS_PER_MS and self._begin():
            painting = self._painting
            if painting is None or not painting.advance(clock, (_SLICE_MS - 1) * _NS_PER_MS):
                break
            self.cache.put(painting.key, painting.image)
            self._painting = None
            finished = True
        if finished:
            self.tile_ready.emit()
        if self.idle:
            self._timer.stop()

    def _begin(self) -> bool:
        """Take up the next tile; false when there is none or its levels are still being made."""
        if self._painting is not None:
            return True
        if not self._wanted or self._colours is None:
            return False
        resolution = resolution_of(self._wanted[0].rung)
        missing = self._base.missing_levels(resolution, self._colours)
        if missing:
            self._timer.stop()
            self._preparer.request(missing, resolution)
            return False
        self._painting = _Painting(self._wanted.pop(0), self._base, self._colours, self._ratio)
        return True
