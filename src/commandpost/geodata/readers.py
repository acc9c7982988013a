"""Readers of vector files: GeoPackage, GeoJSON and whatever else GDAL opens, as plain arrays of degrees.

A foreign file may be broken, empty, mislabelled or huge; each ends in one :class:`RuleBroken` with a reason.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyogrio.raw
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError
from shapely.errors import ShapelyError

from commandpost.domain.coordinates import FloatArray
from commandpost.domain.errors import RuleBroken
from commandpost.domain.map_layer import GeometryKind, IntArray, LayerRole, MapLayerData
from commandpost.geodata.roles import road_rank, role_of_feature, role_of_layer

_NAME_FIELDS = ("name", "名称", "NAME", "Name", "name:zh", "路名", "xzqmc")
_TAG_FIELDS = (
    "kind", "kind_detail", "fclass", "highway", "building", "natural", "waterway", "landuse", "leisure", "water",
    "railway",
)  # fmt: skip
_KINDS = {0: GeometryKind.POINT, 1: GeometryKind.LINE, 2: GeometryKind.LINE, 3: GeometryKind.AREA,
          4: GeometryKind.POINT, 5: GeometryKind.LINE, 6: GeometryKind.AREA}  # fmt: skip
_DEGREES = ("EPSG:4326", "EPSG:4490", "OGC:CRS84")
_BROKEN = (DataSourceError, DataLayerError, FeatureError, FieldError, GeometryError, ShapelyError, OSError, ValueError)

Strings = NDArray[np.object_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Table:
    """One layer as read: single-part rows of geometry with what is known of each."""

    name: str
    shapes: NDArray[Any]
    names: Strings
    words: list[tuple[str, ...]]
    fids: IntArray
    source: str


def read_layers(path: Path) -> tuple[MapLayerData, ...]:
    """Read every layer of a file, split by kind of geometry and by role.

    Raises ``map_file_unreadable``, ``map_file_empty`` or ``map_crs_unknown`` with ``file`` and ``reason``.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # GDAL warns of what it reads all the same; what it cannot read it refuses
            names = [str(row[0]) for row in pyogrio.list_layers(path)]
            tables = [_read_table(path, name) for name in names]
            layers = tuple(layer for table in tables if table is not None for layer in _layers(table))
    except _BROKEN as error:
        raise RuleBroken("map_file_unreadable", file=path.name, reason=str(error)) from error
    if not layers:
        raise RuleBroken("map_file_empty", file=path.name)
    return layers


def read_attributes(layer: MapLayerData, fid: int) -> Mapping[str, str]:
    """All fields of one feature, read from its file only when somebody asks."""
    path = Path(layer.source)
    try:
        meta, _, _, columns = pyogrio.raw.read(path, layer=layer.name, fids=[fid], read_geometry=False)
    except _BROKEN as error:
        raise RuleBroken("map_file_unreadable", file=path.name, reason=str(error)) from error
    return {str(field): _text(column[0]) for field, column in zip(meta["fields"], columns, strict=True) if len(column)}


def _read_table(path: Path, name: str) -> _Table | None:
    info = pyogrio.read_info(path, layer=name)
    if info["geometry_type"] is None:
        return None
    known = [str(field) for field in info["fields"]]
    wanted = [field for field in (*_NAME_FIELDS, *_TAG_FIELDS) if field in known]
    meta, fids, wkb, columns = pyogrio.raw.read(path, layer=name, columns=wanted, return_fids=True, force_2d=True)
    shapes = shapely.from_wkb(wkb, on_invalid="ignore")
    usable = np.flatnonzero(~(shapely.is_missing(shapes) | shapely.is_empty(shapes)))
    by_field = dict(zip((str(field) for field in meta["fields"]), columns, strict=True))
    shapes, rows = shapely.get_parts(_to_degrees(shapes[usable], meta["crs"], path), return_index=True)
    collections = shapely.get_type_id(shapes) > max(_KINDS)
    rows, shapes = usable[rows[~collections]], shapes[~collections]
    tags = [by_field[field] for field in _TAG_FIELDS if field in by_field]
    return _Table(
        name=name,
        shapes=shapes,
        names=_first_named(by_field, len(wkb))[rows],
        words=[tuple(_text(column[row]).lower() for column in tags) for row in rows.tolist()],
        fids=np.asarray(fids, dtype=np.int64)[rows],
        source=str(path),
    )


def _to_degrees(shapes: NDArray[Any], crs: str | None, path: Path) -> NDArray[Any]:
    """Project to CGCS2000 degrees; a file without a label is believed only if its numbers are degrees."""
    if crs is None or crs in _DEGREES:
        xy = shapely.get_coordinates(shapes)
        if crs is None and len(xy) and not _are_degrees(xy):
            raise RuleBroken("map_crs_unknown", file=path.name)
        return shapes
    try:
        change = Transformer.from_crs(CRS.from_user_input(crs), "EPSG:4490", always_xy=True)
        return np.asarray(shapely.transform(shapes, lambda xy: np.column_stack(change.transform(*xy.T))))
    except (CRSError, ProjError) as error:
        raise RuleBroken("map_crs_unknown", file=path.name, reason=str(error)) from error


def _are_degrees(xy: FloatArray) -> bool:
    return bool((np.abs(xy[:, 0]) <= 180).all() and (np.abs(xy[:, 1]) <= 90).all())


def _layers(table: _Table) -> Iterator[MapLayerData]:
    """Cut a table into layers of one kind and one role each."""
    kinds = [_KINDS[number] for number in shapely.get_type_id(table.shapes).tolist()]
    whole = {kind: role_of_layer(table.name, kind) for kind in set(kinds)}
    keys = [(kind, role_of_feature(whole[kind], kind, words)) for kind, words in zip(kinds, table.words, strict=True)]
    for kind, role in dict.fromkeys(keys):
        rows = np.array([at for at, key in enumerate(keys) if key == (kind, role)], dtype=np.int64)
        layer = _layer(table, kind, role, rows)
        if layer.feature_count:
            yield layer


def _layer(table: _Table, kind: GeometryKind, role: LayerRole, rows: IntArray) -> MapLayerData:
    shapes = table.shapes[rows]
    finite = np.isfinite(shapely.bounds(shapes)).all(axis=1)
    rows, shapes = rows[finite], shapes[finite]
    paths, owners = _paths(kind, shapes)
    xy, index = shapely.get_coordinates(paths, return_index=True)
    counts = np.bincount(index, minlength=len(paths))
    ranks = [road_rank(table.words[row]) if role is LayerRole.ROAD else 0 for row in rows.tolist()]
    return MapLayerData(
        name=table.name,
        role=role,
        kind=kind,
        lonlat=np.ascontiguousarray(xy, dtype=np.float64),
        path_starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        path_feature=owners.astype(np.int64),
        names=tuple(table.names[rows].tolist()),
        ranks=np.array(ranks, dtype=np.int64),
        fids=table.fids[rows],
        source=table.source,
    )


def _paths(kind: GeometryKind, shapes: NDArray[Any]) -> tuple[NDArray[Any], IntArray]:
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
            texts = np.array([_text(value) for value in columns[field]] or [""], dtype=object)[:count]
            names = np.where(texts != "", texts, names)
    return names


def _text(value: object) -> str:
    """A field's value as words; missing ones (None, not-a-number) are empty."""
    return "" if value is None or value != value else str(value).strip()  # noqa: PLR0124 - NaN is not itself
