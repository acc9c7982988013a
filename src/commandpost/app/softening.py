"""What was made to look less serious, and which leader signed for it; seen by every tier, on every handover sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commandpost.app.desk import Desk
from commandpost.app.names import Names
from commandpost.app.ports import Store
from commandpost.app.record_fields import Fields, iso, moment, record_id, text
from commandpost.domain.codes import Level
from commandpost.domain.ids import PersonId, RecordId, UnitCode
from commandpost.domain.incident import Incident
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record


class Softening(StrEnum):
    """不报 降级 撤销敏感 逾期日报不再补报: what needs the leader's signature and a reason."""

    NOT_REPORTED = "not_reported"
    LEVEL_LOWERED = "level_lowered"
    SENSITIVITY_DROPPED = "sensitivity_dropped"
    DAYS_NOT_REPORTED = "days_not_reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Softened:
    """One such change of one incident, or of days of the unit.

    Before and after are codes of levels, of days the first and the last (ISO), "" elsewhere.
    """

    what: Softening
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SofteningRow:
    """One as every list shows it."""

    id: RecordId
    unit: UnitCode
    unit_name: str
    incident: RecordId | None  # None: about days of the unit
    title: str
    softened: Softened
    reason: str
    leader_name: str
    by_name: str
    at: datetime


def softenings(before: Incident, changed: Mapping[str, object]) -> tuple[Softened, ...]:
    """What a revision makes less serious and only a leader may."""
    return tuple(_found(before, changed))


def _found(before: Incident, changed: Mapping[str, object]) -> Iterator[Softened]:
    level = changed.get("level")
    if isinstance(level, str) and Level(level).rank < before.level.rank:
        yield Softened(what=Softening.LEVEL_LOWERED, before=str(before.level), after=str(level))
    if changed.get("sensitive") is False and before.sensitive:
        yield Softened(what=Softening.SENSITIVITY_DROPPED)


def lowered_fields(record: Record, before: Incident, at: datetime) -> dict[str, Json]:
    """The incident remembers what it was, so that nothing overdue ends by being lowered."""
    told = record.fields.get("lowered")
    kept: list[Json] = list(told) if isinstance(told, list) else []
    return {"lowered": [*kept, {"at": iso(at), "level": str(before.level), "sensitive": before.sensitive}]}


def softening_draft(
    desk: Desk,
    softened: Softened,
    *,
    incident: RecordId | None,
    title: str,
    reason: str,
    leader: PersonId | None,
    leader_name: str,
) -> Draft:
    """The record of one, written in the transaction of the change itself; no incident where it is of days."""
    return Draft(
        kind="softening",
        record=desk.new_id("softening"),
        act="softening.sign",
        set={
            "incident": incident,
            "title": title,
            "what": str(softened.what),
            "before": softened.before,
            "after": softened.after,
            "reason": reason,
            "leader": leader,
            "leader_name": leader_name,
            "by": desk.session.person,
            "by_name": desk.session.name,
            "at": iso(desk.now()),
        },
        note=reason,
    )


def softening_rows(
    store: Store,
    *,
    unit: UnitCode | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int | None = None,
) -> tuple[SofteningRow, ...]:
    """Newest first; of every unit seen here unless one is named."""
    names = Names(store)
    found = store.records("softening", unit=unit, since=iso(since), until=iso(until), limit=limit, newest_first=True)
    return tuple(_row(record, names) for record in found if _what(record.fields) is not None)


def _what(fields: Fields) -> Softening | None:
    what = text(fields, "what")
    return Softening(what) if what in {str(known) for known in Softening} else None


def _row(record: Record, names: Names) -> SofteningRow:
    fields = record.fields
    what = _what(fields) or Softening.NOT_REPORTED
    return SofteningRow(
        id=record.id,
        unit=record.unit,
        unit_name=names.unit(record.unit),
        incident=record_id(fields, "incident") or None,
        title=text(fields, "title"),
        softened=Softened(what=what, before=text(fields, "before"), after=text(fields, "after")),
        reason=text(fields, "reason"),
        leader_name=text(fields, "leader_name"),
        by_name=text(fields, "by_name"),
        at=moment(fields, "at") or record.created.at,
    )
