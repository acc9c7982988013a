"""Four-cornered and small areas as bars: flat-ended lines as broad as the area, which Qt fills five times faster.

A bar covers about as much ground as its area, at its place and in its direction. Only areas are chosen that fill
their box but for two pixels or so, which is what simplifying by a pixel loses too. Made of numpy and shapely only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from commandpost.domain.coordinates import FloatArray
from commandpost.domain.map_layer import IntArray
from commandpost.gui.map.features import BoolArray, boxes_of, merge_boxes, morton

_MISSING_PX = 2.5  # square pixels of its box that an area may leave open and still be drawn as that box
_STEP_PX = 0.5  # widths of pens; a bar's edge is off by half of it at most
_BROADEST_PX = 8.0  # broader ones are few, and a pen for each width costs more than it saves
_LEAST_PX = 1.5  # a pen of one pixel is drawn by another way of Qt's, a tenth too pale
_SLENDER_PX, _SMALL_PX = 1.2, 3.0
_ENDS_PX = 1.0  # a bar is at most so much longer or shorter than its area
_WORTH_IT = 0.3  # of all rings; fewer bars cost more pens than they save paths
_BARS_A_CHUNK = 64
_BATCH = 1024  # rings fitted at once: shapely holds up the window while it does, and the passing objects stay few


class BarFit(NamedTuple):
    """The box of each ring in its own direction: middle, half its long axis, short side, and how much is filled.

    ``alone`` are rings that are the only one of their feature; metres of EPSG:3857.
    """

    middle: FloatArray
    axis: FloatArray
    broad: FloatArray
    filled: FloatArray
    alone: BoolArray


@dataclass(slots=True, eq=False)
class Bars:
    """Segments ``(n, 4)`` from ``origin``, in chunks of one width each; ``widths`` in metres."""

    origin: tuple[float, float]
    chunk_boxes: FloatArray
    chunk_starts: IntArray
    widths: FloatArray
    segments: NDArray[np.float32]

    def of(self, chunks: IntArray) -> FloatArray:
        """The segments of some chunks, as Qt draws them."""
        ends = zip(self.chunk_starts[chunks].tolist(), self.chunk_starts[chunks + 1].tolist(), strict=True)
        return np.concatenate([self.segments[a:b] for a, b in ends]).astype(np.float64)


def fit_bars(xy: FloatArray, starts: IntArray, owners: IntArray) -> BarFit:
    """The bar that fits each ring best."""
    rings = np.diff(starts)
    alone = (rings >= 4) & (np.bincount(owners, minlength=1)[owners] == 1)  # a triangle, closed
    parts = [_fitted(xy, starts[at : at + _BATCH + 1], alone[at : at + _BATCH]) for at in range(0, len(rings), _BATCH)]
    if not parts:
        return BarFit(np.zeros((0, 2)), np.zeros((0, 2)), np.zeros(0), np.zeros(0), alone)
    return BarFit(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _fitted(xy: FloatArray, starts: IntArray, wanted: BoolArray) -> BarFit:
    rings, alone = np.diff(starts), wanted.copy()
    middle, axis = np.zeros((len(rings), 2)), np.zeros((len(rings), 2))
    broad, filled = np.zeros(len(rings)), np.zeros(len(rings))
    points = np.repeat(alone, rings)
    if points.any():
        index = np.repeat(np.cumsum(alone) - 1, rings)[points]
        lines = shapely.linearrings(xy[starts[0] : starts[-1]][points], indices=index)
        shapes: NDArray[np.object_] = np.asarray(shapely.polygons(lines))
        boxes: NDArray[np.object_] = np.asarray(shapely.oriented_envelope(shapes))
        flat = shapely.get_num_coordinates(boxes) != 5  # a box, closed
        alone[np.flatnonzero(alone)[flat]] = False
        corners = shapely.get_coordinates(boxes[~flat]).reshape(-1, 5, 2)
        middle[alone], axis[alone], broad[alone] = _box(corners)
        filled[alone] = shapely.area(shapes[~flat]) / np.maximum(shapely.area(boxes[~flat]), 1e-9)
    return BarFit(middle, axis, broad, filled, alone)


def bars_at(fit: BarFit, pixel: float) -> tuple[BoolArray, Bars]:
    """Which rings are bars when a pixel covers so many metres, and those bars; what is under a pixel is left out."""
    long, broad = 2 * np.hypot(fit.axis[:, 0], fit.axis[:, 1]) / pixel, fit.broad / pixel
    slender = (broad < _SLENDER_PX) & (long > _SMALL_PX)  # as broad as a pen it would be far too heavy
    chosen = fit.alone & ((1 - fit.filled) * long * broad <= _MISSING_PX) & (broad <= _BROADEST_PX) & ~slender
    if np.count_nonzero(chosen) < _WORTH_IT * len(chosen):
        chosen = np.zeros(len(chosen), dtype=bool)
    rows = np.flatnonzero(chosen & (long > 1))
    share = np.sqrt(fit.filled[rows])
    steps = np.maximum(np.rint(broad[rows] * share / _STEP_PX), _LEAST_PX / _STEP_PX)
    width = steps * _STEP_PX * pixel
    length = fit.filled[rows] * long[rows] * pixel * fit.broad[rows] / width
    ends = np.where(long[rows] > _SMALL_PX, _ENDS_PX, np.inf) * pixel
    length = np.clip(length, long[rows] * pixel - ends, long[rows] * pixel + ends)
    reach = fit.axis[rows] / np.maximum(np.hypot(*fit.axis[rows].T), 1e-9)[:, None] * length[:, None] / 2
    order = np.lexsort((morton(fit.middle[rows]), steps))
    return chosen, _cut(fit.middle[rows][order], reach[order], width[order])


def _box(corners: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Middle, half the long axis and the short side of boxes of five corners."""
    one, other = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 1]
    lengths = np.hypot(*one.T), np.hypot(*other.T)
    axis = np.where((lengths[0] >= lengths[1])[:, None], one, other) / 2
    return corners[:, :4].mean(axis=1), axis, np.minimum(*lengths)


def _cut(middle: FloatArray, reach: FloatArray, width: FloatArray) -> Bars:
    """Chunks of one width each; the boxes hold the whole breadth."""
    segments = np.hstack([middle - reach, middle + reach])
    fresh = np.diff(width, prepend=-1.0) != 0
    run = np.arange(len(width)) - np.maximum.accumulate(np.where(fresh, np.arange(len(width)), 0))
    firsts = np.flatnonzero(run % _BARS_A_CHUNK == 0)
    ends = boxes_of(segments.reshape(-1, 2), np.arange(0, 2 * len(segments) + 1, 2))
    half = width[:, None] / 2
    boxes = merge_boxes(np.hstack([ends[:, :2] - half, ends[:, 2:] + half]), firsts) if len(ends) else ends
    origin = middle.mean(axis=0) if len(middle) else np.zeros(2)
    local = (segments - np.tile(origin, 2)).astype(np.float32)
    starts = np.append(firsts, len(width)).astype(np.int64)
    return Bars((float(origin[0]), float(origin[1])), boxes, starts, width[firsts], local)
