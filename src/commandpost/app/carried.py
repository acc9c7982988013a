"""The records that runs of a file bring, as a preview lists them."""

from __future__ import annotations

from collections.abc import Iterable

from commandpost.app.courier_values import CarriedRecord
from commandpost.app.ports import Store
from commandpost.app.record_fields import moment, text
from commandpost.domain.ids import RecordId
from commandpost.journal.bundle import Run
from commandpost.journal.encoding import UNREADABLE, read_body


def carried_records(store: Store, runs: Iterable[Run]) -> tuple[CarriedRecord, ...]:
    """One row for each record, with its newest title."""
    found: dict[RecordId, CarriedRecord] = {}
    for run in runs:
        for link in run.links:
            body = read_body(link.raw) if link.raw is not None else None
            if body is not None and body.kind != UNREADABLE:
                seen = found.get(body.record)
                at = moment(body.set, "sent_at") or moment(body.set, "at")
                found[body.record] = CarriedRecord(
                    kind=body.kind,
                    id=body.record,
                    unit=body.unit,
                    title=text(body.set, "title") or (seen.title if seen else text(body.set, "text")),
                    at=at or (seen.at if seen else None),
                    known=store.record(body.record) is not None,
                )
    return tuple(found.values())
