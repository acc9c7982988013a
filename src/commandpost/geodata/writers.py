"""GeoPackage out: the sample street, and base layers a user wants to keep."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError

from commandpost.domain.errors import Unavailable
from commandpost.domain.map_layer import GeometryKind, LayerRole, MapLayerData, signed_area

_CRS = "EPSG:4490"
_TYPES = {GeometryKind.POINT: "Point", GeometryKind.LINE: "MultiLineString", GeometryKind.AREA: "MultiPolygon"}
_ROAD_KINDS = ("motorway", "primary", "secondary", "residential", "footway")
_KINDS = {LayerRole.GREEN: "park", LayerRole.WATER: "water", LayerRole.BUILDING: "building"}


def write_geopackage(path: Path, layers: Sequence[MapLayerData]) -> None:
    """Write layers anew with name and kind of each feature; raises ``file_not_writable``."""
    try:
        path.unlink(missing_ok=True)
        for at, layer in enumerate(layers):
            pyogrio.raw.write(
                path,
                shapely.to_wkb(_shapes(layer)),
                [np.array(layer.names, dtype=object), _kinds(layer)],
                ["name", "kind"],
                layer=layer.name,
                driver="GPKG",
                geometry_type=_TYPES[layer.kind],
                crs=_CRS,
                append=at > 0,
            )
    except (DataSourceError, DataLayerError, OSError) as error:
        raise Unavailable("file_not_writable", file=path.name, reason=str(error)) from error


def _kinds(layer: MapLayerData) -> NDArray[np.object_]:
    """Words from which the reader guesses role and rank again."""
    if layer.role is LayerRole.ROAD:
        words = [_ROAD_KINDS[min(rank, len(_ROAD_KINDS) - 1)] for rank in layer.ranks.tolist()]
    else:
        words = [_KINDS.get(layer.role, layer.role.value)] * layer.feature_count
    return np.array(words, dtype=object)


def _shapes(layer: MapLayerData) -> NDArray[Any]:
    shapes = np.empty(layer.feature_count, dtype=object)
    for feature in range(layer.feature_count):
        first, last = np.searchsorted(layer.path_feature, [feature, feature + 1]).tolist()
        paths = [layer.lonlat[layer.path_starts[at] : layer.path_starts[at + 1]] for at in range(first, last)]
        shapes[feature] = _shape(layer.kind, paths)
    return shapes


def _shape(kind: GeometryKind, paths: list[NDArray[np.float64]]) -> shapely.Geometry:
    if kind is GeometryKind.POINT:
        return shapely.Point(paths[0][0])
    if kind is GeometryKind.LINE:
        return shapely.MultiLineString(paths)
    return shapely.MultiPolygon([shapely.Polygon(outer, holes) for outer, holes in _polygons(paths)])


def _polygons(
    rings: list[NDArray[np.float64]],
) -> list[tuple[NDArray[np.float64], list[NDArray[np.float64]]]]:
    """Group rings: a counter-clockwise one begins a polygon, the clockwise ones after it are its holes."""
    grouped: list[tuple[NDArray[np.float64], list[NDArray[np.float64]]]] = []
    for ring in rings:
        if signed_area(ring) > 0 or not grouped:
            grouped.append((ring, []))
        else:
            grouped[-1][1].append(ring)
    return grouped
