"""What lies within a true distance of a place, counted from the ledgers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from commandpost.app.incident_records import lonlat_of
from commandpost.app.ports import Store
from commandpost.app.record_fields import text, texts, whole
from commandpost.domain.coordinates import LonLat, distance_m, geodesic_ring
from commandpost.domain.ids import RecordId
from commandpost.domain.ledgers.people import VULNERABLE
from commandpost.domain.ledgers.shelters import free_places
from commandpost.journal.fold import Record

PEOPLE, TEAMS, SHELTERS = "ledger.person", "ledger.team", "ledger.shelter"
SUPPLIES, HAZARDS = "ledger.supply", "ledger.hazard"
COUNTED = (PEOPLE, TEAMS, SHELTERS, SUPPLIES, HAZARDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class NearbyItem:
    """One thing inside the circle."""

    kind: str
    id: RecordId
    name: str
    lonlat: LonLat
    distance_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """What lies inside a circle on the ground, items nearest first."""

    people: int
    vulnerable: int
    teams: int
    team_members: int
    shelters: int
    shelter_free: int
    supplies: int
    hazards_open: int
    items: tuple[NearbyItem, ...]


def nearby(store: Store, center: LonLat, radius_m: float) -> Nearby:
    """Count what lies within ``radius_m`` metres on the ground; the edge counts as inside."""
    ring = geodesic_ring(center, radius_m)
    (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
    box = (float(west), float(south), float(east), float(north))
    found = {kind: _inside(store.within(kind, *box), center, radius_m) for kind in COUNTED}
    hazards = [item for item in found[HAZARDS] if text(item[0].fields, "status") != "closed"]
    items = [item for kind in COUNTED for item in (hazards if kind == HAZARDS else found[kind])]
    return Nearby(
        people=len(found[PEOPLE]),
        vulnerable=sum(_is_vulnerable(record) for record, _ in found[PEOPLE]),
        teams=len(found[TEAMS]),
        team_members=sum(whole(record.fields, "members") or 0 for record, _ in found[TEAMS]),
        shelters=len(found[SHELTERS]),
        shelter_free=sum(_free_places(record) for record, _ in found[SHELTERS]),
        supplies=len(found[SUPPLIES]),
        hazards_open=len(hazards),
        items=tuple(item for _, item in sorted(items, key=lambda pair: (pair[1].distance_m, pair[1].id))),
    )


def _inside(records: Iterable[Record], center: LonLat, radius_m: float) -> list[tuple[Record, NearbyItem]]:
    placed = ((record, lonlat_of(record.fields)) for record in records)
    items = [(record, _item(record, place, center)) for record, place in placed if place is not None]
    return [(record, item) for record, item in items if item.distance_m <= radius_m]


def _item(record: Record, place: LonLat, center: LonLat) -> NearbyItem:
    return NearbyItem(
        kind=record.kind,
        id=record.id,
        name=text(record.fields, "name"),
        lonlat=place,
        distance_m=distance_m(center, place),
    )


def _is_vulnerable(record: Record) -> bool:
    return not VULNERABLE.isdisjoint(texts(record.fields, "needs"))


def _free_places(record: Record) -> int:
    known = {"status": text(record.fields, "status")}
    return free_places(known | {key: whole(record.fields, key) for key in ("capacity", "occupied")})
