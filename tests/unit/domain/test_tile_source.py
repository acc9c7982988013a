"""Addresses of tile services: what is understood, where the key goes, which square is asked for."""

from __future__ import annotations

import pytest

from commandpost.domain.coordinates import Datum
from commandpost.domain.errors import RuleBroken
from commandpost.domain.tile_source import (
    TileId,
    TileKind,
    TilePicture,
    TileSource,
    checked_address,
    host_is_allowed,
    source_from_plain,
    tianditu,
)

BEIJING = TileId(14, 13489, 6208)  # 116.3913, 39.9075: the published check of Tianditu's squares
SECRET = "geheim0123"


def source(place: str, key: str = "") -> TileSource:
    return TileSource(id="a", title="图", kind=TileKind.SERVICE, place=place, key=key)


def test_tianditus_request_is_the_published_one() -> None:
    address = source(tianditu("vec"), SECRET).address(BEIJING)
    assert address == (
        "https://t1.tianditu.gov.cn/vec_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=vec&STYLE=default"
        f"&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX=14&TILEROW=6208&TILECOL=13489&tk={SECRET}"
    )
    assert source(tianditu("vec")).host == "t0.tianditu.gov.cn"


WMTS = "SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
IMAGES = f"{WMTS}&LAYER=img&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX=14&TILEROW=6208&TILECOL=13489"
STREET = f"{WMTS}&LAYER=street&STYLE=default&TILEMATRIXSET=EPSG%3A3857&FORMAT=image%2Fpng"
LEVEL = "TILEMATRIX=EPSG%3A3857%3A14&TILEROW=6208&TILECOL=13489"
COPIED = "LAYER=street&TILEMATRIXSET=EPSG:3857&TILEMATRIX=EPSG:3857:5&TILEROW=1&TILECOL=2"


@pytest.mark.parametrize(
    ("typed", "asked", "key"),
    [
        ("https://a.example/{z}/{x}/{y}.png", "https://a.example/14/13489/6208.png", ""),
        ("https://a.example/{z}/{x}/{-y}.png", "https://a.example/14/13489/10175.png", ""),
        ("https://t{s}.a.example/{z}/{x}/{y}?tk=" + SECRET, "https://t1.a.example/14/13489/6208?tk=" + SECRET, SECRET),
        (f"http://t0.b.example/img_w/wmts?tk={SECRET}", f"http://t0.b.example/img_w/wmts?{IMAGES}&tk={SECRET}", SECRET),
        (f"https://a.example/wmts?{COPIED}", f"https://a.example/wmts?{STREET}&{LEVEL}", ""),
    ],
)
def test_an_address_is_understood_as_people_paste_it(typed: str, asked: str, key: str) -> None:
    template, found = checked_address(typed)
    assert found == key
    assert SECRET not in template
    assert source(template, found).address(BEIJING) == asked


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ftp://a.example/{z}/{x}/{y}",
        "https://user:secret@a.example/{z}/{x}/{y}",
        "https://{z}.example/{x}/{y}",
        "https://a.example/{z}/{x}",
        "https://a.example/{z}/{x}/{y}/{-y}",
        "https://a.example/{z}/{x}/{y}?q={0.__class__}",
        "http://t0.tianditu.gov.cn/vec_c/wmts",
        "https://a.example/wmts?LAYER=street&TILEMATRIXSET=EPSG:4490",
        "https://a.example/",
    ],
)
def test_what_is_no_address_of_tiles_is_refused(typed: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        checked_address(typed)
    assert caught.value.code == "tile_address_wrong"


def test_the_key_stands_in_no_text_made_of_the_source() -> None:
    assert SECRET not in f"{source(tianditu('vec'), SECRET)} {source(tianditu('vec'), SECRET)!r}"


def test_a_source_is_remembered_whole() -> None:
    made = TileSource(
        id="b",
        title="图",
        kind=TileKind.FOLDER,
        place="/x",
        least_zoom=3,
        most_zoom=9,
        datum=Datum.GCJ02,
    )
    assert source_from_plain(made.to_plain()) == made


def test_only_hosts_on_the_list_and_within_its_domains_are_allowed() -> None:
    allowed = frozenset({"tianditu.gov.cn"})
    assert host_is_allowed("t0.tianditu.gov.cn", allowed)
    assert host_is_allowed("tianditu.gov.cn", allowed)
    assert not host_is_allowed("eviltianditu.gov.cn", allowed)
    assert not host_is_allowed("tianditu.gov.cn.example.org", allowed)


def test_squares_outside_the_world_or_the_levels_are_not_held() -> None:
    held = TileSource(id="a", title="", kind=TileKind.FOLDER, place="", least_zoom=2, most_zoom=4)
    assert held.holds(TileId(3, 7, 7))
    assert not any(held.holds(tile) for tile in (TileId(1, 0, 0), TileId(5, 0, 0), TileId(3, 8, 0), TileId(3, 0, -1)))


@pytest.mark.parametrize(
    ("width", "height", "pixels", "whole"),
    [(2, 1, 8, True), (1024, 1, 4096, True), (2, 1, 7, False), (0, 1, 0, False), (1, 1025, 4100, False)],
)
def test_a_decoded_square_has_a_usual_size_and_every_pixel(width: int, height: int, pixels: int, whole: bool) -> None:
    assert TilePicture(width=width, height=height, pixels=bytes(pixels)).whole is whole
