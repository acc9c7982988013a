"""How each role of the base map is drawn at each resolution."""

from __future__ import annotations

from dataclasses import dataclass

from commandpost.domain.map_layer import GeometryKind, LayerRole
from commandpost.gui.map.colours import MapColours

PAINT_ORDER = (
    LayerRole.GROUND,
    LayerRole.OTHER,
    LayerRole.GREEN,
    LayerRole.WATER,
    LayerRole.BUILDING,
    LayerRole.ROAD,
    LayerRole.BOUNDARY,
    LayerRole.GRID,
    LayerRole.PLACE,
)

_ROAD_METRES = (26.0, 19.0, 12.0, 8.0, 3.5)  # drawn width on the ground, by rank
_ROAD_LEAST = (2.0, 1.4, 1.0, 1.0, 1.0)  # and never thinner than this many pixels
_ROAD_MOST = 34.0
_ROAD_VANISHES = (1e9, 320.0, 90.0, 14.0, 3.0)  # metres a pixel covers
_AREA_VANISHES = {LayerRole.BUILDING: 9.0}
_DOTS_VANISH = 4.0
_CASING_FROM = 2.4
_THIN = 1.5
_PATHS = 4
_WATERWAY_METRES = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A pen; widths in logical pixels, dashes in multiples of the width."""

    colour: str
    width: float = 1.0
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """A fill and the strokes over it, first one lowest; for points the colours of a dot and of its rim."""

    fill: str | None = None
    strokes: tuple[Stroke, ...] = ()
    dot: tuple[str, str] | None = None


def paint_of(role: LayerRole, kind: GeometryKind, rank: int, resolution: float, colours: MapColours) -> Paint | None:
    """The paint of a group of features, or None where they are too small to be shown."""
    if kind is GeometryKind.POINT:
        return Paint(dot=(colours.dim, colours.ground)) if resolution <= _DOTS_VANISH else None
    if kind is GeometryKind.LINE:
        return _line_paint(role, min(rank, len(_ROAD_METRES) - 1), resolution, colours)
    if resolution <= _AREA_VANISHES.get(role, 1e9):
        return _area_paint(role, colours)
    return None


def _area_paint(role: LayerRole, colours: MapColours) -> Paint:
    fills = {
        LayerRole.GREEN: colours.green_area,
        LayerRole.WATER: colours.water,
        LayerRole.BUILDING: colours.building,
        LayerRole.ROAD: colours.road,
    }
    if role in fills:
        return Paint(fill=fills[role])
    if role is LayerRole.BOUNDARY:
        return Paint(strokes=(Stroke(colour=colours.boundary, width=1.0),))
    if role is LayerRole.GRID:
        return Paint(strokes=(Stroke(colour=colours.blue, width=1.0, dashes=(6, 4)),))
    return Paint(strokes=(Stroke(colour=colours.line, width=1.0),))


def _line_paint(role: LayerRole, rank: int, resolution: float, colours: MapColours) -> Paint | None:
    if role is LayerRole.WATER:
        return Paint(strokes=(Stroke(colour=colours.water, width=max(1.0, _WATERWAY_METRES / resolution)),))
    if role is not LayerRole.ROAD:
        return _area_paint(role, colours)
    if resolution > _ROAD_VANISHES[rank]:
        return None
    width = min(_ROAD_MOST, max(_ROAD_LEAST[rank], _ROAD_METRES[rank] / resolution))
    width = 1.0 if width < _THIN else width  # a pen of one pixel costs a quarter of any broader one
    edge = Stroke(colour=colours.road_edge, width=width + 2)
    surface = Stroke(colour=colours.road, width=width)
    if rank == _PATHS:
        return Paint(strokes=(Stroke(colour=colours.line, width=1.0),))
    if width < _CASING_FROM:
        return Paint(strokes=(Stroke(colour=colours.road_thin, width=width),))
    return Paint(strokes=(edge, surface))
