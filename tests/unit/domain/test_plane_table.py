"""Tables in plane metres: which column is east, which rows stay out, what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from commandpost.domain.errors import RuleBroken
from commandpost.domain.local_plane import LocalPlane
from commandpost.domain.place_table import TableSheet
from commandpost.domain.plane_table import PlaneColumns, plane_columns_of, plane_points_of

PLANE = LocalPlane(east_m=-52_000.0, north_m=4_110_000.0, rotation_seconds=12.0, scale_ppm=3.0)  # invented
PLACES = np.array([[116.4, 39.9], [116.41, 39.91]])
EAST, NORTH = PLANE.from_lonlat(PLACES[:, 0], PLACES[:, 1])


def sheet(header: tuple[str, ...], *rows: tuple[str, ...]) -> TableSheet:
    return TableSheet(name="控制点", rows=(header, *rows))


def metres(at: int) -> tuple[str, str]:
    return f"{EAST[at]:.4f}", f"{NORTH[at]:,.4f}"


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (("点名", "北坐标", "东坐标", "名称"), PlaneColumns(header=0, east=2, north=1, name=3, named=True)),
        (("横坐标", "纵坐标"), PlaneColumns(header=0, east=0, north=1, name=None, named=True)),
        (("名称", "X(m)", "Y (m)"), PlaneColumns(header=0, east=1, north=2, name=0, named=False)),
        (("名称", "X"), None),
    ],
)
def test_columns_of_metres_are_found_by_their_headings(header: tuple[str, ...], columns: PlaneColumns | None) -> None:
    assert plane_columns_of(sheet(header)) == columns


def test_named_columns_lead_to_the_true_places_and_bad_rows_are_told() -> None:
    rows = (("甲", *metres(0)), ("乙", "", ""), ("", "", ""), ("丙", "1e400", "5"), ("丁", *metres(1)))
    table, way = plane_points_of(sheet(("名称", "东坐标", "北坐标"), *rows), PLANE)
    assert table.layer is not None
    assert table.layer.names == ("甲", "丁")
    assert table.layer.lonlat == pytest.approx(PLACES, abs=1e-8)
    assert (table.without_place, way) == ((3, 5), "")


@pytest.mark.parametrize("swapped", [False, True])
def test_a_bare_x_and_y_is_read_the_way_that_lies_in_the_city(swapped: bool) -> None:
    rows = [metres(at)[::-1] if swapped else metres(at) for at in range(2)]
    table, way = plane_points_of(sheet(("X", "Y"), *rows), PLANE)
    assert table.layer is not None
    assert table.layer.lonlat == pytest.approx(PLACES, abs=1e-8)
    assert way == ("x_north" if swapped else "x_east")


def test_where_both_ways_lie_in_the_city_the_surveys_way_counts() -> None:
    both = LocalPlane(north_m=4_000_000.0)
    (east,), (north,) = both.from_lonlat(PLACES[:1, 0], PLACES[:1, 1])
    assert 400_000 < east < 480_000
    table, way = plane_points_of(sheet(("X", "Y"), (str(north), str(east))), both)
    assert table.layer is not None
    assert table.layer.lonlat == pytest.approx(PLACES[:1], abs=1e-8)
    assert way == "x_north"


def test_wrong_parameters_and_missing_columns_are_refused_by_name() -> None:
    with pytest.raises(RuleBroken, match="map_plane_wrong"):
        plane_points_of(sheet(("东坐标", "北坐标"), ("1", "2")), LocalPlane())
    with pytest.raises(RuleBroken, match="table_without_plane"):
        plane_points_of(sheet(("经度", "纬度"), ("116", "39")), PLANE)
    empty, _ = plane_points_of(sheet(("东坐标", "北坐标"), ("x", "y")), PLANE)
    assert (empty.layer, empty.without_place) == (None, (2,))
