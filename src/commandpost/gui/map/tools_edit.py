"""Editing what is drawn: move, insert and take away its points; nothing is kept until Enter."""

from __future__ import annotations

from math import hypot

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter

from commandpost.domain.coordinates import LonLat
from commandpost.domain.map_layer import GeometryKind
from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.drawn import DrawnSketch
from commandpost.gui.map.path_drawing import draw_path
from commandpost.gui.map.tools import MapTool, Places, ToolKind, ToolTarget
from commandpost.gui.map.tools_path import History
from commandpost.gui.map.viewport import Viewport

_REACH_PX = 9.0
_NUDGE_PX = 4.0
_LEAST = {GeometryKind.POINT: 1, GeometryKind.LINE: 2, GeometryKind.AREA: 3}
_NUDGES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class EditTool(MapTool):
    """A click takes a sketch up; then corners are dragged, edges are dragged out, Delete takes a corner away.

    By keyboard: N goes to the next corner, Shift with the arrows moves it, Delete takes it away, Enter keeps all.
    """

    kind = ToolKind.EDIT
    cursor = Qt.CursorShape.PointingHandCursor
    snaps = True

    def __init__(self) -> None:
        self._sketch: DrawnSketch | None = None
        self.history = History()
        self._chosen = 0
        self._drag: Places | None = None  # the points as they were when the drag began

    @property
    def places(self) -> Places:
        return self.history.now

    def take_up(self, sketch: DrawnSketch) -> None:
        """Begin to edit this one."""
        self._sketch, self.history, self._chosen, self._drag = sketch, History(sketch.places), 0, None

    def click(self, target: ToolTarget, place: LonLat, x: float, y: float) -> None:
        del place
        corner = self._corner_at(target.viewport, x, y) if self._sketch else None
        if corner is not None:
            self._chosen = corner
            return
        found = target.sketch_at(x, y)
        if found is not None and not found.fixed and (self._sketch is None or found.id != self._sketch.id):
            self.take_up(found)

    def press(self, target: ToolTarget, place: LonLat) -> bool:
        if self._sketch is None:
            return False
        x, y = target.viewport.screen_of(place)
        corner = self._corner_at(target.viewport, x, y)
        if corner is None and self._sketch.shape is not GeometryKind.POINT:
            edge = self._edge_at(target.viewport, x, y)
            if edge is not None:
                corner = edge + 1
                self.history.put((*self.places[:corner], place, *self.places[corner:]))
        if corner is None:
            return False
        self._chosen, self._drag = corner, self.places
        return True

    def hover(self, place: LonLat) -> None:
        if self._drag is not None:
            self._drag = _moved(self._drag, self._chosen, place)

    def release(self, target: ToolTarget, place: LonLat) -> None:
        del target
        if self._drag is not None:
            self.history.put(_moved(self._drag, self._chosen, place))
            self._drag = None

    def finish(self, target: ToolTarget) -> None:
        if self._sketch is not None:
            target.announce_edit(self._sketch, self.places)

    def key(self, target: ToolTarget, event: QKeyEvent) -> bool:
        if self._sketch is None:
            return False
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_N:
            self._chosen = (self._chosen + 1) % len(self.places)
            return True
        if key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._take_away()
            return True
        if key in _NUDGES and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._nudge(target.viewport, *_NUDGES[key])
            return True
        return self.history.take_key(event)

    def draw(self, painter: QPainter, viewport: Viewport, colours: MapColours) -> None:
        if self._sketch is None:
            return
        places = self._drag or self.places
        lonlat = np.array([(place.lon, place.lat) for place in places], dtype=np.float64)
        area = self._sketch.shape is GeometryKind.AREA
        draw_path(painter, lonlat, "", viewport, colours, closed=area, chosen=min(self._chosen, len(places) - 1))

    # ------------------------------------------------------------------------------------------------- inside

    def _take_away(self) -> None:
        if self._sketch is not None and len(self.places) > _LEAST[self._sketch.shape]:
            at = min(self._chosen, len(self.places) - 1)
            self.history.put((*self.places[:at], *self.places[at + 1 :]))
            self._chosen = min(at, len(self.places) - 1)

    def _nudge(self, viewport: Viewport, right: int, down: int) -> None:
        at = min(self._chosen, len(self.places) - 1)
        x, y = viewport.screen_of(self.places[at])
        self.history.put(_moved(self.places, at, viewport.lonlat_at(x + right * _NUDGE_PX, y + down * _NUDGE_PX)))

    def _corner_at(self, viewport: Viewport, x: float, y: float) -> int | None:
        spots = [viewport.screen_of(place) for place in self.places]
        near = [(hypot(left - x, top - y), at) for at, (left, top) in enumerate(spots)]
        best = min(near, default=(_REACH_PX + 1, 0))
        return best[1] if best[0] <= _REACH_PX else None

    def _edge_at(self, viewport: Viewport, x: float, y: float) -> int | None:
        """The edge that begins at this corner."""
        spots = [viewport.screen_of(place) for place in self.places]
        closed = self._sketch is not None and self._sketch.shape is GeometryKind.AREA
        ends = [*spots[1:], *(spots[:1] if closed else ())]
        near = [(_distance((x, y), begin, end), at) for at, (begin, end) in enumerate(zip(spots, ends, strict=False))]
        best = min(near, default=(_REACH_PX + 1, 0))
        return best[1] if best[0] <= _REACH_PX else None


def _moved(places: Places, at: int, place: LonLat) -> Places:
    return (*places[:at], place, *places[at + 1 :])


def _distance(spot: tuple[float, float], begin: tuple[float, float], end: tuple[float, float]) -> float:
    run = (end[0] - begin[0], end[1] - begin[1])
    squared = max(1e-9, run[0] ** 2 + run[1] ** 2)
    along = ((spot[0] - begin[0]) * run[0] + (spot[1] - begin[1]) * run[1]) / squared
    along = min(1.0, max(0.0, along))
    return hypot(begin[0] + along * run[0] - spot[0], begin[1] + along * run[1] - spot[1])
