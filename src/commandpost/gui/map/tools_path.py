"""Tools that put point after point: measuring, drawing, asking about an area or the two sides of a line."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter

from commandpost.domain.coordinates import FloatArray, LonLat, path_length_m, ring_area_m2
from commandpost.domain.map_layer import GeometryKind
from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.path_drawing import draw_path
from commandpost.gui.map.tools import MapTool, Places, ToolKind, ToolTarget
from commandpost.gui.map.viewport import Viewport

_LEAST = {GeometryKind.POINT: 1, GeometryKind.LINE: 2, GeometryKind.AREA: 3}
_KILOMETRE, _HECTARE, _SQUARE_KILOMETRE = 1000, 10_000, 1_000_000


class History:
    """States of a path in the making: back and forth without end, a new state drops what was undone."""

    def __init__(self, first: Places = ()) -> None:
        self._states: list[Places] = [first]
        self._at = 0

    @property
    def now(self) -> Places:
        return self._states[self._at]

    def put(self, state: Places) -> None:
        if state != self.now:
            self._states[self._at + 1 :] = [state]
            self._at += 1

    def undo(self) -> bool:
        self._at -= 1 if self._at else 0
        return True

    def redo(self) -> bool:
        self._at += 1 if self._at + 1 < len(self._states) else 0
        return True

    def take_key(self, event: QKeyEvent) -> bool:
        """Ctrl+Z and Ctrl+Y, on every system's keys."""
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.undo()
        if event.matches(QKeySequence.StandardKey.Redo) or _is_ctrl_y(event):
            return self.redo()
        return False


class PathTool(MapTool):
    """Clicks put points; Backspace takes the last one away; double click or Enter ends it and announces it."""

    cursor = Qt.CursorShape.CrossCursor
    snaps = True
    shape = GeometryKind.LINE

    def __init__(self) -> None:
        self.history = History()
        self._loose: LonLat | None = None

    @property
    def places(self) -> Places:
        return self.history.now

    def click(self, target: ToolTarget, place: LonLat, x: float, y: float) -> None:
        del x, y
        self.history.put((*self.places, place))
        if self.shape is GeometryKind.POINT:
            self.finish(target)

    def hover(self, place: LonLat) -> None:
        self._loose = place

    def finish(self, target: ToolTarget) -> None:
        if len(dict.fromkeys(self.places)) >= _LEAST[self.shape]:
            self._loose = None
            self.announce(target)

    def announce(self, target: ToolTarget) -> None:
        """Hand over what was drawn."""
        target.announce_shape(self.kind, self.shape, self.places)

    def key(self, target: ToolTarget, event: QKeyEvent) -> bool:
        del target
        if event.key() == Qt.Key.Key_Backspace and self.places:
            self.history.put(self.places[:-1])
            return True
        return bool(self.places or self._loose) and self.history.take_key(event)

    def draw(self, painter: QPainter, viewport: Viewport, colours: MapColours) -> None:
        if self.places:
            shown = self.shown()
            draw_path(painter, shown, self.words(shown), viewport, colours, closed=self.shape is GeometryKind.AREA)

    def shown(self) -> FloatArray:
        """The points put so far and the one that follows the cursor, ``(n, 2)`` degrees."""
        places = (*self.places, self._loose) if self._loose else self.places
        return np.array([(place.lon, place.lat) for place in places], dtype=np.float64)

    def words(self, lonlat: FloatArray) -> str:
        """What stands at the end of the path."""
        if self.shape is GeometryKind.AREA and len(lonlat) > 2:
            return area_words(ring_area_m2(lonlat))
        return length_words(path_length_m(lonlat)) if len(lonlat) > 1 else ""


class MeasureTool(PathTool):
    """The true length of a line; it stays until the next click begins a new one."""

    kind = ToolKind.MEASURE

    def __init__(self) -> None:
        super().__init__()
        self._ended = False

    def click(self, target: ToolTarget, place: LonLat, x: float, y: float) -> None:
        if self._ended:
            self.history, self._ended = History(), False
        super().click(target, place, x, y)

    def hover(self, place: LonLat) -> None:
        if not self._ended:
            super().hover(place)

    def announce(self, target: ToolTarget) -> None:
        self._ended = True

    @property
    def length_m(self) -> float:
        shown = self.shown()
        return path_length_m(shown) if len(shown) > 1 else 0.0

    @property
    def area_m2(self) -> float:
        shown = self.shown()
        return ring_area_m2(shown) if len(shown) > 2 else 0.0


class MeasureAreaTool(MeasureTool):
    """The true area inside a ring."""

    kind = ToolKind.AREA
    shape = GeometryKind.AREA


class PolygonQueryTool(PathTool):
    """What lies inside a drawn area."""

    kind = ToolKind.POLYGON
    shape = GeometryKind.AREA


class BufferQueryTool(PathTool):
    """What lies along a drawn line, to both of its sides."""

    kind = ToolKind.BUFFER


class CordonTool(PathTool):
    """警戒区."""

    kind = ToolKind.CORDON
    shape = GeometryKind.AREA


class ClosureTool(PathTool):
    """A road that is closed."""

    kind = ToolKind.CLOSURE


class RouteTool(PathTool):
    """The way people are led out, in the order it is drawn."""

    kind = ToolKind.ROUTE


class TextTool(PathTool):
    """Words at a point."""

    kind = ToolKind.TEXT
    shape = GeometryKind.POINT


class MarkLineTool(PathTool):
    """A plain line."""

    kind = ToolKind.MARK_LINE


class MarkAreaTool(PathTool):
    """A plain area."""

    kind = ToolKind.MARK_AREA
    shape = GeometryKind.AREA


def length_words(metres: float) -> str:
    """A length as people say it."""
    return f"{metres / _KILOMETRE:.2f} km" if metres >= _KILOMETRE else f"{metres:.0f} m"


def area_words(square_metres: float) -> str:
    """An area as people say it."""
    if square_metres >= _SQUARE_KILOMETRE:
        return f"{square_metres / _SQUARE_KILOMETRE:.2f} km²"
    return f"{square_metres / _HECTARE:.2f} ha" if square_metres >= _HECTARE else f"{square_metres:.0f} m²"


def _is_ctrl_y(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
