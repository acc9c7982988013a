"""A layer's features as shapes, many at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from commandpost.domain.coordinates import FloatArray, LonLat
from commandpost.domain.map_layer import GeometryKind, IntArray, MapLayerData, signed_area

Shapes = NDArray[Any]  # of shapely geometries
_LEAST = {GeometryKind.POINT: 1, GeometryKind.LINE: 2, GeometryKind.AREA: 4}


def shapes_of(layer: MapLayerData) -> tuple[IntArray, Shapes]:
    """One shape for each point, line or outer ring, and the feature it belongs to; holes are left out."""
    counts = np.diff(layer.path_starts)
    paths = np.flatnonzero(counts >= _LEAST[layer.kind])
    if layer.kind is GeometryKind.AREA:
        paths = np.array([at for at in paths if signed_area(_path(layer, int(at))) > 0], dtype=np.int64)
    if layer.kind is GeometryKind.POINT:
        return layer.path_feature[paths], point_shapes(layer.lonlat[layer.path_starts[paths]])
    points = np.concatenate([_path(layer, int(at)) for at in paths]) if len(paths) else np.empty((0, 2))
    indices = np.repeat(np.arange(len(paths)), counts[paths])
    if layer.kind is GeometryKind.LINE:
        return layer.path_feature[paths], np.asarray(shapely.linestrings(points, indices=indices))
    return layer.path_feature[paths], np.asarray(shapely.polygons(shapely.linearrings(points, indices=indices)))


def point_shapes(lonlat: FloatArray) -> Shapes:
    """A point for each row of degrees."""
    return np.asarray(shapely.points(lonlat))


def inner_places(forms: Shapes) -> tuple[LonLat, ...]:
    """A place that surely lies on each shape."""
    spots = shapely.get_coordinates(shapely.point_on_surface(forms)).tolist()
    return tuple(LonLat(lon=lon, lat=lat) for lon, lat in spots)


def _path(layer: MapLayerData, at: int) -> FloatArray:
    return layer.lonlat[layer.path_starts[at] : layer.path_starts[at + 1]]
