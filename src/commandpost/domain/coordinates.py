"""Longitude and latitude, the datums users bring, Web Mercator, and true distances on the ground.

Inside the program a place is CGCS2000 (equal to WGS-84 within centimetres). GCJ-02 and BD-09 are converted by
formula when a place comes in; Web Mercator only serves the screen and is never measured in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

from commandpost.domain.errors import RuleBroken

FloatArray = NDArray[np.float64]
_Shift = Callable[[FloatArray, FloatArray], tuple[FloatArray, FloatArray]]

_GEOD = Geod(ellps="GRS80")  # the ellipsoid of CGCS2000
_KRASSOVSKY_A = 6378245.0
_KRASSOVSKY_EE = 0.00669342162296594323
_BD_ANGLE = np.pi * 3000.0 / 180.0
_INVERSE_ROUNDS = 8  # four rounds already reach 4e-7 m
_MERCATOR_RADIUS = 6378137.0
_MERCATOR_LATITUDE = 85.0511287798066
_BEIJING = (115.3, 39.3, 117.6, 41.2)
_CHINA = (73.0, 3.0, 136.0, 54.0)


class Datum(StrEnum):
    """What the numbers of a coordinate refer to."""

    CGCS2000 = "cgcs2000"
    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


class Order(StrEnum):
    """Which of two numbers was taken for the longitude, and why."""

    MARKED = "marked"  # letters, words or the names in a link said so
    LON_FIRST = "lon_first"  # decided by the size of the numbers
    LAT_FIRST = "lat_first"  # decided by the size of the numbers


@dataclass(frozen=True, slots=True)
class LonLat:
    """A place on the ground in degrees, CGCS2000."""

    lon: float
    lat: float

    def __post_init__(self) -> None:
        inside = isfinite(self.lon) and isfinite(self.lat) and abs(self.lon) <= 180 and abs(self.lat) <= 90
        if not inside:
            raise RuleBroken("coordinate_out_of_range", field="place", lon=self.lon, lat=self.lat)


def is_in_beijing_region(place: LonLat) -> bool:
    """Say whether the place lies in the rough box around Beijing; outside it a form shows a warning."""
    return _inside(_BEIJING, place.lon, place.lat)


def are_in_beijing_region(lonlat: FloatArray) -> NDArray[np.bool_]:
    """Which places ``(n, 2)`` lie in that box; what is not finite does not."""
    return _boxed(_BEIJING, lonlat)


def are_in_china(lonlat: FloatArray) -> NDArray[np.bool_]:
    """Which places ``(n, 2)`` lie in the rough box around China; what is not finite does not."""
    return _boxed(_CHINA, lonlat)


def _boxed(box: tuple[float, float, float, float], lonlat: FloatArray) -> NDArray[np.bool_]:
    west, south, east, north = box
    lon, lat = lonlat[:, 0], lonlat[:, 1]
    return np.asarray((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))


# ---------------------------------------------------------------------------------------------------- datums


def gcj02_from_wgs84(lon: FloatArray, lat: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Shift WGS-84 degrees to GCJ-02; meant for places in China."""
    x, y = lon - 105.0, lat - 35.0
    waves = (20.0 * np.sin(6.0 * x * np.pi) + 20.0 * np.sin(2.0 * x * np.pi)) * 2.0 / 3.0
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x)) + waves
    north += (20.0 * np.sin(y * np.pi) + 40.0 * np.sin(y / 3.0 * np.pi)) * 2.0 / 3.0
    north += (160.0 * np.sin(y / 12.0 * np.pi) + 320.0 * np.sin(y * np.pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x)) + waves
    east += (20.0 * np.sin(x * np.pi) + 40.0 * np.sin(x / 3.0 * np.pi)) * 2.0 / 3.0
    east += (150.0 * np.sin(x / 12.0 * np.pi) + 300.0 * np.sin(x / 30.0 * np.pi)) * 2.0 / 3.0
    radians = np.radians(lat)
    magic = 1.0 - _KRASSOVSKY_EE * np.sin(radians) ** 2
    meridian = _KRASSOVSKY_A * (1.0 - _KRASSOVSKY_EE) / (magic * np.sqrt(magic))
    parallel = _KRASSOVSKY_A / np.sqrt(magic) * np.cos(radians)
    return lon + np.degrees(east / parallel), lat + np.degrees(north / meridian)


def bd09_from_gcj02(lon: FloatArray, lat: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Shift GCJ-02 degrees to BD-09."""
    radius = np.hypot(lon, lat) + 0.00002 * np.sin(lat * _BD_ANGLE)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * _BD_ANGLE)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006


def wgs84_from_gcj02(lon: FloatArray, lat: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Undo :func:`gcj02_from_wgs84` to less than a millimetre."""
    return _inverse(gcj02_from_wgs84, lon, lat)


def gcj02_from_bd09(lon: FloatArray, lat: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Undo :func:`bd09_from_gcj02` to less than a millimetre."""
    return _inverse(bd09_from_gcj02, lon, lat)


def to_cgcs2000(lon: FloatArray, lat: FloatArray, datum: Datum) -> tuple[FloatArray, FloatArray]:
    """Bring degrees of any datum into the program's own."""
    if datum is Datum.BD09:
        lon, lat = gcj02_from_bd09(lon, lat)
    if datum in {Datum.BD09, Datum.GCJ02}:
        lon, lat = wgs84_from_gcj02(lon, lat)
    return lon, lat


def from_cgcs2000(lon: FloatArray, lat: FloatArray, datum: Datum) -> tuple[FloatArray, FloatArray]:
    """Express the program's own degrees in another datum."""
    if datum in {Datum.BD09, Datum.GCJ02}:
        lon, lat = gcj02_from_wgs84(lon, lat)
    if datum is Datum.BD09:
        lon, lat = bd09_from_gcj02(lon, lat)
    return lon, lat


def place_from(lon: float, lat: float, datum: Datum) -> LonLat:
    """Make a place of two numbers in the datum they came in."""
    given = LonLat(lon=lon, lat=lat)
    east, north = to_cgcs2000(np.array(given.lon), np.array(given.lat), datum)
    return LonLat(lon=float(east), lat=float(north))


def _inverse(forward: _Shift, lon: FloatArray, lat: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Find by fixed-point iteration the point that ``forward`` moves to the given one."""
    x, y = lon, lat
    for _ in range(_INVERSE_ROUNDS):
        moved_x, moved_y = forward(x, y)
        x, y = x + (lon - moved_x), y + (lat - moved_y)
    return x, y


# ---------------------------------------------------------------------------------------------- Web Mercator


def mercator_from_lonlat(lon: FloatArray, lat: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Project degrees to EPSG:3857 metres; latitudes beyond the square map are clamped."""
    clamped = np.clip(lat, -_MERCATOR_LATITUDE, _MERCATOR_LATITUDE)
    x = _MERCATOR_RADIUS * np.radians(lon)
    y = _MERCATOR_RADIUS * np.arctanh(np.sin(np.radians(clamped)))
    return np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)


def lonlat_from_mercator(x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Bring EPSG:3857 metres back to degrees."""
    lon = np.degrees(np.asarray(x) / _MERCATOR_RADIUS)
    lat = np.degrees(np.arcsin(np.tanh(np.asarray(y) / _MERCATOR_RADIUS)))
    return np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)


# -------------------------------------------------------------------------------------------- on the ground


def distance_m(first: LonLat, second: LonLat) -> float:
    """Geodesic distance in metres."""
    return float(_GEOD.inv(first.lon, first.lat, second.lon, second.lat)[2])


def distances_m(center: LonLat, lon: FloatArray, lat: FloatArray) -> FloatArray:
    """Geodesic distances in metres from one place to many."""
    east, north = np.full(lon.shape, center.lon), np.full(lat.shape, center.lat)
    return np.asarray(_GEOD.inv(east, north, lon, lat)[2], dtype=np.float64)


def geodesic_ring(center: LonLat, radius_m: float, *, corners: int = 96) -> FloatArray:
    """Closed ring ``(corners + 1, 2)`` of degrees at one true distance around a place."""
    bearings = np.linspace(0.0, 360.0, corners + 1)
    lon, lat, _ = _GEOD.fwd(
        np.full(bearings.shape, center.lon),
        np.full(bearings.shape, center.lat),
        bearings,
        np.full(bearings.shape, radius_m),
    )
    return np.column_stack([lon, lat])


def path_length_m(lonlat: FloatArray) -> float:
    """Geodesic length in metres of an ``(n, 2)`` path of degrees."""
    return float(_GEOD.line_length(lonlat[:, 0], lonlat[:, 1]))


def ring_area_m2(lonlat: FloatArray) -> float:
    """Geodesic area in square metres of an ``(n, 2)`` ring of degrees, whichever way it turns."""
    return abs(float(_GEOD.polygon_area_perimeter(lonlat[:, 0], lonlat[:, 1])[0]))


# ------------------------------------------------------------------------------------------- typed by people

_NUMBER = r"(\d+(?:\.\d+)?)"
_PIECE = re.compile(
    r"(?P<before>东经|西经|北纬|南纬|[EWNS])?\s*(?P<sign>[-+])?\s*" + _NUMBER + r"\s*"
    r"(?:[°度]\s*(?:" + _NUMBER + r"\s*['′分]\s*)?(?:" + _NUMBER + r"\s*(?:\"|″|''|秒)\s*)?)?"
    r"(?(before)|(?P<after>[EWNS])?)",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"[\s,;、/|]*")
_FULL_WIDTH = str.maketrans("，；。．（）’‘”“−－＋　０１２３４５６７８９", ",;..()''\"\"--+ 0123456789")
_LONGITUDE_MARKS = frozenset({"E", "W", "东经", "西经"})
_NEGATIVE_MARKS = frozenset({"W", "S", "西经", "南纬"})
_SIXTY = 60.0
_RIGHT_ANGLE = 90.0


@dataclass(frozen=True, slots=True)
class _Angle:
    value: float
    is_longitude: bool | None


def parse_lonlat(text: str) -> LonLat:
    """Read "lng,lat", "lat,lng" or degrees, minutes and seconds, with or without letters for the directions.

    Raises ``coordinate_unreadable``, ``coordinate_out_of_range`` or ``coordinate_ambiguous``; the datum is the
    caller's question (:func:`place_from`).
    """
    return read_pair(text)[0]


def read_pair(text: str) -> tuple[LonLat, Order]:
    """What :func:`parse_lonlat` reads, and how it was decided which number is the longitude."""
    first, second = _two_angles(text)
    if first.is_longitude is None and second.is_longitude is None:
        return _ordered_by_size(first.value, second.value)
    if first.is_longitude == second.is_longitude:
        raise RuleBroken("coordinate_unreadable", field="place")
    longitude_first = first.is_longitude is True or second.is_longitude is False
    lon, lat = (first, second) if longitude_first else (second, first)
    return LonLat(lon=lon.value, lat=lat.value), Order.MARKED


def _two_angles(text: str) -> tuple[_Angle, _Angle]:
    """Cut the text into exactly two angles and nothing else."""
    plain = text[:200].translate(_FULL_WIDTH).strip(" \t\r\n()[]")
    angles: list[_Angle] = []
    at = 0
    while at < len(plain):
        match = _PIECE.match(plain, at)
        if match is None:
            raise RuleBroken("coordinate_unreadable", field="place")
        angles.append(_angle(match))
        between = _SEPARATORS.match(plain, match.end())
        at = match.end() if between is None else between.end()
    if len(angles) != 2:
        raise RuleBroken("coordinate_unreadable", field="place")
    return angles[0], angles[1]


def _angle(match: re.Match[str]) -> _Angle:
    degrees, minutes, seconds = (float(part) if part else 0.0 for part in match.group(3, 4, 5))
    if minutes >= _SIXTY or seconds >= _SIXTY:
        raise RuleBroken("coordinate_out_of_range", field="place")
    mark = (match["before"] or match["after"] or "").upper()
    value = degrees + minutes / _SIXTY + seconds / (_SIXTY * _SIXTY)
    negative = (match["sign"] == "-") != (mark in _NEGATIVE_MARKS)
    return _Angle(-value if negative else value, mark in _LONGITUDE_MARKS if mark else None)


def _ordered_by_size(first: float, second: float) -> tuple[LonLat, Order]:
    """Decide which bare number is the longitude: beyond 90, else the order that lies in China."""
    if abs(first) > _RIGHT_ANGLE:
        return LonLat(lon=first, lat=second), Order.LON_FIRST
    if abs(second) > _RIGHT_ANGLE:
        return LonLat(lon=second, lat=first), Order.LAT_FIRST
    lon_first, lat_first = _inside(_CHINA, first, second), _inside(_CHINA, second, first)
    if lon_first == lat_first:
        raise RuleBroken("coordinate_ambiguous", field="place")
    if lon_first:
        return LonLat(lon=first, lat=second), Order.LON_FIRST
    return LonLat(lon=second, lat=first), Order.LAT_FIRST


def _inside(box: tuple[float, float, float, float], lon: float, lat: float) -> bool:
    west, south, east, north = box
    return west <= lon <= east and south <= lat <= north
