"""Which reports belong to which incident of this room: information and incident are two things."""

from __future__ import annotations

from commandpost.app.desk import Desk
from commandpost.app.record_fields import flag, text
from commandpost.domain.ids import RecordId
from commandpost.journal.fold import Record


def joins(desk: Desk, incident: RecordId | None = None) -> tuple[Record, ...]:
    """The joins of this room, of one incident or of all; those taken apart again are left out."""
    found = desk.store.records("join", unit=desk.unit, parent=incident)
    return tuple(record for record in found if not flag(record.fields, "apart"))


def raised_here(desk: Desk) -> dict[str, RecordId]:
    """Report, or incident of a lower room, → the incident of this room it belongs to, a merged one's main incident.

    A later report about the same incident of the lower room belongs there without being joined again.
    """
    found: dict[str, RecordId] = {}
    for one in joins(desk):
        owner = main_of(desk, RecordId(text(one.fields, "incident")))
        found[text(one.fields, "report")] = owner
        if text(one.fields, "source_incident"):
            found[text(one.fields, "source_incident")] = owner
    return found


def main_of(desk: Desk, incident: RecordId) -> RecordId:
    """The incident others were merged into, followed to its end."""
    seen: set[RecordId] = set()
    while incident not in seen:
        seen.add(incident)
        record = desk.store.record(incident)
        further = text(record.fields, "merged_into") if record is not None else ""
        if not further:
            return incident
        incident = RecordId(further)
    return min(seen)
