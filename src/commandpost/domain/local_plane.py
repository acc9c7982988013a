"""Plane coordinates of a city's own system, brought to CGCS2000 by the four parameters its owner gives.

Beijing surveys in a plane system of its own; its parameters are the surveying office's to give and none are kept
here. The four parameters lead from that plane to the Gauss-Krueger plane of CGCS2000, which is formula only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import cos, isfinite, radians, sin

import numpy as np
from pyproj import Proj

from commandpost.domain.coordinates import FloatArray
from commandpost.domain.errors import RuleBroken

BEIJING_MERIDIAN = 117.0  # of the 3-degree zone, EPSG:4548
_FALSE_EASTING = 500_000.0
_SECONDS_PER_DEGREE = 3600.0
_PARTS = 1e6


@dataclass(frozen=True)
class LocalPlane:
    """Four parameters from a local plane to the CGCS2000 plane of a central meridian.

    ``east_m`` and ``north_m`` are added after turning by ``rotation_seconds`` (counter-clockwise) and stretching by
    ``scale_ppm``. Raises ``plane_parameters_wrong`` for numbers no survey gives.
    """

    east_m: float = 0.0
    north_m: float = 0.0
    rotation_seconds: float = 0.0
    scale_ppm: float = 0.0
    central_meridian: float = BEIJING_MERIDIAN

    def __post_init__(self) -> None:
        numbers = (self.east_m, self.north_m, self.rotation_seconds, self.scale_ppm, self.central_meridian)
        usable = all(map(isfinite, numbers)) and abs(self.scale_ppm) < _PARTS / 10 and abs(self.central_meridian) <= 180
        if not usable:
            raise RuleBroken("plane_parameters_wrong", field="plane")

    def to_lonlat(self, east: FloatArray, north: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Degrees CGCS2000 of plane metres; what lies off the plane becomes infinite."""
        turned_east, turned_north = self._turn(east, north)
        lon, lat = self._proj(turned_east + self.east_m, turned_north + self.north_m, inverse=True)
        return np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)

    def from_lonlat(self, lon: FloatArray, lat: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Plane metres of degrees CGCS2000."""
        east, north = self._proj(lon, lat)
        cosine, sine = self._matrix
        x, y = np.asarray(east) - self.east_m, np.asarray(north) - self.north_m
        squared = cosine**2 + sine**2
        return (cosine * x + sine * y) / squared, (cosine * y - sine * x) / squared

    def _turn(self, east: FloatArray, north: FloatArray) -> tuple[FloatArray, FloatArray]:
        cosine, sine = self._matrix
        return cosine * east - sine * north, sine * east + cosine * north

    @property
    def _matrix(self) -> tuple[float, float]:
        angle, scale = radians(self.rotation_seconds / _SECONDS_PER_DEGREE), 1.0 + self.scale_ppm / _PARTS
        return scale * cos(angle), scale * sin(angle)

    @cached_property
    def _proj(self) -> Proj:
        return Proj(proj="tmerc", ellps="GRS80", lon_0=self.central_meridian, k=1, x_0=_FALSE_EASTING, y_0=0)
