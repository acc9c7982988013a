"""One layer of a map as plain arrays: what the readers hand over and the canvas draws."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from commandpost.domain.coordinates import Datum, FloatArray, to_cgcs2000
from commandpost.domain.layer_style import LayerStyle

IntArray = NDArray[np.int64]
Path = Sequence[tuple[float, float]] | FloatArray
_LONGEST_NAME = 120
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})  # controls, direction overrides and what has no picture


def plain_name(text: str) -> str:
    """A name from a foreign file as one short line of letters that can be seen, in the order they stand."""
    seen = "".join(" " if unicodedata.category(letter) in _UNSEEN else letter for letter in text[: 4 * _LONGEST_NAME])
    line = " ".join(seen.split())
    return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1] + "…"


class GeometryKind(StrEnum):
    """What the paths of a layer are."""

    POINT = "point"
    LINE = "line"
    AREA = "area"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAs:
    """Of which kept file a layer is part: its number, the operator's name for it, and where it lies.

    ``part`` names the layer where the file has several. ``moves``: the file may lie as base map and over it.
    """

    id: str
    title: str
    base: bool
    moves: bool
    part: str = ""


class LayerRole(StrEnum):
    """What a layer of the base map shows; decides how it is drawn."""

    GROUND = "ground"
    GREEN = "green"
    WATER = "water"
    BUILDING = "building"
    ROAD = "road"
    BOUNDARY = "boundary"
    GRID = "grid"
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MapLayerData:
    """Features of one kind and role.

    ``lonlat`` is ``(vertices, 2)`` in degrees; path ``i`` is ``lonlat[path_starts[i]:path_starts[i + 1]]`` and belongs
    to feature ``path_feature[i]`` (never decreasing). A path of an area is a closed ring: outer rings turn
    counter-clockwise, holes clockwise. ``ranks`` orders importance, 0 first. ``fids`` find a feature in ``source``.
    """

    name: str
    role: LayerRole
    kind: GeometryKind
    lonlat: FloatArray
    path_starts: IntArray
    path_feature: IntArray
    names: tuple[str, ...]
    ranks: IntArray
    fids: IntArray
    source: str = ""
    kept: KeptAs | None = None  # None: of no file of the operator's own
    style: LayerStyle = field(default_factory=LayerStyle)
    classes: IntArray | None = None  # of each feature the row of ``style.classes``, -1 for none

    @property
    def title(self) -> str:
        """The operator's name for the file, else what the file calls the layer."""
        if self.kept is None:
            return self.name
        return f"{self.kept.title} · {self.kept.part}" if self.kept.part else self.kept.title

    @property
    def feature_count(self) -> int:
        return len(self.names)

    @property
    def vertex_count(self) -> int:
        return len(self.lonlat)


def layer_of(
    name: str,
    role: LayerRole,
    kind: GeometryKind,
    features: Sequence[Sequence[Path]],
    *,
    names: Sequence[str] = (),
    ranks: Sequence[int] = (),
) -> MapLayerData:
    """Build a layer from features that are each a sequence of paths of degrees; rings are closed and turned."""
    paths = [np.asarray(path, dtype=np.float64).reshape(-1, 2) for feature in features for path in feature]
    if kind is GeometryKind.AREA:
        firsts = [at == 0 for feature in features for at in range(len(feature))]
        paths = [_ring(path, outer=outer) for path, outer in zip(paths, firsts, strict=True)]
    counts = np.array([len(path) for path in paths], dtype=np.int64)
    owners = np.repeat(np.arange(len(features)), [len(feature) for feature in features])
    return MapLayerData(
        name=name,
        role=role,
        kind=kind,
        lonlat=np.concatenate(paths) if paths else np.empty((0, 2)),
        path_starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        path_feature=owners.astype(np.int64),
        names=tuple(names) or ("",) * len(features),
        ranks=np.array(ranks or [0] * len(features), dtype=np.int64),
        fids=np.arange(1, len(features) + 1, dtype=np.int64),
    )


def drawn_in(layer: MapLayerData, datum: Datum) -> MapLayerData:
    """The layer at its true place, if its degrees were written in this datum."""
    if datum in {Datum.CGCS2000, Datum.WGS84}:
        return layer
    lon, lat = to_cgcs2000(layer.lonlat[:, 0], layer.lonlat[:, 1], datum)
    return replace(layer, lonlat=np.column_stack([lon, lat]))


def paths_of(layer: MapLayerData) -> tuple[FloatArray, ...]:
    """The paths of a layer, ``(n, 2)`` degrees each."""
    return tuple(
        layer.lonlat[first:last] for first, last in zip(layer.path_starts, layer.path_starts[1:], strict=False)
    )


def signed_area(ring: FloatArray) -> float:
    """Area of a closed ring in its own units, positive when it turns counter-clockwise."""
    x, y = ring[:, 0] - ring[0, 0], ring[:, 1] - ring[0, 1]
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2.0)


def _ring(path: FloatArray, *, outer: bool) -> FloatArray:
    closed = path if np.array_equal(path[0], path[-1]) else np.vstack([path, path[:1]])
    return closed if (signed_area(closed) > 0) == outer else closed[::-1]
