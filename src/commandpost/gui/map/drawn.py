"""A drawn thing as the map holds it."""

from __future__ import annotations

from dataclasses import dataclass

from commandpost.domain.coordinates import LonLat
from commandpost.domain.map_layer import GeometryKind
from commandpost.domain.sketch import SketchKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnSketch:
    """One sketch on the map; ``id`` is "" while it is not kept yet, ``fixed`` when another unit drew it."""

    id: str
    kind: SketchKind
    shape: GeometryKind
    places: tuple[LonLat, ...]
    label: str = ""
    ended: bool = False
    fixed: bool = False
