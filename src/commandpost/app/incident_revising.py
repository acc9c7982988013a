"""Changing an incident: what changed, who told it, who signs what makes it less serious."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from commandpost.app.desk import Desk
from commandpost.app.grading import Grading, suggestion_fields
from commandpost.app.incident_changes import (
    PERSONAL,
    Because,
    base_of,
    place_fields,
    plain,
    refuse_locked,
    refuse_silence,
)
from commandpost.app.incident_records import incident_of, kind_fields, report_facts
from commandpost.app.incident_rows import IncidentRows
from commandpost.app.leader_signature import CheckPin, LeaderSignature, name_of_signer
from commandpost.app.record_fields import as_typed, iso, moment, raw, table, text, whole
from commandpost.app.rulebook import class_of
from commandpost.app.softening import Softened, lowered_fields, softening_draft, softenings
from commandpost.domain import incident as domain
from commandpost.domain.codes import CodeBook, EventClass
from commandpost.domain.deadlines import strictest
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId, UnitCode
from commandpost.domain.incident import CASUALTIES, FIGURES, MEASURES, Incident, IncidentStatus
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRevising:
    """What ``IncidentService`` changes in an incident that is there; one revision is one transaction."""

    desk: Desk
    rows: IncidentRows
    codes: CodeBook
    grading: Grading
    check_pin: CheckPin | None

    def record(self, incident: RecordId) -> Record:
        """Raises RuleBroken("incident_unknown")."""
        found = self.desk.store.record(incident)
        if found is None or found.kind != "incident":
            raise RuleBroken("incident_unknown", incident=incident)
        return found

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
        "title_…"|"occurred_after_received"|"discovered_in_future"|"figure_…"|"incident_unknown") and what
        ``name_of_signer`` raises.
        """
        record = self.record(incident)
        before = incident_of(record)
        changed = {key: value for key, value in changes.items() if self._differs(record, key, value)}
        if not changed:
            return
        refuse_locked(changed)
        if "title" in changed:
            domain.refuse_title(str(changed["title"]))
        because = Because(reason=reason.strip(), source=source.strip(), verifier=verifier.strip())
        softer = softenings(before, changed)
        refuse_silence(before, changed, because, softer)
        signed = self.signed(before, softer, because.reason, signature)
        fields = self._revised(record, before, changed, because)
        if softer:
            fields |= lowered_fields(record, before, self.desk.now())
        personal = {key: str(value) for key, value in changed.items() if key in PERSONAL}
        if personal:
            personal = {**self.desk.store.personal(incident), **personal}
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
        self.desk.write(revision, *signed)

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
        record = self.record(incident)
        if field not in record.conflicts:
            raise RuleBroken("no_conflict", field=field)
        before = incident_of(record)
        fields: dict[str, Json] = {field: value}
        softer = softenings(before, fields)
        refuse_silence(before, {}, Because(reason=reason.strip()), softer)
        signed = self.signed(before, softer, reason.strip(), signature)
        if softer:
            fields |= lowered_fields(record, before, self.desk.now())
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
        return () if record.unit == self.desk.unit else (record.unit,)

    def owes(self, incident: Incident) -> bool:
        """Whether its unit still owes a report about it."""
        sent = report_facts(incident, self.desk.store.records("report", parent=incident.id))
        return strictest(self.rows.deadlines(incident, sent), self.desk.now()) is not None

    def signed(
        self, before: Incident, softer: Sequence[Softened], reason: str, signature: LeaderSignature | None
    ) -> tuple[Draft, ...]:
        """The leader's name under each change that makes the incident less serious."""
        if not softer:
            return ()
        name = name_of_signer(self.desk, self.check_pin, signature)
        leader = signature.leader if signature is not None else PersonId("")
        return tuple(
            softening_draft(
                self.desk,
                one,
                incident=before.id,
                title=raw(self.record(before.id).fields, "title"),
                reason=reason,
                leader=leader,
                leader_name=name,
            )
            for one in softer
        )

    def class_of(self, code: str) -> EventClass | None:
        """The class of a code, by the book or by its first digits."""
        return self.codes.event_class(code) or class_of(code)

    # ------------------------------------------------------------------------------------------ inside

    def _differs(self, record: Record, key: str, value: object) -> bool:
        if key in PERSONAL:
            return self.desk.store.personal(record.id).get(key, "") != value
        if key == "lonlat":
            return incident_of(record).lonlat != value
        kept = record.fields.get(key)
        return kept != as_typed(plain(value), kept)

    def _revised(
        self, record: Record, before: Incident, changed: Mapping[str, object], because: Because
    ) -> dict[str, Json]:
        fields: dict[str, Json] = {
            key: plain(value) for key, value in changed.items() if key not in PERSONAL and key != "lonlat"
        }
        fields |= place_fields(changed)
        if "code" in fields:
            code = text(fields, "code")
            fields |= {"class": plain(self.class_of(code)), **kind_fields(code, self.codes.path(code))}
        occurred = moment(fields, "occurred")
        if occurred is not None and occurred > before.received:
            raise RuleBroken("occurred_after_received", field="occurred")
        discovered = moment(fields, "discovered")
        if discovered is not None and discovered > self.desk.latest():
            raise RuleBroken("discovered_in_future", field="discovered")
        return fields | self._figures(record, before, fields, because)

    def _figures(
        self, record: Record, before: Incident, fields: Mapping[str, Json], because: Because
    ) -> dict[str, Json]:
        """Who told the changed figures, and when; a change of casualties may call for a supplement."""
        figures = {name: whole(fields, name) for name in (*FIGURES, *MEASURES) if name in fields}
        if not figures:
            return {}
        domain.refuse_impossible_figures(figures)
        at, by = iso(self.desk.now()), self.desk.session.person
        told: dict[str, Json] = {
            name: {
                "value": value,
                "source": because.source or because.reason,
                "at": at,
                "by": by,
                "by_name": self.desk.session.name,
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
            changed = replace(before, casualties_changed=self.desk.now(), figures={**before.figures, **figures})
            if before.status is IncidentStatus.CLOSED and self.owes(changed):
                more["status"] = str(IncidentStatus.OPEN)
        return more
