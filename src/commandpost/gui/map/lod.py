"""Levels of detail: the same features simplified for the scale they are seen at, cut into small drawable chunks.

One path per layer is ten times slower under antialiasing than chunks of about 200 vertices, so areas become winding
paths of that size and lines become ``(n, 4)`` segments, both in Morton order. Making a level is numpy and shapely only,
so it may run beside the GUI thread.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from math import floor, log2

import numpy as np
import shapely

from commandpost.domain.coordinates import FloatArray
from commandpost.domain.map_layer import GeometryKind, IntArray
from commandpost.gui.map.bars import BarFit, bars_at, fit_bars
from commandpost.gui.map.chaining import Chains, chained, chains_of
from commandpost.gui.map.cutting import cut_areas, cut_lines, take_paths
from commandpost.gui.map.features import BoolArray, FeatureStore, boxes_of, merge_boxes, morton
from commandpost.gui.map.levels import Level
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
_BATCH = 1024  # paths simplified at once: shapely holds up the window while it does, and passing objects stay few

Ragged = tuple[FloatArray, IntArray, IntArray]


def level_for(resolution: float) -> int:
    """The level to draw at so many metres a pixel, one for every rung; -1 is the full data."""
    reached = floor(2 * log2(resolution / resolution_of(_FINEST_RUNG)) + _ROUNDING)
    return max(_FULL, min(_LAST_LEVEL, reached))


def tolerance_of(level: int) -> float:
    """How far a line of the level may lie from the truth, in EPSG:3857 metres."""
    return _TOLERANCE_PX * resolution_of(_FINEST_RUNG - level)


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

    @cached_property
    def _chains(self) -> Chains:
        return chains_of(*self._ragged()[:2])

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
            ragged = self._joined(ragged)
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

    def _joined(self, ragged: Ragged) -> Ragged:
        """Lines that follow one another as one; rings of areas stay rings."""
        if self._store.layer.kind is GeometryKind.AREA:
            return ragged
        xy, starts = chained(ragged[0], ragged[1], self._chains)
        return xy, starts, np.arange(len(starts) - 1)


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
    points = (xy - np.repeat(middles, counts, axis=0)).astype(np.float32)
    small = (rows.astype(np.int32) for rows in (chunk_starts, starts))
    return Level((float(origin[0]), float(origin[1])), boxes, next(small), middles - origin, points, next(small))


def _cuts(weights: IntArray, size: int) -> IntArray:
    """Starts of runs of about ``size`` total weight, with the end appended."""
    if not len(weights):
        return np.zeros(1, dtype=np.int64)
    bins = (np.cumsum(weights) - weights) // size
    firsts = np.flatnonzero(np.concatenate([[True], bins[1:] != bins[:-1]]))
    return np.append(firsts, len(weights)).astype(np.int64)
