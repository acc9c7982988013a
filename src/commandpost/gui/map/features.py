"""Features of one layer in EPSG:3857: ragged arrays, boxes, and a tree that finds what is under a pixel."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from commandpost.domain.coordinates import FloatArray, mercator_from_lonlat
from commandpost.domain.map_layer import GeometryKind, IntArray, MapLayerData
from commandpost.gui.map.viewport import Bounds

BoolArray = NDArray[np.bool_]

_BUNDLE = 64
_MORTON_BITS = 16


class GroundFeature(NamedTuple):
    """One feature of the base map, as its file knows it."""

    layer: str
    fid: int
    name: str
    source: str


class FeatureStore:
    """The geometry of a :class:`MapLayerData`, projected for the screen; never changed once made.

    ``boxes`` are west, south, east, north of each feature; ``lengths`` the letters of its name.
    """

    def __init__(self, layer: MapLayerData) -> None:
        x, y = mercator_from_lonlat(layer.lonlat[:, 0], layer.lonlat[:, 1])
        self.layer = replace(layer, lonlat=np.empty((0, 2)))  # the projected points are enough: 16 bytes a vertex
        self.xy: FloatArray = np.column_stack([x, y])
        self.starts: IntArray = layer.path_starts
        self.owners: IntArray = layer.path_feature
        first = np.searchsorted(self.owners, np.arange(layer.feature_count))
        self.boxes: FloatArray = merge_boxes(boxes_of(self.xy, self.starts), first)
        self.lengths = np.array([len(name) for name in layer.names], dtype=np.int16)
        self._order: IntArray = np.argsort(morton((self.boxes[:, :2] + self.boxes[:, 2:]) / 2), kind="stable")
        starts = np.arange(0, len(self._order), _BUNDLE)
        self._bundles: FloatArray = merge_boxes(self.boxes[self._order], starts)  # a tree of two storeys, no objects

    @cached_property
    def bounds(self) -> Bounds | None:
        """Box of everything, or None when there is nothing."""
        if not len(self.xy):
            return None
        west, south = self.xy.min(axis=0)
        east, north = self.xy.max(axis=0)
        return float(west), float(south), float(east), float(north)

    def query(self, bounds: Bounds) -> IntArray:
        """Features whose box meets the bounds, in ascending order."""
        bundles = np.flatnonzero(touching(self._bundles, bounds))
        rows = (bundles[:, None] * _BUNDLE + np.arange(_BUNDLE)).ravel()
        near = self._order[rows[rows < len(self._order)]]
        return np.sort(near[touching(self.boxes[near], bounds)])

    def pick(self, x: float, y: float, reach: float) -> int | None:
        """The feature at a point: the smallest area that holds it, or the nearest line or point within reach."""
        found = self.query((x - reach, y - reach, x + reach, y + reach))
        if self.layer.kind is GeometryKind.AREA:
            hits = [int(at) for at in found if self._holds(int(at), x, y)]
            return min(hits, key=self._box_area, default=None)
        near = [(self._distance(int(at), x, y), int(at)) for at in found]
        distance, best = min(near, default=(np.inf, 0))
        return best if distance <= reach else None

    def paths_of(self, feature: int) -> list[FloatArray]:
        """The paths of one feature, ``(n, 2)`` each."""
        first, last = np.searchsorted(self.owners, [feature, feature + 1])
        return [self.xy[self.starts[path] : self.starts[path + 1]] for path in range(int(first), int(last))]

    def _box_area(self, feature: int) -> float:
        west, south, east, north = self.boxes[feature]
        return float((east - west) * (north - south))

    def _holds(self, feature: int, x: float, y: float) -> bool:
        crossings = sum(_crossings(ring, x, y) for ring in self.paths_of(feature))
        return crossings % 2 == 1

    def _distance(self, feature: int, x: float, y: float) -> float:
        return min(distance_to_path(path, x, y) for path in self.paths_of(feature))


def boxes_of(xy: FloatArray, starts: IntArray) -> FloatArray:
    """Box of each run of points between two starts."""
    if len(starts) < 2:
        return np.empty((0, 4))
    lows, highs = np.minimum.reduceat(xy, starts[:-1]), np.maximum.reduceat(xy, starts[:-1])
    return np.hstack([lows, highs])


def merge_boxes(boxes: FloatArray, first: IntArray) -> FloatArray:
    """Box of each run of boxes that begins at ``first``."""
    if not len(boxes) or not len(first):
        return np.empty((0, 4))
    lows = np.minimum.reduceat(boxes[:, :2], first)
    highs = np.maximum.reduceat(boxes[:, 2:], first)
    return np.hstack([lows, highs])


def touching(boxes: FloatArray, bounds: Bounds) -> BoolArray:
    """Which boxes meet the bounds."""
    west, south, east, north = bounds
    horizontal = (boxes[:, 0] <= east) & (boxes[:, 2] >= west)
    return np.asarray(horizontal & (boxes[:, 1] <= north) & (boxes[:, 3] >= south))


def morton(points: FloatArray) -> IntArray:
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


def distance_to_path(path: FloatArray, x: float, y: float) -> float:
    """Planar distance from a point to a polyline, in the path's own units."""
    target = np.array([x, y])
    if len(path) == 1:
        return float(np.hypot(*(path[0] - target)))
    begin, run = path[:-1], np.diff(path, axis=0)
    squared = np.maximum((run**2).sum(axis=1), 1e-12)
    along = np.clip(((target - begin) * run).sum(axis=1) / squared, 0, 1)[:, None]
    return float(np.hypot(*(begin + along * run - target).T).min())


def _crossings(ring: FloatArray, x: float, y: float) -> int:
    """How often a ray to the east crosses the ring."""
    (x0, y0), (x1, y1) = ring[:-1].T, ring[1:].T
    straddles = (y0 > y) != (y1 > y)
    slope = np.where(straddles, y1 - y0, 1.0)
    return int(np.count_nonzero(straddles & (x < x0 + (y - y0) * (x1 - x0) / slope)))
