"""Keeps the map's pictures in step with the settings, and brings what the window misses."""

from __future__ import annotations

from PySide6.QtCore import QObject

from commandpost.domain.errors import CommandPostError
from commandpost.gui.context import GuiContext
from commandpost.gui.map.raster import RasterTileLayer
from commandpost.gui.map.view import MapView
from commandpost.gui.messages import sentence
from commandpost.gui.notices import Tone
from commandpost.gui.pages.command.raster_feed import RasterFeed


class Pictures(QObject):
    """Nothing where this workstation has no maps of pictures."""

    def __init__(self, context: GuiContext, canvas: MapView, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._canvas = canvas
        self._layers: dict[str, RasterTileLayer] = {}
        self._feed: RasterFeed | None = None
        if context.services.map_pictures is not None:
            self._feed = RasterFeed(context.tasks, context.services.map_pictures.picture, self)
            self._feed.arrived.connect(canvas.update)
            self._feed.failed.connect(self._say)
            canvas.pictures_missing.connect(self._feed.ask)
            canvas.viewport_changed.connect(self._feed.retry)

    def refresh(self) -> None:
        """Read again which maps of pictures there are; pictures of those that stay are kept."""
        pictures = self._context.services.map_pictures
        if pictures is None or self._feed is None:
            return
        sources = pictures.sources()
        if not sources and not self._layers:
            return
        self._layers = {source.id: self._layers.get(source.id) or RasterTileLayer(source) for source in sources}
        layers = tuple(self._layers.values())
        self._feed.serve(layers)
        self._canvas.set_pictures(layers)

    def _say(self, title: str, error: CommandPostError) -> None:
        self._context.notices.say(f"{title}: {sentence(error)}", key=f"picture.{title}", tone=Tone.WARNING)
