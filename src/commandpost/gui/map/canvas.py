"""The map of the duty room: tiles of the base map, the situation over them, tools and furniture.

Places are degrees at every door of this class; EPSG:3857 stays inside. The map never moves by itself: only the
person at it, or an explicit :meth:`MapCanvas.reveal` and :meth:`MapCanvas.fit`, changes what is looked at.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from commandpost.domain.coordinates import LonLat
from commandpost.domain.map_layer import MapLayerData
from commandpost.gui.map.base import BaseMap
from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.furniture import Attribution
from commandpost.gui.map.markers import Marker, MarkerLayer
from commandpost.gui.map.panel import LayerPanel, ToolStrip
from commandpost.gui.map.scene import Circle, LayerEntry, Scene, draw_aim, draw_tiles
from commandpost.gui.map.scheduling import TileScheduler
from commandpost.gui.map.situation import Area, AreaLayer, project
from commandpost.gui.map.tools import MapTool, ToolKind, tool_of
from commandpost.gui.map.viewport import Viewport

_START = LonLat(lon=116.3975, lat=39.9087)
_START_RUNG = 30
_SETTLE_MS = 90
_DRAG_PX = 4
_PAN_PX = 96
_WHEEL_STEP = 120
_CARD_MARGIN = 12
_REVEAL_MARGIN = 40
_CLUSTER_ZOOM = 3
_PICK_PX = 5.0

_log = logging.getLogger(__name__)


class MapCanvas(QWidget):
    """Shows and asks; knows markers, areas and features, but no records."""

    feature_clicked = Signal(str, str)  # layer, id
    map_clicked = Signal(object)  # LonLat
    point_placed = Signal(object)  # LonLat
    circle_drawn = Signal(object, float)  # centre LonLat, radius in metres
    layers_changed = Signal()
    viewport_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(320, 240)
        self.setAccessibleName(self.tr("Map"))
        self._scene = Scene()
        self._viewport = Viewport(x=0, y=0, rung=_START_RUNG, width=640, height=480).centered(_START)
        self._tool: MapTool = tool_of(ToolKind.SELECT)
        self._scheduler = TileScheduler(self)
        self._scheduler.tile_ready.connect(self.update)
        self._scheduler.layer_left_out.connect(self.update)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settled.timeout.connect(self._place_labels)
        self._fallback_rung = _START_RUNG
        self._fit_when_shown = False
        self._pressed: QPointF | None = None
        self._dragging = False
        self._cursor: QPointF | None = None
        self._aiming = False
        self._wheel = 0
        self._layers_shown = True
        self._build_cards()
        self.apply_colours(self._scene.colours)

    # ------------------------------------------------------------------------------------------- what is shown

    @property
    def viewport(self) -> Viewport:
        return self._viewport

    @property
    def idle(self) -> bool:
        """Nothing is left to paint."""
        return self._scheduler.idle and not self._settled.isActive()

    @property
    def sharp(self) -> bool:
        """Everything in the window is painted at its own rung; the ring around it may still be missing."""
        return self._scheduler.covers(self._viewport)

    def set_base(self, layers: Sequence[MapLayerData], attribution: Attribution | None = None) -> None:
        """Replace the base map, shown whole unless one was looked at; no attribution is a warning."""
        before, self._scene.base = self._scene.base.bounds, BaseMap(layers)
        self._scene.attribution = attribution or Attribution()
        self._redress()
        if before is None or not self._viewport.meets(self._scene.base.bounds):
            self.fit()

    def set_markers(self, name: str, markers: Sequence[Marker], *, title: str = "") -> None:
        """Replace the markers under a name; the layer set first lies on top."""
        old = self._scene.marker_layers.get(name)
        layer = MarkerLayer(name, title or (old.title if old else name), markers)
        layer.visible = old.visible if old else True
        self._scene.marker_layers[name] = layer
        self._scene.mishaps.forget(name)
        self._layers_changed()

    def set_areas(self, name: str, areas: Sequence[Area], *, title: str = "") -> None:
        """Replace the areas under a name."""
        old = self._scene.area_layers.get(name)
        layer = AreaLayer(name, title or (old.title if old else name), areas)
        layer.visible = old.visible if old else True
        self._scene.area_layers[name] = layer
        self._scene.mishaps.forget(name)
        self._layers_changed()

    def remove_layer(self, name: str) -> None:
        """Take a layer of markers or areas away."""
        self._scene.marker_layers.pop(name, None)
        self._scene.area_layers.pop(name, None)
        self._layers_changed()

    def layers(self) -> tuple[LayerEntry, ...]:
        return self._scene.entries()

    def set_layer_visible(self, name: str, visible: bool) -> None:
        layer = self._scene.layer(name)
        if layer is not None and layer.visible != visible:
            layer.visible = visible
            self._layers_changed()

    def select(self, layer: str, feature_id: str) -> None:
        """Mark one marker or area as chosen; empty strings choose nothing. The map does not move."""
        self._scene.selected = (layer, feature_id)
        self.update()

    def set_circle(self, center: LonLat, radius_m: float) -> None:
        """Draw the query circle at a true distance."""
        self._scene.circle = Circle(center=center, radius_m=radius_m)
        self.update()

    def clear_circle(self) -> None:
        self._scene.circle = None
        self.update()

    def set_tool(self, kind: ToolKind) -> None:
        """Take a tool in hand."""
        self._tool = tool_of(kind)
        self._strip.show_tool(kind)
        self.setCursor(self._tool.cursor)
        self.update()

    def apply_colours(self, colours: MapColours) -> None:
        """Wear a theme."""
        self._scene.dress(colours, self.devicePixelRatioF())
        self._strip.dress(colours)
        self._redress()
        self._layers_changed()

    def features_at(self, place: LonLat) -> tuple[tuple[str, int, str], ...]:
        """What the base map has at a place, topmost first: layer, feature id in its file, name."""
        (x, y), reach = project(np.array([[place.lon, place.lat]]))[0], _PICK_PX * self._viewport.resolution
        hits = ((store.layer, store.pick(float(x), float(y), reach)) for store in reversed(self._scene.base.stores))
        return tuple((layer.name, int(layer.fids[at]), layer.names[at]) for layer, at in hits if at is not None)

    # ------------------------------------------------------------------------------------------------ movement

    def reveal(self, place: LonLat) -> None:
        """Bring a place into the window; nothing moves when it is in it already."""
        x, y = self._viewport.screen_of(place)
        across = _REVEAL_MARGIN <= x <= self.width() - _REVEAL_MARGIN
        if not (across and _REVEAL_MARGIN <= y <= self.height() - _REVEAL_MARGIN):
            self._look(self._viewport.centered(place))

    def fit(self) -> None:
        """Show the whole base map, or the whole situation where there is none."""
        self._fit_when_shown = not self.isVisible()
        bounds = self._scene.bounds
        if bounds:
            self._look(self._viewport.fitted(bounds))

    def look_at(self, center: LonLat, rung: int | None = None) -> None:
        """Centre on a place, at a zoom rung if one is given; for a restored view or a button."""
        self._fit_when_shown = False
        steps = 0 if rung is None else rung - self._viewport.rung
        self._look(self._viewport.centered(center).zoomed(steps, (self.width() / 2, self.height() / 2)))

    def zoom(self, steps: int) -> None:
        """Zoom about the cursor, or about the middle when the cursor is elsewhere."""
        at = self._cursor or QPointF(self.width() / 2, self.height() / 2)
        self._look(self._viewport.zoomed(steps, (at.x(), at.y())))

    def picture(self, size: QSize, *, colours: MapColours | None = None, ratio: float = 2.0) -> QImage:
        """The situation as a picture for paper, at the scale of the window, with its furniture."""
        viewport = self._viewport.resized(size.width(), size.height())
        return self._scene.picture(viewport, colours or self._scene.colours, ratio)

    def stop(self) -> None:
        """Stop timers and the background executor; the window that holds the map calls it when it closes."""
        self._settled.stop()
        self._scheduler.close()

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

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.fillRect(self.rect(), QColor(self._scene.colours.ground))
            self._paint(painter)
        except Exception:  # noqa: BLE001 - the net of painting: a wrong feature must not kill the window
            _log.exception("the map could not be painted")
            painter.resetTransform()
            painter.fillRect(self.rect(), QColor(self._scene.colours.ground))
        finally:
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._look(self._viewport.resized(self.width(), self.height()))
        self._place_cards()
        if self._fit_when_shown:
            self.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.stop()
        super().closeEvent(event)

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

    def _build_cards(self) -> None:
        self._panel, self._strip = LayerPanel(self), ToolStrip(self)
        self._panel.visibility_wanted.connect(self.set_layer_visible)
        self._strip.tool_wanted.connect(lambda kind: self.set_tool(ToolKind(kind)))
        self._strip.zoom_wanted.connect(self.zoom)
        self._strip.fit_wanted.connect(self.fit)
        self._strip.layers_wanted.connect(self._toggle_layers)

    def _toggle_layers(self) -> None:
        self._layers_shown = not self._layers_shown
        self._layers_changed()

    def _paint(self, painter: QPainter) -> None:
        if self._scene.ratio != self.devicePixelRatioF():
            self._scene.dress(self._scene.colours, self.devicePixelRatioF())
            self._redress()
        if draw_tiles(painter, self._scheduler, self._viewport, self._fallback_rung):
            self._fallback_rung = self._viewport.rung
        self._scene.draw(painter, self._viewport)
        self._tool.draw(painter, self._viewport, self._scene.colours)
        if self._aiming and self.hasFocus():
            draw_aim(painter, self._viewport, self._scene.colours)
        self._scene.draw_mishaps(painter, self._viewport)
        place = self._place_at(self._cursor) if self._cursor else self._viewport.center
        self._scene.draw_furniture(painter, self._viewport, place)

    def _look(self, viewport: Viewport) -> None:
        self._viewport = viewport
        self._scheduler.want(viewport)
        self._settled.start()
        self.update()
        self.viewport_changed.emit()

    def _redress(self) -> None:
        self._scheduler.show(self._scene.base, self._scene.colours, self.devicePixelRatioF())
        self._look(self._viewport)

    def _place_labels(self) -> None:
        self._scheduler.run(self._scene.label_steps(self._viewport))

    def _layers_changed(self) -> None:
        self._panel.show_layers(self.layers(), self._scene.colours)
        self._panel.setVisible(self._layers_shown and bool(self.layers()))
        self._place_cards()
        self.layers_changed.emit()
        self.update()

    def _place_cards(self) -> None:
        self._strip.move(_CARD_MARGIN, _CARD_MARGIN)
        self._panel.move(self.width() - self._panel.width() - _CARD_MARGIN, _CARD_MARGIN)

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
