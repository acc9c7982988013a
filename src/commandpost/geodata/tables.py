"""From one table of a file to layers: names, tags and shapes become arrays of one kind and one role each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from commandpost.domain.errors import RuleBroken
from commandpost.domain.map_layer import GeometryKind, IntArray, LayerRole, MapLayerData, plain_name
from commandpost.geodata.numbers import Numbers
from commandpost.geodata.roles import road_rank, role_of_feature, role_of_layer

MOST_POINTS_OF_A_RING = 250_000  # one outline is drawn in one stroke; a longer one would hold the window up
MOST_POINTS = 10_000_000
_NAME_FIELDS = (
    "name", "名称", "NAME", "Name", "name:zh", "路名", "xzqmc", "XZQMC", "地名", "标题", "title", "Text", "编号",
)  # fmt: skip
_TAG_FIELDS = (
    "kind", "kind_detail", "fclass", "highway", "building", "natural", "waterway", "landuse", "leisure", "water",
    "railway",
)  # fmt: skip
FIELDS_WANTED = (*_NAME_FIELDS, *_TAG_FIELDS)
_KINDS = {0: GeometryKind.POINT, 1: GeometryKind.LINE, 2: GeometryKind.LINE, 3: GeometryKind.AREA,
          4: GeometryKind.POINT, 5: GeometryKind.LINE, 6: GeometryKind.AREA}  # fmt: skip

Strings = NDArray[np.object_]
Shapes = NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RawTable:
    """Rows as GDAL gave them."""

    label: str | None
    fids: IntArray
    wkb: NDArray[np.object_]
    fields: Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """Single-part rows of geometry in degrees with what is known of each."""

    name: str
    shapes: Shapes
    names: Strings
    words: list[tuple[str, ...]]
    fids: IntArray
    source: str


def table_of(name: str, raw: RawTable, numbers: Numbers, source: str) -> Table:
    """Bring the rows to degrees and cut multi-part geometries into their parts."""
    shapes = shapely.from_wkb(raw.wkb, on_invalid="ignore")
    usable = np.flatnonzero(~(shapely.is_missing(shapes) | shapely.is_empty(shapes)))
    shapes, rows = shapely.get_parts(numbers.to_degrees(shapes[usable], raw.label), return_index=True)
    shapes, inner = shapely.get_parts(shapes, return_index=True)  # collections hold multi-part ones
    rows = rows[inner]
    known = shapely.get_type_id(shapes) <= max(_KINDS)
    rows, shapes = usable[rows[known]], shapes[known]
    tags = [(field, raw.fields[field]) for field in _TAG_FIELDS if field in raw.fields]
    return Table(
        name=name,
        shapes=shapes,
        names=_first_named(raw.fields, len(raw.wkb))[rows],
        words=[tuple(_tag(field, column[row]) for field, column in tags) for row in rows.tolist()],
        fids=np.asarray(raw.fids, dtype=np.int64)[rows],
        source=source,
    )


def joined(parts: Sequence[Table], file: str) -> Table | None:
    """Put the pieces of one layer together; raises ``map_too_many_points``."""
    if not parts:
        return None
    shapes = np.concatenate([part.shapes for part in parts])
    points = int(shapely.get_num_coordinates(shapes).sum())
    if points > MOST_POINTS:
        raise RuleBroken("map_too_many_points", file=file, points=points, limit=MOST_POINTS)
    return Table(
        name=parts[0].name,
        shapes=shapes,
        names=np.concatenate([part.names for part in parts]),
        words=[words for part in parts for words in part.words],
        fids=np.concatenate([part.fids for part in parts]),
        source=parts[0].source,
    )


def layers_of(table: Table, file: str) -> Iterator[MapLayerData]:
    """Cut a table into layers of one kind and one role each; raises ``map_ring_too_long``."""
    kinds = [_KINDS[number] for number in shapely.get_type_id(table.shapes).tolist()]
    whole = {kind: role_of_layer(table.name, kind) for kind in set(kinds)}
    keys = [(kind, role_of_feature(whole[kind], kind, words)) for kind, words in zip(kinds, table.words, strict=True)]
    for kind, role in dict.fromkeys(keys):
        rows = np.array([at for at, key in enumerate(keys) if key == (kind, role)], dtype=np.int64)
        layer = _layer(table, kind, role, rows, file)
        if layer.feature_count:
            yield layer


def _layer(table: Table, kind: GeometryKind, role: LayerRole, rows: IntArray, file: str) -> MapLayerData:
    shapes = table.shapes[rows]
    finite = np.isfinite(shapely.bounds(shapes)).all(axis=1)
    rows, shapes = rows[finite], shapes[finite]
    paths, owners = _paths(kind, shapes)
    xy, index = shapely.get_coordinates(paths, return_index=True)
    counts = np.bincount(index, minlength=len(paths))
    longest = int(counts.max(initial=0))
    if longest > MOST_POINTS_OF_A_RING:
        raise RuleBroken("map_ring_too_long", file=file, points=longest, limit=MOST_POINTS_OF_A_RING)
    ranks = [road_rank(table.words[row]) if role is LayerRole.ROAD else 0 for row in rows.tolist()]
    return MapLayerData(
        name=table.name,
        role=role,
        kind=kind,
        lonlat=np.ascontiguousarray(xy, dtype=np.float64),
        path_starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        path_feature=owners.astype(np.int64),
        names=tuple(map(plain_name, table.names[rows].tolist())),
        ranks=np.array(ranks, dtype=np.int64),
        fids=table.fids[rows],
        source=table.source,
    )


def _paths(kind: GeometryKind, shapes: Shapes) -> tuple[Shapes, IntArray]:
    """Paths of single-part shapes with the row each belongs to; outer rings are turned counter-clockwise."""
    if kind is not GeometryKind.AREA:
        return shapes, np.arange(len(shapes))
    turned = shapely.orient_polygons(shapes, exterior_cw=False)
    rings, owners = shapely.get_rings(turned, return_index=True)
    return rings, np.asarray(owners, dtype=np.int64)


def _first_named(columns: Mapping[str, NDArray[Any]], count: int) -> Strings:
    names = np.full(count, "", dtype=object)
    for field in reversed(_NAME_FIELDS):
        if field in columns:
            texts = np.array([words_of(value) for value in columns[field]] or [""], dtype=object)[:count]
            names = np.where(texts != "", texts, names)
    return names


def _tag(field: str, value: object) -> str:
    """A tag's value in small letters; OpenStreetMap's building=yes says its kind by the field."""
    words = words_of(value).lower()
    return "building" if field == "building" and words and words != "no" else words


def words_of(value: object) -> str:
    """A field's value as words; missing ones (None, not-a-number) are empty."""
    return "" if value is None or value != value else str(value).strip()  # noqa: PLR0124 - NaN is not itself
