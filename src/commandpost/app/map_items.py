"""What the map knows of each thing that lies somewhere: read once from the journal, then counted from memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from commandpost.app.incident_records import lonlat_of
from commandpost.app.record_fields import table, text, texts, whole
from commandpost.domain.coordinates import FloatArray, LonLat
from commandpost.domain.errors import RuleBroken
from commandpost.domain.geometry import center_of, shape_from_geojson
from commandpost.domain.ids import RecordId
from commandpost.domain.ledgers.people import VULNERABLE
from commandpost.domain.ledgers.shelters import free_places
from commandpost.domain.map_layer import IntArray
from commandpost.domain.place_index import PlaceIndex
from commandpost.journal.fold import Record

PEOPLE, TEAMS, SHELTERS = "ledger.person", "ledger.team", "ledger.shelter"
SUPPLIES, HAZARDS, INCIDENTS = "ledger.supply", "ledger.hazard", "incident"
LEDGERS = (PEOPLE, TEAMS, SHELTERS, SUPPLIES, HAZARDS)
KINDS = (INCIDENTS, *LEDGERS)
GRID = "grid"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapItem:
    """One thing at one place, without anything sensitive; ``amount`` is what its kind counts.

    Amounts: members of a team, free places of a shelter, one for all else; settled hazards and ended incidents are
    not ``live`` and are neither counted nor listed.
    """

    kind: str
    id: RecordId
    name: str
    address: str
    number: str
    lonlat: LonLat
    amount: int
    needs: frozenset[str]
    live: bool

    @property
    def vulnerable(self) -> bool:
        return not VULNERABLE.isdisjoint(self.needs)


def item_of(record: Record) -> MapItem | None:
    """The item of a record; None for what lies nowhere. An area lies at a place inside it."""
    place = lonlat_of(record.fields) or _inner_place(record)
    if place is None:
        return None
    fields = record.fields
    return MapItem(
        kind=record.kind,
        id=record.id,
        name=text(fields, "title") if record.kind == INCIDENTS else text(fields, "name"),
        address=text(fields, "address") or text(fields, "place"),
        number=text(fields, "number"),
        lonlat=place,
        amount=_amount(record),
        needs=frozenset(texts(fields, "needs")),
        live=text(fields, "status") != "closed" or record.kind not in {HAZARDS, INCIDENTS},
    )


class Shelf:
    """All items of one kind with their index; made anew when one of them changes."""

    def __init__(self, items: Iterable[MapItem]) -> None:
        self.items = tuple(item for item in items if item.live)
        self.index = PlaceIndex(np.array([(one.lonlat.lon, one.lonlat.lat) for one in self.items], dtype=np.float64))
        self.amounts: IntArray = np.array([one.amount for one in self.items], dtype=np.int64)

    @cached_property
    def needs(self) -> Mapping[str, IntArray]:
        """Need → one for each item that has it."""
        known = sorted({need for one in self.items for need in one.needs})
        return {need: np.array([need in one.needs for one in self.items], dtype=np.int64) for need in known}

    @cached_property
    def vulnerable(self) -> IntArray:
        return np.array([one.vulnerable for one in self.items], dtype=np.int64)


def path_array(places: Iterable[LonLat]) -> FloatArray:
    """Places as ``(n, 2)`` degrees."""
    return np.array([(place.lon, place.lat) for place in places], dtype=np.float64).reshape(-1, 2)


def _inner_place(record: Record) -> LonLat | None:
    geometry = table(record.fields, "geometry")
    if not geometry:
        return None
    try:
        return center_of(shape_from_geojson(geometry))
    except RuleBroken:
        return None


def _amount(record: Record) -> int:
    if record.kind == TEAMS:
        return whole(record.fields, "members") or 0
    if record.kind == SHELTERS:
        known = {"status": text(record.fields, "status")}
        return free_places(known | {key: whole(record.fields, key) for key in ("capacity", "occupied")})
    return 1
