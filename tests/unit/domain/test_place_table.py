"""Tables of places: which columns, which rows."""

from __future__ import annotations

import numpy as np
import pytest

from commandpost.domain.coordinates import Datum
from commandpost.domain.errors import RuleBroken
from commandpost.domain.place_table import PlaceColumns, TableSheet, columns_of, points_of


def sheet(*rows: tuple[str, ...]) -> TableSheet:
    return TableSheet(name="点位", rows=rows)


def said(lon: int, lat: int, datum: Datum) -> PlaceColumns:
    return PlaceColumns(header=0, lon=lon, lat=lat, name=None, datum=datum)


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (("名称", "经度", "纬度"), PlaceColumns(header=0, lon=1, lat=2, name=0)),
        (("lat", "LNG", "备注"), PlaceColumns(header=0, lon=1, lat=0, name=None)),
        (("点位名称", " 坐 标 "), PlaceColumns(header=0, lon=1, lat=None, name=0)),
        (("经度", "备注"), None),
        (("wgs84_lng", "wgs84_lat"), said(0, 1, Datum.CGCS2000)),
        (("gcj02_lng", "gcj02_lat"), said(0, 1, Datum.GCJ02)),
        (("高德经度", "高德纬度"), said(0, 1, Datum.GCJ02)),
        (
            ("经度（百度坐标系）", "纬度（百度坐标系）"),
            said(0, 1, Datum.BD09),
        ),
        (("bd_lng", "bd_lat", "lng", "lat"), PlaceColumns(header=0, lon=2, lat=3, name=None)),
        (
            ("gcj02_lng", "gcj02_lat", "wgs84_lng", "wgs84_lat"),
            said(2, 3, Datum.CGCS2000),
        ),
        (("gcj02_lng", "bd09_lat"), None),
    ],
)
def test_columns_are_found_by_their_headings(header: tuple[str, ...], columns: PlaceColumns | None) -> None:
    assert columns_of(sheet(header, ("a", "116.4", "39.9"))) == columns


def test_a_title_above_the_header_and_numbers_are_passed_over() -> None:
    found = columns_of(sheet(("全街道点位表",), ("1", "116.4"), ("名称", "经度", "纬度")))
    assert found is not None
    assert found.header == 2


def test_rows_become_named_points_and_those_without_a_place_are_told() -> None:
    table = points_of(
        sheet(
            ("名称", "经度", "纬度"),
            ("甲", "116.4", "39.9"),
            ("乙", "", ""),
            ("", "", ""),
            ("丙", "东经116°24′", "北纬39°54′"),
            ("丁", "999", "39.9"),
            ("戊",),
            ("己", "0", "39.9"),
            ("庚", "0", "0"),
        )
    )
    assert table.layer is not None
    assert table.layer.names == ("甲", "丙")
    assert table.layer.lonlat == pytest.approx(np.full((2, 2), (116.4, 39.9)))
    assert table.without_place == (3, 6, 7, 8, 9)


def test_one_column_may_hold_both_numbers_in_either_order() -> None:
    table = points_of(sheet(("名称", "坐标"), ("甲", "116.4,39.9"), ("乙", "39.9, 116.4")))
    assert table.layer is not None
    assert table.layer.lonlat.tolist() == [[116.4, 39.9], [116.4, 39.9]]


def test_a_table_of_nothing_but_bad_rows_has_no_layer() -> None:
    table = points_of(sheet(("经度", "纬度"), ("x", "y")))
    assert (table.layer, table.without_place) == (None, (2,))


def test_a_table_without_a_place_in_its_headings_is_refused() -> None:
    with pytest.raises(RuleBroken) as caught:
        points_of(sheet(("姓名", "电话"), ("甲", "1")))
    assert caught.value.code == "table_without_places"
