"""What the map shows and where it looks: base map, layers, movement, and how a frame is painted.

Places are degrees at every door of this class; EPSG:3857 stays inside. The map never moves by itself: only the
person at it, or an explicit :meth:`MapView.reveal` and :meth:`MapView.fit`, changes what is looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from commandpost.domain.coordinates import LonLat
from commandpost.domain.map_layer import MapLayerData
from commandpost.gui.map.base import BaseMap
from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.features import GroundFeature
from commandpost.gui.map.furniture import Attribution
from commandpost.gui.map.layer_entry import LayerEntry
from commandpost.gui.map.layer_kinds import ShownLayer, entries_of, shown_layers
from commandpost.gui.map.markers import Marker, MarkerLayer
from commandpost.gui.map.mishaps import survives
from commandpost.gui.map.picturing import picture
from commandpost.gui.map.raster import RasterTileLayer
from commandpost.gui.map.scene import Circle, Scene, draw_tiles
from commandpost.gui.map.scheduling import TileScheduler
from commandpost.gui.map.situation import Area, AreaLayer, project
from commandpost.gui.map.viewport import Viewport

_START = LonLat(lon=116.3975, lat=39.9087)
_START_RUNG = 30
_SETTLE_MS = 90
_REVEAL_MARGIN = 40
_SYMBOL = 14.0  # pixels from its middle to where a symbol ends
_PICK_PX = 5.0


class MapView(QWidget):
    """Shows and moves; what hands do with it is the canvas's."""

    layers_changed = Signal()
    viewport_changed = Signal()
    pictures_missing = Signal()  # a map of pictures was drawn with gaps

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(320, 240)
        self._scene = Scene()
        self._viewport = Viewport(x=0, y=0, rung=_START_RUNG, width=640, height=480).centered(_START)
        self._scheduler = TileScheduler(self)
        self._scheduler.tile_ready.connect(self.update)
        self._scheduler.layer_left_out.connect(self.update)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settled.timeout.connect(self._place_labels)
        self._fallback_rung = _START_RUNG
        self._fit_when_shown = False
        self._hidden: frozenset[str] = frozenset()  # names of layers

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
        """Replace a small base map at once; a large one is made beside the window and shown by ``show_base``."""
        self.show_base(BaseMap(layers), attribution)

    def show_base(self, base: BaseMap, attribution: Attribution | None = None) -> None:
        """Replace the base map, shown whole unless one was looked at; no attribution is a warning."""
        before, self._scene.base = self._scene.base.bounds, base
        base.hide(self._hidden)
        self._scene.attribution = attribution or Attribution()
        self._redress()
        self._layers_changed()
        if before is None or not self._viewport.meets(self._scene.base.bounds):
            self.fit()

    def set_pictures(self, layers: Sequence[RasterTileLayer]) -> None:
        """Replace the maps of pictures, which lie under everything; the lowest first."""
        for layer in set(layers) - set(self._scene.pictures):
            layer.visible = layer.name not in self._hidden
        self._scene.pictures = tuple(layers)
        self._redress()
        self._layers_changed()

    def set_markers(self, name: str, markers: Sequence[Marker], *, title: str = "") -> None:
        """Replace the markers under a name; the layer set first lies on top."""
        old = self._scene.marker_layers.get(name)
        layer = MarkerLayer(name, title or (old.title if old else name), markers)
        layer.visible = old.visible if old else name not in self._hidden
        self._scene.marker_layers[name] = layer
        self._scene.mishaps.forget(name)
        self._layers_changed()

    def set_areas(self, name: str, areas: Sequence[Area], *, title: str = "") -> None:
        """Replace the areas under a name."""
        old = self._scene.area_layers.get(name)
        layer = AreaLayer(name, title or (old.title if old else name), areas)
        layer.visible = old.visible if old else name not in self._hidden
        self._scene.area_layers[name] = layer
        self._scene.mishaps.forget(name)
        self._layers_changed()

    def remove_layer(self, name: str) -> None:
        """Take a layer of markers or areas away."""
        self._scene.marker_layers.pop(name, None)
        self._scene.area_layers.pop(name, None)
        self._layers_changed()

    def layers(self) -> tuple[LayerEntry, ...]:
        return entries_of(self._scene)

    def set_layer_visible(self, name: str, visible: bool) -> None:
        """Show or hide one layer of any kind."""
        found = [layer for layer in shown_layers(self._scene) if layer.name == name and layer.visible != visible]
        if found:
            self._hide(self._hidden - {name} if visible else self._hidden | {name}, found)

    def hide_layers(self, names: Collection[str]) -> None:
        """Hide these layers, those that are there and those that come later, and show all others."""
        self._hide(frozenset(names), tuple(shown_layers(self._scene)))

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

    def features_at(self, place: LonLat) -> tuple[GroundFeature, ...]:
        """What the base map has at a place, topmost first."""
        (x, y), reach = project(np.array([[place.lon, place.lat]]))[0], _PICK_PX * self._viewport.resolution
        stores = reversed(self._scene.base.shown_stores)
        hits = ((store.layer, store.pick(float(x), float(y), reach)) for store in stores)
        found = ((layer, at) for layer, at in hits if at is not None)
        return tuple(GroundFeature(one.name, int(one.fids[at]), one.names[at], one.source) for one, at in found)

    # ------------------------------------------------------------------------------------------------ movement

    def reveal(self, place: LonLat) -> None:
        """Bring a place into the window; nothing moves when it is in it already."""
        x, y = self._viewport.screen_of(place)
        seen = QRectF(self.rect()).adjusted(_REVEAL_MARGIN, _REVEAL_MARGIN, -_REVEAL_MARGIN, -_REVEAL_MARGIN)
        near = QRectF(x - _SYMBOL, y - _SYMBOL, 2 * _SYMBOL, 2 * _SYMBOL)
        if not seen.contains(x, y) or any(near.intersects(card) for card in self._scene.covered):
            clear = self._clear_middle()
            right, down = round(self.width() / 2 - clear.x()), round(self.height() / 2 - clear.y())
            self._look(self._viewport.centered(place).panned(right, down))

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

    def picture(self, size: QSize, *, colours: MapColours | None = None, ratio: float = 2.0) -> QImage:
        """The situation as a picture for paper, at the scale of the window, with its furniture."""
        viewport = self._viewport.resized(size.width(), size.height())
        return picture(self._scene, viewport, colours or self._scene.colours, ratio)

    def wear(self, colours: MapColours) -> None:
        """Wear a theme."""
        self._scene.dress(colours, self.devicePixelRatioF())
        self._redress()

    @property
    def scene(self) -> Scene:
        """Everything that is shown, for printing."""
        return self._scene

    def stop(self) -> None:
        """Stop timers and the background executor; the window that holds the map calls it when it closes."""
        self._settled.stop()
        self._scheduler.close()

    # -------------------------------------------------------------------------------------------------- inside

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            if self._scene.pictures or not self.sharp:  # else the tiles are all of it
                painter.fillRect(self.rect(), QColor(self._scene.colours.ground))
            if not survives(partial(self._paint, painter)):
                painter.resetTransform()
                painter.fillRect(self.rect(), QColor(self._scene.colours.ground))
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        if self._scene.ratio != self.devicePixelRatioF():
            self._scene.dress(self._scene.colours, self.devicePixelRatioF())
            self._redress()
        if self._scene.draw_pictures(painter, self._viewport):
            self.pictures_missing.emit()
        if draw_tiles(painter, self._scheduler, self._viewport, self._fallback_rung):
            self._fallback_rung = self._viewport.rung
        self._scene.draw(painter, self._viewport)
        self._draw_hand(painter)
        self._scene.draw_mishaps(painter, self._viewport)
        self._scene.draw_furniture(painter, self._viewport, self._pointed_at())

    def _draw_hand(self, painter: QPainter) -> None:
        """What the person at the map is doing."""

    def _clear_middle(self) -> QPointF:
        """The middle of the window; where a card lies over it, that of what stays clear beside the card or above it."""
        middle = QPointF(self.width() / 2, self.height() / 2)
        across = [card for card in self._scene.covered if card.top() < middle.y() < card.bottom()]
        if not any(card.left() - _SYMBOL < middle.x() < card.right() + _SYMBOL for card in across):
            return middle
        left = max((card.right() for card in across if card.center().x() < middle.x()), default=0.0)
        right = min((card.left() for card in across if card.center().x() >= middle.x()), default=self.width())
        if right - left > 2 * _REVEAL_MARGIN:
            return QPointF((left + right) / 2, middle.y())
        top = min((card.top() for card in across if card.width() > middle.x()), default=0.0)
        return QPointF(middle.x(), top / 2) if top > 2 * _SYMBOL else middle

    def _pointed_at(self) -> LonLat:
        """The place whose coordinates are read out."""
        return self._viewport.center

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._look(self._viewport.resized(self.width(), self.height()))
        if self._fit_when_shown:
            self.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.stop()
        super().closeEvent(event)

    def _hide(self, names: frozenset[str], layers: Sequence[ShownLayer]) -> None:
        """Pictures of the base map are painted anew only where it is the base map that changes."""
        self._hidden, before = names, self._scene.base.hidden
        for layer in layers:
            layer.visible = layer.name not in names
        if self._scene.base.hidden != before:
            self._redress()
        self._layers_changed()

    def _layers_changed(self) -> None:
        self._settled.start()  # names give way to what is new
        self.layers_changed.emit()
        self.update()

    def _look(self, viewport: Viewport) -> None:
        self._viewport = viewport
        self._scheduler.want(viewport)
        self._settled.start()
        self.update()
        self.viewport_changed.emit()

    def _redress(self) -> None:
        open_ground = bool(self._scene.pictures)
        self._scheduler.show(self._scene.base, self._scene.colours, self.devicePixelRatioF(), see_through=open_ground)
        self._look(self._viewport)

    def _place_labels(self) -> None:
        self._scheduler.run(self._scene.label_steps(self._viewport))
