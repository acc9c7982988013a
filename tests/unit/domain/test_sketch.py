"""What is drawn and kept: shapes that hold, and for how long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.map_layer import GeometryKind
from commandpost.domain.sketch import (
    MOST_POINTS,
    Sketch,
    SketchKind,
    checked_geometry,
    extent_words,
    kind_of_record,
    points_of,
)

NOW = datetime(2026, 7, 18, 18, 0, tzinfo=UTC)
SQUARE = ((116.40, 39.90), (116.41, 39.90), (116.41, 39.91), (116.40, 39.91))


@pytest.mark.parametrize(
    ("kind", "shape", "points"),
    [
        (SketchKind.CORDON, GeometryKind.AREA, SQUARE),
        (SketchKind.CLOSURE, GeometryKind.LINE, SQUARE[:2]),
        (SketchKind.ROUTE, GeometryKind.LINE, SQUARE[:3]),
        (SketchKind.MARK, GeometryKind.POINT, SQUARE[:1]),
    ],
)
def test_drawn_points_survive_their_geometry(
    kind: SketchKind, shape: GeometryKind, points: tuple[tuple[float, float], ...]
) -> None:
    assert points_of(checked_geometry(kind, points, shape)) == (shape, points)


@pytest.mark.parametrize(
    ("shape", "points", "code"),
    [
        (GeometryKind.LINE, SQUARE, "sketch_wrong_shape"),
        (GeometryKind.AREA, SQUARE[:2], "sketch_too_few_points"),
        (GeometryKind.AREA, SQUARE[:1] * 4, "sketch_too_few_points"),
        (GeometryKind.AREA, SQUARE * (MOST_POINTS // 4 + 1), "sketch_too_many_points"),
        (GeometryKind.AREA, (SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]), "sketch_crosses_itself"),
        (GeometryKind.AREA, ((116.40, 39.90), (116.41, 39.90), (116.42, 39.90)), "sketch_crosses_itself"),
    ],
)
def test_a_cordon_that_is_no_area_is_refused(
    shape: GeometryKind, points: tuple[tuple[float, float], ...], code: str
) -> None:
    with pytest.raises(RuleBroken) as caught:
        checked_geometry(SketchKind.CORDON, points, shape)
    assert caught.value.code == code


def test_a_geometry_nobody_draws_is_refused() -> None:
    with pytest.raises(RuleBroken) as caught:
        points_of({"type": "MultiPoint", "coordinates": [(1, 2), (3, 4)]})
    assert caught.value.code == "geometry_unreadable"


def test_the_extent_is_told_as_measured_on_the_ground() -> None:
    assert extent_words(checked_geometry(SketchKind.CORDON, SQUARE, GeometryKind.AREA)) == "94.95公顷"
    assert extent_words(checked_geometry(SketchKind.ROUTE, SQUARE[:2], GeometryKind.LINE)) == "855米"
    assert extent_words(checked_geometry(SketchKind.MARK, SQUARE[:1], GeometryKind.POINT)) == ""


def test_a_sketch_holds_from_its_beginning_until_its_end() -> None:
    sketch = Sketch(
        id=RecordId("sketch-1"),
        unit=UnitCode("1"),
        kind=SketchKind.CORDON,
        name="",
        incident=None,
        geometry=checked_geometry(SketchKind.CORDON, SQUARE, GeometryKind.AREA),
        since=NOW,
        until=NOW + timedelta(hours=1),
    )
    held = [sketch.holds(NOW + timedelta(minutes=minutes)) for minutes in (-1, 0, 59, 60)]
    assert held == [False, True, True, False]
    assert sketch.form.geom_type == "Polygon"


def test_a_record_of_another_kind_is_no_sketch() -> None:
    assert kind_of_record("sketch.route") is SketchKind.ROUTE
    assert kind_of_record("incident") is None
