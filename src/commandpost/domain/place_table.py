"""Rows of a table as points on the map: which columns hold the place, and what each row says.

Tables come from anybody's spreadsheet; a row that tells no place is counted and named, the others come in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from commandpost.domain.coordinates import Datum, LonLat, read_pair
from commandpost.domain.errors import RuleBroken
from commandpost.domain.map_layer import GeometryKind, LayerRole, MapLayerData, layer_of, plain_name

HEADER_WITHIN = 10  # rows; above the header stands a title now and then
_LON = ("经度", "lng", "lon", "longitude", "东经", "x", "x坐标", "经度(°)", "坐标x")
_LAT = ("纬度", "lat", "latitude", "北纬", "y", "y坐标", "纬度(°)", "坐标y")
_PAIR = ("坐标", "经纬度", "位置坐标", "location", "lnglat", "latlng", "coordinate", "coordinates")
NAMES = ("名称", "name", "点位名称", "单位名称", "地点", "标题", "title", "编号", "地址")
_DATUMS = (  # what a heading may say of its numbers; those that need no shift come first
    (Datum.CGCS2000, ("cgcs2000", "wgs84", "wgs-84", "天地图")),
    (Datum.GCJ02, ("gcj02", "gcj-02", "gcj", "高德", "腾讯", "火星")),
    (Datum.BD09, ("bd09ll", "bd09", "bd-09", "bd", "百度")),
)
_BETWEEN = "_-()（）[]【】"
_NOT_A_HEADER = re.compile(r"^[-+]?\d+(\.\d+)?$")

Row = Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSheet:
    """One sheet as plain texts, the first row of the file first."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceColumns:
    """Where a table holds its places, columns from 0; ``lat`` is None when one column holds both numbers.

    ``datum`` is what the headings say of the numbers; None: nothing.
    """

    header: int
    lon: int
    lat: int | None
    name: int | None
    datum: Datum | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedTable:
    """The points of a sheet, in degrees as written, and the rows (from 1, as a spreadsheet counts) without a place."""

    layer: MapLayerData | None
    without_place: tuple[int, ...]


def columns_of(sheet: TableSheet) -> PlaceColumns | None:
    """Find the columns by their headings; None where nothing looks like a place."""
    for at, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        words = heading_words(row)
        if any(_NOT_A_HEADER.match(word) for word in words if word):
            continue
        name, said = first_of(words, NAMES), [_datum_said(word) for word in words]
        for datum in (None, *(known for known, _signs in _DATUMS)):
            bare = [word if told is datum else "" for word, told in said]
            lon, lat, pair = (first_of(bare, names) for names in (_LON, _LAT, _PAIR))
            if lon is not None and lat is not None:
                return PlaceColumns(header=at, lon=lon, lat=lat, name=name, datum=datum)
            if pair is not None:
                return PlaceColumns(header=at, lon=pair, lat=None, name=name, datum=datum)
    return None


def _datum_said(heading: str) -> tuple[str, Datum | None]:
    """A heading without what it says of the datum, and that: 高德经度, gcj02_lng, 坐标（百度）."""
    for datum, signs in _DATUMS:
        sign = next((one for one in signs if one in heading), "")
        if sign:
            return heading.replace(sign, "").strip(_BETWEEN).removesuffix("坐标系").strip(_BETWEEN), datum
    return heading, None


def points_of(sheet: TableSheet) -> PlacedTable:
    """Every row's point with its name. Raises ``table_without_places``."""
    columns = columns_of(sheet)
    if columns is None:
        raise RuleBroken("table_without_places", sheet=sheet.name)
    names: list[str] = []
    places: list[LonLat] = []
    without: list[int] = []
    for number, row in enumerate(sheet.rows[columns.header + 1 :], columns.header + 2):
        if not any(cell.strip() for cell in row):
            continue
        place = _place(row, columns)
        if place is None:
            without.append(number)
        else:
            places.append(place)
            names.append(cell_of(row, columns.name))
    return PlacedTable(layer=layer_of_points(sheet.name, places, names), without_place=tuple(without))


def heading_words(row: Row) -> list[str]:
    """The cells of a row as headings are compared."""
    return ["".join(cell.split()).lower() for cell in row]


def first_of(words: Sequence[str], names: Sequence[str]) -> int | None:
    """The column of the first of the names that stands there."""
    return next((words.index(name) for name in names if name in words), None)


def _place(row: Row, columns: PlaceColumns) -> LonLat | None:
    lon, lat = cell_of(row, columns.lon), cell_of(row, columns.lat)
    try:
        if columns.lat is None:
            place = read_pair(lon)[0]
        elif _are_numbers(lon, lat):
            place = LonLat(float(lon), float(lat))
        else:
            place = read_pair(f"{lon} {lat}")[0]
    except RuleBroken:
        return None
    return place if place.lon and place.lat else None  # a nought is a cell nobody filled in, or a formula never counted


def _are_numbers(*texts: str) -> bool:
    return all(_NOT_A_HEADER.match(text) for text in texts)


def cell_of(row: Row, column: int | None) -> str:
    """A cell without blanks at its ends; "" where the row is shorter."""
    return row[column].strip() if column is not None and column < len(row) else ""


def layer_of_points(name: str, places: Sequence[LonLat], names: Sequence[str]) -> MapLayerData | None:
    """Named points as a layer; None where there are none."""
    if not places:
        return None
    points = [[np.array([(place.lon, place.lat)])] for place in places]
    return layer_of(name, LayerRole.PLACE, GeometryKind.POINT, points, names=[plain_name(name) for name in names])
