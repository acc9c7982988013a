"""Lays a file of the operator's own under the map, as base map, or over it, without a new import."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from commandpost.gui.context import GuiContext
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.pages.command.mapdesk.desk import MapDesk
from commandpost.gui.pages.keeping_layers import keep_layers


class LayerPlace(MapDesk):
    """Hears the card of layers; the map is read again and nothing moves."""

    def __init__(self, context: GuiContext, canvas: MapCanvas, parent: QWidget) -> None:
        super().__init__(context, canvas, parent)
        canvas.cards.panel.place_wanted.connect(lambda layer, base: context.start(self._place, layer, base=base))

    async def _place(self, layer: str, *, base: bool) -> None:
        files = self.context.services.map_files
        if files is None:
            return
        files.place(layer, base=base)
        await keep_layers(self.context, files)
