"""Finds places by true distance on the ground: within a circle, a shape, so many metres of a line, or the nearest.

Measuring 100,000 places on the ellipsoid takes a tenth of a second. So the plane, which is good to 0.15 % within three
degrees of its meridian, sorts out what is surely inside or surely too far, and only the rest is measured.
"""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from commandpost.domain.coordinates import FloatArray, LonLat, distances_m
from commandpost.domain.map_layer import IntArray
from commandpost.domain.plane import on_plane, plane_from_lonlat

_MERIDIAN, _BELT = 117.0, 3.0  # degrees of longitude in which the plane is trusted
_DOUBT, _DOUBT_M = 0.002, 0.5  # share and metres by which it is trusted
_FARTHEST = 100_000.0  # metres; beyond it everything is measured
_NORTHERNMOST = 75.0
_METRES_PER_DEGREE = 110_500.0  # the shortest degree of latitude, so that boxes are never too small


class PlaceIndex:
    """An unchanging set of places, ``(n, 2)`` degrees; answers are rows of it."""

    def __init__(self, lonlat: FloatArray) -> None:
        self._lonlat = np.asarray(lonlat, dtype=np.float64).reshape(-1, 2)
        self._plane = plane_from_lonlat(self._lonlat)
        self._tree = shapely.STRtree(np.asarray(shapely.points(self._lonlat)))
        self._flat_tree = shapely.STRtree(np.asarray(shapely.points(self._plane)))
        self._in_belt = bool((np.abs(self._lonlat[:, 0] - _MERIDIAN) <= _BELT).all())

    def __len__(self) -> int:
        return len(self._lonlat)

    def within_radius(self, center: LonLat, radius_m: float) -> IntArray:
        """Rows at most ``radius_m`` metres away, ascending; the edge counts as inside."""
        found = self._boxed(center, radius_m)
        if radius_m > _FARTHEST or not self._is_plain(center):
            return found[self._measured(center, found) <= radius_m]
        rough = self._rough(center, found)
        doubt = radius_m * _DOUBT + _DOUBT_M
        inside = rough <= radius_m - doubt
        open_ones = np.flatnonzero(~inside & (rough <= radius_m + doubt))
        inside[open_ones] = self._measured(center, found[open_ones]) <= radius_m
        return found[inside]

    def within_shape(self, form: BaseGeometry) -> IntArray:
        """Rows in the shape or on its edge, ascending."""
        shapely.prepare(form)
        return np.sort(self._tree.query(form, predicate="intersects")).astype(np.int64)

    def within_distance(self, form: BaseGeometry, metres: float) -> IntArray:
        """Rows at most so many metres from a line, an area or a point, ascending; measured on the plane."""
        flat = on_plane(form)
        shapely.prepare(flat)
        return np.sort(self._flat_tree.query(flat, predicate="dwithin", distance=metres)).astype(np.int64)

    def distances(self, form: BaseGeometry, rows: IntArray) -> FloatArray:
        """Metres from each row to a shape; nothing for what lies in an area."""
        points = shapely.points(self._plane[rows])
        return np.asarray(shapely.distance(points, on_plane(form)), dtype=np.float64)

    def nearest(self, center: LonLat, count: int, among: IntArray | None = None) -> tuple[IntArray, FloatArray]:
        """The ``count`` nearest rows, of all or of those given, and their metres; nearest first, ties by row."""
        rows = self._around(center, count) if among is None else among
        rows = self._candidates(center, rows, count)
        metres = self._measured(center, rows)
        order = np.lexsort((rows, metres))[:count]
        return rows[order], metres[order]

    # --------------------------------------------------------------------------------------------------- inside

    def _around(self, center: LonLat, count: int) -> IntArray:
        """Rows that surely hold the nearest ones: a circle that grows until it holds enough."""
        radius = 500.0
        while radius < _FARTHEST and self._is_plain(center):
            found = self.within_radius(center, radius)
            if len(found) >= count:
                return found
            radius *= 3
        return np.arange(len(self._lonlat), dtype=np.int64)

    def _candidates(self, center: LonLat, rows: IntArray, count: int) -> IntArray:
        """Leave out what surely is not among the nearest."""
        if len(rows) <= count or not self._is_plain(center):
            return rows
        rough = self._rough(center, rows)
        limit = float(np.partition(rough, count - 1)[count - 1]) if count else 0.0
        if limit > _FARTHEST:
            return rows
        return rows[rough <= limit * (1 + 2 * _DOUBT) + 2 * _DOUBT_M]

    def _measured(self, center: LonLat, rows: IntArray) -> FloatArray:
        return distances_m(center, self._lonlat[rows, 0], self._lonlat[rows, 1])

    def _is_plain(self, center: LonLat) -> bool:
        """Whether distances on the plane tell enough."""
        return self._in_belt and abs(center.lon - _MERIDIAN) <= _BELT and abs(center.lat) <= _NORTHERNMOST

    def _rough(self, center: LonLat, rows: IntArray) -> FloatArray:
        """Metres on the plane."""
        x, y = plane_from_lonlat(np.array([[center.lon, center.lat]]))[0]
        return np.asarray(np.hypot(self._plane[rows, 0] - x, self._plane[rows, 1] - y), dtype=np.float64)

    def _boxed(self, center: LonLat, radius_m: float) -> IntArray:
        """Rows in a box of degrees that surely holds the circle, ascending."""
        tall = radius_m / _METRES_PER_DEGREE
        north = min(89.9, abs(center.lat) + tall)
        wide = min(360.0, tall / float(np.cos(np.radians(north))))
        box = shapely.box(center.lon - wide, center.lat - tall, center.lon + wide, center.lat + tall)
        return np.sort(self._tree.query(box)).astype(np.int64)
