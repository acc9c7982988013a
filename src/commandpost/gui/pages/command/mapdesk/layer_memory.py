"""Remembers which layers of the map this workstation hides."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from commandpost.gui.context import SHOWN, GuiContext
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.pages.command.mapdesk.desk import MapDesk
from commandpost.journal.entry import ChangeSet, Json

SETTING = "map.hidden"


class LayerMemory(MapDesk):
    """Keeps what a hand switched off; what the past or another desk hides for a while is not kept."""

    def __init__(self, context: GuiContext, canvas: MapCanvas, parent: QWidget) -> None:
        super().__init__(context, canvas, parent)
        self._hidden: frozenset[str] = frozenset()
        canvas.cards.panel.visibility_wanted.connect(self._switched)
        context.tasks.start(self._restore())

    async def _restore(self) -> None:
        kept = await self.context.tasks.store(self.context.desk.store.setting, SETTING)
        if self.closed:
            return
        self._hidden |= names_in(kept)
        self.canvas.hide_layers(self._hidden)

    def _switched(self, name: str, shown: bool) -> None:
        self._hidden = self._hidden - {name} if shown else self._hidden | {name}
        self.context.tasks.start(self._keep(sorted(self._hidden)))

    async def _keep(self, names: list[str]) -> None:
        await self.context.tasks.store(self.context.desk.store.set_setting, SETTING, list(names))
        self.context.bridge.announce(ChangeSet(kinds=frozenset({SHOWN})))


def names_in(kept: Json) -> frozenset[str]:
    """The hidden layers as they were remembered; none where nothing was."""
    return frozenset(str(name) for name in kept) if isinstance(kept, list) else frozenset()
