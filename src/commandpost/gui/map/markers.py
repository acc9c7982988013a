"""Markers of the situation: what they are, where they are, and how many of them share a spot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import hypot
from typing import NamedTuple

import numpy as np

from commandpost.domain.coordinates import FloatArray, LonLat, mercator_from_lonlat
from commandpost.domain.map_layer import IntArray
from commandpost.gui.map.colours import ColourRole
from commandpost.gui.map.features import BoolArray
from commandpost.gui.map.layer_entry import LayerEntry
from commandpost.gui.map.viewport import Viewport

_CLUSTER_FROM = 250  # markers in the window; fewer are all drawn
_PINS_FROM = 60  # a pin covers ten times the ground of a dot
_CELL_PX = 72
_DISC_STEPS = (10, 100, 1000)
_SIGN_WIDER = 6.0  # pixels of the radius for a sign beside the number
DISC_EDGE_PX = 2.0
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
    sign: str = ""  # a letter or two within a pin, so that its level is read without colour
    meaning: str = ""  # what the sign says, for the legend
    weight: int = 0  # of several pins in one spot the heaviest gives colour and sign
    apart: bool = False  # stands by itself whatever the crowd: what is chosen


_BODIES: Mapping[Symbol, float] = {Symbol.PIN: 12.0, Symbol.PERSON: 4.2, Symbol.DOT: 5.5}  # pixels from the middle
_OTHER_BODY = 9.5


class Spot(NamedTuple):
    """What is drawn at one pixel: one marker, or ``number`` of them, ``first`` being the row of the heaviest."""

    x: float
    y: float
    first: int
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """Points on the ground, each standing for ``counts`` markers of which ``rows`` is the heaviest."""

    xy: FloatArray
    rows: IntArray
    counts: IntArray


def disc_radii(counts: IntArray, signed: BoolArray) -> FloatArray:
    """Pixels to the middle of a disc's edge, by how many stand together and whether a sign stands before the number."""
    return np.asarray(11.0 + 2.5 * np.searchsorted(_DISC_STEPS, counts, side="right") + _SIGN_WIDER * signed)


def disc_radius(count: int, *, signed: bool) -> float:
    """The same for one disc."""
    return float(disc_radii(np.array([count]), np.array([signed]))[0])


class MarkerLayer:
    """The markers under one name, in the order they were given; later ones lie on top."""

    def __init__(self, name: str, title: str, markers: Sequence[Marker], *, cluster_from: int | None = None) -> None:
        self.name = name
        self.title = title
        self.markers = tuple(markers)
        self._cluster_from = cluster_from or (_PINS_FROM if self.has_pins else _CLUSTER_FROM)
        self._weights: IntArray = np.array([m.weight for m in self.markers], dtype=np.int64)
        self._apart: IntArray = np.array([m.apart for m in self.markers], dtype=np.int64)
        self._signed: BoolArray = np.array([bool(m.sign) for m in self.markers], dtype=np.bool_)
        self.visible = True
        degrees = np.array([(m.lonlat.lon, m.lonlat.lat) for m in markers], dtype=np.float64).reshape(-1, 2)
        self.xy: FloatArray = np.column_stack(mercator_from_lonlat(degrees[:, 0], degrees[:, 1]))
        self._clusters: tuple[int, _Group] | None = None
        self._drawn: tuple[Viewport, list[Spot]] | None = None  # a click asks for what was painted just now
        self._rows = {marker.id: row for row, marker in enumerate(self.markers)}

    def role_of(self, spot: Spot) -> ColourRole:
        """Of a cluster: the layer's colour, or that of its most serious pin."""
        return self.markers[spot.first].colour_role if self.has_pins else self.colour_role

    @property
    def colour_role(self) -> ColourRole:
        return self.markers[0].colour_role if self.markers else ColourRole.NEUTRAL

    def entry(self) -> LayerEntry:
        """Its line in the layer panel."""
        count, role = len(self.markers), self.colour_role
        return LayerEntry(name=self.name, title=self.title, colour_role=role, count=count, visible=self.visible)

    def find(self, marker_id: str) -> Marker | None:
        row = self._rows.get(marker_id)
        return None if row is None else self.markers[row]

    def spots(self, viewport: Viewport) -> list[Spot]:
        """What to draw: every marker in the window, or clusters where the window holds too many."""
        if self._drawn is None or self._drawn[0] != viewport:
            self._drawn = viewport, self._find_spots(viewport)
        return self._drawn[1]

    def _find_spots(self, viewport: Viewport) -> list[Spot]:
        if len(self.markers) > self._cluster_from:
            clusters = self._clusters_at(viewport)
            screen, rows, counts = _in_window(clusters, viewport)
            if counts.sum() > self._cluster_from:
                return _spots(screen, rows, counts)
        everyone = _Group(self.xy, np.arange(len(self.xy)), np.ones(len(self.xy), dtype=np.int64))
        return _spots(*_in_window(everyone, viewport))

    def spot_at(self, viewport: Viewport, x: float, y: float) -> Spot | None:
        """What is drawn at a pixel, else the nearest spot within reach."""
        hit = self.hit_at(viewport, x, y)
        return hit[1] if hit else None

    def hit_at(self, viewport: Viewport, x: float, y: float) -> tuple[float, Spot] | None:
        """The same spot, behind how many pixels beside its picture that is; 0: on it, and nothing lies above."""
        best: tuple[float, Spot] | None = None
        for spot in self.spots(viewport):
            if abs(spot.x - x) > _REACH_PX + _PIN_MIDDLE_PX or abs(spot.y - y) > _REACH_PX + 2 * _PIN_MIDDLE_PX:
                continue
            beside = self._beside(spot, x, y)
            if beside is not None and (best is None or beside <= best[0]):
                best = (beside, spot)
        return best

    def _beside(self, spot: Spot, x: float, y: float) -> float | None:
        """How far a pixel lies from the picture of a spot; None: out of reach."""
        marker = self.markers[spot.first]
        if spot.number > 1:
            lift, body = 0.0, disc_radius(spot.number, signed=bool(marker.sign)) + DISC_EDGE_PX / 2
        else:
            lift = _PIN_MIDDLE_PX if self.has_pins else 0.0
            body = _BODIES.get(marker.symbol, _OTHER_BODY)
        distance = hypot(spot.x - x, spot.y - lift - y)
        return max(0.0, distance - body) if distance <= max(_REACH_PX + lift / 4, body) else None

    def _clusters_at(self, viewport: Viewport) -> _Group:
        """Clusters are fixed to the ground, so each rung needs them only once."""
        if self._clusters is None or self._clusters[0] != viewport.rung:
            cell = _CELL_PX * viewport.resolution
            self._clusters = viewport.rung, _clustered(self.xy, cell, self._weights, self._apart, self._signed)
        return self._clusters[1]

    @property
    def has_pins(self) -> bool:
        """Pins lie above everything; too many in the window stand together."""
        return bool(self.markers) and self.markers[0].symbol is Symbol.PIN


def _in_window(group: _Group, viewport: Viewport) -> tuple[FloatArray, IntArray, IntArray]:
    """Pixels, first rows and counts of what lies in the window or just outside it."""
    west, south, east, north = viewport.bounds
    margin = _MARGIN_PX * viewport.resolution
    x, y = group.xy[:, 0], group.xy[:, 1]
    across = (x >= west - margin) & (x <= east + margin)
    found = np.flatnonzero(across & (y >= south - margin) & (y <= north + margin))
    return viewport.to_screen(group.xy[found]), group.rows[found], group.counts[found]


def _spots(screen: FloatArray, rows: IntArray, counts: IntArray) -> list[Spot]:
    found = zip(screen.tolist(), rows.tolist(), counts.tolist(), strict=True)
    return [Spot(x, y, row, count) for (x, y), row, count in found]


def _clustered(xy: FloatArray, cell: float, weights: IntArray, apart: IntArray, signed: BoolArray) -> _Group:
    """Group by square cells of the ground, the heaviest first; what stands apart is alone, and lies on top.

    A disc stays within its cell, so that no two of them touch.
    """
    cells = np.floor(xy / cell).astype(np.int64)
    alone = apart * np.arange(1, len(xy) + 1)
    order = np.lexsort((-weights, cells[:, 1], cells[:, 0], alone))
    keys = np.column_stack((cells, alone))[order]
    firsts = np.flatnonzero(np.concatenate([[True], (np.diff(keys, axis=0) != 0).any(axis=1)]))
    counts = np.diff(np.append(firsts, len(order)))
    middles = np.add.reduceat(xy[order], firsts) / counts[:, None]
    centres = (cells[order[firsts]] + 0.5) * cell
    room = _CELL_PX / 2 - disc_radii(counts, signed[order[firsts]]) - DISC_EDGE_PX
    loose = np.where(counts > 1, room / _CELL_PX * cell, cell)[:, None]
    middles = centres + np.clip(middles - centres, -loose, loose)
    return _Group(middles, order[firsts], counts)
