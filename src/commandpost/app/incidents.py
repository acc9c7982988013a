"""Incidents: opened from a call, revised, closed; each row with its clocks, conflicts and last report."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from commandpost.app.desk import Desk
from commandpost.app.grading import Grading
from commandpost.app.incident_changes import (
    base_of,
    nearest,
)
from commandpost.app.incident_opening import opening_draft
from commandpost.app.incident_records import incident_of
from commandpost.app.incident_revising import IncidentRevising
from commandpost.app.incident_rows import IncidentLook, IncidentRow, IncidentRows, LastReport, Receipt
from commandpost.app.leader_signature import CheckPin, LeaderSignature
from commandpost.app.log_lines import Decision
from commandpost.app.logbook import LogbookService
from commandpost.app.nearby import Nearby, NearbyItem, nearby
from commandpost.app.record_fields import iso, moment, text
from commandpost.app.rulebook import RuleService
from commandpost.app.softening import Softened, Softening
from commandpost.domain import incident as domain
from commandpost.domain.codes import CodeBook, EventClass
from commandpost.domain.coordinates import LonLat
from commandpost.domain.deadlines import Deadline, ReportFact
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.incident import Incident, IncidentStatus, NewIncident
from commandpost.domain.levels import SensitiveHint
from commandpost.domain.rules import Step
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

__all__ = ["IncidentRow", "IncidentService", "LastReport", "Nearby", "NearbyItem", "NewIncident"]

LAST_CLOSED = 200  # how far back rows are looked through when all are asked for


class IncidentService:
    """Use cases of incidents."""

    def __init__(
        self,
        desk: Desk,
        rules: RuleService,
        codes: CodeBook,
        check_pin: CheckPin | None = None,
        grading: Grading | None = None,
    ) -> None:
        """Without ``check_pin`` only a leader who sits at the desk can sign."""
        self.grading = grading or Grading(codes=codes)
        self._desk = desk
        self._rules = rules
        self._codes = codes
        self._logbook = LogbookService(desk)
        self._rows = IncidentRows(desk, rules, codes)
        self._revising = IncidentRevising(
            desk=desk, rows=self._rows, codes=codes, grading=self.grading, check_pin=check_pin
        )

    def open(
        self,
        new: NewIncident,
        origin: RecordId | None = None,
        *,
        together: Callable[[RecordId], Draft] | None = None,
    ) -> RecordId:
        """Open an incident; ``origin`` is the call it came from, which is thereby decided.

        ``together`` makes one more change of the same transaction, for the new incident.

        Raises RuleBroken as ``domain.incident.refuse_impossible`` does, or of an unknown call.
        """
        domain.refuse_impossible(new, self._desk.latest())
        record = self._desk.new_id("incident")
        drafts = [
            opening_draft(
                self._desk,
                record,
                new,
                origin=origin,
                event_class=self.class_of(new.code),
                kind_path=self._codes.path(new.code),
                packs=self._rules.in_force(new.received),
                suggestion=self.grading.suggestion(new.code, new.figures() | new.measures()),
            )
        ]
        if origin is not None:
            drafts.append(self._origin(origin, record))
        if together is not None:
            drafts.append(together(record))
        self._desk.write(*drafts)
        return record

    def warnings(self, new: NewIncident) -> tuple[str, ...]:
        """Doubts that never refuse: codes for the words beside the form."""
        return domain.warnings(new, self._desk.now())

    def hints(self, new: NewIncident) -> tuple[SensitiveHint, ...]:
        """Why it may be sensitive; the person decides."""
        return self.grading.hints(new, self._rules.periods())

    def what_if(self, new: NewIncident) -> tuple[Deadline, ...]:
        """What such an incident would owe."""
        return self._rules.what_if(new, self.class_of(new.code))

    def revise(
        self,
        incident: RecordId,
        changes: Mapping[str, object],
        reason: str = "",
        *,
        source: str = "",
        verifier: str = "",
        signature: LeaderSignature | None = None,
    ) -> None:
        """Change fields, with their reasons and signatures; raises as ``IncidentRevising.revise`` does."""
        self._revising.revise(incident, changes, reason, source=source, verifier=verifier, signature=signature)

    def resolution(
        self,
        incident: RecordId,
        field: str,
        value: Json,
        *,
        reason: str = "",
        signature: LeaderSignature | None = None,
    ) -> tuple[Draft, ...]:
        """The drafts that end a conflict; raises as ``IncidentRevising.resolution`` does."""
        return self._revising.resolution(incident, field, value, reason=reason, signature=signature)

    def close(
        self,
        incident: RecordId,
        *,
        not_reported: bool = False,
        reason: str = "",
        signature: LeaderSignature | None = None,
    ) -> None:
        """End the handling; the incident stays open in the list until its final report has gone out.

        Closing as 不报 needs a reason and the leader's signature. Raises RuleBroken("reason_missing"|"already_closed")
        and what ``name_of_signer`` raises.
        """
        record = self._revising.record(incident)
        if moment(record.fields, "closed_at") is not None:
            raise RuleBroken("already_closed")
        if not_reported and not reason.strip():
            raise RuleBroken("reason_missing", field="reason")
        known = incident_of(record)
        softer = (Softened(what=Softening.NOT_REPORTED),) if not_reported else ()
        signed = self._revising.signed(known, softer, reason.strip(), signature)
        fields: dict[str, Json] = {
            "closed_at": iso(self._desk.now()),
            "closed_by": self._desk.session.person,
            "closing_reason": reason.strip(),
            "not_reported": not_reported,
            "closing_leader": signature.leader if signature is not None and not_reported else None,
        }
        closed = replace(known, closed_at=self._desk.now(), not_reported=not_reported)
        if not self._revising.owes(closed):
            fields["status"] = str(IncidentStatus.CLOSED)
        self._write(record, "incident.close", fields, reason, *signed)

    def reopen(self, incident: RecordId, reason: str) -> None:
        """Go on handling a closed incident. Raises RuleBroken("reason_missing"|"not_closed")."""
        record = self._revising.record(incident)
        if moment(record.fields, "closed_at") is None:
            raise RuleBroken("not_closed")
        if not reason.strip():
            raise RuleBroken("reason_missing", field="reason")
        fields: dict[str, Json] = {"closed_at": None, "not_reported": False, "status": str(IncidentStatus.OPEN)}
        self._write(record, "incident.reopen", fields, reason)

    def settling(self, incident: RecordId, report: Step) -> tuple[Draft, ...]:
        """What a report that leaves the room changes in its incident: after the end of the handling it is closed."""
        record = self._revising.record(incident)
        ended = moment(record.fields, "closed_at") is not None
        if not ended or report not in {Step.FINAL, Step.SUPPLEMENT}:
            return ()
        fields: dict[str, Json] = {"status": str(IncidentStatus.CLOSED)}
        return (
            Draft(kind="incident", record=incident, act="incident.settle", set=fields, base=base_of(record, fields)),
        )

    def row(self, incident: RecordId) -> IncidentRow:
        """Raises RuleBroken("incident_unknown")."""
        return self._rows.row(self._revising.record(incident))

    def open_rows(self) -> tuple[IncidentRow, ...]:
        """Incidents being handled, and ended ones that still owe a report; the nearest deadline first."""
        return tuple(look.row for look in self.open_looks())

    def open_looks(self) -> tuple[IncidentLook, ...]:
        """The rows of ``open_rows`` with what they were made from."""
        found = self._desk.store.records("incident", status=str(IncidentStatus.OPEN))
        now = self._desk.now()
        return tuple(sorted(self._rows.looks(found), key=lambda look: nearest(look.row, now)))

    def all_rows(self, limit: int = LAST_CLOSED) -> tuple[IncidentRow, ...]:
        """Newest first."""
        return self.rows_besides((), limit)

    def rows_besides(self, known: Collection[RecordId], limit: int = LAST_CLOSED) -> tuple[IncidentRow, ...]:
        """Those of ``all_rows`` that are not known already."""
        found = self._desk.store.records("incident", limit=limit, newest_first=True)
        return self._rows.rows(record for record in found if record.id not in known)

    def known(self, incident: RecordId) -> Incident:
        """The incident as the domain sees it. Raises RuleBroken("incident_unknown")."""
        return incident_of(self._revising.record(incident))

    def several(self, incidents: Collection[RecordId]) -> dict[RecordId, Record]:
        """The records of many incidents, in their order. Raises RuleBroken("incident_unknown")."""
        found = self._desk.store.several(incidents)
        for one in incidents:
            if one not in found or found[one].kind != "incident":
                raise RuleBroken("incident_unknown", incident=one)
        return {one: found[one] for one in incidents}

    def contact(self, incident: RecordId) -> tuple[str, str]:
        """Name and telephone of the contact on scene, in clear; callers mask what they show."""
        personal = self._desk.store.personal(incident)
        return personal.get("contact", ""), personal.get("contact_phone", "")

    def closing_reason(self, incident: RecordId) -> str:
        """Why and how the handling ended; "" while it goes on."""
        return text(self._revising.record(incident).fields, "closing_reason")

    def deadlines(self, incident: Incident, sent: tuple[ReportFact, ...]) -> tuple[Deadline, ...]:
        """What the incident's unit owes after these reports."""
        return self._rows.deadlines(incident, sent)

    def receipts(self, incident: RecordId) -> dict[str, Receipt]:
        """Report or directive → its first receipt."""
        return self._rows.receipts(incident)

    def receipts_of(self, incidents: Collection[RecordId]) -> dict[RecordId, dict[str, Receipt]]:
        """``receipts`` of many incidents."""
        return self._rows.receipts_of(incidents)

    def kind_path(self, incident: Incident) -> tuple[str, ...]:
        return incident.kind_path or self._codes.path(incident.code)

    def class_of(self, code: str) -> EventClass | None:
        """The class of a code, by the book or by its first digits."""
        return self._revising.class_of(code)

    def nearby(self, center: LonLat, radius_m: float) -> Nearby:
        """Counts and items of the ledgers inside a circle."""
        return nearby(self._desk.store, center, radius_m)

    # ------------------------------------------------------------------------------------------ inside

    def _origin(self, origin: RecordId, incident: RecordId) -> Draft:
        """Tie the line the incident came from to it; a call is decided by that."""
        found = self._desk.store.record(origin)
        if found is not None and text(found.fields, "decision"):
            return self._logbook.decision(origin, Decision.INCIDENT, incident=incident)
        return self._logbook.attachment(origin, incident)

    def _write(self, record: Record, act: str, fields: Mapping[str, Json], note: str, *more: Draft) -> None:
        base = base_of(record, fields)
        draft = Draft(kind="incident", record=record.id, act=act, set=fields, base=base, note=note.strip())
        self._desk.write(draft, *more)
