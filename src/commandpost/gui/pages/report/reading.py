"""What the report desk shows of one report, read in one go on the store's thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.incidents import IncidentRow
from commandpost.app.report_values import RETURNED, SENT, ReportDraft, ReportRow, TimelineStep
from commandpost.domain.corrections import FigureChange
from commandpost.domain.deadlines import Deadline
from commandpost.domain.ids import RecordId
from commandpost.domain.report import Finding
from commandpost.domain.rules import Step
from commandpost.gui.services import Services
from commandpost.journal.clock import ClockTrust


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the rules say of a draft now."""

    findings: tuple[Finding, ...]
    driving: Deadline | None
    changes: tuple[FigureChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeFacts:
    """How far this report's time may be believed."""

    now: datetime
    trust: ClockTrust
    head: str  # the end of the chain that the report will be signed onto, as the window's foot tells it


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReport:
    """A draft to write on, or one that has left with its row."""

    row: IncidentRow
    draft: ReportDraft
    sent: ReportRow | None  # None: still a draft
    timeline: tuple[TimelineStep, ...]
    judged: Judged
    time: TimeFacts


def judge(services: Services, draft: ReportDraft) -> Judged:
    """The four noes and the deadline the draft would meet."""
    met = services.reports.driving(draft)
    running = None if met is None else replace(met, done=None, lateness=None)  # it has not left yet
    changes = services.reports.changes(draft)
    return Judged(findings=services.reports.check(draft), driving=running, changes=changes)


def open_draft(services: Services, desk: Desk, incident: RecordId, step: Step | None) -> OpenReport:
    """The draft of a step; None takes the next one owed."""
    return _opened(services, desk, services.reports.draft(incident, step), None)


def open_report(services: Services, desk: Desk, report: RecordId) -> OpenReport:
    """A report by its id: a draft to go on with, or what has left."""
    found = next(one for one in services.reports.rows(limit=10_000) if one.id == report)
    if found.status in {SENT, RETURNED}:
        return _opened(services, desk, _as_draft(found), found)
    return open_draft(services, desk, found.incident, found.step)


def time_facts(desk: Desk) -> TimeFacts:
    """The clock and the end of the chain now."""
    return TimeFacts(now=desk.now(), trust=desk.clock.trust(), head=desk.store.head().code)


def _opened(services: Services, desk: Desk, draft: ReportDraft, sent: ReportRow | None) -> OpenReport:
    nothing = Judged(findings=(), driving=None)
    return OpenReport(
        row=services.incidents.row(draft.incident),
        draft=draft,
        sent=sent,
        timeline=services.reports.timeline(draft.incident),
        judged=judge(services, draft) if sent is None else nothing,
        time=time_facts(desk),
    )


def _as_draft(found: ReportRow) -> ReportDraft:
    return ReportDraft(
        id=found.id,
        incident=found.incident,
        step=found.step,
        sequence=found.sequence,
        number=found.number,
        title=found.title,
        status=found.status,
    )
