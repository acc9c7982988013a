"""Levels of detail: the same features simplified for the scale they are seen at, cut into small drawable chunks.

One path per layer is ten times slower under antialiasing than chunks of about 200 vertices, so areas become winding
paths of that size and lines become Morton-sorted ``(n, 4)`` segments. Making a level is numpy and shapely only, so it
may run beside the GUI thread; the Qt paths are made on the GUI thread when they are first drawn.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import floor, log2

import numpy as np
import shapely
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPolygonF

from commandpost.domain.coordinates import FloatArray
from commandpost.domain.map_layer import GeometryKind, IntArray
from commandpost.gui.map.features import BoolArray, FeatureStore, boxes_of, merge_boxes

_FINEST = 1.2  # metres a pixel covers below which the data is drawn as it came
_LEVELS = (0, 2, 4, 6, 8)
_FULL = -1
_CHUNK_VERTICES = 200
_TOLERANCE_PX = 0.5
_MORTON_BITS = 16
_LEAST_RING = 4


def level_for(resolution: float) -> int:
    """The level to draw at so many metres a pixel; -1 is the full data."""
    if resolution < _FINEST:
        return _FULL
    reached = floor(log2(resolution / _FINEST))
    return max(level for level in _LEVELS if level <= reached)


@dataclass(slots=True, eq=False)
class Level:
    """Chunks of one level: lines as segments relative to ``origin``, areas as ragged rings."""

    origin: tuple[float, float]
    chunk_boxes: FloatArray
    chunk_starts: IntArray
    segments: FloatArray
    ring_xy: FloatArray
    ring_starts: IntArray
    _paths: dict[int, QPainterPath] = field(default_factory=dict)

    def segments_of(self, chunk: int) -> FloatArray:
        """Line segments ``(n, 4)`` of one chunk, a view of contiguous float64."""
        return self.segments[self.chunk_starts[chunk] : self.chunk_starts[chunk + 1]]

    def path_of(self, chunk: int) -> QPainterPath:
        """Area path of one chunk, kept once made."""
        made = self._paths.get(chunk)
        if made is None:
            made = self._paths[chunk] = self._make_path(chunk)
        return made

    def _make_path(self, chunk: int) -> QPainterPath:
        from_ring, to_ring = self.chunk_starts[chunk], self.chunk_starts[chunk + 1]
        path = QPainterPath()
        path.setFillRule(path.fillRule().WindingFill)
        for ring in range(int(from_ring), int(to_ring)):
            points = self.ring_xy[self.ring_starts[ring] : self.ring_starts[ring + 1]].tolist()
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
            path.closeSubpath()
        return path


class LodPyramid:
    """Levels of some features of a store, each made once when first asked for."""

    def __init__(self, store: FeatureStore, features: BoolArray) -> None:
        self._store = store
        self._paths = np.flatnonzero(features[store.owners])
        self._levels: dict[int, Level] = {}

    def has(self, resolution: float) -> bool:
        return level_for(resolution) in self._levels

    def level(self, resolution: float) -> Level:
        """The level for so many metres a pixel, made now if it is not there."""
        number = level_for(resolution)
        made = self._levels.get(number)
        if made is None:
            made = self._levels[number] = self._make(number)
        return made

    def give_up(self, resolution: float) -> None:
        """Draw nothing at this level from now on: the map without one layer is better than no map."""
        nothing, ends = np.empty((0, 4)), np.zeros(1, dtype=np.int64)
        self._levels[level_for(resolution)] = Level((0.0, 0.0), nothing, ends, nothing, np.empty((0, 2)), ends)

    def _make(self, number: int) -> Level:
        xy, starts = _take_paths(self._store.xy, self._store.starts, self._paths)
        owners = self._store.owners[self._paths]
        if number != _FULL:
            tolerance = _TOLERANCE_PX * _FINEST * 2.0**number
            xy, starts, owners = _simplified(xy, starts, owners, tolerance)
        origin = (float(xy[:, 0].mean()), float(xy[:, 1].mean())) if len(xy) else (0.0, 0.0)
        local = xy - np.array(origin)
        if self._store.layer.kind is GeometryKind.AREA:
            return _area_level(origin, local, starts, owners)
        return _line_level(origin, local, starts)


def _take_paths(xy: FloatArray, starts: IntArray, paths: IntArray) -> tuple[FloatArray, IntArray]:
    """Copy some paths of a ragged array in the order given."""
    counts = starts[paths + 1] - starts[paths]
    new_starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    index = np.arange(new_starts[-1]) + np.repeat(starts[paths] - new_starts[:-1], counts)
    return xy[index], new_starts


def _simplified(
    xy: FloatArray, starts: IntArray, owners: IntArray, tolerance: float
) -> tuple[FloatArray, IntArray, IntArray]:
    """Drop what is smaller than the tolerance, thin out the rest."""
    boxes = boxes_of(xy, starts)
    counts = np.diff(starts)
    large = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) > tolerance
    kept = np.flatnonzero(large & (counts > 1))
    xy, starts = _take_paths(xy, starts, kept)
    owners = owners[kept]
    lines = shapely.linestrings(xy, indices=np.repeat(np.arange(len(kept)), np.diff(starts)))
    thinned = shapely.simplify(lines, tolerance, preserve_topology=False)
    coords, index = shapely.get_coordinates(thinned, return_index=True)
    new_starts = np.concatenate([[0], np.cumsum(np.bincount(index, minlength=len(kept)))]).astype(np.int64)
    return coords, new_starts, owners


def _line_level(origin: tuple[float, float], xy: FloatArray, starts: IntArray) -> Level:
    inner = np.ones(max(0, len(xy) - 1), dtype=bool)
    inner[starts[1:-1] - 1] = False
    segments = np.hstack([xy[:-1], xy[1:]])[inner]
    order = np.argsort(_morton((segments[:, :2] + segments[:, 2:]) / 2), kind="stable")
    segments = np.ascontiguousarray(segments[order])
    chunk_starts = _cuts(np.ones(len(segments), dtype=np.int64))
    ends = np.hstack([np.minimum(segments[:, :2], segments[:, 2:]), np.maximum(segments[:, :2], segments[:, 2:])])
    boxes = _shifted(merge_boxes(ends, chunk_starts[:-1]), origin)
    return Level(origin, boxes, chunk_starts, segments, np.empty((0, 2)), np.zeros(1, dtype=np.int64))


def _area_level(origin: tuple[float, float], xy: FloatArray, starts: IntArray, owners: IntArray) -> Level:
    """Order features by Morton key and keep the rings of one feature together, so that holes stay holes."""
    whole = np.flatnonzero(np.diff(starts) >= _LEAST_RING)
    xy, starts = _take_paths(xy, starts, whole)
    owners = owners[whole]
    features, first, inverse = np.unique(owners, return_index=True, return_inverse=True)
    keys = _morton(xy[starts[first]] if len(first) else np.empty((0, 2)))
    order = np.lexsort((np.arange(len(whole)), features[inverse], keys[inverse])) if len(whole) else whole
    xy, starts = _take_paths(xy, starts, order)
    owners = owners[order]
    new_feature = np.concatenate([[True], owners[1:] != owners[:-1]]) if len(owners) else np.zeros(0, dtype=bool)
    feature_first = np.flatnonzero(new_feature)
    ends = np.append(feature_first[1:], len(owners))
    cuts = _cuts(starts[ends] - starts[feature_first])
    chunk_starts = np.append(feature_first, len(owners))[cuts]
    boxes = _shifted(merge_boxes(boxes_of(xy, starts), chunk_starts[:-1]), origin)
    return Level(origin, boxes, chunk_starts, np.empty((0, 4)), xy, starts)


def _cuts(weights: IntArray) -> IntArray:
    """Starts of runs of about ``_CHUNK_VERTICES`` total weight, with the end appended."""
    if not len(weights):
        return np.zeros(1, dtype=np.int64)
    bins = (np.cumsum(weights) - weights) // _CHUNK_VERTICES
    firsts = np.flatnonzero(np.concatenate([[True], bins[1:] != bins[:-1]]))
    return np.append(firsts, len(weights)).astype(np.int64)


def _shifted(boxes: FloatArray, origin: tuple[float, float]) -> FloatArray:
    shifted: FloatArray = boxes + np.array([*origin, *origin])
    return shifted


def _morton(points: FloatArray) -> IntArray:
    """Interleave the bits of both coordinates, so that near points get near keys."""
    if not len(points):
        return np.zeros(0, dtype=np.int64)
    low = points.min(axis=0)
    span = max(1e-9, float((points.max(axis=0) - low).max()))
    cells = ((points - low) / span * (2**_MORTON_BITS - 1)).astype(np.int64)
    return _spread(cells[:, 0]) | (_spread(cells[:, 1]) << 1)


def _spread(bits: IntArray) -> IntArray:
    bits = (bits | (bits << 8)) & 0x00FF00FF
    bits = (bits | (bits << 4)) & 0x0F0F0F0F
    bits = (bits | (bits << 2)) & 0x33333333
    return (bits | (bits << 1)) & 0x55555555
