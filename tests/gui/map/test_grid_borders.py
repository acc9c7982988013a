"""Borders of grids on the map: whatever a record says, the map lives."""

from __future__ import annotations

from typing import Any

import pytest

from commandpost.domain.ids import RecordId
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.pages.command.situation import GRIDS, Situation
from commandpost.journal.entry import Draft
from tests.factories import memory_desk

RING = [[116.40, 39.90], [116.42, 39.90], [116.42, 39.92], [116.40, 39.90]]
HOLE = [[116.41, 39.902], [116.412, 39.902], [116.412, 39.904], [116.41, 39.902]]


def shown(canvas: MapCanvas, *geometries: dict[str, Any]) -> int:
    desk = memory_desk()
    for at, geometry in enumerate(geometries):
        desk.write(
            Draft(
                kind="grid", record=RecordId(f"grid-{at}"), act="grid.enter", set={"name": "格", "geometry": geometry}
            )
        )
    Situation(canvas).show_grids(desk.store.records("grid"))
    layer = canvas.scene.area_layers.get(GRIDS)
    return 0 if layer is None else len(layer.areas)


def test_areas_are_drawn_with_their_holes_and_every_part(canvas: MapCanvas) -> None:
    several = {"type": "MultiPolygon", "coordinates": [[RING], [HOLE]]}
    assert shown(canvas, {"type": "Polygon", "coordinates": [RING, HOLE]}, several) == 3
    assert [len(area.rings) for area in canvas.scene.area_layers[GRIDS].areas] == [2, 1, 1]


@pytest.mark.parametrize(
    "geometry",
    [
        {},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "Polygon", "coordinates": [[[116.4, 39.9], ["x", 3], [116.4, 39.9]]]},
        {"type": "Polygon", "coordinates": [[[449_000, 4_418_000], [449_100, 4_418_000], [449_000, 4_418_100]]]},
        {"type": "LineString", "coordinates": RING},
        {"type": "Polygon", "coordinates": 7},
    ],
)
def test_a_border_that_cannot_be_read_is_left_out_and_the_others_are_drawn(
    canvas: MapCanvas, geometry: dict[str, Any]
) -> None:
    assert shown(canvas, geometry, {"type": "Polygon", "coordinates": [RING]}) == 1
    bounds = canvas.scene.bounds
    assert bounds is not None
    assert bounds[2] - bounds[0] < 3000


def test_grids_that_are_gone_are_drawn_no_more(canvas: MapCanvas) -> None:
    assert shown(canvas, {"type": "Polygon", "coordinates": [RING]}) == 1
    assert shown(canvas) == 0
