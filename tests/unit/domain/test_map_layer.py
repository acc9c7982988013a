"""Layers of a map as plain arrays."""

from __future__ import annotations

import numpy as np

from commandpost.domain.map_layer import GeometryKind, LayerRole, layer_of, signed_area

OUTER = [(0.0, 0.0), (0.0, 4.0), (4.0, 4.0), (4.0, 0.0)]  # clockwise and open
HOLE = [(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0), (1.0, 1.0)]  # counter-clockwise and closed


def test_rings_are_closed_and_turned() -> None:
    layer = layer_of("parks", LayerRole.GREEN, GeometryKind.AREA, [[OUTER, HOLE]], names=["园"])
    outer, hole = (layer.lonlat[a:b] for a, b in zip(layer.path_starts[:-1], layer.path_starts[1:], strict=True))
    assert signed_area(outer) == 16
    assert signed_area(hole) == -1
    assert layer.path_feature.tolist() == [0, 0]
    assert (layer.feature_count, layer.vertex_count) == (1, 10)


def test_lines_keep_their_direction_and_get_default_names_and_ranks() -> None:
    layer = layer_of("roads", LayerRole.ROAD, GeometryKind.LINE, [[OUTER], [HOLE[:2], HOLE[2:]]])
    assert np.array_equal(layer.lonlat[:4], np.array(OUTER))
    assert layer.names == ("", "")
    assert layer.ranks.tolist() == [0, 0]
    assert layer.path_feature.tolist() == [0, 1, 1]


def test_a_layer_may_be_empty() -> None:
    layer = layer_of("nothing", LayerRole.OTHER, GeometryKind.POINT, [])
    assert (layer.feature_count, layer.vertex_count) == (0, 0)
