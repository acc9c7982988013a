"""What belongs to an exercise and what to real duty: neither is counted with the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from commandpost.app.desk import Desk
from commandpost.app.record_fields import flag, record_id
from commandpost.domain.ids import RecordId
from commandpost.journal.entry import Json
from commandpost.journal.fold import Record


def mark(*, drill: bool) -> dict[str, Json]:
    """What a line of an exercise keeps of that."""
    return {"drill": True} if drill else {}


def counted(desk: Desk, records: Iterable[Record], *, drill: bool) -> tuple[Record, ...]:
    """Of lines and alarms those of real duty, or those of an exercise: by their own mark, or by their incident's."""
    found = tuple(records)
    about = desk.store.several({record_id(one.fields, "incident") for one in found} - {RecordId("")})
    return tuple(one for one in found if _is_of_drill(one, about) is drill)


def _is_of_drill(record: Record, about: Mapping[RecordId, Record]) -> bool:
    incident = about.get(record_id(record.fields, "incident"))
    return flag(record.fields, "drill") or (incident is not None and flag(incident.fields, "drill"))
