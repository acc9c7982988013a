"""The map of the duty room under a person's hands: the tool in hand, what it announces, and the floating cards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from commandpost.domain.coordinates import LonLat
from commandpost.domain.map_layer import GeometryKind
from commandpost.gui.map.cards import Cards
from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.drawn import DrawnSketch
from commandpost.gui.map.hand import Hand
from commandpost.gui.map.replay_mark import draw_replay_mark
from commandpost.gui.map.scene import draw_aim
from commandpost.gui.map.sketches import SKETCH_LAYER
from commandpost.gui.map.snapping import snap
from commandpost.gui.map.tools import MapTool, Places, ToolKind
from commandpost.gui.map.view import MapView
from commandpost.gui.map.viewport import MAX_RUNG, Viewport

_CLUSTER_ZOOM = 3
_FRAME_PX = 2  # shows that the keys go to the map
_MARK_PX = 46  # the mark of a replay at the top of the map


class MapCanvas(MapView):
    """Shows and asks; knows markers, areas, drawings and features, but no records."""

    feature_clicked = Signal(str, str)  # layer, id
    map_clicked = Signal(object)  # LonLat
    point_placed = Signal(object)  # LonLat
    identify_wanted = Signal(object)  # LonLat
    circle_drawn = Signal(object, float)  # centre LonLat, radius in metres
    shape_drawn = Signal(object, object, object)  # ToolKind, GeometryKind, tuple of LonLat
    sketch_edited = Signal(object, object)  # DrawnSketch, tuple of LonLat
    step_wanted = Signal(bool)  # undo (True) or redo what is kept already

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Map"))
        self._hand = Hand(self)
        self._replay = ""  # words of the mark while the past is shown
        self.cards = Cards(self)
        self._listen_to_cards()
        self.apply_colours(self._scene.colours)

    @property
    def tool(self) -> MapTool:
        """The tool in hand."""
        return self._hand.tool

    def set_tool(self, kind: ToolKind) -> None:
        """Take a tool in hand."""
        self._hand.take(kind)
        self.cards.strip.show_tool(kind)
        self.setCursor(self.tool.cursor)
        self.update()

    def set_sketches(self, sketches: Sequence[DrawnSketch]) -> None:
        """Replace what is drawn and kept."""
        self._scene.sketches.show(sketches)
        self._layers_changed()

    def set_draft(self, sketch: DrawnSketch | None) -> None:
        """Show what is drawn but not kept yet."""
        self._scene.sketches.draft = sketch
        self.update()

    def show_past(self, sketches: Sequence[DrawnSketch], words: str, at: datetime) -> None:
        """Show drawings as they were at a moment under a mark with these words."""
        self._tell_past(sketches, words, at)

    def show_present(self) -> None:
        """No past any more."""
        self._tell_past((), "", None)

    def _tell_past(self, sketches: Sequence[DrawnSketch], words: str, at: datetime | None) -> None:
        self._scene.past.show(sketches)
        self._scene.past_at, self._replay = at, words
        self.cards.leave_head(_MARK_PX if words else 0)
        self.update()

    def look(self, viewport: Viewport) -> None:
        """Look elsewhere, because the person at the map wants it."""
        self._look(viewport)

    def zoom(self, steps: int) -> None:
        """Zoom about the cursor, or about the middle when the cursor is elsewhere."""
        at = self._hand.cursor or QPointF(self.width() / 2, self.height() / 2)
        self._look(self._viewport.zoomed(steps, (at.x(), at.y())))

    def apply_colours(self, colours: MapColours) -> None:
        """Wear a theme."""
        self.wear(colours)
        self.cards.strip.dress(colours)
        self._layers_changed()

    # -------------------------------------------------------------------------------------- the side of the tools

    def choose_at(self, x: float, y: float) -> None:
        """Announce what is at a pixel; a cluster is opened, a point of an own layer is asked about.

        At the deepest rung a cluster opens no further: its first is announced.
        """
        hit, own = self._scene.spot_at(self._viewport, x, y), False
        if hit is None and self.sketch_at(x, y) is None:
            hit, own = self._scene.ground_spot_at(self._viewport, x, y), True
        if hit is None:
            self._choose_ground(x, y)
            return
        layer, spot = hit
        marker = layer.markers[spot.first]
        if spot.number > 1 and self._viewport.rung < MAX_RUNG:
            self._look(self._viewport.zoomed(_CLUSTER_ZOOM, (x, y)))
        elif own:
            self.identify_wanted.emit(marker.lonlat)
        else:
            self.feature_clicked.emit(layer.name, marker.id)

    def announce_identify(self, place: LonLat) -> None:
        """Announce a place somebody wants to know more of; the tool stays in hand."""
        self.identify_wanted.emit(place)

    def announce_point(self, place: LonLat) -> None:
        """Announce a set place and put the tool away."""
        self.set_tool(ToolKind.SELECT)
        self.point_placed.emit(place)

    def announce_circle(self, center: LonLat, radius_m: float) -> None:
        """Show and announce a drawn circle and put the tool away."""
        self.set_circle(center, radius_m)
        self.set_tool(ToolKind.SELECT)
        self.circle_drawn.emit(center, radius_m)

    def announce_shape(self, kind: ToolKind, shape: GeometryKind, places: Places) -> None:
        """Announce what was drawn and put the tool away."""
        self.set_tool(ToolKind.SELECT)
        self.shape_drawn.emit(kind, shape, places)

    def announce_edit(self, sketch: DrawnSketch, places: Places) -> None:
        """Announce the new points of a sketch and put the tool away."""
        self.set_tool(ToolKind.SELECT)
        self.sketch_edited.emit(sketch, places)

    def sketch_at(self, x: float, y: float) -> DrawnSketch | None:
        """The drawing at a pixel."""
        return self._scene.sketches.at(self._viewport, x, y)

    def snapped(self, x: float, y: float) -> LonLat | None:
        """The corner or edge a pixel is drawn to, if one is near."""
        return snap(self._scene, self._viewport, x, y)

    def _choose_ground(self, x: float, y: float) -> None:
        sketch = self.sketch_at(x, y)
        if sketch is not None:
            self.feature_clicked.emit(SKETCH_LAYER, sketch.id)
            return
        for layer in reversed(self._scene.area_layers.values()):
            area = layer.area_at(self._viewport, x, y) if layer.visible else None
            if area is not None:
                self.feature_clicked.emit(layer.name, area.id)
                break
        self.map_clicked.emit(self._viewport.lonlat_at(x, y))

    # -------------------------------------------------------------------------------------------------- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.cards.fit(self.size())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hand.move(event)
        if not self._hand.pressed:
            self._show_pointer(event.position())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hand.release(event)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._hand.double(event)
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._hand.cursor = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._hand.wheel(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._hand.key(event):
            self.update()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.step_wanted.emit(True)
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.step_wanted.emit(False)
        else:
            super().keyPressEvent(event)

    # -------------------------------------------------------------------------------------------------- inside

    def _listen_to_cards(self) -> None:
        panel, strip = self.cards.panel, self.cards.strip
        panel.visibility_wanted.connect(self.set_layer_visible)
        strip.tool_wanted.connect(lambda kind: self.set_tool(ToolKind(kind)))
        strip.zoom_wanted.connect(self.zoom)
        strip.fit_wanted.connect(self.fit)
        self.cards.placed.connect(self._cards_placed)

    def _draw_hand(self, painter: QPainter) -> None:
        if self._replay:
            draw_replay_mark(painter, self._viewport, self._replay, self._scene.colours)
        self._hand.draw(painter, self._viewport, self._scene.colours)
        if self._hand.aiming and self.hasFocus():
            draw_aim(painter, self._viewport, self._scene.colours)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._scene.colours.accent), _FRAME_PX))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _cards_placed(self) -> None:
        if self._scene.covered != self.cards.covered:
            self._scene.covered = self.cards.covered
            self.update()

    def _pointed_at(self) -> LonLat:
        cursor = self._hand.cursor
        return self._viewport.lonlat_at(cursor.x(), cursor.y()) if cursor else self._viewport.center

    def _layers_changed(self) -> None:
        self.cards.show_layers(self.layers(), self._scene.colours)
        super()._layers_changed()

    def _show_pointer(self, at: QPointF) -> None:
        at_pixel = (self._viewport, at.x(), at.y())
        over = self._scene.spot_at(*at_pixel) or self._scene.ground_spot_at(*at_pixel)
        over = over if self.tool.kind is ToolKind.SELECT else None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else self.tool.cursor)
