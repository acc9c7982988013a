"""Datums, Web Mercator, distances and what people type."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.coordinates import (
    Datum,
    LonLat,
    distance_m,
    distances_m,
    from_cgcs2000,
    geodesic_ring,
    is_in_beijing_region,
    lonlat_from_mercator,
    mercator_from_lonlat,
    parse_lonlat,
    path_length_m,
    place_from,
    ring_area_m2,
    to_cgcs2000,
)
from commandpost.domain.errors import RuleBroken

VECTORS = [
    ((116.391300, 39.907500), (116.397541, 39.908901), (116.403914, 39.915245), 555, 1378),
    ((115.690000, 39.970000), (115.696197, 39.971145), (115.702629, 39.977378), 543, 1353),
    ((116.840000, 40.370000), (116.846038, 40.371171), (116.852572, 40.377102), 528, 1326),
    ((115.500000, 39.600000), (115.506276, 39.601163), (115.512889, 39.606835), 553, 1341),
]
BEIJING_LON = st.floats(115.3, 117.6)
BEIJING_LAT = st.floats(39.3, 41.2)


@pytest.mark.parametrize(("true", "gcj", "bd", "gcj_shift", "bd_shift"), VECTORS)
def test_the_published_vectors_hold(
    true: tuple[float, float], gcj: tuple[float, float], bd: tuple[float, float], gcj_shift: int, bd_shift: int
) -> None:
    for datum, expected, shift in ((Datum.GCJ02, gcj, gcj_shift), (Datum.BD09, bd, bd_shift)):
        lon, lat = from_cgcs2000(np.array(true[0]), np.array(true[1]), datum)
        assert (float(lon), float(lat)) == pytest.approx(expected, abs=1e-6)
        assert distance_m(LonLat(*true), LonLat(float(lon), float(lat))) == pytest.approx(
            shift, abs=2
        )  # published on a sphere


@given(lon=BEIJING_LON, lat=BEIJING_LAT, datum=st.sampled_from(Datum))
def test_every_datum_comes_back_within_a_millimetre(lon: float, lat: float, datum: Datum) -> None:
    there = from_cgcs2000(np.array(lon), np.array(lat), datum)
    back = to_cgcs2000(*there, datum)
    assert distance_m(LonLat(lon, lat), LonLat(float(back[0]), float(back[1]))) < 0.001


def test_a_place_given_in_gcj02_is_moved_to_where_it_truly_is() -> None:
    place = place_from(116.397541, 39.908901, Datum.GCJ02)
    assert distance_m(place, LonLat(116.3913, 39.9075)) < 0.2


def test_a_place_given_in_cgcs2000_stays() -> None:
    assert place_from(116.4, 39.9, Datum.CGCS2000) == LonLat(116.4, 39.9)
    assert place_from(116.4, 39.9, Datum.WGS84) == LonLat(116.4, 39.9)


@given(lon=st.floats(-180, 180), lat=st.floats(-85, 85))
def test_mercator_and_back_is_the_same_place(lon: float, lat: float) -> None:
    back = lonlat_from_mercator(*mercator_from_lonlat(np.array(lon), np.array(lat)))
    assert (float(back[0]), float(back[1])) == pytest.approx((lon, lat), abs=1e-9)


def test_mercator_clamps_the_poles_to_its_square() -> None:
    assert float(mercator_from_lonlat(np.array(0.0), np.array(90.0))[1]) == pytest.approx(20037508.34, abs=1)


@pytest.mark.parametrize(("lon", "lat"), [(181, 0), (0, 91), (float("nan"), 0), (0, float("inf"))])
def test_a_place_off_the_earth_is_refused(lon: float, lat: float) -> None:
    with pytest.raises(RuleBroken) as caught:
        LonLat(lon, lat)
    assert caught.value.code == "coordinate_out_of_range"


def test_shanghai_is_not_in_the_beijing_region() -> None:
    assert is_in_beijing_region(LonLat(116.4, 39.9))
    assert not is_in_beijing_region(LonLat(121.5, 31.2))


@given(lon=BEIJING_LON, lat=BEIJING_LAT, radius=st.floats(10, 20_000))
def test_every_corner_of_a_ring_lies_at_the_true_distance(lon: float, lat: float, radius: float) -> None:
    ring = geodesic_ring(LonLat(lon, lat), radius, corners=12)
    assert distances_m(LonLat(lon, lat), ring[:, 0], ring[:, 1]) == pytest.approx(np.full(13, radius), abs=1e-3)


def test_lengths_and_areas_are_true_ones_at_beijing() -> None:
    ring = np.array([(116.0, 40.0), (116.01, 40.0), (116.01, 40.01), (116.0, 40.01), (116.0, 40.0)])
    assert path_length_m(ring[:2]) == pytest.approx(853.9, abs=0.5)
    assert ring_area_m2(ring) == pytest.approx(853.8 * 1110.4, rel=1e-3)
    assert ring_area_m2(ring[::-1]) == ring_area_m2(ring)


@pytest.mark.parametrize(
    "text",
    [
        "116.4127,39.9052",
        "39.9052,116.4127",
        "39.9052 116.4127",
        "（116.4127，39.9052）",
        "116.4127°E 39.9052°N",
        "N39.9052 E116.4127",
        "东经116.4127 北纬39.9052",
        "北纬39.9052度，东经116.4127度",
        "39°54'18.72\"N, 116°24'45.72\"E",
        "东经116°24′45.72″ 北纬39°54′18.72″",
        "116度24分45.72秒 39度54分18.72秒",
        "+116.4127, +39.9052",
        "116.4127E, 39.9052",
    ],
)
def test_a_place_is_understood_as_people_write_it(text: str) -> None:
    place = parse_lonlat(text)
    assert (place.lon, place.lat) == pytest.approx((116.4127, 39.9052), abs=1e-9)


@pytest.mark.parametrize(
    ("text", "lon", "lat"),
    [("S33.9 E151.2", 151.2, -33.9), ("-33.9, 151.2", 151.2, -33.9), ("W0.1 N51.5", -0.1, 51.5), ("30,80", 80, 30)],
)
def test_other_corners_of_the_earth_are_understood(text: str, lon: float, lat: float) -> None:
    assert parse_lonlat(text) == LonLat(lon, lat)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "coordinate_unreadable"),
        ("槐树里12号院", "coordinate_unreadable"),
        ("116.4", "coordinate_unreadable"),
        ("116.4,39.9,50", "coordinate_unreadable"),
        ("E116.4 E39.9", "coordinate_unreadable"),
        ("1" * 5000, "coordinate_unreadable"),
        ("216.4,39.9", "coordinate_out_of_range"),
        ("116.4,99.9", "coordinate_out_of_range"),
        ("116°75'0\" 39°0'0\"", "coordinate_out_of_range"),
        ("10,20", "coordinate_ambiguous"),
    ],
)
def test_what_is_no_place_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        parse_lonlat(text)
    assert caught.value.code == code
