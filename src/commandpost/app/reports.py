"""Reports to the upper tier: telephone first, then written, drafted from the log, never blocked when due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from commandpost.app.desk import BEIJING, Desk
from commandpost.app.evidence import evidence_now, to_fields
from commandpost.app.incident_records import incident_of, step_of
from commandpost.app.incidents import IncidentService
from commandpost.app.leader_signature import CheckPin, LeaderSignature
from commandpost.app.log_lines import LogMode
from commandpost.app.logbook import LogbookService
from commandpost.app.names import Names
from commandpost.app.paper_port import PaperPort
from commandpost.app.permissions import Action, require, writing
from commandpost.app.print_room import Printed, set_now
from commandpost.app.record_fields import as_typed, iso, moment, person_id, record_id, text
from commandpost.app.report_checks import ReportChecks
from commandpost.app.report_drafting import Drafting, missing_of
from commandpost.app.report_lists import has_left, is_written, own_reports, report_row
from commandpost.app.report_phoning import PhoneReports
from commandpost.app.report_prints import ReportPrints
from commandpost.app.report_setting import ReportSetting
from commandpost.app.report_signing import carried, is_outrun, patch, signed_by, unsigned
from commandpost.app.report_timeline import timeline
from commandpost.app.report_values import (
    DRAFT,
    NEWEST,
    SEALED,
    SENT,
    SIGNED,
    Element,
    ReportDraft,
    ReportRow,
    TimelineStep,
    changed_fields,
    content,
    draft_of,
)
from commandpost.app.rulebook import RuleService
from commandpost.domain import report_text
from commandpost.domain.corrections import FigureChange
from commandpost.domain.deadlines import Deadline, Lateness, Verdict
from commandpost.domain.drafting import LogLine
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.paper_encoding import to_plain
from commandpost.domain.papers import ReportPaper
from commandpost.domain.report import UNKNOWN, Finding, elements_of
from commandpost.domain.rules import Step
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

__all__ = ["Element", "Finding", "ReportDraft", "ReportRow", "ReportService", "TimelineStep"]


class ReportService:
    """Use cases of reports."""

    def __init__(
        self,
        desk: Desk,
        incidents: IncidentService,
        logbook: LogbookService,
        rules: RuleService,
        press: PaperPort,
        *,
        check_pin: CheckPin | None = None,
    ) -> None:
        """Without ``check_pin`` only a leader who sits at the desk can sign."""
        self._desk = desk
        self._incidents = incidents
        self._logbook = logbook
        self._rules, self._check_pin = rules, check_pin
        self._prints, self._press = ReportPrints(desk), press
        self._drafting = Drafting(desk, incidents)
        self._checks = ReportChecks(desk, logbook, self._drafting)
        self._setting = ReportSetting(desk, incidents, self._checks)
        self._phone = PhoneReports(desk, incidents, logbook)

    # ------------------------------------------------------------------------------------- by telephone

    def phone_report(
        self,
        incident: RecordId,
        *,
        to: str,
        taken_by: str,
        at: datetime | None = None,
        summary: str = "",
        read_back: bool = True,
    ) -> RecordId:
        """The first report was told by telephone; raises as ``PhoneReports.tell`` does."""
        return self._phone.tell(incident, to=to, taken_by=taken_by, at=at, summary=summary, read_back=read_back)

    # ---------------------------------------------------------------------------------------- in writing

    def draft(self, incident: RecordId, step: Step | None = None) -> ReportDraft:
        """The stored draft, or one drafted from the log; ``step`` None takes the next one owed."""
        record = self._incidents.several([incident])[incident]
        return self.drafts([(record, own_reports(self._desk, incident_of(record)))], step)[incident]

    def drafts(
        self, told: Sequence[tuple[Record, Sequence[Record]]], step: Step | None = None
    ) -> dict[RecordId, ReportDraft]:
        """``draft`` of many incidents, given with their own unit's reports; read in a few questions."""
        reports = {record.id: found for record, found in told}
        waiting = {one: _waiting(found, step) for one, found in reports.items()}
        stored = {draft.incident: draft for draft in self._drafts_of([kept[-1] for kept in waiting.values() if kept])}
        fresh = [record for record, _found in told if record.id not in stored]
        made = {
            record.id: self._drafting.new(incident_of(record), step, reports[record.id], ground)
            for record, ground in zip(fresh, self._drafting.grounds(fresh), strict=True)
        }
        return stored | made

    def lines_of(self, incidents: Sequence[RecordId]) -> dict[RecordId, tuple[LogLine, ...]]:
        """What people wrote about each of many incidents, which its report is drafted from and compared with."""
        return self._drafting.lines_of(incidents)

    def elements(self, draft: ReportDraft) -> tuple[Element, ...]:
        """The form of a draft in its order."""
        missing = missing_of(draft)
        return tuple(
            Element(
                key=spec.key,
                label_code=spec.key,
                text=draft.elements.get(spec.key, ""),
                required=draft.step in spec.required,
                missing=spec.key in missing,
                unknown=draft.elements.get(spec.key, "").strip() == UNKNOWN,
            )
            for spec in elements_of(draft.step)
        )

    def save(self, draft: ReportDraft) -> ReportDraft:
        """Keep a draft; the first save gives its number; a changed text drops the leader's signature.

        Raises RuleBroken("report_already_sent").
        """
        if draft.id is None:
            return self._first_save(draft)
        record = self._record(draft.id)
        if has_left(record):
            raise RuleBroken("report_already_sent")
        told = {key: as_typed(value, record.fields.get(key)) for key, value in content(draft).items()}
        changed = {key: value for key, value in told.items() if record.fields.get(key) != value}
        personal = self._sealed(draft)
        if changed or personal != dict(self._desk.store.personal(draft.id)):
            self._desk.write(patch(record, "report.draft", changed | unsigned(record), personal))
        return self._draft_of(self._record(draft.id))

    def check(self, draft: ReportDraft) -> tuple[Finding, ...]:
        """The four noes, each with at least one finding; none blocks."""
        known = self._incidents.known(draft.incident)
        return self._checks.findings(draft, known, self._setting.judge(draft, known), own_reports(self._desk, known))

    def changes(self, draft: ReportDraft) -> tuple[FigureChange, ...]:
        """Figures that are not what was told before: both values, why, and who verified it."""
        return self._checks.changes(draft, own_reports(self._desk, self._incidents.known(draft.incident)))

    def mark_unknown(self, draft: ReportDraft, element: str = "") -> ReportDraft:
        """Fill 正在核实; element "" fills every missing required one and every change nobody explained."""
        return self._checks.mark_unknown(draft, element, own_reports(self._desk, self._incidents.known(draft.incident)))

    def driving(self, draft: ReportDraft) -> Deadline | None:
        """The strictest unmet deadline this report would meet."""
        return self._setting.judge(draft, self._incidents.known(draft.incident)).driving

    def lateness(self, draft: ReportDraft) -> Lateness | None:
        """What the judgement would be if it were sent now; None: nothing is owed."""
        return self._setting.judge(draft, self._incidents.known(draft.incident)).lateness

    def sign(self, draft: ReportDraft, given: LeaderSignature) -> ReportDraft:
        """The leader's sign-off of a draft, saved first; changing it, or its incident's level, drops the signature.

        Raises as ``report_signing.signed_by``.
        """
        signed = signed_by(self._desk, self._check_pin, given)
        record = self._saved_record(draft)
        signed_for = {"signed_for": carried(self._incidents.known(draft.incident))}
        self._desk.write(patch(record, "report.sign", signed | signed_for | {"status": SIGNED}))
        return self._draft_of(self._record(record.id))

    def send(
        self,
        draft: ReportDraft,
        *,
        signature: LeaderSignature | None = None,
        late_reason: str = "",
        channel: str = "system",
    ) -> RecordId:
        """Send and freeze; without a leader's signature, or signed for another level, it goes out 待带班领导补签.

        Raises RuleBroken("late_reason_missing") when it is late and says not why, "figure_unexplained" when a figure
        is not what was told before and says not why, and as ``permissions.require`` and ``sign`` do; nothing else holds
        it back.
        """
        require(self._desk.session, Action.SEND)
        given = signed_by(self._desk, self._check_pin, signature) if signature is not None else {}
        known = self._incidents.known(draft.incident)
        changed = self._checks.changes(draft, own_reports(self._desk, known))
        self._checks.refuse_unexplained(changed)
        record = self._saved_record(draft)
        saved = self._draft_of(record)
        judged = self._setting.judge(saved, known)
        lateness = judged.lateness
        if lateness is not None and lateness.verdict is Verdict.LATE and not late_reason.strip():
            seconds = round(lateness.late_by.total_seconds())
            raise RuleBroken("late_reason_missing", field="late_reason", seconds=seconds)
        if given and saved.signed_by is None:
            name, at = text(given, "signed_by_name"), moment(given, "signed_at")
            saved = replace(saved, signed_by=person_id(given, "signed_by"), signed_by_name=name, signed_at=at)
        else:
            given = {}
        outrun = is_outrun(record, known) and not given
        paper = self._setting.paper(saved, known, late_reason=late_reason, is_draft=False)
        left = evidence_now(self._desk.clock)
        frozen: dict[str, Json] = {
            **(unsigned(record) if outrun else {}),
            "status": SENT,
            "at": iso(left.at),
            "sent_at": iso(left.at),
            "evidence": to_fields(left),
            "channel": channel,
            "late_reason": late_reason.strip(),
            "pending_leader_signature": saved.signed_by is None,
            "level": str(known.level),
            "sensitive": known.sensitive,
            "packs": list(known.packs),
            "figure_changes": changed_fields(changed),
            "sender": self._desk.session.person,
            "head": paper.head_code,
            "paper": dict(to_plain(replace(paper, contact="", contact_phone=""))),
            "pdf": None,  # set beside the store's worker, see ``print_job``
            **given,
            **judged.to_fields(),
        }
        self._desk.write(
            patch(record, "report.send", frozen, self._sealed(saved) | {"contact_phone": paper.contact_phone}),
            *self._told(saved, text(record.fields, "signed_by_name") if outrun else ""),
            *self._incidents.settling(known.id, saved.step),
        )
        return record.id

    def countersign(self, report: RecordId, given: LeaderSignature) -> None:
        """补签 of a report sent without the leader.

        Raises RuleBroken("already_signed"|"report_not_sent") and as ``sign``.
        """
        record = self._record(report)
        if not has_left(record):
            raise RuleBroken("report_not_sent")
        if text(record.fields, "signed_by"):
            raise RuleBroken("already_signed")
        signed = signed_by(self._desk, self._check_pin, given) | {"pending_leader_signature": False}
        self._desk.write(patch(record, "report.countersign", signed))

    # ------------------------------------------------------------------------------------------- to see

    def paper(self, report: ReportDraft | RecordId) -> ReportPaper:
        """A draft's paper says that it is a draft; a sent one is as it left, with a signature given later."""
        if isinstance(report, ReportDraft):
            return self._setting.paper(report, self._incidents.known(report.incident), late_reason="", is_draft=True)
        record = self._record(report)
        if not has_left(record):
            return self.paper(self._draft_of(record))
        return self._prints.frozen(record)

    def print_job(self, report: RecordId, *, as_sent: bool = False) -> Printed:
        """The stored PDF of a sent report, or its paper for the press; with a later signature, or ``as_sent``.

        Raises RuleBroken("report_not_sent").
        """
        record = self._record(report)
        if not is_written(record):
            raise RuleBroken("report_not_sent")
        return self._prints.job(record, as_sent=as_sent)

    def pdf(self, report: RecordId, *, as_sent: bool = False) -> bytes:
        """The stored PDF, always the same bytes; waits for the press if need be. Raises as ``print_job``."""
        return set_now(self._desk, self._press, lambda: self.print_job(report, as_sent=as_sent))

    def timeline(self, incident: RecordId) -> tuple[TimelineStep, ...]:
        """Steps done in the order of time, then what is owed, then what will come."""
        row = self._incidents.row(incident)
        sent = [record for record in own_reports(self._desk, self._incidents.known(incident)) if has_left(record)]
        return timeline(row, sent, self._incidents.receipts(incident), self._desk.now())

    def rows(self, *, incident: RecordId | None = None, limit: int = NEWEST) -> tuple[ReportRow, ...]:
        """Reports, drafts too, newest first."""
        records = self._desk.store.records("report", parent=incident, limit=limit, newest_first=True)
        names = Names(self._desk.store)
        incidents = {record_id(record.fields, "incident") for record in records}
        names.know(incidents)
        known = self._incidents.receipts_of(incidents).values()
        receipts = {subject: one for found in known for subject, one in found.items()}
        outrun = self._outrun(records)
        return tuple(
            report_row(record, names, receipts.get(record.id), outrun=record.id in outrun) for record in records
        )

    # ------------------------------------------------------------------------------------------- inside

    def _record(self, report: RecordId) -> Record:
        found = self._desk.store.record(report)
        if found is None or found.kind != "report":
            raise RuleBroken("report_unknown", report=report)
        return found

    def _draft_of(self, record: Record) -> ReportDraft:
        return self._drafts_of([record])[0]

    def _drafts_of(self, records: Sequence[Record]) -> list[ReportDraft]:
        """A signature given for another level or sensitivity is not shown as one: it would not cover what is sent."""
        sealed, outrun = self._desk.store.personals(records), self._outrun(records)
        drafts = [draft_of(one, sealed[one.id]) for one in records]
        return [
            replace(draft, status=DRAFT, signed_by=None, signed_by_name="", signed_at=None)
            if record.id in outrun
            else draft
            for draft, record in zip(drafts, records, strict=True)
        ]

    def _outrun(self, records: Iterable[Record]) -> set[RecordId]:
        """Those signed for another level or sensitivity than they would carry now."""
        signed = [one for one in records if text(one.fields, "status") == SIGNED]
        about = {one.id: record_id(one.fields, "incident") for one in signed}
        known = {one: incident_of(record) for one, record in self._incidents.several(set(about.values())).items()}
        return {one.id for one in signed if about[one.id] in known and is_outrun(one, known[about[one.id]])}

    def _told(self, sent: ReportDraft, lost: str) -> tuple[Draft, ...]:
        """The lines of the log for a sending; ``lost`` signed for something else, "" for nobody."""
        words = [report_text.sent_log(sent.step, sent.sequence, sent.number, sent.addressees)]
        words += [report_text.signature_outrun_log(sent.number, lost)] if lost else []
        return tuple(self._logbook.line(one, mode=LogMode.SYSTEM, incident=sent.incident) for one in words)

    def _saved_record(self, draft: ReportDraft) -> Record:
        saved = self.save(draft)
        return self._record(saved.id if saved.id is not None else RecordId(""))

    def _first_save(self, draft: ReportDraft) -> ReportDraft:
        writing(self._desk.session)  # before a number is taken: a refusal leaves no gap in them
        now = self._desk.now()
        series = f"report-{'drill-' if self._desk.drill else ''}{now.astimezone(BEIJING).year}"
        count = self._desk.store.next_number(series)
        number = report_text.report_number(
            now.astimezone(BEIJING).year, self._desk.station, count, drill=self._desk.drill
        )
        kept: dict[str, Json] = {"number": number, "status": DRAFT, "at": iso(now), "drill": self._desk.drill}
        record = self._desk.new_id("report")
        fields = content(draft) | kept
        sealed = self._sealed(draft)
        self._desk.write(Draft(kind="report", record=record, act="report.draft", set=fields, personal=sealed))
        return self._draft_of(self._record(record))

    def _sealed(self, draft: ReportDraft) -> dict[str, str]:
        return {key: draft.elements[key] for key in SEALED if key in draft.elements}


def _waiting(reports: Sequence[Record], step: Step | None) -> list[Record]:
    """Stored drafts of a step, or of any."""
    return [one for one in reports if not has_left(one) and step in {None, step_of(one.fields)}]
