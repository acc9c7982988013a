"""The invented street 永宁街道: its roads, river, parks, buildings, grids and addresses, always the same for one seed.

It is laid out in metres around a centre, east and north, turned a little, and handed out in degrees. Nothing in it is
copied from a real map.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from commandpost.domain.coordinates import LonLat
from commandpost.domain.map_layer import GeometryKind, LayerRole, MapLayerData, layer_of

Point = tuple[float, float]  # metres east and north of the centre, before turning
Box = tuple[float, float, float, float]  # west, south, east, north in metres

CENTRE = LonLat(lon=116.4127, lat=39.9052)
TURN = math.radians(3.5)
METRES_PER_DEGREE = 111_195.0  # on a sphere; a picture needs no better
EDGE: Box = (-1600.0, -1150.0, 1600.0, 1150.0)
AVENUES = (  # east of the centre, name, rank: 1 primary, 2 secondary, 3 side street
    (-1500.0, "西城根街", 2),
    (-1060.0, "幸福大道", 1),
    (-640.0, "柏树街", 3),
    (-225.0, "槐树里", 3),
    (220.0, "永宁门大街", 1),
    (655.0, "东顺街", 3),
    (1090.0, "东河沿街", 2),
    (1500.0, "东城根街", 2),
)
STREETS = (  # north of the centre
    (-1060.0, "南苑路", 2),
    (-830.0, "河沿南路", 3),
    (-235.0, "河沿北路", 2),
    (70.0, "槐树里大街", 3),
    (400.0, "永宁大街", 1),
    (730.0, "光明路", 2),
    (1060.0, "幸福巷", 3),
)
RIVER_NORTH = -590.0
RIVER_HALF = 62.0
PLACES = (  # east, north, name
    (-225.0, 90.0, "槐树里"),
    (330.0, -470.0, "东河沿"),
    (-640.0, 700.0, "光明路"),
    (700.0, 1030.0, "幸福巷"),
    (-900.0, RIVER_NORTH - 30.0, "南护城河"),
)
PARKS = ((1, 5), (4, 2), (5, 1), (2, 1))  # cells of the road net: column, row
COMMUNITY_EAST, COMMUNITY_NORTH = 220.0, 70.0  # the crossing where four communities meet
GRID_EDGES_WEST, GRID_EDGES_EAST = (-1060.0, -225.0), (655.0, 1090.0)  # avenues between the grids
ORDINALS = ("一", "二", "三")
BUILDING_CLEAR = 24.0  # metres between a building and a road's middle


@dataclass(frozen=True, slots=True, kw_only=True)
class GridPlot:
    """One grid of a community; ``ring`` in degrees, closed."""

    code: str
    name: str
    community: str
    ring: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A building that can be lived or worked in."""

    address: str
    lonlat: LonLat
    grid: str  # name of the grid
    community: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleStreet:
    """The street as layers of a map, plots and doors."""

    layers: tuple[MapLayerData, ...]
    grids: tuple[GridPlot, ...]
    doors: tuple[Door, ...]


def build_street(seed: int = 20260719) -> SampleStreet:
    """Build the whole street: about 3,000 buildings, 12 grids in 4 communities."""
    chance = random.Random(seed)  # noqa: S311  # a drawing, no secret
    plots = tuple(_plots())
    buildings = [box for cell in _cells() if cell not in PARKS for box in _buildings(chance, cell)]
    doors = tuple(_doors(buildings))
    layers = (
        _area("ground", LayerRole.GROUND, [_corners(EDGE)], [""]),
        _area("green", LayerRole.GREEN, [_corners(_inset(_box_of(cell), 30.0)) for cell in PARKS], _park_names()),
        _area("water", LayerRole.WATER, [_river()], ["南护城河"]),
        _roads(chance),
        _area("buildings", LayerRole.BUILDING, [_corners(box) for box in buildings], [""] * len(buildings)),
        _places(),
    )
    grids = tuple(
        GridPlot(code=code, name=name, community=community, ring=tuple(_degrees(_corners(box))))
        for code, name, community, box in plots
    )
    return SampleStreet(layers=layers, grids=grids, doors=doors)


def place(east: float, north: float) -> LonLat:
    """Degrees of a point given in metres from the centre."""
    x = east * math.cos(TURN) - north * math.sin(TURN)
    y = east * math.sin(TURN) + north * math.cos(TURN)
    shrink = math.cos(math.radians(CENTRE.lat))
    lon = CENTRE.lon + x / (METRES_PER_DEGREE * shrink)
    return LonLat(lon=lon, lat=CENTRE.lat + y / METRES_PER_DEGREE)


def _degrees(points: Sequence[Point]) -> list[tuple[float, float]]:
    return [(spot.lon, spot.lat) for spot in (place(*point) for point in points)]


def _corners(box: Box) -> list[Point]:
    west, south, east, north = box
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def _inset(box: Box, by: float) -> Box:
    return (box[0] + by, box[1] + by, box[2] - by, box[3] - by)


def _area(name: str, role: LayerRole, rings: Sequence[Sequence[Point]], names: Sequence[str]) -> MapLayerData:
    return layer_of(name, role, GeometryKind.AREA, [[_degrees(ring)] for ring in rings], names=names)


def _places() -> MapLayerData:
    points = [[_degrees([(east, north)])] for east, north, _ in PLACES]
    return layer_of("places", LayerRole.PLACE, GeometryKind.POINT, points, names=[name for *_, name in PLACES])


def _park_names() -> list[str]:
    return ["永宁公园", "柳荫园", "东顺体育公园", "河沿绿地"]


def _cells() -> Iterator[tuple[int, int]]:
    yield from ((column, row) for column in range(len(AVENUES) - 1) for row in range(len(STREETS) - 1))


def _box_of(cell: tuple[int, int]) -> Box:
    column, row = cell
    return (AVENUES[column][0], STREETS[row][0], AVENUES[column + 1][0], STREETS[row + 1][0])


def _river_middle(east: float) -> float:
    return RIVER_NORTH + 55.0 * math.sin(east / 420.0) + 25.0 * math.sin(east / 170.0)


def _river() -> list[Point]:
    steps = [EDGE[0] + 40.0 * i for i in range(81)]
    north = [(east, _river_middle(east) + RIVER_HALF) for east in steps]
    south = [(east, _river_middle(east) - RIVER_HALF) for east in reversed(steps)]
    return [*south[::-1], *north[::-1], south[-1]]


def _roads(chance: random.Random) -> MapLayerData:
    lines: list[list[Point]] = []
    names: list[str] = []
    ranks: list[int] = []
    for east, name, rank in AVENUES:
        lines.append([(east, EDGE[1]), (east, EDGE[3])])
        names.append(name)
        ranks.append(rank)
    for north, name, rank in STREETS:
        lines.append([(EDGE[0], north), (EDGE[2], north)])
        names.append(name)
        ranks.append(rank)
    for cell in _cells():
        if cell not in PARKS:
            line = _lane(chance, _box_of(cell))
            lines.append(line)
            names.append("")
            ranks.append(4)
    return layer_of(
        "roads", LayerRole.ROAD, GeometryKind.LINE, [[_degrees(line)] for line in lines], names=names, ranks=ranks
    )


def _lane(chance: random.Random, box: Box) -> list[Point]:
    """An alley through a block, on the river's side where the river cuts it."""
    west, south, east, north = box
    middle = south + (north - south) * chance.uniform(0.42, 0.58)
    if abs(middle - _river_middle((west + east) / 2)) < RIVER_HALF + 40:
        middle = south + (north - south) * 0.85
    return [(west, middle), (east, middle)]


def _buildings(chance: random.Random, cell: tuple[int, int]) -> Iterator[Box]:
    """Rows of houses in a block, clear of roads and water."""
    west, south, east, north = _inset(_box_of(cell), BUILDING_CLEAR)
    y = south
    while y < north - 14:
        depth = chance.uniform(13, 26)
        x = west
        while x < east - 16:
            width = chance.uniform(16, 52)
            box = (x, y, min(x + width, east), min(y + depth, north))
            if chance.random() > 0.09 and not _in_water(box):
                yield box
            x += width + chance.uniform(5, 13)
        y += depth + chance.uniform(8, 19)


def _in_water(box: Box) -> bool:
    middle = (box[1] + box[3]) / 2
    return abs(middle - _river_middle((box[0] + box[2]) / 2)) < RIVER_HALF + 26


def _plots() -> Iterator[tuple[str, str, str, Box]]:
    """Twelve grids: code, name, community, box."""
    west, south, east, north = EDGE
    quarters = (
        ("槐树里社区", (west, south, COMMUNITY_EAST, COMMUNITY_NORTH)),
        ("东河沿社区", (COMMUNITY_EAST, south, east, COMMUNITY_NORTH)),
        ("光明路社区", (west, COMMUNITY_NORTH, COMMUNITY_EAST, north)),
        ("幸福巷社区", (COMMUNITY_EAST, COMMUNITY_NORTH, east, north)),
    )
    for number, (community, (left, low, right, high)) in enumerate(quarters, 1):
        inner = GRID_EDGES_WEST if left == west else GRID_EDGES_EAST
        edges = (left, *inner, right)
        for at, ordinal in enumerate(ORDINALS):
            box = (edges[at], low, edges[at + 1], high)
            yield f"{number:02d}{at + 1:02d}", f"{community}{ordinal}网格", community, box


def _doors(buildings: Sequence[Box]) -> Iterator[Door]:
    plots = tuple(_plots())
    numbers: dict[str, int] = {}
    for box in buildings:
        east, north = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        street = min(STREETS, key=lambda each: abs(each[0] - north))[1]
        numbers[street] = numbers.get(street, 0) + 1
        plot = next(each for each in plots if _holds(each[3], east, north))
        yield Door(
            address=f"{street}{numbers[street]}号院",
            lonlat=place(east, north),
            grid=plot[1],
            community=plot[2],
        )


def _holds(box: Box, east: float, north: float) -> bool:
    return box[0] <= east <= box[2] and box[1] <= north <= box[3]
