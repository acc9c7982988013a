"""Incidents: opened from a call, revised, closed; each row with its clocks, conflicts and last report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from commandpost.app.desk import Desk
from commandpost.app.grading import Grading, suggestion_fields
from commandpost.app.incident_changes import (
    PERSONAL,
    Because,
    base_of,
    nearest,
    place_fields,
    plain,
    refuse_locked,
    refuse_silence,
)
from commandpost.app.incident_opening import opening_draft
from commandpost.app.incident_records import incident_of, kind_fields, report_facts
from commandpost.app.incident_rows import IncidentRow, IncidentRows, LastReport, Receipt
from commandpost.app.leader_signature import CheckPin, LeaderSignature, name_of_signer
from commandpost.app.log_lines import Decision
from commandpost.app.logbook import LogbookService
from commandpost.app.nearby import Nearby, NearbyItem, nearby
from commandpost.app.record_fields import iso, moment, table, text, whole
from commandpost.app.rulebook import RuleService, class_of
from commandpost.app.softening import Softened, Softening, lowered_fields, softening_draft, softenings
from commandpost.domain import incident as domain
from commandpost.domain.codes import CodeBook, EventClass
from commandpost.domain.coordinates import LonLat
from commandpost.domain.deadlines import Deadline, ReportFact, strictest
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId, UnitCode
from commandpost.domain.incident import CASUALTIES, FIGURES, MEASURES, Incident, IncidentStatus, NewIncident
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
        self._check_pin = check_pin
        self._rules = rules
        self._codes = codes
        self._logbook = LogbookService(desk)
        self._rows = IncidentRows(desk, rules, codes)

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
        now = self._desk.now()
        domain.refuse_impossible(new, now)
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
        """Change fields: those of ``NewIncident`` by name, and ``radius``; ``source`` told the figures that changed.

        Lowering the level or dropping sensitivity asks for a reason and the leader's signature, a casualty that falls
        for a reason and who verified it. Raises RuleBroken("reason_missing"|"verifier_missing"|"field_locked"|
        "occurred_after_received"|"figure_negative"|"incident_unknown") and what ``name_of_signer`` raises.
        """
        record = self._record(incident)
        before = incident_of(record)
        changed = {key: value for key, value in changes.items() if self._differs(record, key, value)}
        if not changed:
            return
        refuse_locked(changed)
        because = Because(reason=reason.strip(), source=source.strip(), verifier=verifier.strip())
        softer = softenings(before, changed)
        refuse_silence(before, changed, because, softer)
        signed = self._signed(before, softer, because.reason, signature)
        fields = self._revised(record, before, changed, because)
        if softer:
            fields |= lowered_fields(record, before, self._desk.now())
        personal = {key: str(value) for key, value in changed.items() if key in PERSONAL}
        if personal:
            personal = {**self._desk.store.personal(incident), **personal}
        revision = Draft(
            kind="incident",
            record=incident,
            act="incident.revise",
            set=fields,
            base=base_of(record, fields),
            to=self._told(record),
            personal=personal,
            note=because.reason,
        )
        self._desk.write(revision, *signed)

    def resolution(
        self,
        incident: RecordId,
        field: str,
        value: Json,
        *,
        reason: str = "",
        signature: LeaderSignature | None = None,
    ) -> tuple[Draft, ...]:
        """The drafts that choose one of the values of a conflict; ``ConflictService`` tells others in the same breath.

        A less serious level or sensitivity needs a reason and the leader. Raises RuleBroken("no_conflict") and as
        ``revise`` does.
        """
        record = self._record(incident)
        if field not in record.conflicts:
            raise RuleBroken("no_conflict", field=field)
        before = incident_of(record)
        fields: dict[str, Json] = {field: value}
        softer = softenings(before, fields)
        refuse_silence(before, {}, Because(reason=reason.strip()), softer)
        signed = self._signed(before, softer, reason.strip(), signature)
        if softer:
            fields |= lowered_fields(record, before, self._desk.now())
        resolved = Draft(
            kind="incident",
            record=incident,
            act="incident.resolve",
            set=fields,
            base=base_of(record, fields),
            to=self._told(record),
            note=reason.strip(),
        )
        return (resolved, *signed)

    def _told(self, record: Record) -> tuple[UnitCode, ...]:
        """The room whose incident it is hears what another room changes."""
        return () if record.unit == self._desk.unit else (record.unit,)

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
        record = self._record(incident)
        if moment(record.fields, "closed_at") is not None:
            raise RuleBroken("already_closed")
        if not_reported and not reason.strip():
            raise RuleBroken("reason_missing", field="reason")
        known = incident_of(record)
        softer = (Softened(what=Softening.NOT_REPORTED),) if not_reported else ()
        signed = self._signed(known, softer, reason.strip(), signature)
        fields: dict[str, Json] = {
            "closed_at": iso(self._desk.now()),
            "closed_by": self._desk.session.person,
            "closing_reason": reason.strip(),
            "not_reported": not_reported,
            "closing_leader": signature.leader if signature is not None and not_reported else None,
        }
        closed = replace(known, closed_at=self._desk.now(), not_reported=not_reported)
        if not self._owes(closed):
            fields["status"] = str(IncidentStatus.CLOSED)
        self._write(record, "incident.close", fields, reason, *signed)

    def reopen(self, incident: RecordId, reason: str) -> None:
        """Go on handling a closed incident. Raises RuleBroken("reason_missing"|"not_closed")."""
        record = self._record(incident)
        if moment(record.fields, "closed_at") is None:
            raise RuleBroken("not_closed")
        if not reason.strip():
            raise RuleBroken("reason_missing", field="reason")
        fields: dict[str, Json] = {"closed_at": None, "not_reported": False, "status": str(IncidentStatus.OPEN)}
        self._write(record, "incident.reopen", fields, reason)

    def settling(self, incident: RecordId, report: Step) -> tuple[Draft, ...]:
        """What a report that leaves the room changes in its incident: after the end of the handling it is closed."""
        record = self._record(incident)
        ended = moment(record.fields, "closed_at") is not None
        if not ended or report not in {Step.FINAL, Step.SUPPLEMENT}:
            return ()
        fields: dict[str, Json] = {"status": str(IncidentStatus.CLOSED)}
        return (
            Draft(kind="incident", record=incident, act="incident.settle", set=fields, base=base_of(record, fields)),
        )

    def row(self, incident: RecordId) -> IncidentRow:
        """Raises RuleBroken("incident_unknown")."""
        return self._rows.row(self._record(incident))

    def open_rows(self) -> tuple[IncidentRow, ...]:
        """Incidents being handled, and ended ones that still owe a report; the nearest deadline first."""
        found = self._desk.store.records("incident", status=str(IncidentStatus.OPEN))
        now = self._desk.now()
        return tuple(sorted(self._rows.rows(found), key=lambda row: nearest(row, now)))

    def all_rows(self, limit: int = LAST_CLOSED) -> tuple[IncidentRow, ...]:
        """Newest first."""
        found = self._desk.store.records("incident", limit=limit, newest_first=True)
        return self._rows.rows(found)

    def known(self, incident: RecordId) -> Incident:
        """The incident as the domain sees it. Raises RuleBroken("incident_unknown")."""
        return incident_of(self._record(incident))

    def contact(self, incident: RecordId) -> tuple[str, str]:
        """Name and telephone of the contact on scene, in clear; callers mask what they show."""
        personal = self._desk.store.personal(incident)
        return personal.get("contact", ""), personal.get("contact_phone", "")

    def closing_reason(self, incident: RecordId) -> str:
        """Why and how the handling ended; "" while it goes on."""
        return text(self._record(incident).fields, "closing_reason")

    def deadlines(self, incident: Incident, sent: tuple[ReportFact, ...]) -> tuple[Deadline, ...]:
        """What the incident's unit owes after these reports."""
        return self._rows.deadlines(incident, sent)

    def receipts(self, incident: RecordId) -> dict[str, Receipt]:
        """Report or directive → its first receipt."""
        return self._rows.receipts(incident)

    def kind_path(self, incident: Incident) -> tuple[str, ...]:
        return incident.kind_path or self._codes.path(incident.code)

    def nearby(self, center: LonLat, radius_m: float) -> Nearby:
        """Counts and items of the ledgers inside a circle."""
        return nearby(self._desk.store, center, radius_m)

    # ------------------------------------------------------------------------------------------ inside

    def _record(self, incident: RecordId) -> Record:
        found = self._desk.store.record(incident)
        if found is None or found.kind != "incident":
            raise RuleBroken("incident_unknown", incident=incident)
        return found

    def _origin(self, origin: RecordId, incident: RecordId) -> Draft:
        """Tie the line the incident came from to it; a call is decided by that."""
        found = self._desk.store.record(origin)
        if found is not None and text(found.fields, "decision"):
            return self._logbook.decision(origin, Decision.INCIDENT, incident=incident)
        return self._logbook.attachment(origin, incident)

    def class_of(self, code: str) -> EventClass | None:
        """The class of a code, by the book or by its first digits."""
        return self._codes.event_class(code) or class_of(code)

    def _differs(self, record: Record, key: str, value: object) -> bool:
        if key in PERSONAL:
            return self._desk.store.personal(record.id).get(key, "") != value
        if key == "lonlat":
            return incident_of(record).lonlat != value
        return record.fields.get(key) != plain(value)

    def _revised(
        self, record: Record, before: Incident, changed: Mapping[str, object], because: Because
    ) -> dict[str, Json]:
        fields: dict[str, Json] = {
            key: plain(value) for key, value in changed.items() if key not in PERSONAL and key != "lonlat"
        }
        fields |= place_fields(changed)
        if "code" in fields:
            code = text(fields, "code")
            fields |= {"class": plain(self.class_of(code)), **kind_fields(code, self._codes.path(code))}
        occurred = moment(fields, "occurred")
        if occurred is not None and occurred > before.received:
            raise RuleBroken("occurred_after_received", field="occurred")
        return fields | self._figures(record, before, fields, because)

    def _figures(
        self, record: Record, before: Incident, fields: Mapping[str, Json], because: Because
    ) -> dict[str, Json]:
        """Who told the changed figures, and when; a change of casualties may call for a supplement."""
        figures = {name: whole(fields, name) for name in (*FIGURES, *MEASURES) if name in fields}
        if not figures:
            return {}
        domain.refuse_impossible_figures(figures)
        at, by = iso(self._desk.now()), self._desk.session.person
        told: dict[str, Json] = {
            name: {
                "value": value,
                "source": because.source or because.reason,
                "at": at,
                "by": by,
                "by_name": self._desk.session.name,
                "reason": because.reason,
                "verifier": because.verifier,
            }
            for name, value in figures.items()
        }
        more: dict[str, Json] = {"figures": {**table(record.fields, "figures"), **told}}
        known = {**before.figures, **before.measures, **figures}
        more |= suggestion_fields(self.grading.suggestion(text(fields, "code") or before.code, known))
        if not set(figures).isdisjoint(CASUALTIES):
            more["casualties_changed"] = at
            changed = replace(before, casualties_changed=self._desk.now(), figures={**before.figures, **figures})
            if before.status is IncidentStatus.CLOSED and self._owes(changed):
                more["status"] = str(IncidentStatus.OPEN)
        return more

    def _owes(self, incident: Incident) -> bool:
        sent = report_facts(incident, self._desk.store.records("report", parent=incident.id))
        return strictest(self._rows.deadlines(incident, sent), self._desk.now()) is not None

    def _signed(
        self, before: Incident, softer: Sequence[Softened], reason: str, signature: LeaderSignature | None
    ) -> tuple[Draft, ...]:
        """The leader's name under each change that makes the incident less serious."""
        if not softer:
            return ()
        name = name_of_signer(self._desk, self._check_pin, signature)
        leader = signature.leader if signature is not None else PersonId("")
        return tuple(
            softening_draft(
                self._desk,
                one,
                incident=before.id,
                title=before.title,
                reason=reason,
                leader=leader,
                leader_name=name,
            )
            for one in softer
        )

    def _write(self, record: Record, act: str, fields: Mapping[str, Json], note: str, *more: Draft) -> None:
        base = base_of(record, fields)
        draft = Draft(kind="incident", record=record.id, act=act, set=fields, base=base, note=note.strip())
        self._desk.write(draft, *more)
