"""The map of the duty room under a person's hands: mouse, wheel, keys, tools and the floating cards."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from commandpost.domain.coordinates import LonLat
from commandpost.gui.map.cards import Cards
from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.scene import draw_aim
from commandpost.gui.map.tools import MapTool, ToolKind, tool_of
from commandpost.gui.map.view import MapView

_DRAG_PX = 4
_PAN_PX = 96
_WHEEL_STEP = 120
_CLUSTER_ZOOM = 3


class MapCanvas(MapView):
    """Shows and asks; knows markers, areas and features, but no records."""

    feature_clicked = Signal(str, str)  # layer, id
    map_clicked = Signal(object)  # LonLat
    point_placed = Signal(object)  # LonLat
    circle_drawn = Signal(object, float)  # centre LonLat, radius in metres

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Map"))
        self._tool: MapTool = tool_of(ToolKind.SELECT)
        self._pressed: QPointF | None = None
        self._dragging = False
        self._cursor: QPointF | None = None
        self._aiming = False
        self._wheel = 0
        self._cards = self._built_cards()
        self.apply_colours(self._scene.colours)

    def set_tool(self, kind: ToolKind) -> None:
        """Take a tool in hand."""
        self._tool = tool_of(kind)
        self._cards.strip.show_tool(kind)
        self.setCursor(self._tool.cursor)
        self.update()

    def zoom(self, steps: int) -> None:
        """Zoom about the cursor, or about the middle when the cursor is elsewhere."""
        at = self._cursor or QPointF(self.width() / 2, self.height() / 2)
        self._look(self._viewport.zoomed(steps, (at.x(), at.y())))

    def apply_colours(self, colours: MapColours) -> None:
        """Wear a theme."""
        self._scene.dress(colours, self.devicePixelRatioF())
        self._cards.strip.dress(colours)
        self._redress()
        self._layers_changed()

    # -------------------------------------------------------------------------------------- the side of the tools

    def choose_at(self, x: float, y: float) -> None:
        """Announce what is at a pixel; a cluster is opened."""
        hit = self._scene.spot_at(self._viewport, x, y)
        if hit is None:
            self._choose_ground(x, y)
        elif hit[1].number > 1:
            self._look(self._viewport.zoomed(_CLUSTER_ZOOM, (x, y)))
        else:
            layer, spot = hit
            self.feature_clicked.emit(layer.name, layer.markers[spot.first].id)

    def announce_point(self, place: LonLat) -> None:
        """Announce a set place and put the tool away."""
        self.set_tool(ToolKind.SELECT)
        self.point_placed.emit(place)

    def announce_circle(self, center: LonLat, radius_m: float) -> None:
        """Show and announce a drawn circle and put the tool away."""
        self.set_circle(center, radius_m)
        self.set_tool(ToolKind.SELECT)
        self.circle_drawn.emit(center, radius_m)

    def _choose_ground(self, x: float, y: float) -> None:
        for layer in reversed(self._scene.area_layers.values()):
            area = layer.area_at(self._viewport, x, y) if layer.visible else None
            if area is not None:
                self.feature_clicked.emit(layer.name, area.id)
                break
        self.map_clicked.emit(self._viewport.lonlat_at(x, y))

    # -------------------------------------------------------------------------------------------------- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cards.fit(self.size())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed, self._dragging = event.position(), False
        if event.button() == Qt.MouseButton.LeftButton:
            self._tool.press(self._place_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at, self._aiming = event.position(), False
        if self._pressed is not None and (self._dragging or (at - self._pressed).manhattanLength() >= _DRAG_PX):
            self._dragging = True
            if not (self._tool.drags and event.buttons() & Qt.MouseButton.LeftButton):
                last = self._cursor or self._pressed
                self._look(self._viewport.panned(last.x() - at.x(), last.y() - at.y()))
        self._cursor = at
        self._tool.hover(self._place_at(at))
        if self._pressed is None:
            self._show_pointer(at)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if event.button() != Qt.MouseButton.LeftButton or pressed is None:
            return
        at = event.position()
        if self._dragging:
            self._tool.release(self, self._place_at(at))
        else:
            self._tool.click(self, self._place_at(at), at.x(), at.y())
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._tool.kind is ToolKind.SELECT:
            self._look(self._viewport.zoomed(2, (event.position().x(), event.position().y())))
        self._tool.finish()
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._cursor = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._wheel += event.angleDelta().y()
        steps = int(self._wheel / _WHEEL_STEP)
        self._wheel -= steps * _WHEEL_STEP
        if steps:
            self._look(self._viewport.zoomed(steps, (event.position().x(), event.position().y())))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _PANS:
            right, down = _PANS[key]
            self._aiming = True
            self._look(self._viewport.panned(right * _PAN_PX, down * _PAN_PX))
        elif key in _ZOOMS:
            self.zoom(_ZOOMS[key])
        elif key == Qt.Key.Key_Home:
            self.fit()
        elif key in _CHOOSES and self._aiming:
            x, y = self.width() / 2, self.height() / 2
            self._tool.click(self, self._viewport.lonlat_at(x, y), x, y)
        elif key == Qt.Key.Key_Escape and self._tool.kind is not ToolKind.SELECT:
            self.set_tool(ToolKind.SELECT)
        else:
            super().keyPressEvent(event)

    # -------------------------------------------------------------------------------------------------- inside

    def _built_cards(self) -> Cards:
        cards = Cards(self)
        cards.panel.visibility_wanted.connect(self.set_layer_visible)
        cards.strip.tool_wanted.connect(lambda kind: self.set_tool(ToolKind(kind)))
        cards.strip.zoom_wanted.connect(self.zoom)
        cards.strip.fit_wanted.connect(self.fit)
        return cards

    def _draw_hand(self, painter: QPainter) -> None:
        self._tool.draw(painter, self._viewport, self._scene.colours)
        if self._aiming and self.hasFocus():
            draw_aim(painter, self._viewport, self._scene.colours)

    def _pointed_at(self) -> LonLat:
        return self._place_at(self._cursor) if self._cursor else self._viewport.center

    def _layers_changed(self) -> None:
        self._cards.show_layers(self.layers(), self._scene.colours)
        super()._layers_changed()

    def _place_at(self, at: QPointF) -> LonLat:
        return self._viewport.lonlat_at(at.x(), at.y())

    def _show_pointer(self, at: QPointF) -> None:
        over = self._tool.kind is ToolKind.SELECT and self._scene.spot_at(self._viewport, at.x(), at.y())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else self._tool.cursor)


_PANS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
_CHOOSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
