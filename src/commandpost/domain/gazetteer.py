"""Which grid, community and street a place lies in, and the nearest address or named thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from commandpost.domain.coordinates import LonLat
from commandpost.domain.geometry import area_m2
from commandpost.domain.layer_shapes import Shapes
from commandpost.domain.plane import plane_from_lonlat

REACH_M = 300.0  # farther away an address tells nothing of a place
_EIGHTHS = ("北", "东北", "东", "东南", "南", "西南", "西", "西北")


class Division(StrEnum):
    """What an area is a part of."""

    GRID = "grid"
    COMMUNITY = "community"
    STREET = "street"
    DISTRICT = "district"


_ENDINGS: tuple[tuple[Division, tuple[str, ...]], ...] = (
    (Division.GRID, ("网格",)),
    (Division.COMMUNITY, ("社区", "村", "居委会", "村委会")),
    (Division.STREET, ("街道", "镇", "乡", "地区", "街道办事处")),
    (Division.DISTRICT, ("区", "县")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedArea:
    """An area with a name and what kind of part it is."""

    name: str
    division: Division
    form: BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """What is known of a place; "" where nothing is. The address lies ``away_m`` metres off, seen to ``toward``."""

    grid: str = ""
    community: str = ""
    street: str = ""
    district: str = ""
    address: str = ""
    away_m: float = 0.0
    toward: str = ""  # 东北: the place lies north-east of the address

    def words(self) -> str:
        """One line for a log or a label."""
        off = f"{self.toward}约{self.away_m:.0f}米" if self.address and self.away_m >= 1 else ""
        parts = (self.district, self.street, self.community, self.grid, self.address + off)
        return " ".join(part for part in parts if part)

    def with_rest(self, other: Whereabouts) -> Whereabouts:
        """What is not known here taken from elsewhere, and the nearer of two addresses."""
        nearer = other if other.address and (not self.address or other.away_m < self.away_m) else self
        return Whereabouts(
            grid=self.grid or other.grid,
            community=self.community or other.community,
            street=self.street or other.street,
            district=self.district or other.district,
            address=nearer.address,
            away_m=nearer.away_m,
            toward=nearer.toward,
        )


class Gazetteer:
    """An unchanging set of areas, and of addresses and named things: ``names[i]`` is at ``forms[i]``, in degrees."""

    def __init__(self, areas: Sequence[NamedArea], names: Sequence[str], forms: Shapes) -> None:
        self._areas = tuple(sorted(areas, key=lambda one: area_m2(one.form)))
        self._area_tree = shapely.STRtree([one.form for one in self._areas])
        self._names = tuple(names)
        self._flat = shapely.transform(forms, plane_from_lonlat)
        self._place_tree = shapely.STRtree(self._flat)

    def where(self, place: LonLat) -> Whereabouts:
        """The smallest area of each division that holds the place, and what has a name within reach."""
        found = np.sort(self._area_tree.query(shapely.Point(place.lon, place.lat), predicate="intersects"))
        names: dict[Division, str] = {}
        for at in found:
            names.setdefault(self._areas[at].division, self._areas[at].name)
        address, away, toward = self._address(place)
        return Whereabouts(
            grid=names.get(Division.GRID, ""),
            community=names.get(Division.COMMUNITY, ""),
            street=names.get(Division.STREET, ""),
            district=names.get(Division.DISTRICT, ""),
            address=address,
            away_m=away,
            toward=toward,
        )

    def _address(self, place: LonLat) -> tuple[str, float, str]:
        x, y = plane_from_lonlat(np.array([[place.lon, place.lat]]))[0].tolist()
        point = shapely.Point(x, y)
        rows, metres = self._place_tree.query_nearest(point, max_distance=REACH_M, return_distance=True)
        if not len(rows):
            return "", 0.0, ""
        row = int(rows.min())
        seen_from = shapely.get_coordinates(shapely.shortest_line(self._flat[row], point))[0]
        return self._names[row], float(metres[0]), _direction(x - seen_from[0], y - seen_from[1])


def division_of(name: str) -> Division | None:
    """What an area is, told by the end of its name; None when the name does not tell."""
    return next((division for division, ends in _ENDINGS if name.endswith(ends)), None)


def _direction(east: float, north: float) -> str:
    """One of eight directions in words."""
    turned = np.degrees(np.arctan2(east, north)) % 360
    return _EIGHTHS[round(float(turned) / 45) % 8]
