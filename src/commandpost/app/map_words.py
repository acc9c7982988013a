"""Answers of the map as sentences of a duty log or a report."""

from __future__ import annotations

from commandpost.app.map_answers import AreaAnswer, AskedShape, FoundItem, PlaceAnswer
from commandpost.app.map_items import HAZARDS, SHELTERS, SUPPLIES, TEAMS
from commandpost.domain.coordinates import LonLat
from commandpost.domain.ledgers.people import PEOPLE

_MEASURES = {TEAMS: "应急队伍", SHELTERS: "避难场所", SUPPLIES: "物资点", HAZARDS: "隐患"}
_NAMED = 3  # teams and shelters that are named


def area_words(answer: AreaAnswer) -> str:
    """What lies in the area, in one sentence."""
    needs = PEOPLE.field("needs")
    kinds = "、".join(f"{needs.choice_label(key, 'zh')}{count}" for key, count in answer.needs.items())
    parts = [
        f"重点人员{answer.people}人" + (f"（{kinds}）" if kinds else ""),
        f"应急队伍{answer.teams}支{answer.team_members}人" + _names(answer, TEAMS),
        f"避难场所{answer.shelters}处，空余{answer.shelter_free}个位置" + _names(answer, SHELTERS),
        f"物资点{answer.supplies}处",
        f"未销号隐患{answer.hazards}处",
    ]
    return f"地图查询：{_area(answer)}，" + "；".join(parts) + "。"


def place_words(answer: PlaceAnswer) -> str:
    """Where a place is and what is nearest."""
    near = "、".join(_near(item) for item in answer.nearest)
    known = answer.where.words() or "所在网格、地址不详"
    return f"地图查询：{lonlat_words(answer.lonlat)}，{known}" + (f"；最近：{near}。" if near else "。")


def lonlat_words(place: LonLat) -> str:
    """东经116.41270°北纬39.90520°: to about a metre."""
    east, north = ("东经" if place.lon >= 0 else "西经"), ("北纬" if place.lat >= 0 else "南纬")
    return f"{east}{abs(place.lon):.5f}°{north}{abs(place.lat):.5f}°"


def metres_words(metres: float) -> str:
    """A length as people say it."""
    return f"{metres / 1000:.2f}公里" if metres >= 1000 else f"{metres:.0f}米"


def _area(answer: AreaAnswer) -> str:
    asked = answer.asked
    where = answer.where.words() or lonlat_words(asked.center)
    if asked.shape is AskedShape.CIRCLE:
        return f"以{where}为中心{metres_words(asked.metres)}范围内"
    if asked.shape is AskedShape.BUFFER:
        return f"沿所画路线（{where}）两侧各{metres_words(asked.metres)}范围内"
    return f"所画范围（{where}，{answer.area_m2 / 10_000:.2f}公顷）内"


def _names(answer: AreaAnswer, kind: str) -> str:
    named = [item.name for item in answer.items if item.kind == kind and item.name][:_NAMED]
    return (
        f"（{'、'.join(named)}{'等' if len([i for i in answer.items if i.kind == kind]) > _NAMED else ''}）"
        if named
        else ""
    )


def _near(item: FoundItem) -> str:
    return f"{item.name or _MEASURES.get(item.kind, '')}{metres_words(item.metres)}"
