"""The registry of layer kinds: what the layer panel lists, in its order. A new kind of layer is one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from commandpost.gui.map.base_layers import base_layers
from commandpost.gui.map.layer_entry import LayerEntry
from commandpost.gui.map.scene import Scene


class ShownLayer(Protocol):
    """Anything a person may show and hide."""

    visible: bool

    @property
    def name(self) -> str: ...

    def entry(self) -> LayerEntry: ...


LayersOf = Callable[[Scene], Iterable[ShownLayer]]

LAYERS: tuple[LayersOf, ...] = (
    lambda scene: scene.marker_layers.values(),
    lambda scene: (scene.sketches,) if scene.sketches.sketches else (),
    lambda scene: scene.area_layers.values(),
    lambda scene: scene.pictures,
    lambda scene: base_layers(scene.base, invented=scene.attribution.invented),
)


def shown_layers(scene: Scene) -> Iterator[ShownLayer]:
    """Every layer of every kind."""
    for layers_of in LAYERS:
        yield from layers_of(scene)


def entries_of(scene: Scene) -> tuple[LayerEntry, ...]:
    """The lines of the layer panel."""
    return tuple(layer.entry() for layer in shown_layers(scene))
