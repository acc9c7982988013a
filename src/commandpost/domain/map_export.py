"""What leaves this workstation as a map file: layers of features with words beside each, and in which form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Told = str | int | float | None


class MapForm(StrEnum):
    """The kinds of file others open."""

    GEOPACKAGE = "gpkg"
    GEOJSON = "geojson"
    KML = "kml"


class PeopleShown(StrEnum):
    """How much of residents goes into a file."""

    NOBODY = "nobody"
    MASKED = "masked"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFeature:
    """One thing on the map; ``geometry`` is GeoJSON in degrees CGCS2000."""

    geometry: Mapping[str, Any]
    told: Mapping[str, Told]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLayer:
    """Features of one kind; every feature is told the same things."""

    name: str
    features: tuple[ExportFeature, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportWish:
    """What the operator wants to give away; ``kept`` are ids of kept map layers."""

    form: MapForm
    incidents: bool = False
    sketches: bool = False
    grids: bool = False
    ledgers: tuple[str, ...] = ()
    people: PeopleShown = PeopleShown.NOBODY
    kept: tuple[str, ...] = ()
    reason: str = ""
