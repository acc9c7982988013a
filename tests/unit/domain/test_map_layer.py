"""Layers of a map as plain arrays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from commandpost.domain.map_layer import GeometryKind, KeptAs, LayerRole, layer_of, plain_name, signed_area

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


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("  清河\n街道  ", "清河 街道"),
        ("\u202etxt.exe\u202c", "txt.exe"),
        ("../../etc\x00/passwd", "../../etc /passwd"),
        ("a" * 1_000_000, "a" * 119 + "…"),
        ("\u2028\u200b", ""),
    ],
)
def test_a_name_from_outside_is_one_short_line_that_can_be_seen(told: str, shown: str) -> None:
    assert plain_name(told) == shown


def test_a_kept_layer_is_called_as_the_operator_called_it() -> None:
    layer = layer_of("districts_fine", LayerRole.BOUNDARY, GeometryKind.LINE, [[OUTER]])
    whole = KeptAs(id="a1", title="北京各区界", base=True, moves=True)

    assert layer.title == "districts_fine"
    assert replace(layer, kept=whole).title == "北京各区界"
    assert replace(layer, kept=replace(whole, part="海淀")).title == "北京各区界 · 海淀"
