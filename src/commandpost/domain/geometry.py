"""The domain's one door to shapely: shapes from GeoJSON, containment, measures, and queries around a place.

All coordinates are degrees (CGCS2000); all measures are true ones on the ground.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, radians
from typing import Any

import numpy as np
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from commandpost.domain.coordinates import (
    FloatArray,
    LonLat,
    distances_m,
    geodesic_ring,
    path_length_m,
    ring_area_m2,
)
from commandpost.domain.errors import RuleBroken

Shape = BaseGeometry
GeoJson = Mapping[str, Any]

_METRES_PER_DEGREE = 110_500.0  # the shortest degree of latitude, so that boxes are never too small


def shape_from_geojson(geojson: GeoJson) -> Shape:
    """Read a GeoJSON geometry; raises ``geometry_unreadable``."""
    try:
        made = shape(dict(geojson))
        usable = not made.is_empty and bool(np.isfinite(shapely.get_coordinates(made)).all())
    except (ShapelyError, KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise RuleBroken("geometry_unreadable", field="geometry", reason=str(error)) from error
    if not usable:
        raise RuleBroken("geometry_unreadable", field="geometry", reason="empty")
    return made


def geojson_from_shape(form: Shape) -> dict[str, Any]:
    """Write a shape as a GeoJSON geometry."""
    return dict(mapping(form))


def point_shape(place: LonLat) -> Shape:
    """Make a point."""
    return shapely.Point(place.lon, place.lat)


def circle_shape(center: LonLat, radius_m: float) -> Shape:
    """Make the polygon of all places within a true distance."""
    return shapely.Polygon(geodesic_ring(center, radius_m))


def contains(form: Shape, place: LonLat) -> bool:
    """Say whether the place lies in the shape or on its edge."""
    return bool(shapely.intersects_xy(form, place.lon, place.lat))


def center_of(form: Shape) -> LonLat:
    """A place that surely lies on the shape; where a label or a pin goes."""
    inner = form.representative_point()
    return LonLat(lon=inner.x, lat=inner.y)


def area_m2(form: Shape) -> float:
    """Geodesic area in square metres, holes taken off; lines and points have none."""
    total = 0.0
    for part in shapely.get_parts(form, return_index=False):
        if isinstance(part, shapely.Polygon):
            total += ring_area_m2(shapely.get_coordinates(part.exterior))
            total -= sum(ring_area_m2(shapely.get_coordinates(hole)) for hole in part.interiors)
    return total


def length_m(form: Shape) -> float:
    """Geodesic length in metres of the lines, or of the outlines of areas."""
    lines = form.boundary if form.geom_type in {"Polygon", "MultiPolygon"} else form
    parts = (shapely.get_coordinates(part) for part in shapely.get_parts(lines))
    return sum(path_length_m(part) for part in parts if len(part) > 1)


class PlaceIndex:
    """Answers what lies within a radius, within a shape, or nearest, by true distance on the ground."""

    def __init__(self, ids: Sequence[str], places: Sequence[LonLat]) -> None:
        if len(ids) != len(places):
            raise ValueError("as many ids as places are needed")
        self._ids = tuple(ids)
        self._lonlat = np.array([(place.lon, place.lat) for place in places], dtype=np.float64).reshape(-1, 2)
        self._tree = shapely.STRtree(np.asarray(shapely.points(self._lonlat)))

    def within_radius(self, center: LonLat, radius_m: float) -> tuple[str, ...]:
        """Ids within the distance, nearest first; the edge counts as inside."""
        found = self._tree.query(shapely.box(*_bounds_around(center, radius_m)))
        distances = self._distances(center, found)
        order = np.argsort(distances, kind="stable")
        return tuple(self._ids[found[at]] for at in order if distances[at] <= radius_m)

    def within_shape(self, form: Shape) -> tuple[str, ...]:
        """Ids of the places in the shape or on its edge, in the order they were given."""
        found = np.sort(self._tree.query(form, predicate="intersects"))
        return tuple(self._ids[at] for at in found)

    def nearest(self, center: LonLat, count: int) -> tuple[tuple[str, float], ...]:
        """The ``count`` nearest ids with their distances in metres, nearest first."""
        distances = self._distances(center, np.arange(len(self._ids)))
        order = np.argsort(distances, kind="stable")[:count]
        return tuple((self._ids[at], float(distances[at])) for at in order)

    def _distances(self, center: LonLat, rows: np.ndarray[Any, np.dtype[np.int64]]) -> FloatArray:
        return distances_m(center, self._lonlat[rows, 0], self._lonlat[rows, 1])


def _bounds_around(center: LonLat, radius_m: float) -> tuple[float, float, float, float]:
    """A box of degrees that surely holds the circle."""
    tall = radius_m / _METRES_PER_DEGREE
    wide = tall / max(0.01, cos(radians(min(89.0, abs(center.lat) + tall))))
    return center.lon - wide, center.lat - tall, center.lon + wide, center.lat + tall
