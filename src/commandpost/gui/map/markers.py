"""Markers of the situation: what they are, where they are, and how many of them share a spot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from commandpost.domain.coordinates import FloatArray, LonLat, mercator_from_lonlat
from commandpost.domain.map_layer import IntArray
from commandpost.gui.map.colours import ColourRole
from commandpost.gui.map.viewport import Viewport

_CLUSTER_FROM = 250  # markers in the window; fewer are all drawn
_CELL_PX = 44
_MARGIN_PX = 40
_REACH_PX = 13.0
_PIN_MIDDLE_PX = 20.0


class Symbol(StrEnum):
    """The shape of a marker; shapes differ so that colour is never the only sign."""

    PIN = "pin"
    SHELTER = "shelter"
    TEAM = "team"
    HAZARD = "hazard"
    PERSON = "person"
    SUPPLY = "supply"
    DOT = "dot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """One thing at one place; an emphasised one shows its label in a card beside it."""

    id: str
    lonlat: LonLat
    symbol: Symbol = Symbol.DOT
    colour_role: ColourRole = ColourRole.NEUTRAL
    label: str = ""
    emphasis: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """What is drawn at one pixel: one marker, or ``count`` of them."""

    x: float
    y: float
    index: int
    count: int


class MarkerLayer:
    """The markers under one name, in the order they were given; later ones lie on top."""

    def __init__(self, name: str, title: str, markers: Sequence[Marker]) -> None:
        self.name = name
        self.title = title
        self.markers = tuple(markers)
        self.visible = True
        degrees = np.array([(m.lonlat.lon, m.lonlat.lat) for m in markers], dtype=np.float64).reshape(-1, 2)
        self.xy: FloatArray = np.column_stack(mercator_from_lonlat(degrees[:, 0], degrees[:, 1]))
        self._rows = {marker.id: row for row, marker in enumerate(self.markers)}

    @property
    def colour_role(self) -> ColourRole:
        return self.markers[0].colour_role if self.markers else ColourRole.NEUTRAL

    def find(self, marker_id: str) -> Marker | None:
        row = self._rows.get(marker_id)
        return None if row is None else self.markers[row]

    def spots(self, viewport: Viewport) -> list[Spot]:
        """What to draw: every marker in the window, or clusters where the window holds too many."""
        screen = viewport.to_screen(self.xy)
        rows = _in_window(screen, viewport)
        if len(rows) <= _CLUSTER_FROM or self._has_pins():
            points = screen[rows].tolist()
            return [Spot(x=x, y=y, index=row, count=1) for row, (x, y) in zip(rows.tolist(), points, strict=True)]
        return _clusters(screen[rows], rows, viewport)

    def spot_at(self, viewport: Viewport, x: float, y: float) -> Spot | None:
        """The topmost spot within reach of a pixel."""
        best: tuple[float, Spot] | None = None
        for spot in self.spots(viewport):
            lift = _PIN_MIDDLE_PX if self.markers[spot.index].symbol is Symbol.PIN else 0.0
            distance = float(np.hypot(spot.x - x, spot.y - lift - y))
            if distance <= _REACH_PX + lift / 4 and (best is None or distance <= best[0]):
                best = (distance, spot)
        return best[1] if best else None

    def _has_pins(self) -> bool:
        return bool(self.markers) and self.markers[0].symbol is Symbol.PIN


def _in_window(screen: FloatArray, viewport: Viewport) -> IntArray:
    x, y = screen[:, 0], screen[:, 1]
    across = (x >= -_MARGIN_PX) & (x <= viewport.width + _MARGIN_PX)
    return np.flatnonzero(across & (y >= -_MARGIN_PX) & (y <= viewport.height + _MARGIN_PX)).astype(np.int64)


def _clusters(screen: FloatArray, rows: IntArray, viewport: Viewport) -> list[Spot]:
    """Group by cells fixed to the ground, so that clusters do not dance while the map is moved."""
    west, _, _, north = viewport.bounds
    offset = np.array([west, -north]) / viewport.resolution
    cells = np.floor((screen + offset) / _CELL_PX).astype(np.int64)
    keys = cells[:, 0] * 2**32 + cells[:, 1]
    order = np.argsort(keys, kind="stable")
    firsts = np.flatnonzero(np.concatenate([[True], np.diff(keys[order]) != 0]))
    counts = np.diff(np.append(firsts, len(order)))
    middles = np.add.reduceat(screen[order], firsts) / counts[:, None]
    found = zip(middles.tolist(), rows[order][firsts].tolist(), counts.tolist(), strict=True)
    return [Spot(x=x, y=y, index=row, count=count) for (x, y), row, count in found]
