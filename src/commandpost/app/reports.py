"""Reports to the upper tier: telephone first, then written, drafted from the log, never blocked when due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.incidents import IncidentService
from commandpost.app.logbook import LogbookService
from commandpost.app.paper_port import PaperPort
from commandpost.app.rulebook import RuleService
from commandpost.domain.deadlines import Deadline, DeadlineState, Lateness
from commandpost.domain.ids import PersonId, RecordId, UnitCode
from commandpost.domain.papers import ReportPaper
from commandpost.domain.report import Finding
from commandpost.domain.rules import Step
from commandpost.journal.fold import Delivery

__all__ = ["Element", "Finding", "ReportDraft", "ReportRow", "ReportService", "TimelineStep"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One element of the form; ``label_code`` is the element's key."""

    key: str
    label_code: str
    text: str
    required: bool
    missing: bool
    unknown: bool  # told as 正在核实


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDraft:
    """A written report before it is sent; ``id`` None until it is first saved."""

    id: RecordId | None = None
    incident: RecordId
    step: Step
    sequence: int = 1
    number: str = ""  # given at the first save
    title: str = ""
    addressees: tuple[str, ...] = ()
    elements: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, int | None] = field(default_factory=dict)
    status: str = "draft"  # draft, signed, sent, returned
    signed_by: PersonId | None = None
    signed_by_name: str = ""
    signed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One report as the list of all reports shows it."""

    id: RecordId
    unit: UnitCode
    incident: RecordId
    incident_title: str
    step: Step
    sequence: int
    number: str
    title: str
    status: str
    at: datetime
    sent_at: datetime | None
    channel: str
    taken_by: str
    lateness: Lateness | None
    late_reason: str
    pending_leader_signature: bool
    delivery: Delivery
    receipted_at: datetime | None
    receipted_by: str
    conflict: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineStep:
    """One step of the report progress; ``at`` None: not yet done."""

    step: Step
    sequence: int
    state: DeadlineState
    at: datetime | None
    started: datetime
    due: datetime | None
    source: str
    confirmed: bool
    lateness: Lateness | None
    late_reason: str
    taken_by: str
    receipted: datetime | None
    receipted_by: str
    report: RecordId | None


class ReportService:
    """Use cases of reports."""

    def __init__(
        self, desk: Desk, incidents: IncidentService, logbook: LogbookService, rules: RuleService, press: PaperPort
    ) -> None:
        self._desk = desk
        self._incidents = incidents
        self._logbook = logbook
        self._rules = rules
        self._press = press

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
        """Log that the first report was told by telephone; stops the telephone clock and "at once".

        ``at`` earlier than now is the operator's claim and is judged as one. Raises RuleBroken("taken_by_missing"),
        RuleBroken("phone_report_in_future").
        """
        raise NotImplementedError

    def draft(self, incident: RecordId, step: Step | None = None) -> ReportDraft:
        """The stored draft, or one drafted from the log; ``step`` None takes the next one owed."""
        raise NotImplementedError

    def elements(self, draft: ReportDraft) -> tuple[Element, ...]:
        """The form of a draft in its order."""
        raise NotImplementedError

    def save(self, draft: ReportDraft) -> ReportDraft:
        """Keep a draft; the first save gives its number."""
        raise NotImplementedError

    def check(self, draft: ReportDraft) -> tuple[Finding, ...]:
        """The four noes, each with at least one finding; none blocks."""
        raise NotImplementedError

    def mark_unknown(self, draft: ReportDraft, element: str) -> ReportDraft:
        """Fill 正在核实; element "" fills every missing required one."""
        raise NotImplementedError

    def driving(self, draft: ReportDraft) -> Deadline | None:
        """The strictest unmet deadline this report would meet."""
        raise NotImplementedError

    def lateness(self, draft: ReportDraft) -> Lateness | None:
        """What the judgement would be if it were sent now; None: nothing with a measure is owed."""
        raise NotImplementedError

    def sign(self, draft: ReportDraft, leader: PersonId) -> ReportDraft:
        """The leader's sign-off of a saved draft; changing it afterwards drops the signature."""
        raise NotImplementedError

    def send(
        self,
        draft: ReportDraft,
        *,
        leader: PersonId | None = None,
        late_reason: str = "",
        channel: str = "system",
    ) -> RecordId:
        """Send and freeze; without a leader it goes out 待带班领导补签.

        Raises RuleBroken("late_reason_missing") when it is late and says not why; nothing else holds it back.
        """
        raise NotImplementedError

    def countersign(self, report: RecordId, leader: PersonId) -> None:
        """补签 of a report sent without the leader. Raises RuleBroken("already_signed")."""
        raise NotImplementedError

    def paper(self, report: ReportDraft | RecordId) -> ReportPaper:
        """A draft's paper says that it is a draft."""
        raise NotImplementedError

    def pdf(self, report: RecordId) -> bytes:
        """The stored PDF of a sent report, always the same bytes. Raises RuleBroken("report_not_sent")."""
        raise NotImplementedError

    def timeline(self, incident: RecordId) -> tuple[TimelineStep, ...]:
        """Steps done and owed, in the order of time."""
        raise NotImplementedError

    def rows(self, *, incident: RecordId | None = None, limit: int = 200) -> tuple[ReportRow, ...]:
        """Reports, drafts too, newest first."""
        raise NotImplementedError
