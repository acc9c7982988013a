"""Which reports belong to which incident of this room: information and incident are two things."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from commandpost.app.desk import Desk
from commandpost.app.incident_records import incident_of
from commandpost.app.record_fields import flag, raw
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.incident import Incident, IncidentStatus
from commandpost.journal.fold import Record


def joins(desk: Desk, incident: RecordId) -> tuple[Record, ...]:
    """The joins of an incident of this room; those taken apart again are left out."""
    found = desk.store.records("join", unit=desk.unit, parent=incident)
    return tuple(record for record in found if not flag(record.fields, "apart"))


def raised_here(desk: Desk, told: Iterable[RecordId]) -> dict[str, RecordId]:
    """Of reports and incidents of lower rooms → the incident of this room each belongs to, a merged one's main one.

    A later report about the same incident of the lower room belongs there without being joined again.
    """
    found: dict[str, RecordId] = {}
    for one in desk.store.about("join", [*dict.fromkeys(told)]):
        if one.unit != desk.unit or flag(one.fields, "apart"):
            continue
        owner = main_of(desk, RecordId(raw(one.fields, "incident")))
        found[raw(one.fields, "report")] = owner
        found[raw(one.fields, "subject")] = owner
    return found


def main_of(desk: Desk, incident: RecordId) -> RecordId:
    """The incident others were merged into, followed to its end."""
    seen: set[RecordId] = set()
    while incident not in seen:
        seen.add(incident)
        record = desk.store.record(incident)
        further = raw(record.fields, "merged_into") if record is not None else ""
        if not further:
            return incident
        incident = RecordId(further)
    return min(seen)


def family_of(desk: Desk, incident: RecordId) -> tuple[RecordId, ...]:
    """The incident and every one merged into it, so that nothing told about them is lost to it."""
    found, waiting = [incident], [incident]
    while waiting:
        merged = (one.id for one in desk.store.records("incident", parent=waiting.pop()))
        fresh = [one for one in merged if one not in found]
        found += fresh
        waiting += fresh
    return tuple(found)


def own_open(desk: Desk, back_hours: int) -> tuple[Incident, ...]:
    """Open incidents of this room of the last hours."""
    found = desk.store.records("incident", unit=desk.unit, status=str(IncidentStatus.OPEN))
    oldest = desk.now() - timedelta(hours=back_hours)
    return tuple(one for one in map(incident_of, found) if one.received >= oldest)


def own_incident(desk: Desk, incident: RecordId) -> Record:
    """An incident of this room. Raises RuleBroken("incident_unknown"|"not_of_this_room")."""
    found = desk.store.record(incident)
    if found is None or found.kind != "incident":
        raise RuleBroken("incident_unknown", incident=incident)
    if found.unit != desk.unit:
        raise RuleBroken("not_of_this_room")
    return found
