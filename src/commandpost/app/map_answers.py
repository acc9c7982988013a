"""What the map answers: counts and lists of an area, the nearest things, a place's whereabouts, hits of a search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from commandpost.domain.coordinates import LonLat
from commandpost.domain.gazetteer import Whereabouts
from commandpost.domain.geometry import Shape
from commandpost.domain.ids import RecordId


class AskedShape(StrEnum):
    """What an area query asks about."""

    CIRCLE = "circle"
    POLYGON = "polygon"
    BUFFER = "buffer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The area of a query: a circle round ``center``, or ``form`` itself, or all within ``metres`` of ``form``."""

    shape: AskedShape
    center: LonLat
    metres: float = 0.0
    form: Shape | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundItem:
    """One thing that was found; ``id`` is "" for a name of the base map."""

    kind: str
    id: RecordId
    name: str
    address: str
    lonlat: LonLat
    metres: float = 0.0  # from the centre, or from the line of a buffer


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaAnswer:
    """Counts by ledger inside an area and the nearest of the things counted."""

    asked: Asked
    where: Whereabouts
    people: int
    vulnerable: int
    needs: Mapping[str, int]  # people by kind of need, most first; one person may have several
    teams: int
    team_members: int
    shelters: int
    shelter_free: int
    supplies: int
    hazards: int
    incidents: int
    area_m2: float
    items: tuple[FoundItem, ...]  # nearest first, at most ``LISTED`` of each ledger; nobody's while the desk is locked


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceAnswer:
    """What is known of one place, and what lies nearest to it."""

    lonlat: LonLat
    where: Whereabouts
    nearest: tuple[FoundItem, ...]
