"""What the layer panel tells of one layer."""

from __future__ import annotations

from dataclasses import dataclass

from commandpost.domain.map_layer import KeptAs
from commandpost.gui.map.colours import ColourRole


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerEntry:
    """One line of the layer panel."""

    name: str
    title: str
    colour_role: ColourRole
    count: int | None  # None: pictures, which nobody counts
    visible: bool
    group: str = ""  # lines of one group fold together under its heading
    kept: KeptAs | None = None  # a file of the operator's own that may lie as base map or over it
