"""What is drawn on the map and kept: cordons, closed roads, evacuation routes, and plain marks.

A sketch holds from a moment on until it is ended; it is never deleted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import shapely

from commandpost.domain.errors import RuleBroken
from commandpost.domain.geometry import Shape, area_m2, geojson_from_shape, length_m, shape_from_geojson
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.ledgers.base import Label
from commandpost.domain.map_layer import GeometryKind

MOST_POINTS = 5_000
LONGEST_NAME = 200  # characters
_TYPES = {"Point": GeometryKind.POINT, "LineString": GeometryKind.LINE, "Polygon": GeometryKind.AREA}
_LEAST = {GeometryKind.POINT: 1, GeometryKind.LINE: 2, GeometryKind.AREA: 3}


class SketchKind(StrEnum):
    """What a sketch means."""

    CORDON = "cordon"
    CLOSURE = "closure"
    ROUTE = "route"
    MARK = "mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class SketchSpec:
    """One kind: its word, the geometry it takes, and the words of its beginning and end in the log."""

    kind: SketchKind
    label: Label
    geometries: frozenset[GeometryKind]
    begun: str
    ended: str

    @property
    def record_kind(self) -> str:
        """The kind of the journal's records."""
        return f"sketch.{self.kind}"


SKETCHES: tuple[SketchSpec, ...] = (
    SketchSpec(
        kind=SketchKind.CORDON,
        label=Label(zh="警戒区", en="Cordon"),
        geometries=frozenset({GeometryKind.AREA}),
        begun="划定警戒区",
        ended="解除警戒区",
    ),
    SketchSpec(
        kind=SketchKind.CLOSURE,
        label=Label(zh="封路", en="Closed road"),
        geometries=frozenset({GeometryKind.LINE}),
        begun="封闭道路",
        ended="恢复通行",
    ),
    SketchSpec(
        kind=SketchKind.ROUTE,
        label=Label(zh="疏散路线", en="Evacuation route"),
        geometries=frozenset({GeometryKind.LINE}),
        begun="启用疏散路线",
        ended="停用疏散路线",
    ),
    SketchSpec(
        kind=SketchKind.MARK,
        label=Label(zh="标注", en="Mark"),
        geometries=frozenset(GeometryKind),
        begun="标注",
        ended="撤销标注",
    ),
)
SKETCH_KINDS: tuple[str, ...] = tuple(spec.record_kind for spec in SKETCHES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """One drawn thing; ``until`` None while it holds."""

    id: RecordId
    unit: UnitCode
    kind: SketchKind
    name: str
    incident: RecordId | None
    geometry: Mapping[str, Any]
    since: datetime
    until: datetime | None = None

    def holds(self, now: datetime) -> bool:
        return self.since <= now and (self.until is None or now < self.until)

    @property
    def form(self) -> Shape:
        return shape_from_geojson(self.geometry)


def spec_of(kind: SketchKind) -> SketchSpec:
    """The specification of a kind."""
    return next(spec for spec in SKETCHES if spec.kind is kind)


def kind_of_record(record_kind: str) -> SketchKind | None:
    """The kind of a journal record; None when it is no sketch."""
    return next((spec.kind for spec in SKETCHES if spec.record_kind == record_kind), None)


def checked_geometry(kind: SketchKind, points: Sequence[tuple[float, float]], shape: GeometryKind) -> dict[str, Any]:
    """The GeoJSON geometry of drawn points in degrees; an area is closed.

    Raises RuleBroken("sketch_too_few_points"|"sketch_too_many_points"|"sketch_crosses_itself"|"sketch_wrong_shape").
    """
    if shape not in spec_of(kind).geometries:
        raise RuleBroken("sketch_wrong_shape", field="geometry")
    distinct = len(dict.fromkeys(points))
    if distinct < _LEAST[shape]:
        raise RuleBroken("sketch_too_few_points", field="geometry", least=_LEAST[shape])
    if len(points) > MOST_POINTS:
        raise RuleBroken("sketch_too_many_points", field="geometry", most=MOST_POINTS)
    made = _MADE[shape](points)
    if not made.is_valid or (shape is GeometryKind.AREA and made.area == 0):
        raise RuleBroken("sketch_crosses_itself", field="geometry")
    return geojson_from_shape(made)


def points_of(geometry: Mapping[str, Any]) -> tuple[GeometryKind, tuple[tuple[float, float], ...]]:
    """The drawn points of a geometry, an area not closed; raises ``geometry_unreadable`` for any other shape."""
    form = shape_from_geojson(geometry)
    kind = _TYPES.get(form.geom_type)
    if kind is None:
        raise RuleBroken("geometry_unreadable", field="geometry", reason=form.geom_type)
    ring = shapely.get_coordinates(form.exterior if isinstance(form, shapely.Polygon) else form).tolist()
    points = tuple((float(lon), float(lat)) for lon, lat in ring)
    return kind, points[:-1] if kind is GeometryKind.AREA else points


def extent_words(geometry: Mapping[str, Any]) -> str:
    """How large it is on the ground: 1.25公顷, 340米; "" for a point."""
    form = shape_from_geojson(geometry)
    if form.geom_type == "Polygon":
        return f"{area_m2(form) / 10_000:.2f}公顷"
    return f"{length_m(form):.0f}米" if form.geom_type == "LineString" else ""


_MADE: Mapping[GeometryKind, Any] = {
    GeometryKind.POINT: lambda points: shapely.Point(points[0]),
    GeometryKind.LINE: shapely.LineString,
    GeometryKind.AREA: shapely.Polygon,
}
