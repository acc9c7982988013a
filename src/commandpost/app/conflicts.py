"""Two rooms said different things at once: what each said and had seen, who decides, and who is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.incidents import IncidentService
from commandpost.app.leader_signature import LeaderSignature
from commandpost.app.names import Names
from commandpost.app.permissions import writing
from commandpost.app.record_fields import iso, moment, person_id, record_id, text
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import EntryId, RecordId, UnitCode
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Claim, Record

KIND = "overruled"
UNTOLD, TOLD = "untold", "told"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One live value with its author, and the values its author had before their eyes."""

    value: Json
    entry: EntryId
    author_name: str  # "": written without sign-in, or by somebody this room does not know
    signed_in: bool
    unit_name: str
    own_unit: bool
    at: datetime
    seen: tuple[Json, ...]  # oldest first; (): nothing yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Overruled:
    """A value of this room that somebody else's decision put aside."""

    id: RecordId
    incident: RecordId
    title: str
    field: str
    lost: Json
    taken: Json
    by_name: str
    by_unit_name: str
    at: datetime


class ConflictService:
    """Conflicts of incidents; until one is resolved, alarms go by the more serious value."""

    def __init__(self, desk: Desk, incidents: IncidentService) -> None:
        self._desk = desk
        self._incidents = incidents

    def claims(self, incident: RecordId) -> Mapping[str, tuple[ClaimView, ...]]:
        """Live values of every field in conflict, oldest first; {} when there is none any more."""
        record = self._desk.store.record(incident)
        names = Names(self._desk.store)
        found = record.conflicts if record is not None else {}
        return {name: tuple(self._view(name, claim, names) for claim in live) for name, live in sorted(found.items())}

    def resolve(
        self,
        incident: RecordId,
        field: str,
        entry: EntryId,
        *,
        reason: str = "",
        signature: LeaderSignature | None = None,
    ) -> None:
        """Take one of the live values; whoever said another is told.

        Raises RuleBroken("no_conflict") and what ``IncidentService.resolution`` raises.
        """
        record = self._desk.store.record(incident)
        live = record.conflicts.get(field, ()) if record is not None else ()
        taken = next((claim for claim in live if claim.entry == entry), None)
        if record is None or taken is None:
            raise RuleBroken("no_conflict", field=field)
        losers = {(claim.unit, claim.author): claim for claim in live if claim.value != taken.value}
        told = [self._told(record, field, claim, taken) for claim in losers.values() if not self._is_me(claim)]
        resolved = self._incidents.resolution(incident, field, taken.value, reason=reason, signature=signature)
        self._desk.write(*resolved, *told)

    def overruled(self) -> tuple[Overruled, ...]:
        """Values of this room that were put aside and nobody here has taken note of, oldest first."""
        names = Names(self._desk.store)
        records = self._desk.store.records(KIND, status=UNTOLD)
        mine = (record for record in records if text(record.fields, "of_unit") == self._desk.unit)
        return tuple(_overruled(record, names) for record in mine)

    def take_note(self, overruled: RecordId) -> None:
        """A signed-in person has read it. Raises RuleBroken("sign_in_first")."""
        writing(self._desk.session)
        read: dict[str, Json] = {
            "status": TOLD,
            "told_to": self._desk.session.person,
            "told_at": iso(self._desk.now()),
        }
        self._desk.write(Draft(kind=KIND, record=overruled, act="conflict.take_note", set=read))

    def _view(self, field: str, claim: Claim, names: Names) -> ClaimView:
        entry = self._desk.store.entry(claim.entry)
        before = entry.body.base.get(field, ()) if entry is not None else ()
        seen = [self._desk.store.entry(head) for head in before]
        return ClaimView(
            value=claim.value,
            entry=claim.entry,
            author_name=names.person(claim.author),
            signed_in=claim.author is not None,
            unit_name=names.unit(claim.unit),
            own_unit=claim.unit == self._desk.unit,
            at=claim.at,
            seen=tuple(one.body.set.get(field) for one in seen if one is not None),
        )

    def _is_me(self, claim: Claim) -> bool:
        return claim.unit == self._desk.unit and claim.author == self._desk.session.person

    def _told(self, record: Record, field: str, lost: Claim, taken: Claim) -> Draft:
        return Draft(
            kind=KIND,
            record=self._desk.new_id(KIND),
            act="conflict.overrule",
            set={
                "at": iso(self._desk.now()),
                "incident": record.id,
                "field": field,
                "lost": lost.value,
                "taken": taken.value,
                "of_unit": lost.unit,
                "of_person": lost.author,
                "by": self._desk.session.person,
                "status": UNTOLD,
            },
            to=() if lost.unit == self._desk.unit else (lost.unit,),
        )


def _overruled(record: Record, names: Names) -> Overruled:
    fields = record.fields
    incident = record_id(fields, "incident")
    return Overruled(
        id=record.id,
        incident=incident,
        title=names.incident(incident),
        field=text(fields, "field"),
        lost=fields.get("lost"),
        taken=fields.get("taken"),
        by_name=names.person(person_id(fields, "by")),
        by_unit_name=names.unit(UnitCode(record.unit)),
        at=moment(fields, "at") or record.created.at,
    )
