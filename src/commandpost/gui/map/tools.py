"""What a tool in hand is: what clicks, drags and keys on the map mean while it is held, and what it draws.

The tools themselves stand in ``tools_*.py``; ``tool_registry`` lists them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter

from commandpost.domain.coordinates import LonLat
from commandpost.domain.map_layer import GeometryKind
from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.drawn import DrawnSketch
from commandpost.gui.map.viewport import Viewport

Places = tuple[LonLat, ...]


class ToolKind(StrEnum):
    """The tools by name; also the ends of their actions' ids."""

    SELECT = "select"
    IDENTIFY = "identify"
    POINT = "point"
    MEASURE = "measure"
    AREA = "area"
    RADIUS = "radius"
    POLYGON = "polygon"
    BUFFER = "buffer"
    CORDON = "cordon"
    CLOSURE = "closure"
    ROUTE = "route"
    TEXT = "text"
    MARK_LINE = "mark_line"
    MARK_AREA = "mark_area"
    EDIT = "edit"


class ToolTarget(Protocol):
    """What a tool may do to the canvas."""

    @property
    def viewport(self) -> Viewport: ...

    def choose_at(self, x: float, y: float) -> None: ...

    def announce_identify(self, place: LonLat) -> None: ...

    def announce_point(self, place: LonLat) -> None: ...

    def announce_circle(self, center: LonLat, radius_m: float) -> None: ...

    def announce_shape(self, kind: ToolKind, shape: GeometryKind, places: Places) -> None: ...

    def announce_edit(self, sketch: DrawnSketch, places: Places) -> None: ...

    def sketch_at(self, x: float, y: float) -> DrawnSketch | None: ...


class MapTool:
    """Choosing: a click picks what is under the cursor; the other tools extend this one."""

    kind = ToolKind.SELECT
    cursor = Qt.CursorShape.ArrowCursor
    snaps = False  # whether places are drawn to corners and edges nearby

    def click(self, target: ToolTarget, place: LonLat, x: float, y: float) -> None:
        del place
        target.choose_at(x, y)

    def press(self, target: ToolTarget, place: LonLat) -> bool:
        """A drag may begin here; true when it belongs to the tool instead of moving the map."""
        del target, place
        return False

    def hover(self, place: LonLat) -> None:
        """The cursor moved, or the drag that belongs to the tool goes on."""

    def release(self, target: ToolTarget, place: LonLat) -> None:
        """A drag that belongs to the tool ended here."""

    def finish(self, target: ToolTarget) -> None:
        """Double click, or Enter without the aiming cross."""

    def key(self, target: ToolTarget, event: QKeyEvent) -> bool:
        """A key; true when the tool took it."""
        del target, event
        return False

    def draw(self, painter: QPainter, viewport: Viewport, colours: MapColours) -> None:
        """Draw what is in the making over everything."""


class IdentifyTool(MapTool):
    """A click tells everything that is known of the place under it."""

    kind = ToolKind.IDENTIFY
    cursor = Qt.CursorShape.WhatsThisCursor

    def click(self, target: ToolTarget, place: LonLat, x: float, y: float) -> None:
        del x, y
        target.announce_identify(place)


class PointTool(MapTool):
    """One click sets one place."""

    kind = ToolKind.POINT
    cursor = Qt.CursorShape.CrossCursor
    snaps = True

    def click(self, target: ToolTarget, place: LonLat, x: float, y: float) -> None:
        del x, y
        target.announce_point(place)
