"""What mouse and keys do on the canvas: they belong to the tool in hand, or they move the map."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QWheelEvent

from commandpost.domain.coordinates import LonLat
from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.path_drawing import draw_snap
from commandpost.gui.map.tool_registry import BY_KEY, tool_of
from commandpost.gui.map.tools import MapTool, ToolKind, ToolTarget
from commandpost.gui.map.viewport import Viewport

_DRAG_PX = 4
_PAN_PX = 96
_WHEEL_STEP = 120
_SNAP_KEY = Qt.Key.Key_S
_LEFT = Qt.MouseButton.LeftButton
_PANS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
_CHOOSES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class Ground(ToolTarget, Protocol):
    """What the hand asks of the canvas beyond what its tools ask."""

    def look(self, viewport: Viewport) -> None: ...

    def zoom(self, steps: int) -> None: ...

    def fit(self) -> None: ...

    def set_tool(self, kind: ToolKind) -> None: ...

    def snapped(self, x: float, y: float) -> LonLat | None: ...


class Hand:
    """Holds one tool. The map moves by a drag the tool does not want, the wheel and the keys; never otherwise."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self.tool: MapTool = tool_of(ToolKind.SELECT)
        self.cursor: QPointF | None = None
        self.aiming = False
        self.snapping = True
        self._snap: LonLat | None = None
        self._pressed: QPointF | None = None
        self._dragging = False
        self._owned = False  # the drag belongs to the tool
        self._wheel = 0

    @property
    def pressed(self) -> bool:
        return self._pressed is not None

    def take(self, kind: ToolKind) -> None:
        """Take a fresh tool in hand."""
        self.tool, self._snap, self._owned = tool_of(kind), None, False

    # -------------------------------------------------------------------------------------------------- mouse

    def press(self, event: QMouseEvent) -> None:
        self._pressed, self._dragging, self.aiming = event.position(), False, False
        self._owned = event.button() == _LEFT and self.tool.press(self._ground, self._place(event.position()))

    def move(self, event: QMouseEvent) -> None:
        at, self.aiming = event.position(), False
        if self._pressed is not None and (self._dragging or (at - self._pressed).manhattanLength() >= _DRAG_PX):
            self._dragging = True
            if not (self._owned and event.buttons() & _LEFT):
                last = self.cursor or self._pressed
                self._ground.look(self._ground.viewport.panned(last.x() - at.x(), last.y() - at.y()))
        self.cursor = at
        self.tool.hover(self._place(at))

    def release(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if event.button() != _LEFT or pressed is None:
            return
        at = event.position()
        if not self._dragging:
            self.tool.click(self._ground, self._place(at), at.x(), at.y())
        elif self._owned:
            self.tool.release(self._ground, self._place(at))

    def double(self, event: QMouseEvent) -> None:
        at = event.position()
        if self.tool.kind is ToolKind.SELECT:
            self._ground.look(self._ground.viewport.zoomed(2, (at.x(), at.y())))
        self.tool.finish(self._ground)

    def wheel(self, event: QWheelEvent) -> None:
        self._wheel += event.angleDelta().y()
        steps = int(self._wheel / _WHEEL_STEP)
        self._wheel -= steps * _WHEEL_STEP
        if steps:
            self._ground.look(self._ground.viewport.zoomed(steps, (event.position().x(), event.position().y())))
        event.accept()

    # --------------------------------------------------------------------------------------------------- keys

    def key(self, event: QKeyEvent) -> bool:
        """True when the key meant something."""
        key = Qt.Key(event.key())
        if key not in _CHOOSES and self.tool.key(self._ground, event):
            return True
        if key in _CHOOSES:
            return self._choose(finishing=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        if key in _PANS:
            return self._pan(*_PANS[key])
        if key in _ZOOMS:
            self._ground.zoom(_ZOOMS[key])
        elif key == Qt.Key.Key_Home:
            self._ground.fit()
        elif key == Qt.Key.Key_Escape and self.tool.kind is not ToolKind.SELECT:
            self._ground.set_tool(ToolKind.SELECT)
        elif event.modifiers() == Qt.KeyboardModifier.NoModifier and key == _SNAP_KEY:
            self.snapping, self._snap = not self.snapping, None
        elif event.modifiers() == Qt.KeyboardModifier.NoModifier and event.text().upper() in BY_KEY:
            self._ground.set_tool(BY_KEY[event.text().upper()])
        else:
            return False
        return True

    def draw(self, painter: QPainter, viewport: Viewport, colours: MapColours) -> None:
        """What is in the making, and the corner the next point is drawn to."""
        self.tool.draw(painter, viewport, colours)
        if self._snap is not None:
            draw_snap(painter, *viewport.screen_of(self._snap), colours)

    # ------------------------------------------------------------------------------------------------- inside

    def _choose(self, *, finishing: bool) -> bool:
        """Enter: a click under the aiming cross; without the cross, or with Shift, the end of what is in the making."""
        if self.aiming and not finishing:
            x, y = self._ground.viewport.width / 2, self._ground.viewport.height / 2
            place = self._place(QPointF(x, y))
            self.tool.hover(place)
            self.tool.click(self._ground, place, x, y)
        else:
            self.tool.finish(self._ground)
        return True

    def _pan(self, right: int, down: int) -> bool:
        self.aiming = True
        self._ground.look(self._ground.viewport.panned(right * _PAN_PX, down * _PAN_PX))
        view = self._ground.viewport
        self.tool.hover(self._place(QPointF(view.width / 2, view.height / 2)))
        return True

    def _place(self, at: QPointF) -> LonLat:
        """The place under a pixel, drawn to a corner or edge nearby where the tool wants it."""
        self._snap = None
        if self.tool.snaps and self.snapping:
            self._snap = self._ground.snapped(at.x(), at.y())
        return self._snap or self._ground.viewport.lonlat_at(at.x(), at.y())
