"""Rows of a table in plane metres of a city's own system, brought to degrees by its parameters.

Surveys call the north X and the east Y, programs the other way round: headings that say east and north (东坐标, 北坐标,
横坐标, 纵坐标) are believed, and a bare X and Y is read the way that lies in the city; the survey's way where both do.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np

from commandpost.domain.coordinates import FloatArray, LonLat, are_in_beijing_region, are_in_china
from commandpost.domain.errors import RuleBroken
from commandpost.domain.local_plane import LocalPlane
from commandpost.domain.place_table import (
    HEADER_WITHIN,
    NAMES,
    PlacedTable,
    TableSheet,
    cell_of,
    first_of,
    heading_words,
    layer_of_points,
)

_EAST = ("东坐标", "横坐标", "东向坐标", "坐标东", "east", "easting", "e")
_NORTH = ("北坐标", "纵坐标", "北向坐标", "坐标北", "north", "northing", "n")
_X = ("x", "x坐标", "坐标x", "x(m)", "x（m）", "x/m", "x(米)", "x（米）")
_Y = ("y", "y坐标", "坐标y", "y(m)", "y（m）", "y/m", "y(米)", "y（米）")
X_NORTH, X_EAST = "x_north", "x_east"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaneColumns:
    """Where a table holds its metres, columns from 0; ``named`` says that the headings tell east from north."""

    header: int
    east: int
    north: int
    name: int | None
    named: bool


def plane_columns_of(sheet: TableSheet) -> PlaneColumns | None:
    """Find the columns by their headings; of a bare X and Y the X stands as east."""
    for at, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        words = heading_words(row)
        for (first, second), named in (((_EAST, _NORTH), True), ((_X, _Y), False)):
            east, north = first_of(words, first), first_of(words, second)
            if east is not None and north is not None:
                return PlaneColumns(header=at, east=east, north=north, name=first_of(words, NAMES), named=named)
    return None


def plane_points_of(sheet: TableSheet, plane: LocalPlane) -> tuple[PlacedTable, str]:
    """Every row's point with its name, and which way X was read, "" where the headings said it.

    Raises ``table_without_plane`` and ``map_plane_wrong``.
    """
    columns = plane_columns_of(sheet)
    if columns is None:
        raise RuleBroken("table_without_plane", sheet=sheet.name)
    rows = [
        (number, row)
        for number, row in enumerate(sheet.rows[columns.header + 1 :], columns.header + 2)
        if any(cell.strip() for cell in row)
    ]
    first, second = (np.array([_metres(cell_of(row, at)) for _, row in rows]) for at in (columns.east, columns.north))
    lonlat, way = _degrees(first, second, plane, named=columns.named)
    inside = are_in_china(lonlat)
    if rows and not inside.any() and (np.isfinite(first) & np.isfinite(second)).any():
        raise RuleBroken("map_plane_wrong", file=sheet.name)
    kept = np.flatnonzero(inside).tolist()
    places = [LonLat(*lonlat[at].tolist()) for at in kept]
    names = [cell_of(rows[at][1], columns.name) for at in kept]
    without = tuple(number for (number, _), placed in zip(rows, inside.tolist(), strict=True) if not placed)
    return PlacedTable(layer=layer_of_points(sheet.name, places, names), without_place=without), way


def _degrees(first: FloatArray, second: FloatArray, plane: LocalPlane, *, named: bool) -> tuple[FloatArray, str]:
    as_east = np.column_stack(plane.to_lonlat(first, second))
    if named:
        return as_east, ""
    as_north = np.column_stack(plane.to_lonlat(second, first))
    return (as_east, X_EAST) if _fitness(as_east) > _fitness(as_north) else (as_north, X_NORTH)


def _fitness(lonlat: FloatArray) -> tuple[int, int]:
    return int(are_in_beijing_region(lonlat).sum()), int(are_in_china(lonlat).sum())


def _metres(text: str) -> float:
    """A cell as metres; not a number for anything else."""
    try:
        metres = float(text.replace(",", "").replace("，", "").removesuffix("米").removesuffix("m"))
    except ValueError:
        return float("nan")
    return metres if isfinite(metres) else float("nan")
