"""Levels of detail: the same features simplified for the scale they are seen at, cut into small drawable chunks.

One path per layer is ten times slower under antialiasing than chunks of about 200 vertices, so areas become winding
paths of that size and lines become ``(n, 4)`` segments, both in Morton order. Making a level is numpy and shapely only,
so it may run beside the GUI thread. A level keeps 12 bytes a vertex; what Qt draws is made chunk by chunk when needed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import floor, log2

import numpy as np
import shapely
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath

from commandpost.domain.coordinates import FloatArray
from commandpost.domain.map_layer import IntArray
from commandpost.gui.map.bars import BarFit, Bars, bars_at, fit_bars
from commandpost.gui.map.cutting import cut_areas, cut_lines, take_paths
from commandpost.gui.map.features import BoolArray, FeatureStore, boxes_of, merge_boxes, morton
from commandpost.gui.map.viewport import resolution_of

_FINEST_RUNG = 34  # at finer rungs the data is drawn as it came
_LAST_LEVEL = 20
_FULL = -1
_LINE_CHUNK = 200  # vertices
_AREA_CHUNK = 28  # the rasteriser slows down with the number of edges of one path
_TOLERANCE_PX = 1.0
_OVERLAP_PX = 2.0
_ROUNDING = 1e-6
_LEAST_RING = 4
_KEPT_BYTES = 6 * 2**20
_BYTES_OF_A_VERTEX = 64  # measured: elements, spare room and wrappers of many small paths
_BATCH = 4096  # paths simplified at once, so that the passing objects stay few
_ELEMENT = np.dtype([("kind", "<i4"), ("x", "<f4"), ("y", "<f4")])  # how Qt streams a path
_NUMBERS = 3  # of four bytes each
_MOVE, _LINE = 0, 1
_END_OF_PATH = np.array([0, 1], dtype="<i4").tobytes()  # where the last subpath starts, and the winding rule

Ragged = tuple[FloatArray, IntArray, IntArray]


def level_for(resolution: float) -> int:
    """The level to draw at so many metres a pixel, one for every rung; -1 is the full data."""
    reached = floor(2 * log2(resolution / resolution_of(_FINEST_RUNG)) + _ROUNDING)
    return max(_FULL, min(_LAST_LEVEL, reached))


def tolerance_of(level: int) -> float:
    """How far a line of the level may lie from the truth, in EPSG:3857 metres."""
    return _TOLERANCE_PX * resolution_of(_FINEST_RUNG - level)


class ChunkBook:
    """Paths of some chunks as Qt draws them; all thrown away when there are too many bytes."""

    def __init__(self, limit_bytes: int = _KEPT_BYTES) -> None:
        self._limit = limit_bytes
        self._bytes = 0
        self._kept: dict[tuple[Level, int], QPainterPath] = {}  # the level itself: an id may be given anew

    def paths(self, level: Level, chunks: list[int]) -> list[QPainterPath]:
        """The paths of the chunks; what is not kept is made in one go."""
        missing = [chunk for chunk in chunks if (level, chunk) not in self._kept]
        if missing:
            self._bytes += sum(level.vertices_of(chunk) for chunk in missing) * _BYTES_OF_A_VERTEX
            if self._bytes > self._limit:
                self._kept.clear()
                self._bytes, missing = 0, chunks
            self._kept.update(zip([(level, chunk) for chunk in missing], level.paths_of(missing), strict=True))
        return [self._kept[level, chunk] for chunk in chunks]


@dataclass(slots=True, eq=False)
class Level:
    """Chunks of one level in EPSG:3857 metres from ``origin``; paths keep their order, holes their feature.

    ``elements`` count from the middle of their chunk, ``middles[chunk]``, so that four bytes a number are enough, and
    stand in memory as Qt streams a path: a path of Qt is made from a slice of them without looking at one.
    """

    origin: tuple[float, float]
    chunk_boxes: FloatArray
    chunk_starts: IntArray
    middles: FloatArray
    elements: NDArray[np.void]
    path_starts: IntArray
    bars: Bars | None = None  # areas that are drawn as broad lines instead

    def vertices_of(self, chunk: int) -> int:
        first, last = self.chunk_starts[chunk], self.chunk_starts[chunk + 1]
        return int(self.path_starts[last] - self.path_starts[first])

    def points_of(self, chunks: IntArray) -> tuple[FloatArray, IntArray]:
        """Points ``(n, 2)`` of some chunks one after the other, and where their paths begin."""
        first, last = self.chunk_starts[chunks], self.chunk_starts[chunks + 1]
        begin, end = self.path_starts[first], self.path_starts[last]
        local = self.elements.view("<f4").reshape(-1, _NUMBERS)[_runs(begin, end), 1:]
        moved = np.cumsum(np.concatenate([[0], end - begin]))
        shift = np.repeat(moved[:-1] - begin, last - first)
        starts = np.append(self.path_starts[_runs(first, last)] + shift, moved[-1])
        return local + np.repeat(self.middles[chunks], end - begin, axis=0), starts

    def paths_of(self, chunks: list[int]) -> list[QPainterPath]:
        """Winding paths, read by Qt from one stream, which is many times faster than point by point."""
        ends = self.path_starts[self.chunk_starts[[[at, at + 1] for at in chunks]]].tolist() if chunks else []
        pieces = ((b - a).to_bytes(4, "little") + self.elements[a:b].tobytes() + _END_OF_PATH for a, b in ends)
        stream = QDataStream(QByteArray(b"".join(pieces)))
        stream.setByteOrder(QDataStream.ByteOrder.LittleEndian)
        stream.setFloatingPointPrecision(QDataStream.FloatingPointPrecision.SinglePrecision)
        paths = [QPainterPath() for _ in chunks]
        for path, (x, y) in zip(paths, self.middles[chunks].tolist(), strict=True):
            stream >> path
            path.translate(x, y)
        return paths


class LodPyramid:
    """Levels of some features of a store, each made once when first asked for; as areas, or as lines."""

    def __init__(self, store: FeatureStore, features: BoolArray, *, areas: bool) -> None:
        self._store = store
        self._features = features
        self._areas = areas
        self._levels: dict[int, Level] = {}

    @cached_property
    def _fit(self) -> BarFit:
        return fit_bars(*self._ragged())

    def has(self, resolution: float) -> bool:
        return level_for(resolution) in self._levels

    def level(self, resolution: float) -> Level:
        """The level for so many metres a pixel, made now if it is not there."""
        number = level_for(resolution)
        made = self._levels.get(number)
        if made is None:
            made = self._levels.setdefault(number, self._make(number))  # two threads may make one at a time
        return made

    def _make(self, number: int) -> Level:
        ragged, pixel = self._ragged(), resolution_of(_FINEST_RUNG - number)
        if not self._areas:
            return _line_level(ragged if number == _FULL else _simplified(ragged, tolerance_of(number)))
        if number == _FULL:
            return _area_level(ragged, overlap=_OVERLAP_PX * pixel)
        chosen, bars = bars_at(self._fit, pixel)
        others = _simplified(_without(ragged, chosen), tolerance_of(number))
        return replace(_area_level(others, overlap=_OVERLAP_PX * pixel), bars=bars)

    def _ragged(self) -> Ragged:
        mine = np.flatnonzero(self._features[self._store.owners])
        xy, starts = take_paths(self._store.xy, self._store.starts, mine)
        return xy, starts, self._store.owners[mine]


def _runs(begin: IntArray, end: IntArray) -> IntArray:
    """The numbers from each begin to before its end, one run after the other."""
    counts = end - begin
    moved = np.cumsum(counts) - counts
    rows: IntArray = np.arange(int(counts.sum())) + np.repeat(begin - moved, counts)
    return rows


def _without(ragged: Ragged, paths: BoolArray) -> Ragged:
    xy, starts, owners = ragged
    kept = np.flatnonzero(~paths)
    return *take_paths(xy, starts, kept), owners[kept]


def _simplified(ragged: Ragged, tolerance: float) -> Ragged:
    """Drop what is smaller than the tolerance, thin out the rest."""
    xy, starts, owners = ragged
    boxes = boxes_of(xy, starts)
    large = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) > tolerance
    kept = np.flatnonzero(large & (np.diff(starts) > 1))
    xy, starts = take_paths(xy, starts, kept)
    batches = [_thinned(xy, starts[at : at + _BATCH + 1], tolerance) for at in range(0, len(kept), _BATCH)]
    coords = np.concatenate([points for points, _ in batches]) if batches else xy
    counts = np.concatenate([[0], *(number for _, number in batches)])
    return coords, np.cumsum(counts).astype(np.int64), owners[kept]


def _thinned(xy: FloatArray, starts: IntArray, tolerance: float) -> tuple[FloatArray, IntArray]:
    """Points of some simplified paths and how many each has left."""
    index = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    lines = shapely.simplify(
        shapely.linestrings(xy[starts[0] : starts[-1]], indices=index), tolerance, preserve_topology=False
    )
    coords, owner = shapely.get_coordinates(lines, return_index=True)
    return coords, np.bincount(owner, minlength=len(starts) - 1)


def _line_level(ragged: Ragged) -> Level:
    xy, starts = cut_lines(ragged[0], ragged[1])
    boxes = boxes_of(xy, starts)
    order = np.argsort(morton((boxes[:, :2] + boxes[:, 2:]) / 2), kind="stable")
    xy, starts = take_paths(xy, starts, order)
    return _level(xy, starts, np.arange(len(starts) - 1))


def _area_level(ragged: Ragged, overlap: float) -> Level:
    """Order features by Morton key and keep the rings of one feature together, so that holes stay holes."""
    xy, starts, owners = ragged
    whole = np.flatnonzero(np.diff(starts) >= _LEAST_RING)
    xy, starts = take_paths(xy, starts, whole)
    xy, starts, owners = cut_areas(xy, starts, owners[whole], overlap)
    _, first, inverse = np.unique(owners, return_index=True, return_inverse=True)
    keys = morton(xy[starts[first]] if len(first) else np.empty((0, 2)))
    order = np.lexsort((np.arange(len(owners)), owners, keys[inverse])) if len(owners) else first
    xy, starts = take_paths(xy, starts, order)
    owners = owners[order]
    new_feature = np.concatenate([[True], owners[1:] != owners[:-1]]) if len(owners) else np.zeros(0, dtype=bool)
    return _level(xy, starts, np.flatnonzero(new_feature), _AREA_CHUNK)


def _level(xy: FloatArray, starts: IntArray, group_first: IntArray, size: int = _LINE_CHUNK) -> Level:
    """Cut into chunks between groups of paths; each chunk's points count from its middle."""
    paths = len(starts) - 1
    origin = xy.mean(axis=0) if len(xy) else np.zeros(2)
    chunk_starts = np.append(group_first, paths)[_cuts(np.diff(starts[np.append(group_first, paths)]), size)]
    boxes = merge_boxes(boxes_of(xy, starts), chunk_starts[:-1])
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    counts = np.diff(starts[chunk_starts])
    local = xy - np.repeat(middles, counts, axis=0)
    elements = np.empty(len(xy), dtype=_ELEMENT)
    elements["kind"] = _LINE
    elements["kind"][starts[:-1]] = _MOVE
    elements["x"], elements["y"] = local[:, 0], local[:, 1]
    return Level((float(origin[0]), float(origin[1])), boxes, chunk_starts, middles - origin, elements, starts)


def _cuts(weights: IntArray, size: int) -> IntArray:
    """Starts of runs of about ``size`` total weight, with the end appended."""
    if not len(weights):
        return np.zeros(1, dtype=np.int64)
    bins = (np.cumsum(weights) - weights) // size
    firsts = np.flatnonzero(np.concatenate([[True], bins[1:] != bins[:-1]]))
    return np.append(firsts, len(weights)).astype(np.int64)
