"""Shapes: from GeoJSON and back, containment and measures; what lies around a place is found by ``place_index``.

All coordinates are degrees (CGCS2000); all measures are true ones on the ground.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from commandpost.domain.coordinates import (
    LonLat,
    geodesic_ring,
    path_length_m,
    ring_area_m2,
)
from commandpost.domain.errors import RuleBroken

_GLOBE = (180.0, 90.0)  # what is not a number is not within it either

Shape = BaseGeometry
GeoJson = Mapping[str, Any]


def shape_from_geojson(geojson: GeoJson) -> Shape:
    """Read a GeoJSON geometry of degrees; raises ``geometry_unreadable``."""
    try:
        made = shape(dict(geojson))
        usable = not made.is_empty and bool((np.abs(shapely.get_coordinates(made)) <= _GLOBE).all())
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


def rings_of(form: Shape) -> tuple[tuple[tuple[tuple[float, float], ...], ...], ...]:
    """The rings of each area of a shape in degrees, the outer one first; what is no area has none."""
    parts = [part for part in shapely.get_parts(form) if isinstance(part, shapely.Polygon)]
    return tuple(
        tuple(tuple((x, y) for x, y, *_ in ring.coords) for ring in (part.exterior, *part.interiors)) for part in parts
    )


def outer_ring(form: Shape) -> tuple[tuple[float, float], ...]:
    """The outer edge of an area in degrees, not closed; of several the largest; () of a line or a point."""
    parts = [part for part in shapely.get_parts(form) if isinstance(part, shapely.Polygon)]
    if not parts:
        return ()
    largest = max(parts, key=lambda part: part.area)
    return tuple((float(lon), float(lat)) for lon, lat in shapely.get_coordinates(largest.exterior)[:-1])
