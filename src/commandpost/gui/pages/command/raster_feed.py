"""Brings the pictures a map of squares still misses: few at a time, the middle of the window first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from commandpost.domain.errors import CommandPostError
from commandpost.domain.tile_source import TileId, TilePicture, TileSource
from commandpost.gui.map.raster import RasterTileLayer, image_of, tiles_in
from commandpost.gui.map.viewport import Viewport
from commandpost.gui.runtime.tasks import Tasks

AT_ONCE = 2  # of the workers for the network; the long-poll of the sync holds another

Fetch = Callable[[TileSource, TileId], TilePicture | None]


class RasterFeed(QObject):
    """Fetches away from the window's thread; ``arrived`` says that there is more to draw.

    ``failed`` brings the error of a source once, until one of its pictures arrives again.
    """

    arrived = Signal()
    failed = Signal(str, object)  # title of the source, CommandPostError

    def __init__(self, tasks: Tasks, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._fetch = fetch
        self._layers: tuple[RasterTileLayer, ...] = ()
        self._under_way: set[tuple[str, TileId]] = set()
        self._troubled: set[str] = set()
        self._given_up: set[tuple[str, TileId]] = set()

    @property
    def idle(self) -> bool:
        return not self._under_way

    def serve(self, layers: Sequence[RasterTileLayer]) -> None:
        """Bring pictures for these layers from now on."""
        self._layers = tuple(layers)
        self._given_up.clear()

    def ask(self) -> None:
        """Begin to fetch what the last drawing missed."""
        for layer in self._layers:
            for tile in layer.missing if layer.visible else ():
                if len(self._under_way) >= AT_ONCE:
                    return
                mark = (layer.name, tile)
                if not (layer.has(tile) or mark in self._under_way or mark in self._given_up):
                    self._under_way.add(mark)
                    self._tasks.start(self._bring(layer, tile))

    def retry(self) -> None:
        """Ask again for what could not be had; called when the window moves."""
        self._given_up.clear()

    async def _bring(self, layer: RasterTileLayer, tile: TileId) -> None:
        mark = (layer.name, tile)
        try:
            layer.put(tile, await self._tasks.net(_loaded, self._fetch, layer.source, tile))
            self._troubled.discard(layer.name)
        except CommandPostError as error:
            self._given_up.add(mark)
            if layer.name not in self._troubled:
                self._troubled.add(layer.name)
                self.failed.emit(layer.source.title, error)
        finally:
            self._under_way.discard(mark)
        self.arrived.emit()
        self.ask()


async def bring_all(tasks: Tasks, fetch: Fetch, layers: Sequence[RasterTileLayer], viewport: Viewport) -> None:
    """Bring what a window misses, one after another; raises a source's error after all others were brought."""
    errors: list[CommandPostError] = []
    for layer in layers:
        try:
            for tile in tiles_in(layer.source, viewport):
                if not layer.has(tile):
                    layer.put(tile, await tasks.net(_loaded, fetch, layer.source, tile))
        except CommandPostError as error:
            errors.append(error)
    if errors:
        raise errors[0]


def _loaded(fetch: Fetch, source: TileSource, tile: TileId) -> QImage | None:
    picture = fetch(source, tile)
    return image_of(picture) if picture is not None else None
