"""The paint of layers that have a style of their own: one colour, or one for each value of a field."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtGui import QColor

from commandpost.domain.coordinates import LonLat
from commandpost.domain.layer_style import OTHERS, StyleKind
from commandpost.domain.map_layer import GeometryKind, IntArray, MapLayerData
from commandpost.gui.map.colours import ColourRole, MapColours
from commandpost.gui.map.features import BoolArray
from commandpost.gui.map.markers import Marker, MarkerLayer, Symbol
from commandpost.gui.map.style import Paint, Stroke

_LINE_PX = 2.4
_FILL_SHARE = 0.45  # of the colour in an area's fill, the rest is ground: opaque, so that no seam shows
_CLUSTER_FROM = {StyleKind.CLUSTER: 40}
_CLUSTER_ANYHOW = 2000  # points in the window beyond which single marks could not be told apart


def own_classes(layer: MapLayerData) -> Iterator[tuple[ColourRole, BoolArray]]:
    """The colours of a styled layer and which features wear each; what fits no class is neutral."""
    codes = _codes(layer)
    for code in np.unique(codes).tolist():
        yield _colour(layer, code), codes == code


def own_paint(layer: MapLayerData, role: ColourRole, colours: MapColours) -> Paint | None:
    """Areas lightly filled with an edge, or their outlines alone; lines in full colour; points are markers."""
    colour = colours.of(role)
    if layer.kind is GeometryKind.POINT:
        return None
    if layer.kind is GeometryKind.LINE or layer.style.kind is StyleKind.OUTLINE:
        return Paint(strokes=(Stroke(colour=colour.name(), width=_LINE_PX),))
    return Paint(fill=_mixed(colour, QColor(colours.ground)), strokes=(Stroke(colour=colour.name()),))


def main_colour(layer: MapLayerData) -> ColourRole:
    """The colour of its first class, for a list of layers."""
    return _colour(layer, 0)


def is_marked(layer: MapLayerData) -> bool:
    """Points with a style of their own are drawn as markers, not only named."""
    return layer.kind is GeometryKind.POINT and layer.style.kind is not StyleKind.BASE


def marker_layer_of(layer: MapLayerData, name: str) -> MarkerLayer:
    """The points of a styled layer; they cluster early if that is the style, and in any case before they smear."""
    codes: list[int] = _codes(layer)[layer.path_feature].tolist()
    roles = {code: _colour(layer, code) for code in set(codes)}
    places: list[list[float]] = layer.lonlat[layer.path_starts[:-1]].tolist()
    markers = [
        Marker(id=str(row), lonlat=LonLat(*place), symbol=Symbol.DOT, colour_role=roles[code])
        for row, (place, code) in enumerate(zip(places, codes, strict=True))
    ]
    early = _CLUSTER_FROM.get(layer.style.kind, _CLUSTER_ANYHOW)
    return MarkerLayer(name, layer.title, markers, cluster_from=early)


def _codes(layer: MapLayerData) -> IntArray:
    """Rows of the style's classes; a style of one class covers everything."""
    if layer.style.kind is not StyleKind.CATEGORIES:
        return np.zeros(layer.feature_count, dtype=np.int64)
    return layer.classes if layer.classes is not None else np.full(layer.feature_count, -1, dtype=np.int64)


def _colour(layer: MapLayerData, code: int) -> ColourRole:
    known = 0 <= code < len(layer.style.classes)
    name = layer.style.classes[code].colour if known else OTHERS
    return ColourRole(name) if name in list(ColourRole) else ColourRole(OTHERS)


def _mixed(colour: QColor, ground: QColor) -> str:
    def mixed(mine: int, other: int) -> int:
        return round(mine * _FILL_SHARE + other * (1 - _FILL_SHARE))

    red, green = mixed(colour.red(), ground.red()), mixed(colour.green(), ground.green())
    return QColor(red, green, mixed(colour.blue(), ground.blue())).name()
