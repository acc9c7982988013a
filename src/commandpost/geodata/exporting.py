"""Map files out: the situation and kept layers as GeoPackage, GeoJSON or KML, in degrees that every program reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyogrio.raw
import shapely
from numpy.typing import NDArray

from commandpost.domain.errors import Unavailable
from commandpost.domain.map_export import ExportLayer, MapForm, Told
from commandpost.domain.map_import import LayerOrigin
from commandpost.geodata.readers import BROKEN
from commandpost.geodata.tables import words_of

_CRS = "EPSG:4326"  # equal to CGCS2000 within centimetres; every program knows it, KML and GeoJSON know no other
_DRIVERS = {MapForm.GEOPACKAGE: "GPKG", MapForm.KML: "LIBKML"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KeptFile:
    """A kept layer's own copy and who answers for it."""

    path: Path
    title: str
    origin: LayerOrigin


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Table:
    name: str
    shapes: NDArray[Any]
    fields: Mapping[str, Sequence[Told]]


def write_map(path: Path, form: MapForm, layers: Sequence[ExportLayer], kept: Sequence[KeptFile] = ()) -> None:
    """Write everything into one file anew; raises ``file_not_writable``."""
    fresh = path.with_name(f"{path.stem}.new.{form.value}")
    try:
        fresh.unlink(missing_ok=True)
        tables = [*map(_table, layers), *(table for one in kept for table in _kept_tables(one))]
        if form is MapForm.GEOJSON:
            fresh.write_text(_geojson(tables), encoding="utf-8")
        else:
            for at, table in enumerate(_named_apart(tables)):
                _append(fresh, _DRIVERS[form], table, begun=at > 0)
        fresh.replace(path)
    except BROKEN as error:
        fresh.unlink(missing_ok=True)
        raise Unavailable("file_not_writable", file=path.name, reason=str(error)) from error


def _table(layer: ExportLayer) -> _Table:
    shapes = shapely.from_geojson([json.dumps(dict(feature.geometry)) for feature in layer.features])
    keys = dict.fromkeys(key for feature in layer.features for key in feature.told)
    fields = {key: [feature.told.get(key) for feature in layer.features] for key in keys}
    return _Table(name=layer.name, shapes=np.asarray(shapes), fields=fields)


def _kept_tables(kept: KeptFile) -> Iterator[_Table]:
    """All layers of a kept copy with all fields, and its owner beside each feature."""
    owner = {
        "source_file": kept.origin.source,
        "source_datum": kept.origin.datum,
        "provider": kept.origin.provider,
        "approval_number": kept.origin.approval_number,
    }
    names = [str(row[0]) for row in pyogrio.list_layers(kept.path)]
    for name in names:
        meta, _, wkb, columns = pyogrio.raw.read(kept.path, layer=name)
        fields = {
            str(field): [words_of(value) for value in column]
            for field, column in zip(meta["fields"], columns, strict=True)
        }
        fields |= {key: [value] * len(wkb) for key, value in owner.items()}
        title = kept.title if len(names) == 1 else f"{kept.title} {name}"
        yield _Table(name=title, shapes=shapely.from_wkb(wkb), fields=fields)


def _named_apart(tables: Iterable[_Table]) -> Iterator[_Table]:
    """Layers of one file need names of their own."""
    seen: dict[str, int] = {}
    for table in tables:
        seen[table.name] = seen.get(table.name, 0) + 1
        name = table.name if seen[table.name] == 1 else f"{table.name} {seen[table.name]}"
        yield _Table(name=name, shapes=table.shapes, fields=table.fields)


def _append(path: Path, driver: str, table: _Table, *, begun: bool) -> None:
    pyogrio.raw.write(
        path,
        shapely.to_wkb(table.shapes),
        [_column(values) for values in table.fields.values()],
        list(table.fields),
        layer=table.name,
        driver=driver,
        geometry_type="Unknown",
        crs=_CRS,
        append=begun,
    )


def _column(values: Sequence[Told]) -> NDArray[Any]:
    """Numbers stay numbers where all of them are; everything else is words."""
    if values and all(isinstance(value, int | float) for value in values):
        return np.array(values, dtype=np.float64)
    return np.array([None if value is None else str(value) for value in values], dtype=object)


def _geojson(tables: Iterable[_Table]) -> str:
    """One collection; the layer stands among the properties, since the format knows none."""
    features = [feature for table in tables for feature in _features(table)]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def _features(table: _Table) -> Iterator[dict[str, Any]]:
    for at, shape in enumerate(table.shapes):
        told = {"layer": table.name} | {key: values[at] for key, values in table.fields.items()}
        yield {"type": "Feature", "properties": told, "geometry": json.loads(shapely.to_geojson(shape))}
