"""Cut what is too large to be drawn as one piece: long lines into runs, large areas into overlapping halves."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.errors import ShapelyError

from commandpost.domain.coordinates import FloatArray
from commandpost.domain.map_layer import IntArray

_LONGEST_RUN = 64
_LARGEST_AREA = 600
_DEEPEST = 12
_SMALLEST_IN_OVERLAPS = 8.0

Ragged = tuple[FloatArray, IntArray, IntArray]


def take_paths(xy: FloatArray, starts: IntArray, paths: IntArray) -> tuple[FloatArray, IntArray]:
    """Copy some paths of a ragged array in the order given."""
    counts = starts[paths + 1] - starts[paths]
    new_starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    index = np.arange(new_starts[-1]) + np.repeat(starts[paths] - new_starts[:-1], counts)
    return xy[index], new_starts


def cut_lines(xy: FloatArray, starts: IntArray) -> tuple[FloatArray, IntArray]:
    """Runs of at most 64 segments; neighbouring runs share their end point."""
    runs = np.maximum(1, -(-(np.diff(starts) - 1) // _LONGEST_RUN))
    owner = np.repeat(np.arange(len(runs)), runs)
    nth = np.arange(len(owner)) - np.repeat(np.cumsum(runs) - runs, runs)
    begin = starts[:-1][owner] + nth * _LONGEST_RUN
    end = np.minimum(begin + _LONGEST_RUN + 1, starts[1:][owner])
    counts = end - begin
    new_starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return xy[np.arange(new_starts[-1]) + np.repeat(begin - new_starts[:-1], counts)], new_starts


def cut_areas(xy: FloatArray, starts: IntArray, owners: IntArray, overlap: float) -> Ragged:
    """Halve areas of many points until each piece has few; pieces overlap, so that no seam shows in an opaque fill."""
    features, first = np.unique(owners, return_index=True)
    ends = np.append(first[1:], len(owners))
    large = np.flatnonzero(starts[ends] - starts[first] > _LARGEST_AREA)
    if not len(large):
        return xy, starts, owners
    cut = [_pieces(xy, starts, int(first[at]), int(ends[at]), overlap) for at in large.tolist()]
    pieces = np.array([piece for pieces in cut for piece in pieces], dtype=object)
    rings, index = shapely.get_rings(shapely.orient_polygons(pieces), return_index=True)
    coords, ring = shapely.get_coordinates(rings, return_index=True)
    small = np.flatnonzero(~np.isin(owners, features[large]))
    kept_xy, kept_starts = take_paths(xy, starts, small)
    ends_of_rings = kept_starts[-1] + np.cumsum(np.bincount(ring, minlength=len(rings)))
    fresh = int(owners.max()) + 1 + index
    return np.vstack([kept_xy, coords]), np.append(kept_starts, ends_of_rings), np.append(owners[small], fresh)


def _pieces(xy: FloatArray, starts: IntArray, first: int, last: int, overlap: float) -> list[shapely.Polygon]:
    """One feature in pieces; a form that cannot be cut stays whole."""
    rings = [xy[starts[at] : starts[at + 1]] for at in range(first, last)]
    whole = shapely.Polygon(rings[0], rings[1:])
    try:
        return _halved(whole, overlap, _DEEPEST)
    except (ShapelyError, ValueError):
        return [whole]


def _halved(form: shapely.Polygon, overlap: float, depth: int) -> list[shapely.Polygon]:
    west, south, east, north = form.bounds
    small = max(east - west, north - south) < _SMALLEST_IN_OVERLAPS * overlap
    if shapely.get_num_coordinates(form) <= _LARGEST_AREA or depth == 0 or small:
        return [form]
    boxes = _halves((west, south, east, north), overlap)
    parts = [part for box in boxes for part in shapely.get_parts(shapely.clip_by_rect(form, *box)).tolist()]
    areas = [part for part in parts if isinstance(part, shapely.Polygon) and not part.is_empty]
    return [piece for part in areas for piece in _halved(part, overlap, depth - 1)]


def _halves(box: tuple[float, float, float, float], overlap: float) -> tuple[tuple[float, float, float, float], ...]:
    west, south, east, north = box
    if east - west > north - south:
        middle = (west + east) / 2
        return (west, south, middle + overlap, north), (middle - overlap, south, east, north)
    middle = (south + north) / 2
    return (west, south, east, middle + overlap), (west, middle - overlap, east, north)
