"""The map as one picture of its own, painted in small steps, so that a large sheet never holds up the window."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from commandpost.gui.map.base import BaseMap
from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.mishaps import survives
from commandpost.gui.map.scene import Scene
from commandpost.gui.map.viewport import Viewport

_BAND_PIXELS = 700_000  # of the picture; a lake that fills a band is filled within a slice


def snapshot(scene: Scene, colours: MapColours, ratio: float) -> Scene:
    """What is shown now, in other colours; what is shown, hidden or replaced afterwards does not change it."""
    still = copy(scene)
    still.base = copy(scene.base)
    still.base.points = tuple(layer for layer in scene.base.points if layer.visible)
    still.pictures = tuple(layer for layer in scene.pictures if layer.visible)
    still.marker_layers = {name: layer for name, layer in scene.marker_layers.items() if layer.visible}
    still.area_layers = {name: layer for name, layer in scene.area_layers.items() if layer.visible}
    still.sketches, still.past = copy(scene.sketches), copy(scene.past)
    still.sketches.draft = None
    still.labels = []
    still.covered = ()
    still.dress(colours, ratio)
    return still


def prepare_levels(base: BaseMap, viewport: Viewport, colours: MapColours) -> None:
    """Make what a picture of this window needs, away from the window's thread; what cannot be made is left out."""
    for layer, pyramid in base.missing_levels(viewport.resolution, colours):
        if not survives(partial(pyramid.level, viewport.resolution)):
            base.leave_out(layer)


def empty_picture(still: Scene, viewport: Viewport) -> QImage:
    """A picture whose pixels are not set yet."""
    size = round(viewport.width * still.ratio), round(viewport.height * still.ratio)
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(still.ratio)
    return image


def picture_steps(still: Scene, image: QImage, viewport: Viewport, *, furniture: bool) -> Iterator[None]:
    """Paint everything into an empty picture without tiles; paper brings its own furniture."""
    painter = QPainter(image)
    still.furnished = furniture
    try:
        for band in _bands(image):
            painter.setClipRect(band)
            yield from _ground(still, painter, viewport, band)
            painter.resetTransform()
        painter.setClipping(False)
        yield from still.name_steps(viewport)
        yield from still.symbol_steps(viewport)
        yield from still.draw_steps(painter, viewport)
        still.draw_mishaps(painter, viewport)
        if furniture:
            still.draw_furniture(painter, viewport, viewport.center)
    finally:
        painter.end()


def picture(scene: Scene, viewport: Viewport, colours: MapColours, ratio: float, *, furniture: bool = True) -> QImage:
    """The same at once."""
    still = snapshot(scene, colours, ratio)
    image = empty_picture(still, viewport)
    for _ in picture_steps(still, image, viewport, furniture=furniture):
        pass
    return image


def _ground(still: Scene, painter: QPainter, viewport: Viewport, band: QRectF) -> Iterator[None]:
    """What lies under the situation, in a band of the window."""
    painter.fillRect(band, QColor(still.colours.ground))
    yield
    still.draw_pictures(painter, viewport)
    yield
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    west, _, east, north = viewport.bounds
    rows = (west, north - band.bottom() * viewport.resolution, east, north - band.top() * viewport.resolution)
    for job in still.base.jobs(viewport.bounds, viewport.resolution, still.colours, within=rows):
        still.base.run(job, painter)
        yield


def _bands(image: QImage) -> Iterator[QRectF]:
    """Bands of few pixels from the top, in logical pixels; their edges are edges of true pixels."""
    ratio = image.devicePixelRatio()
    tall = max(1, _BAND_PIXELS // image.width())
    for top in range(0, image.height(), tall):
        bottom = min(image.height(), top + tall)
        yield QRectF(0, top / ratio, image.width() / ratio, (bottom - top) / ratio)
