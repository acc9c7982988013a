"""Which reports belong to which incident of this room: information and incident are two things."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta

from commandpost.app.desk import Desk
from commandpost.app.incident_records import incident_of
from commandpost.app.record_fields import flag, raw, record_id
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
    joined = desk.store.about("join", [*dict.fromkeys(told)])
    own = [one for one in joined if one.unit == desk.unit and not flag(one.fields, "apart")]
    owners = mains_of(desk, {record_id(one.fields, "incident") for one in own})
    for one in own:
        owner = owners[record_id(one.fields, "incident")]
        found[raw(one.fields, "report")] = owner
        found[raw(one.fields, "subject")] = owner
    return found


def is_merged(incident: Record) -> bool:
    """Whether it is counted within an earlier incident."""
    return bool(raw(incident.fields, "merged_into"))


def main_of(desk: Desk, incident: RecordId) -> RecordId:
    """The incident others were merged into, followed to its end."""
    return mains_of(desk, [incident])[incident]


def mains_of(desk: Desk, incidents: Collection[RecordId]) -> dict[RecordId, RecordId]:
    """``main_of`` for many; a question for each step of the longest chain."""
    further: dict[RecordId, RecordId] = {}
    waiting = {*incidents}
    while waiting:
        found = desk.store.several(waiting)
        merged = {one: record_id(record.fields, "merged_into") for one, record in found.items()}
        further |= {one: into for one, into in merged.items() if into}
        waiting = {*merged.values()} - {"", *further, *found}
    return {one: _end_of(one, further) for one in incidents}


def _end_of(incident: RecordId, further: Mapping[RecordId, RecordId]) -> RecordId:
    """Where the chain ends; of a ring the first by name."""
    seen: set[RecordId] = set()
    while incident not in seen:
        seen.add(incident)
        if incident not in further:
            return incident
        incident = further[incident]
    return min(seen)


def family_of(desk: Desk, incident: RecordId) -> tuple[RecordId, ...]:
    """The incident and every one merged into it, so that nothing told about them is lost to it."""
    return families_of(desk, [incident])[incident]


def families_of(desk: Desk, incidents: Collection[RecordId]) -> dict[RecordId, tuple[RecordId, ...]]:
    """``family_of`` for many; a question for each step of the longest chain."""
    merged: dict[RecordId, list[RecordId]] = {}
    waiting = {*incidents}
    while waiting:
        merged |= {one: [record.id for record in below] for one, below in below_each(desk, "incident", waiting).items()}
        waiting = {child for one in waiting for child in merged[one]} - merged.keys()
    return {one: _with_merged(one, merged) for one in incidents}


def _with_merged(incident: RecordId, merged: Mapping[RecordId, Sequence[RecordId]]) -> tuple[RecordId, ...]:
    found, waiting = [incident], [incident]
    while waiting:
        fresh = [one for one in merged[waiting.pop()] if one not in found]
        found += fresh
        waiting += fresh
    return tuple(found)


def below_each(
    desk: Desk, kind: str, parents: Iterable[RecordId], newest: int | None = None
) -> dict[RecordId, list[Record]]:
    """The records of a kind below each of many, oldest first; () below those that have none."""
    found: dict[RecordId, list[Record]] = {one: [] for one in parents}
    for record in desk.store.below(kind, found.keys(), newest=newest):
        parent = record_id(record.fields, "incident") or record_id(record.fields, "subject")
        if parent in found:  # the store finds by what its column can hold
            found[parent].append(record)
    return found


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
