"""The layers of the base map as the layer panel lists them: buildings, roads, water, or a user's file by its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication

from commandpost.domain.layer_style import StyleKind
from commandpost.domain.map_layer import LayerRole, MapLayerData, plain_name
from commandpost.gui.map.base import BaseMap, base_name
from commandpost.gui.map.colours import ColourRole
from commandpost.gui.map.layer_entry import LayerEntry
from commandpost.gui.map.own_style import main_colour
from commandpost.gui.map.style import PAINT_ORDER
from commandpost.gui.translation import QT_TRANSLATE_NOOP

BASE_GROUP = "base"
_LONGEST = 20
ROLE_WORDS = {
    LayerRole.GROUND: QT_TRANSLATE_NOOP("BaseLayers", "Ground"),
    LayerRole.GREEN: QT_TRANSLATE_NOOP("BaseLayers", "Green areas"),
    LayerRole.WATER: QT_TRANSLATE_NOOP("BaseLayers", "Water"),
    LayerRole.BUILDING: QT_TRANSLATE_NOOP("BaseLayers", "Buildings"),
    LayerRole.ROAD: QT_TRANSLATE_NOOP("BaseLayers", "Roads"),
    LayerRole.BOUNDARY: QT_TRANSLATE_NOOP("BaseLayers", "Boundaries"),
    LayerRole.GRID: QT_TRANSLATE_NOOP("BaseLayers", "Grids"),
    LayerRole.PLACE: QT_TRANSLATE_NOOP("BaseLayers", "Place names"),
    LayerRole.OTHER: QT_TRANSLATE_NOOP("BaseLayers", "Other"),
}


class BaseLayer:
    """One line of the panel; several stores of one file, name and role share it."""

    def __init__(self, base: BaseMap, layer: MapLayerData, title: str) -> None:
        self._base = base
        self._layer = layer
        self._title = title
        self._kept = layer.kept

    @property
    def name(self) -> str:
        return base_name(self._layer)

    @property
    def visible(self) -> bool:
        return self.name not in self._base.hidden

    @visible.setter
    def visible(self, shown: bool) -> None:
        name = {self.name}
        self._base.hide(self._base.hidden - name if shown else self._base.hidden | name)

    def entry(self) -> LayerEntry:
        own = self._layer.style.kind is not StyleKind.BASE
        return LayerEntry(
            name=self.name,
            title=self._title,
            colour_role=main_colour(self._layer) if own else ColourRole.NEUTRAL,
            count=None,
            visible=self.visible,
            group="" if self._kept is not None and not self._kept.base else BASE_GROUP,
            kept=self._kept if self._kept is not None and self._kept.moves else None,
        )


def base_layers(base: BaseMap, *, invented: bool) -> Iterator[BaseLayer]:
    """Topmost first, each once; layers of the invented map are called by what they show alone."""
    layers = {base_name(store.layer): store.layer for store in base.stores}
    for layer in sorted(layers.values(), key=lambda one: -PAINT_ORDER.index(one.role)):
        yield BaseLayer(base, layer, _title(layer, invented=invented))


def _title(layer: MapLayerData, *, invented: bool) -> str:
    """What it shows and the name of its layer; a layer with a style of its own has its name alone."""
    said = QCoreApplication.translate("BaseLayers", ROLE_WORDS[layer.role])
    name = plain_name(layer.title or PurePath(layer.source).stem)
    if (invented and layer.kept is None) or not name:
        return said
    name = name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
    plain = layer.style.kind is not StyleKind.BASE or layer.role is LayerRole.OTHER
    return name if plain else f"{said} · {name}"
