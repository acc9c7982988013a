"""Asking by a circle: drag from its centre outwards, or put centre and edge with two clicks."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from commandpost.domain.coordinates import LonLat, distance_m
from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.path_drawing import draw_path
from commandpost.gui.map.situation import draw_circle
from commandpost.gui.map.tools import MapTool, ToolKind, ToolTarget
from commandpost.gui.map.tools_path import length_words
from commandpost.gui.map.viewport import Viewport


class RadiusTool(MapTool):
    """A circle at one true distance; by keyboard the cross sets first the centre, then the edge."""

    kind = ToolKind.RADIUS
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self) -> None:
        self._center: LonLat | None = None
        self._edge: LonLat | None = None

    def click(self, target: ToolTarget, place: LonLat, x: float, y: float) -> None:
        del x, y
        if self._center is None or self._center == place:
            self._center, self._edge = place, place
        else:
            self.release(target, place)

    def press(self, target: ToolTarget, place: LonLat) -> bool:
        del target
        if self._center is None:
            self._center, self._edge = place, place
        return True

    def hover(self, place: LonLat) -> None:
        self._edge = place

    def release(self, target: ToolTarget, place: LonLat) -> None:
        center, self._center = self._center, None
        if center is not None and center != place:
            target.announce_circle(center, distance_m(center, place))

    def draw(self, painter: QPainter, viewport: Viewport, colours: MapColours) -> None:
        if self._center is None or self._edge is None or self._center == self._edge:
            return
        radius = distance_m(self._center, self._edge)
        draw_circle(painter, self._center, radius, viewport, colours)
        spoke = np.array([(place.lon, place.lat) for place in (self._center, self._edge)], dtype=np.float64)
        draw_path(painter, spoke, length_words(radius), viewport, colours)
