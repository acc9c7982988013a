"""Where a place lies and how things are found by their names."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.coordinates import LonLat
from commandpost.domain.gazetteer import Division, Gazetteer, NamedArea, Whereabouts, division_of
from commandpost.domain.geometry import contains
from commandpost.domain.layer_shapes import inner_places, point_shapes, shapes_of
from commandpost.domain.map_layer import GeometryKind, LayerRole, layer_of
from commandpost.domain.name_index import NameIndex

WORDS = st.text(alphabet="东西南北路街12abq", max_size=6)


def area(name: str, division: Division, west: float, south: float, size: float) -> NamedArea:
    return NamedArea(name=name, division=division, form=shapely.box(west, south, west + size, south + size))


BOOK = Gazetteer(
    (
        area("永宁街道", Division.STREET, 116.40, 39.90, 0.02),
        area("槐树里社区", Division.COMMUNITY, 116.40, 39.90, 0.01),
        area("槐树里第一网格", Division.GRID, 116.40, 39.90, 0.005),
        area("大网格", Division.GRID, 116.40, 39.90, 0.01),
        area("永宁区", Division.DISTRICT, 116.3, 39.8, 0.5),
    ),
    ("幸福巷3号", "永宁大街"),
    np.array([shapely.Point(116.402, 39.902), shapely.LineString([(116.40, 39.915), (116.42, 39.915)])]),
)


def test_a_place_is_told_by_the_smallest_area_of_each_division_and_the_nearest_address() -> None:
    found = BOOK.where(LonLat(116.4025, 39.9025))
    assert (found.district, found.street, found.community) == ("永宁区", "永宁街道", "槐树里社区")
    assert (found.grid, found.address, found.toward) == ("槐树里第一网格", "幸福巷3号", "东北")
    assert found.away_m == pytest.approx(70, abs=1)
    assert found.words() == "永宁区 永宁街道 槐树里社区 槐树里第一网格 幸福巷3号东北约70米"


def test_a_road_is_an_address_too_and_a_place_on_it_has_no_distance() -> None:
    assert BOOK.where(LonLat(116.41, 39.915)).words() == "永宁区 永宁街道 永宁大街"
    assert BOOK.where(LonLat(116.41, 39.914)).toward == "南"


def test_a_place_outside_everything_is_told_by_nothing() -> None:
    assert BOOK.where(LonLat(117.4, 40.9)) == Whereabouts()
    assert Gazetteer((), (), point_shapes(np.empty((0, 2)))).where(LonLat(116.4, 39.9)).words() == ""


def test_what_one_book_does_not_know_the_other_tells() -> None:
    first = Whereabouts(grid="一网格", address="远处", away_m=90.0)
    second = Whereabouts(grid="别的", street="永宁街道", address="近处", away_m=9.0, toward="东")
    told = Whereabouts(grid="一网格", street="永宁街道", address="近处", away_m=9.0, toward="东")
    assert first.with_rest(second) == told
    assert first.with_rest(Whereabouts()) == first
    assert Whereabouts().with_rest(first) == first


def test_layers_become_shapes_ring_by_ring_and_line_by_line() -> None:
    square, hole = [(0, 0), (4, 0), (4, 4), (0, 4)], [(1, 1), (2, 1), (2, 2)]
    island = [(8, 8), (9, 8), (9, 9)]
    areas = layer_of("a", LayerRole.OTHER, GeometryKind.AREA, [[square, hole], [island]])
    rows, forms = shapes_of(areas)
    assert rows.tolist() == [0, 1]
    assert [form.area for form in forms] == [16, 0.5]
    assert all(contains(form, spot) for form, spot in zip(forms, inner_places(forms), strict=True))
    lines = layer_of("b", LayerRole.ROAD, GeometryKind.LINE, [[[(0, 0), (3, 4)], [(7, 7)]], [[(0, 0), (1, 0)]]])
    rows, forms = shapes_of(lines)
    assert (rows.tolist(), [form.length for form in forms]) == ([0, 1], [5, 1])
    points = layer_of("c", LayerRole.PLACE, GeometryKind.POINT, [[[(1, 2)]], [[(3, 4)]]])
    rows, forms = shapes_of(points)
    assert (rows.tolist(), [form.x for form in forms]) == ([0, 1], [1, 3])
    empty = layer_of("d", LayerRole.OTHER, GeometryKind.AREA, [])
    assert len(shapes_of(empty)[1]) == 0


@pytest.mark.parametrize(
    ("name", "division"),
    [
        ("槐树里第二网格", Division.GRID),
        ("槐树里社区", Division.COMMUNITY),
        ("东村", Division.COMMUNITY),
        ("永宁街道", Division.STREET),
        ("某某镇", Division.STREET),
        ("永宁区", Division.DISTRICT),
        ("永宁公园", None),
    ],
)
def test_the_end_of_a_name_tells_what_an_area_is(name: str, division: Division | None) -> None:
    assert division_of(name) is division


def test_whole_names_come_before_beginnings_and_beginnings_before_the_rest() -> None:
    index = NameIndex([["老永宁小学"], ["永宁小学东门"], ["永宁小学", "ynxx"], ["S1-0007"]])
    assert index.find("永宁小学") == (2, 1, 0)
    assert index.find("YNXX") == (2,)
    assert index.find("s1-0007") == (3,)
    assert index.find("永宁小学", limit=2) == (2, 1)


def test_every_word_typed_must_occur() -> None:
    index = NameIndex([["水泵", "光明路"], ["水泵", "幸福巷"], ["", "  "]])
    assert index.find("水泵 幸福") == (1,)
    assert index.find("   ") == ()
    assert index.find("没有") == ()


def test_a_whole_word_is_found_however_many_rows_hold_it_as_a_part() -> None:
    index = NameIndex([[f"楼{at}"] for at in range(3000)] + [["楼"]])
    assert index.find("楼", limit=2) == (3000, 0)


@given(rows=st.lists(st.lists(WORDS, max_size=3), max_size=12), typed=WORDS)
def test_a_search_finds_what_looking_into_every_row_finds(rows: list[list[str]], typed: str) -> None:
    found = NameIndex(rows).find(typed, limit=100)
    expected = {row for row, words in enumerate(rows) if typed and any(typed in word for word in words)}
    assert set(found) == expected
    assert len(found) == len(expected)
