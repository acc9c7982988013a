"""Shapes, measures and queries around a place."""

from __future__ import annotations

import pytest
import shapely

from commandpost.domain.coordinates import LonLat
from commandpost.domain.errors import RuleBroken
from commandpost.domain.geometry import (
    area_m2,
    center_of,
    circle_shape,
    contains,
    geojson_from_shape,
    length_m,
    outer_ring,
    point_shape,
    rings_of,
    shape_from_geojson,
)

CENTER = LonLat(116.4, 39.9)
SQUARE = {
    "type": "Polygon",
    "coordinates": [
        [(116.0, 40.0), (116.01, 40.0), (116.01, 40.01), (116.0, 40.01), (116.0, 40.0)],
        [(116.004, 40.004), (116.006, 40.004), (116.006, 40.006), (116.004, 40.006), (116.004, 40.004)],
    ],
}


def test_a_shape_survives_geojson() -> None:
    assert shape_from_geojson(geojson_from_shape(shape_from_geojson(SQUARE))).equals(shape_from_geojson(SQUARE))


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"type": "Nonsense", "coordinates": []},
        {"type": "Point"},
        {"type": "Point", "coordinates": []},
        {"type": "Point", "coordinates": ["a", "b"]},
        {"type": "Point", "coordinates": [float("nan"), 1.0]},
        {"type": "Polygon", "coordinates": [[(0, 0), (1, 1)]]},
        {"type": "Polygon", "coordinates": 5},
    ],
)
def test_a_broken_shape_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(RuleBroken) as caught:
        shape_from_geojson(broken)
    assert caught.value.code == "geometry_unreadable"


def test_a_place_in_a_hole_is_outside() -> None:
    form = shape_from_geojson(SQUARE)
    assert contains(form, LonLat(116.002, 40.002))
    assert contains(form, LonLat(116.0, 40.0))
    assert not contains(form, LonLat(116.005, 40.005))


def test_holes_do_not_count_as_area() -> None:
    form = shape_from_geojson(SQUARE)
    assert area_m2(form) == pytest.approx(948_100 * 0.96, rel=2e-3)
    assert area_m2(point_shape(CENTER)) == 0


def test_the_length_of_an_area_is_its_outline_and_of_a_line_itself() -> None:
    line = shape_from_geojson({"type": "LineString", "coordinates": [(116.0, 40.0), (116.01, 40.0)]})
    assert length_m(line) == pytest.approx(853.9, abs=0.5)
    assert length_m(shape_from_geojson(SQUARE)) == pytest.approx(3928 * 1.2, rel=2e-3)
    assert length_m(point_shape(CENTER)) == 0


def test_a_circle_has_the_area_of_a_circle() -> None:
    assert area_m2(circle_shape(CENTER, 500)) == pytest.approx(3.14159 * 500**2, rel=2e-3)


def test_the_centre_of_a_horseshoe_lies_on_it() -> None:
    horseshoe = shapely.box(0, 0, 10, 10).difference(shapely.box(2, 2, 8, 10))
    assert contains(horseshoe, center_of(horseshoe))


def test_the_outer_edge_is_that_of_the_largest_part() -> None:
    parts = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(5, 5, 9, 9)])
    assert rings_of(parts) == tuple(rings_of(part)[0] for part in parts.geoms)
    assert set(outer_ring(parts)) == {(5, 5), (5, 9), (9, 5), (9, 9)}
    assert outer_ring(shapely.LineString([(0, 0), (1, 1)])) == ()
