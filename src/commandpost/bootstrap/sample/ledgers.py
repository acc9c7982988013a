"""The sample's ledgers: invented people in need, teams, shelters, supplies and hazards at the street's doors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from commandpost.bootstrap.sample.street import Door, SampleStreet
from commandpost.domain.coordinates import LonLat
from commandpost.domain.ledgers.base import Value

PEOPLE, TEAMS, SHELTERS, SUPPLIES, HAZARDS = 400, 12, 15, 40, 80
_FAMILY = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗"
_GIVEN = ("淑兰", "桂英", "秀珍", "玉梅", "建华", "志强", "国庆", "永福", "慧", "宝生", "凤英", "德山", "小雨", "晨")
_NEEDS = (
    (("alone", "aged"), "walks", 30),
    (("alone",), "walks", 26),
    (("disabled_care",), "stretcher", 10),
    (("impaired",), "wheelchair", 12),
    (("pregnant",), "walks", 7),
    (("oxygen", "aged"), "wheelchair", 5),
    (("dialysis",), "helped", 5),
    (("mental",), "helped", 5),
)
_DEVICES = {"oxygen": "家用制氧机，停电须转移", "dialysis": "每周透析三次"}
_TEAMS = (
    ("槐树里社区应急队", "community", 16),
    ("东河沿社区应急队", "community", 15),
    ("光明路社区应急队", "community", 14),
    ("幸福巷社区应急队", "community", 12),
    ("永宁微型消防站", "fire", 8),
    ("光明路微型消防站", "fire", 6),
    ("街道防汛抢险队", "flood", 24),
    ("河沿排水抢险组", "flood", 9),
    ("永宁社区卫生服务中心", "medical", 11),
    ("市政养护队", "works", 18),
    ("供电抢修驻点", "works", 5),
    ("永宁志愿者服务队", "volunteer", 40),
)
_SHELTERS = (
    "永宁小学",
    "槐树里社区活动中心",
    "永宁公园",
    "光明路中学",
    "东河沿文化站",
    "幸福巷社区活动中心",
    "街道文体中心",
)
_SUPPLIES = (
    ("折叠床", "living", "张", 40, 20),
    ("棉被", "living", "床", 80, 60),
    ("饮用水", "living", "箱", 60, 40),
    ("方便食品", "living", "箱", 30, 30),
    ("水泵", "equipment", "台", 4, 3),
    ("发电机", "equipment", "台", 2, 2),
    ("照明车", "equipment", "辆", 1, 1),
    ("救生衣", "equipment", "件", 30, 20),
    ("编织袋", "works", "条", 2000, 1500),
    ("铁锹", "works", "把", 60, 40),
)
_HAZARDS = (
    ("small_venue", "餐馆后厨疏散通道堵塞"),
    ("small_venue", "小旅馆灭火器过期"),
    ("building", "自建房外墙开裂"),
    ("building", "平房屋面渗漏"),
    ("gas", "商户燃气软管老化"),
    ("electric", "院内私拉电线"),
    ("ebike", "楼道停放充电"),
    ("flooding", "下凹院落排水不畅"),
    ("tree", "枯死行道树"),
    ("other", "井盖松动"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRow:
    """One row of a ledger before it is entered."""

    spec: str
    values: Mapping[str, Value]
    lonlat: LonLat


def sample_rows(street: SampleStreet, today: date, seed: int = 20260719) -> Iterator[SampleRow]:
    """All rows, the same for the same street, day and seed."""
    chance = random.Random(seed)  # noqa: S311  # a drawing, no secret
    yield from _people(chance, street, today)
    yield from _teams(chance, street, today)
    yield from _shelters(chance, street, today)
    yield from _supplies(chance, street, today)
    yield from _hazards(chance, street, today)


def _row(spec: str, door: Door, verified: date, values: Mapping[str, Value]) -> SampleRow:
    place: dict[str, Value] = {"grid": door.grid, "address": door.address, "verified_at": verified.isoformat()}
    return SampleRow(spec=spec, values={**place, **values}, lonlat=door.lonlat)


def _name(chance: random.Random) -> str:
    return chance.choice(_FAMILY) + chance.choice(_GIVEN)


def _phone(number: int) -> str:
    return f"139000{number:05d}"


def _people(chance: random.Random, street: SampleStreet, today: date) -> Iterator[SampleRow]:
    weights = [weight for *_, weight in _NEEDS]
    for number in range(PEOPLE):
        needs, mobility, _ = chance.choices(_NEEDS, weights)[0]
        values: dict[str, Value] = {
            "name": _name(chance),
            "needs": needs,
            "mobility": mobility,
            "phone": _phone(10000 + number),
            "carer": _name(chance),
            "carer_phone": _phone(20000 + number),
            "device": next((_DEVICES[need] for need in needs if need in _DEVICES), None),
        }
        yield _row("person", chance.choice(street.doors), today - timedelta(days=chance.randrange(200)), values)


def _teams(chance: random.Random, street: SampleStreet, today: date) -> Iterator[SampleRow]:
    for number, (name, kind, members) in enumerate(_TEAMS):
        values: dict[str, Value] = {
            "name": name,
            "type": kind,
            "members": members,
            "leader": _name(chance),
            "phone": _phone(30000 + number),
            "ready_minutes": chance.choice((5, 10, 15, 30)),
        }
        yield _row("team", _door_of(chance, street, name), today - timedelta(days=chance.randrange(90)), values)


def _shelters(chance: random.Random, street: SampleStreet, today: date) -> Iterator[SampleRow]:
    for number in range(SHELTERS):
        base, turn = _SHELTERS[number % len(_SHELTERS)], number // len(_SHELTERS)
        name = base if turn == 0 else f"{base}（{'东南'[turn - 1]}区）"
        outdoor = "公园" in base
        values: dict[str, Value] = {
            "name": name,
            "type": "outdoor" if outdoor else "indoor",
            "capacity": 600 if outdoor else chance.randrange(80, 321, 20),
            "occupied": 0,
            "status": "ready",
            "keeper": _name(chance),
            "phone": _phone(31000 + number),
            "accessible": chance.random() < 0.7,
        }
        yield _row("shelter", _door_of(chance, street, base), today - timedelta(days=chance.randrange(300)), values)


def _supplies(chance: random.Random, street: SampleStreet, today: date) -> Iterator[SampleRow]:
    stores = [chance.choice(street.doors) for _ in range(6)]
    for number in range(SUPPLIES):
        name, kind, measure, quantity, safety = _SUPPLIES[number % len(_SUPPLIES)]
        at = chance.randrange(len(stores))
        perishable = measure == "箱"
        values: dict[str, Value] = {
            "name": name,
            "type": kind,
            "quantity": float(round(quantity * chance.uniform(0.6, 1.6))),
            "measure": measure,
            "safety_stock": float(safety),
            "store": f"{at + 1}号物资点",
            "expires": (today + timedelta(days=chance.randrange(-20, 500))).isoformat() if perishable else None,
            "keeper": _name(chance),
            "phone": _phone(32000 + number),
        }
        yield _row("supply", stores[at], today - timedelta(days=chance.randrange(100)), values)


def _hazards(chance: random.Random, street: SampleStreet, today: date) -> Iterator[SampleRow]:
    for number in range(HAZARDS):
        kind, name = chance.choice(_HAZARDS)
        door, found = chance.choice(street.doors), today - timedelta(days=chance.randrange(5, 120))
        values: dict[str, Value] = {
            "name": f"{door.address}{name}",
            "type": kind,
            "level": "major" if chance.random() < 0.08 else "ordinary",
            "status": "open" if chance.random() < 0.45 else "closed",
            "found": found.isoformat(),
            "due": (found + timedelta(days=30)).isoformat(),
            "responsible": _name(chance),
            "phone": _phone(33000 + number),
            "measures": "已张贴警示，社区每日巡查",
        }
        yield _row("hazard", door, found, values)


def _door_of(chance: random.Random, street: SampleStreet, name: str) -> Door:
    """A door in the community the name speaks of, else anywhere."""
    near = [door for door in street.doors if door.community[:3] == name[:3]]
    return chance.choice(near or street.doors)
