"""签收: which records a unit owes a receipt for, and the one receipt it can give."""

from __future__ import annotations

from collections.abc import Callable

from commandpost.app.incident_records import LEFT_THE_ROOM
from commandpost.app.record_fields import raw, record_id, text
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.journal.fold import Record

RECEIPTED = frozenset({"report", "copy", "directive", "forward"})  # kinds that are answered with a receipt
ParentOf = Callable[[UnitCode], UnitCode | None]


def receipt_id(unit: UnitCode, subject: RecordId) -> RecordId:
    """The one receipt a unit can give for a subject, by whatever channel its word travels."""
    return RecordId(f"receipt-{unit}-{subject}")


def owed_for(record: Record, unit: UnitCode, parent_of: ParentOf) -> RecordId | None:
    """The subject of the receipt that ``unit`` owes for a record, given or not; None where it owes none."""
    if record.kind == "copy":
        return record_id(record.fields, "report") if record.unit == unit else None
    if record.kind not in RECEIPTED or record.unit == unit:
        return None
    if record.kind == "report":
        left = text(record.fields, "status") in LEFT_THE_ROOM
        return record.id if left and concerns(record, unit, parent_of) else None
    return record.id if _is_to(record, unit) else None


def concerns(report: Record, unit: UnitCode, parent_of: ParentOf) -> bool:
    """Whether a report of another unit is meant for this one; a neighbour's is not."""
    return _is_to(report, unit) or parent_of(report.unit) == unit


def _is_to(record: Record, unit: UnitCode) -> bool:
    return raw(record.fields, "to_unit") == unit
