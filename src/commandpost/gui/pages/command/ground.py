"""What lies under the incidents on the map: the base map, its pictures, the ledgers and the grids."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from commandpost.gui.context import GuiContext
from commandpost.gui.map.base import BaseMap
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.pages.command.base_owner import owner_of
from commandpost.gui.pages.command.pictures import Pictures
from commandpost.gui.pages.command.reading import gathered_surroundings
from commandpost.gui.pages.command.situation import Situation
from commandpost.gui.runtime.reading import Reading


class Ground(QObject):
    """Read away from the window, laid under the map as it comes."""

    mapped = Signal(bool)  # whether there is a base map at all

    def __init__(self, context: GuiContext, canvas: MapCanvas, situation: Situation, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._canvas, self._situation = context, canvas, situation
        self._pictures = Pictures(context, canvas, self)
        self._around = Reading(context.tasks, self._read_surroundings)
        self.read_base()

    def read_base(self) -> None:
        """A layer of the base map may have come or gone."""
        self._context.tasks.start(self._read_base(), owner=self)

    def read_around(self) -> None:
        """A ledger or a grid may have changed."""
        self._around.ask()

    async def _read_base(self) -> None:
        sheet = await self._context.tasks.net(self._context.services.base_map)
        self.mapped.emit(bool(sheet.layers))
        base = await self._context.tasks.net(BaseMap, sheet.layers)
        self._canvas.show_base(base, owner_of(sheet))
        self._pictures.refresh()
        await self._context.tasks.net(self._context.services.map_queries.use_base, sheet.layers)

    async def _read_surroundings(self) -> None:
        found = await gathered_surroundings(self._context)
        self._situation.show_grids(found.grids)
        self._situation.show_ledgers(found.layers, self._context.preferences.liking.language.value)
