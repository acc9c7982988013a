"""The map's answers: counted from memory, always in step with the journal."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from commandpost.app.alarms import AlarmService
from commandpost.app.desk import Desk
from commandpost.app.logbook import LogbookService
from commandpost.app.map_names import initials
from commandpost.app.map_queries import LISTED, MapQueryService
from commandpost.app.map_words import area_words, place_words
from commandpost.app.nearby import nearby
from commandpost.domain.coordinates import LonLat
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.map_layer import GeometryKind, LayerRole, layer_of
from commandpost.journal.entry import ChangeSet, Draft, Json
from commandpost.storage.store import JournalStore
from tests.factories import memory_desk

HERE = LonLat(116.4127, 39.9052)
AROUND = shapely.box(116.40, 39.90, 116.42, 39.91)


def thing(kind: str, name: str, east: float = 0.0, **fields: Json) -> Draft:
    """Something ``east`` metres east of here, about."""
    told: dict[str, Json] = {"name": name, "lon": HERE.lon + east / 85_400, "lat": HERE.lat, **fields}
    return Draft(kind=kind, record=RecordId(f"{kind}-{name}"), act="ledger.enter", set=told)


THINGS = (
    thing("ledger.person", "p1", 50, needs=["alone", "aged"], address="幸福巷3号"),
    thing("ledger.person", "p2", 120, needs=["aged"], address="幸福巷5号"),
    thing("ledger.person", "p3", 900, needs=["oxygen"], address="光明路1号"),
    thing("ledger.team", "永宁微型消防站", 200, members=8),
    thing("ledger.team", "远处队", 3000, members=40),
    thing("ledger.shelter", "永宁小学", 300, capacity=200, occupied=30, status="open"),
    thing("ledger.shelter", "停用点", 310, capacity=100, status="closed"),
    thing("ledger.supply", "水泵", 10, quantity=3, number="WZ-07"),
    thing("ledger.hazard", "外墙开裂", 30, status="open"),
    thing("ledger.hazard", "已销号", 40, status="closed"),
    Draft(kind="ledger.team", record=RecordId("nowhere"), act="ledger.enter", set={"name": "无坐标队", "members": 5}),
    Draft(
        kind="grid",
        record=RecordId("grid-1"),
        act="grid.enter",
        set={
            "name": "幸福巷第一网格",
            "community": "幸福巷社区",
            "geometry": {"type": "Polygon", "coordinates": [list(map(list, AROUND.exterior.coords))]},
        },
    ),
)


@pytest.fixture(scope="module")
def desk() -> Desk:
    made = memory_desk()
    made.write(*THINGS)
    return made


@pytest.fixture
def asked(desk: Desk) -> MapQueryService:
    return MapQueryService(desk)


def test_a_circle_counts_each_ledger_and_the_people_by_their_needs(asked: MapQueryService) -> None:
    found = asked.circle(HERE, 500)
    assert (found.people, found.vulnerable, dict(found.needs)) == (2, 1, {"aged": 2, "alone": 1})
    assert (found.teams, found.team_members, found.shelters, found.shelter_free) == (1, 8, 2, 170)
    assert (found.supplies, found.hazards, found.incidents) == (1, 1, 0)
    assert found.area_m2 == pytest.approx(785_000, rel=2e-3)
    distances = [item.metres for item in found.items if item.kind == "ledger.person"]
    assert distances == sorted(distances)
    assert distances[0] == pytest.approx(50, abs=0.2)


def test_a_polygon_and_the_two_sides_of_a_line_are_counted_likewise(asked: MapQueryService) -> None:
    assert asked.polygon(AROUND).people == 2
    line = shapely.LineString([(116.4127, 39.9060), (116.4300, 39.9060)])
    wide, narrow = asked.buffer(line, 120), asked.buffer(line, 80)
    assert (wide.people, narrow.people) == (3, 0)
    assert {round(item.metres) for item in wide.items} == {89}


def test_a_distance_that_means_nothing_is_refused(asked: MapQueryService) -> None:
    for metres in (0, -5, 50_001):
        with pytest.raises(RuleBroken) as caught:
            asked.circle(HERE, metres)
        assert caught.value.code == "distance_invalid"


def test_the_nearest_come_first_whatever_their_ledger(asked: MapQueryService) -> None:
    near = asked.nearest(HERE, 3)
    assert [item.name for item in near] == ["水泵", "外墙开裂", "永宁微型消防站"]


def test_a_place_tells_its_grid_community_street_and_address(asked: MapQueryService) -> None:
    known = asked.place(HERE, 1)
    assert (known.where.grid, known.where.community, known.where.street) == (
        "幸福巷第一网格",
        "幸福巷社区",
        "清河街道（示例）",
    )
    assert known.where.address == "幸福巷3号"
    assert place_words(known) == (
        "地图查询：东经116.41270°北纬39.90520°，清河街道（示例） 幸福巷社区 幸福巷第一网格 幸福巷3号西约50米；"
        "最近：水泵10米。"
    )


@pytest.mark.parametrize("typed", ["消防", "ynwxxfz", "xfz 永宁"])
def test_things_are_found_by_name_or_initials(asked: MapQueryService, typed: str) -> None:
    assert [hit.name for hit in asked.find(typed)] == ["永宁微型消防站"]


def test_things_are_found_by_address_and_number(asked: MapQueryService) -> None:
    assert [hit.address for hit in asked.find("幸福巷3")] == ["幸福巷3号"]
    assert [hit.name for hit in asked.find("wz-07")] == ["水泵"]


def test_names_and_boundaries_of_the_base_map_are_known_too(asked: MapQueryService) -> None:
    ring = [(lon, lat) for lon, lat in shapely.box(116.0, 39.0, 117.0, 41.0).exterior.coords]
    asked.use_base(
        [
            layer_of("b", LayerRole.BOUNDARY, GeometryKind.AREA, [[ring], [ring]], names=["永宁区", "无名"]),
            layer_of("p", LayerRole.PLACE, GeometryKind.POINT, [[[(116.5, 39.95)]], [[(116, 39)]]], names=["东楼", ""]),
        ]
    )
    (hit,) = asked.find("dl")
    assert (hit.name, hit.kind, hit.lonlat) == ("东楼", "base", LonLat(116.5, 39.95))
    assert asked.place(LonLat(116.5001, 39.95)).where.words() == "永宁区 东楼东约9米"
    assert asked.place(HERE).where.district == "永宁区"


def test_nobody_is_listed_while_the_desk_is_locked_but_all_are_counted(desk: Desk, asked: MapQueryService) -> None:
    desk.session.locked = True
    try:
        found = asked.circle(HERE, 500)
        assert found.people == 2
        assert "ledger.person" not in {item.kind for item in found.items}
        assert asked.find("幸福巷3") == ()
    finally:
        desk.session.locked = False


def test_an_answer_becomes_one_sentence_for_the_log(asked: MapQueryService) -> None:
    assert area_words(asked.circle(HERE, 500)) == (
        "地图查询：以清河街道（示例） 幸福巷社区 幸福巷第一网格 幸福巷3号西约50米为中心500米范围内，"
        "重点人员2人（高龄80+2、独居老人1）；应急队伍1支8人（永宁微型消防站）；"
        "避难场所2处，空余170个位置（永宁小学、停用点）；物资点1处；未销号隐患1处。"
    )


def test_what_changes_is_counted_in_the_next_answer() -> None:
    changes: list[ChangeSet] = []
    desk = memory_desk(announce=changes.append)
    asked = MapQueryService(desk)
    desk.write(thing("ledger.team", "甲", members=5))
    assert asked.circle(HERE, 100).team_members == 5

    desk.write(thing("ledger.team", "甲", members=9), thing("ledger.team", "乙", 20, members=1))
    desk.write(Draft(kind="log", record=RecordId("log-1"), act="log.record", set={"text": "无关"}))
    for change in changes:
        asked.took(change)
    assert asked.circle(HERE, 100).team_members == 10
    assert [hit.name for hit in asked.find("乙")] == ["乙"]

    desk.write(thing("ledger.team", "甲", 5000, members=9))
    asked.took(changes[-1])
    asked.took(ChangeSet(records=(RecordId("gone"),)))
    assert asked.circle(HERE, 100).team_members == 1


def test_after_a_repair_nothing_is_told_that_is_gone() -> None:
    desk = memory_desk()
    asked = MapQueryService(desk)
    desk.write(thing("ledger.team", "甲", members=5))
    alarms = AlarmService(replace(desk, announce=asked.took), LogbookService(desk))
    alarms.standing()
    assert asked.circle(HERE, 100).team_members == 5

    assert isinstance(desk.store, JournalStore)
    desk.store._write(lambda connection: connection.exec_driver_sql("DELETE FROM record"))  # a repair kept none of it
    assert asked.circle(HERE, 100).team_members == 5
    alarms.tell_everything()
    assert asked.circle(HERE, 100).team_members == 0
    assert asked.find("甲") == ()


def test_many_changes_are_read_in_one_go() -> None:
    desk = memory_desk()
    asked = MapQueryService(desk)
    assert asked.circle(HERE, 1000).hazards == 0
    drafts = [thing("ledger.hazard", f"h{at}", at / 10) for at in range(600)]
    asked.took(desk.write(*drafts))
    found = asked.circle(HERE, 1000)
    assert (found.hazards, len(found.items)) == (600, LISTED)


@settings(max_examples=25)
@given(east=st.floats(-400, 400), radius=st.floats(1, 4000))
def test_the_counts_equal_those_taken_from_the_store(east: float, radius: float, desk: Desk) -> None:
    center = LonLat(HERE.lon + east / 85_400, HERE.lat)
    quick, slow = MapQueryService(desk).circle(center, radius), nearby(desk.store, center, radius)
    assert (quick.people, quick.vulnerable, quick.team_members) == (slow.people, slow.vulnerable, slow.team_members)
    assert (quick.shelter_free, quick.supplies, quick.hazards) == (slow.shelter_free, slow.supplies, slow.hazards_open)


def test_a_place_is_found_as_its_characters_are_said_there() -> None:
    assert [initials(name) for name in ("幸福巷3号", "长安街", "长沟镇", "银行胡同")] == ["xfx3h", "caj", "cgz", "yhht"]
