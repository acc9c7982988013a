"""Queries on the ground: every answer is what measuring each place by itself gives."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from commandpost.domain.coordinates import LonLat
from commandpost.domain.place_index import PlaceIndex
from commandpost.domain.plane import buffer_shape, lonlat_from_plane, on_plane, plane_from_lonlat

CENTER = LonLat(116.4, 39.9)
GEOD = Geod(ellps="GRS80")
POINTS = st.lists(st.tuples(st.floats(115.4, 117.5), st.floats(39.4, 41.1)), max_size=60)
CENTERS = st.builds(LonLat, st.floats(115.4, 117.5), st.floats(39.4, 41.1))


def measured(center: LonLat, points: list[tuple[float, float]]) -> list[float]:
    return [GEOD.inv(center.lon, center.lat, lon, lat)[2] for lon, lat in points]


def index_of(points: list[tuple[float, float]]) -> PlaceIndex:
    return PlaceIndex(np.array(points, dtype=np.float64).reshape(-1, 2))


@settings(max_examples=150)
@given(points=POINTS, center=CENTERS, radius=st.floats(1, 160_000))
def test_a_circle_holds_what_measuring_every_place_says(
    points: list[tuple[float, float]], center: LonLat, radius: float
) -> None:
    expected = [row for row, metres in enumerate(measured(center, points)) if metres <= radius]
    assert index_of(points).within_radius(center, radius).tolist() == expected


@settings(max_examples=100)
@given(center=CENTERS, bearings=st.lists(st.floats(0, 360), max_size=30), radius=st.floats(10, 90_000))
def test_a_circle_decides_rightly_a_hand_inside_and_outside_its_edge(
    center: LonLat, bearings: list[float], radius: float
) -> None:
    points = [
        GEOD.fwd(center.lon, center.lat, bearing, radius + off)[:2] for bearing in bearings for off in (-0.1, 0.1)
    ]
    expected = [row for row in range(len(points)) if row % 2 == 0]
    assert index_of(points).within_radius(center, radius).tolist() == expected


def test_a_circle_in_the_far_north_is_measured_as_well() -> None:
    points = [(20.0, 78.0), (24.0, 78.0)]
    near, far = measured(LonLat(20.0, 78.2), points)
    assert index_of(points).within_radius(LonLat(20.0, 78.2), (near + far) / 2).tolist() == [0]
    assert index_of(points).nearest(LonLat(20.0, 78.2), 1)[0].tolist() == [0]


@settings(max_examples=100)
@given(points=POINTS, ring=st.lists(st.tuples(st.floats(115.5, 117.4), st.floats(39.5, 41.0)), min_size=3, max_size=8))
def test_a_polygon_holds_what_asking_every_place_says(
    points: list[tuple[float, float]], ring: list[tuple[float, float]]
) -> None:
    form = shapely.MultiPoint(ring).convex_hull
    expected = [row for row, (lon, lat) in enumerate(points) if shapely.intersects_xy(form, lon, lat)]
    assert index_of(points).within_shape(form).tolist() == expected


@settings(max_examples=100)
@given(
    points=POINTS,
    line=st.lists(st.tuples(st.floats(116.0, 116.9), st.floats(39.6, 40.3)), min_size=2, max_size=6, unique=True),
    metres=st.floats(1, 30_000),
)
def test_a_line_buffer_holds_what_measuring_every_place_on_the_plane_says(
    points: list[tuple[float, float]], line: list[tuple[float, float]], metres: float
) -> None:
    form, index = shapely.LineString(line), index_of(points)
    flat = on_plane(form)
    away = [
        float(shapely.distance(flat, shapely.Point(spot)))
        for spot in plane_from_lonlat(np.array(points).reshape(-1, 2))
    ]
    assert index.within_distance(form, metres).tolist() == [row for row, one in enumerate(away) if one <= metres]
    assert index.distances(form, np.arange(len(points))).tolist() == pytest.approx(away)


@settings(max_examples=100)
@given(points=POINTS, center=CENTERS, count=st.integers(1, 12))
def test_the_nearest_are_those_that_measuring_all_puts_first(
    points: list[tuple[float, float]], center: LonLat, count: int
) -> None:
    away = measured(center, points)
    rows, metres = index_of(points).nearest(center, count)
    assert rows.tolist() == sorted(range(len(points)), key=lambda row: (away[row], row))[:count]
    assert metres.tolist() == pytest.approx(sorted(away)[:count])


def test_the_nearest_may_be_asked_of_some_rows_only() -> None:
    index = index_of([(116.41, 39.9), (116.42, 39.9), (116.43, 39.9)])
    assert index.nearest(CENTER, 5, np.array([1, 2]))[0].tolist() == [1, 2]
    assert index.nearest(CENTER, 0, np.array([1, 2]))[0].tolist() == []
    assert len(index) == 3


@settings(max_examples=60)
@given(
    points=st.lists(st.tuples(st.floats(73, 135), st.floats(18, 53)), max_size=30),
    center=st.builds(LonLat, st.floats(73, 135), st.floats(18, 53)),
    radius=st.floats(1, 5_000_000),
)
def test_far_from_beijing_circles_and_nearest_are_measured_as_rightly(
    points: list[tuple[float, float]], center: LonLat, radius: float
) -> None:
    away, index = measured(center, points), index_of(points)
    assert index.within_radius(center, radius).tolist() == [row for row, one in enumerate(away) if one <= radius]
    assert index.nearest(center, 3)[1].tolist() == pytest.approx(sorted(away)[:3])


def test_the_nearest_may_lie_at_the_other_end_of_the_country() -> None:
    index = index_of([(87.6, 43.8), (91.1, 29.7), (88.0, 43.0)])
    assert index.nearest(CENTER, 1)[0].tolist() == [2]


def test_a_buffer_of_a_line_is_as_wide_on_the_ground_as_asked() -> None:
    line = shapely.LineString([(116.40, 39.90), (116.45, 39.92)])
    edge = shapely.get_coordinates(buffer_shape(line, 50))
    flat_line = on_plane(line)
    away = [flat_line.distance(shapely.Point(spot)) for spot in plane_from_lonlat(edge)]
    assert min(away) > 49.9
    assert max(away) < 50.001


def test_the_plane_is_within_two_hundredths_of_a_percent_of_the_ground() -> None:
    one, other = plane_from_lonlat(np.array([[116.0, 39.9], [116.01, 39.9]]))
    true = GEOD.inv(116.0, 39.9, 116.01, 39.9)[2]
    assert float(np.hypot(*(one - other))) == pytest.approx(true, rel=2e-4)
    assert lonlat_from_plane(np.array([one]))[0].tolist() == pytest.approx([116.0, 39.9])
