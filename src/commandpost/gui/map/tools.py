"""What the mouse does on the map: choose, set a point, measure, or draw a radius."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from commandpost.domain.coordinates import LonLat, distance_m, path_length_m
from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.situation import draw_circle, draw_sketch
from commandpost.gui.map.viewport import Viewport

_KILOMETRE = 1000


class ToolKind(StrEnum):
    """The tools of the strip."""

    SELECT = "select"
    POINT = "point"
    MEASURE = "measure"
    RADIUS = "radius"


class ToolTarget(Protocol):
    """What a tool may do to the canvas."""

    def choose_at(self, x: float, y: float) -> None: ...

    def announce_point(self, place: LonLat) -> None: ...

    def announce_circle(self, center: LonLat, radius_m: float) -> None: ...


class MapTool:
    """Choosing: a click picks what is under the cursor; the other tools extend this one."""

    kind = ToolKind.SELECT
    cursor = Qt.CursorShape.ArrowCursor
    drags = False  # whether a drag with the left button belongs to the tool instead of moving the map

    def click(self, target: ToolTarget, place: LonLat, x: float, y: float) -> None:
        del place
        target.choose_at(x, y)

    def press(self, place: LonLat) -> None:
        """A drag begins here."""

    def hover(self, place: LonLat) -> bool:
        """The cursor moved; true when the sketch changed."""
        del place
        return False

    def release(self, target: ToolTarget, place: LonLat) -> None:
        """A drag ended here."""

    def finish(self) -> None:
        """Double click, Enter or Escape."""

    def draw(self, painter: QPainter, viewport: Viewport, colours: MapColours) -> None:
        """Draw the sketch over everything."""


class PointTool(MapTool):
    """One click sets one place."""

    kind = ToolKind.POINT
    cursor = Qt.CursorShape.CrossCursor

    def click(self, target: ToolTarget, place: LonLat, x: float, y: float) -> None:
        del x, y
        target.announce_point(place)


class MeasureTool(MapTool):
    """Clicks make a line whose true length is shown; finishing it begins a new one."""

    kind = ToolKind.MEASURE
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self) -> None:
        self._places: list[LonLat] = []
        self._loose: LonLat | None = None
        self._finished = False

    @property
    def length_m(self) -> float:
        places = self._shown()
        return path_length_m(places) if len(places) > 1 else 0.0

    def click(self, target: ToolTarget, place: LonLat, x: float, y: float) -> None:
        del target, x, y
        if self._finished:
            self._places, self._finished = [], False
        self._places.append(place)

    def hover(self, place: LonLat) -> bool:
        self._loose = None if self._finished else place
        return bool(self._places)

    def finish(self) -> None:
        self._finished, self._loose = True, None

    def draw(self, painter: QPainter, viewport: Viewport, colours: MapColours) -> None:
        if self._places:
            draw_sketch(painter, self._shown(), length_words(self.length_m), viewport, colours)

    def _shown(self) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        loose = [self._loose] if self._loose and self._places else []
        return np.array([(place.lon, place.lat) for place in [*self._places, *loose]], dtype=np.float64)


class RadiusTool(MapTool):
    """A drag from the centre outwards sets a circle."""

    kind = ToolKind.RADIUS
    cursor = Qt.CursorShape.CrossCursor
    drags = True

    def __init__(self) -> None:
        self._center: LonLat | None = None
        self._edge: LonLat | None = None

    def click(self, target: ToolTarget, place: LonLat, x: float, y: float) -> None:
        """A click alone draws nothing: a radius needs a drag."""

    def press(self, place: LonLat) -> None:
        self._center, self._edge = place, place

    def hover(self, place: LonLat) -> bool:
        self._edge = place
        return self._center is not None

    def release(self, target: ToolTarget, place: LonLat) -> None:
        center, self._center = self._center, None
        if center is not None:
            target.announce_circle(center, distance_m(center, place))

    def finish(self) -> None:
        self._center = None

    def draw(self, painter: QPainter, viewport: Viewport, colours: MapColours) -> None:
        if self._center is None or self._edge is None or self._center == self._edge:
            return
        radius = distance_m(self._center, self._edge)
        draw_circle(painter, self._center, radius, viewport, colours)
        spoke = np.array([(place.lon, place.lat) for place in (self._center, self._edge)], dtype=np.float64)
        draw_sketch(painter, spoke, length_words(radius), viewport, colours)


def tool_of(kind: ToolKind) -> MapTool:
    """A fresh tool of a kind."""
    makers = {
        ToolKind.SELECT: MapTool,
        ToolKind.POINT: PointTool,
        ToolKind.MEASURE: MeasureTool,
        ToolKind.RADIUS: RadiusTool,
    }
    return makers[kind]()


def length_words(metres: float) -> str:
    """A length as people say it."""
    return f"{metres / _KILOMETRE:.2f} km" if metres >= _KILOMETRE else f"{metres:.0f} m"
