"""The first entry of an incident."""

from __future__ import annotations

from collections.abc import Iterable

from commandpost.app.desk import Desk
from commandpost.app.grading import suggestion_fields
from commandpost.app.incident_changes import plain
from commandpost.app.incident_records import kind_fields
from commandpost.app.incident_rows import DEFAULT_RADIUS
from commandpost.app.ports import Store
from commandpost.app.record_fields import iso, raw, table
from commandpost.domain.codes import EventClass
from commandpost.domain.coordinates import LonLat
from commandpost.domain.geometry import contains, shape_from_geojson
from commandpost.domain.ids import RecordId
from commandpost.domain.incident import IncidentStatus, NewIncident
from commandpost.domain.levels import Suggestion
from commandpost.domain.rules import RulePack
from commandpost.domain.visible_text import as_typed
from commandpost.journal.entry import Draft, Json


def opening_draft(
    desk: Desk,
    record: RecordId,
    new: NewIncident,
    *,
    origin: RecordId | None,
    event_class: EventClass | None,
    kind_path: Iterable[str],
    packs: Iterable[RulePack],
    suggestion: Suggestion | None,
) -> Draft:
    """An incident as it is first kept, with the rules in force at its receipt and the level its figures suggest."""
    by, at = desk.session.writer, iso(desk.now())
    figures: dict[str, Json] = {**new.figures(), **new.measures()}
    told: dict[str, Json] = {
        name: {"value": value, "source": new.source, "at": at, "by": by, "by_name": desk.session.writer_name}
        for name, value in figures.items()
        if value is not None
    }
    personal = {"contact": new.contact.strip(), "contact_phone": new.contact_phone.strip()}
    return Draft(
        kind="incident",
        record=record,
        act="incident.open",
        set={
            "number": desk.number("incident", new.received),
            "title": _typed(desk.store, new.title.strip(), origin),
            "code": new.code,
            "class": plain(event_class),
            **kind_fields(new.code, kind_path),
            "level": str(new.level),
            "sensitive": new.sensitive,
            "sensitive_reason": new.sensitive_reason.strip(),
            "place": new.place.strip(),
            "lon": new.lonlat.lon if new.lonlat else None,
            "lat": new.lonlat.lat if new.lonlat else None,
            "told_place": plain(new.told_place),
            "grid": new.grid or grid_of(desk.store, new.lonlat),
            "occurred": iso(new.occurred),
            "received": iso(new.received),
            "discovered": iso(new.discovered),
            "source": new.source.strip(),
            "at": iso(new.received),
            "status": str(IncidentStatus.OPEN),
            "figures": told,
            "origin": origin,
            "radius": DEFAULT_RADIUS,
            "packs": [pack.key for pack in packs],
            "drill": desk.drill,
            **figures,
            **suggestion_fields(suggestion),
        },
        personal={key: value for key, value in personal.items() if value},
    )


def _typed(store: Store, title: str, origin: RecordId | None) -> str:
    """The title with the letters of the call it was taken from."""
    call = store.record(origin) if origin is not None else None
    return as_typed(title, raw(call.fields, "text")) if call is not None else title


def grid_of(store: Store, place: LonLat | None) -> str:
    """The name of the grid the place lies in; "" outside all grids."""
    if place is None:
        return ""
    for record in store.within("grid", place.lon, place.lat, place.lon, place.lat):
        geometry = table(record.fields, "geometry")
        if geometry and contains(shape_from_geojson(geometry), place):
            return raw(record.fields, "name")
    return ""
