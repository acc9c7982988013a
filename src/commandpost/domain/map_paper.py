"""A printed map: its frame at a true scale, its kilometre grid, who answers for it, and what it says.

The picture is of EPSG:3857, which stretches the ground; the frame takes the stretch at its centre back, east and north
each by itself, so that a millimetre on the paper is ``scale`` millimetres on the ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from commandpost.domain.coordinates import (
    FloatArray,
    LonLat,
    distance_m,
    lonlat_from_mercator,
    mercator_from_lonlat,
)
from commandpost.domain.errors import RuleBroken
from commandpost.domain.plane import lonlat_from_plane, plane_from_lonlat

SCALES = (500, 1000, 2000, 2500, 5000, 10_000, 25_000, 50_000, 100_000)
LARGEST, SMALLEST = 200, 500_000
SHEETS = {"a4": (297.0, 210.0), "a3": (420.0, 297.0)}  # millimetres, lying
MARGIN, HEAD, FOOT, SIDE = 10.0, 14.0, 22.0, 52.0  # millimetres round the map's frame; the legend stands in SIDE
_PROBE = 50.0  # mercator metres over which the stretch is measured
_GRID_MM = 35.0  # grid lines lie at least so far apart
_STEPS = (100.0, 200.0, 250.0, 500.0, 1000.0, 2000.0, 2500.0, 5000.0, 10_000.0, 20_000.0, 50_000.0)
_POINTS = 12  # of one grid line


@dataclass(frozen=True, slots=True, kw_only=True)
class MapOwner:
    """Who made a base map and under which approval number (审图号) it may be shown."""

    provider: str = ""
    approval_number: str = ""
    invented: bool = False
    points_only: bool = False  # marks of one's own and no map
    overlaid: bool = False  # the provider and the number are of what lies over the invented map

    @property
    def approved(self) -> bool:
        """An invented map and mere points need no number; any other map does, also one that lies over it."""
        free = self.points_only or (self.invented and not self.overlaid)
        return free or bool(self.approval_number.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendLine:
    """One sign and its meaning; ``picture`` is an SVG text, "" where the words stand alone."""

    words: str
    picture: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridLine:
    """One line of the kilometre grid in millimetres of the frame from its upper left corner, and its kilometres."""

    points: tuple[tuple[float, float], ...]
    label: str
    upright: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPaper:
    """A sheet with a map; sizes in millimetres."""

    unit: str
    title: str
    sheet: str  # a4 or a3
    upright: bool
    scale: int
    frame_width: float
    frame_height: float
    picture: str  # an SVG text
    picture_width: float
    picture_height: float
    grid: tuple[GridLine, ...]
    legend: tuple[LegendLine, ...]
    situation: tuple[str, ...]  # the open incidents in words, with their levels
    owners: tuple[MapOwner, ...]
    made_at: datetime
    made_by: str = ""
    drill: bool = False
    past_at: datetime | None = None  # the map shows the situation as it was then


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFrame:
    """Where a printed map looks and how large it is; ``width`` and ``height`` in millimetres."""

    center: LonLat
    scale: int
    width: float
    height: float

    @property
    def stretch(self) -> tuple[float, float]:
        """Mercator metres to one metre on the ground at the centre, to the east and to the north."""
        x, y = _mercator(self.center)
        east = distance_m(_place(x - _PROBE, y), _place(x + _PROBE, y))
        north = distance_m(_place(x, y - _PROBE), _place(x, y + _PROBE))
        return 2 * _PROBE / east, 2 * _PROBE / north

    @property
    def mercator_size(self) -> tuple[float, float]:
        """Width and height in EPSG:3857 metres."""
        east, north = self.stretch
        return self.width / 1000 * self.scale * east, self.height / 1000 * self.scale * north

    def millimetres(self, lonlat: FloatArray) -> FloatArray:
        """Places ``(n, 2)`` in degrees as millimetres right of and below the frame's upper left corner."""
        x, y = mercator_from_lonlat(lonlat[:, 0], lonlat[:, 1])
        middle_x, middle_y = _mercator(self.center)
        east, north = self.stretch
        per_mm = self.scale / 1000
        right = (x - middle_x) / (per_mm * east) + self.width / 2
        return np.column_stack([right, self.height / 2 - (y - middle_y) / (per_mm * north)])

    def corners(self) -> tuple[LonLat, ...]:
        """The four corners, from the south-west on."""
        x, y = _mercator(self.center)
        wide, tall = (side / 2 for side in self.mercator_size)
        signs = ((-1, -1), (1, -1), (1, 1), (-1, 1))
        return tuple(_place(x + right * wide, y + up * tall) for right, up in signs)

    def grid(self) -> tuple[GridLine, ...]:
        """The kilometre grid of EPSG:4548; its lines lean a little against the frame."""
        step = next((one for one in _STEPS if one / self.scale * 1000 >= _GRID_MM), _STEPS[-1])
        plane = plane_from_lonlat(np.array([(corner.lon, corner.lat) for corner in self.corners()]))
        (west, south), (east, north) = plane.min(axis=0).tolist(), plane.max(axis=0).tolist()
        lines = [self._line(x, south, x, north, upright=True) for x in _multiples(west, east, step)]
        return (*lines, *(self._line(west, y, east, y, upright=False) for y in _multiples(south, north, step)))

    def _line(self, west: float, south: float, east: float, north: float, *, upright: bool) -> GridLine:
        run = np.column_stack([np.linspace(west, east, _POINTS), np.linspace(south, north, _POINTS)])
        points = self.millimetres(lonlat_from_plane(run))
        label = f"{(west if upright else south) / 1000:.10g}"
        return GridLine(points=tuple((float(x), float(y)) for x, y in points), label=label, upright=upright)


def frame_of(center: LonLat, scale: int, sheet: str, *, upright: bool) -> MapFrame:
    """The frame of a sheet, its legend at the right. Raises RuleBroken("map_scale_invalid")."""
    if not LARGEST <= scale <= SMALLEST:
        raise RuleBroken("map_scale_invalid", field="scale", least=LARGEST, most=SMALLEST)
    wide, tall = SHEETS[sheet] if not upright else SHEETS[sheet][::-1]
    return MapFrame(center=center, scale=scale, width=wide - 2 * MARGIN - SIDE, height=tall - 2 * MARGIN - HEAD - FOOT)


def refuse_unapproved(owners: Sequence[MapOwner]) -> None:
    """A picture of a real base map leaves only with its approval number (地图管理条例). Raises RuleBroken.

    The code is "map_approval_missing", with the provider. An invented map needs none and prints 虚构地图.
    """
    for owner in owners:
        if not owner.approved:
            raise RuleBroken("map_approval_missing", field="approval_number", provider=owner.provider or "—")


def scale_for(metres: float, width_mm: float) -> int:
    """The largest usual scale at which so many metres on the ground fit into the width."""
    return next((scale for scale in SCALES if width_mm / 1000 * scale >= metres), SCALES[-1])


def _multiples(low: float, high: float, step: float) -> tuple[float, ...]:
    return tuple(float(one) * step for one in range(int(np.ceil(low / step)), int(np.floor(high / step)) + 1))


def _mercator(place: LonLat) -> tuple[float, float]:
    x, y = mercator_from_lonlat(np.array(place.lon), np.array(place.lat))
    return float(x), float(y)


def _place(x: float, y: float) -> LonLat:
    lon, lat = lonlat_from_mercator(np.array(x), np.array(y))
    return LonLat(lon=float(lon), lat=float(lat))
