"""A written report as a paper: its judgement, its figures with their sources, what was told before."""

from __future__ import annotations

from commandpost.app.desk import Desk
from commandpost.app.evidence import evidence_now
from commandpost.app.figure_history import FigureHistory
from commandpost.app.incident_records import report_facts
from commandpost.app.incidents import IncidentService
from commandpost.app.report_checks import ReportChecks
from commandpost.app.report_judgement import Judgement, judge_report
from commandpost.app.report_lists import conversation, last_written, own_reports
from commandpost.app.report_paper import PaperBuilder
from commandpost.app.report_values import ReportDraft
from commandpost.domain.incident import Incident
from commandpost.domain.papers import ReportPaper
from commandpost.domain.rules import Step


class ReportSetting:
    """Reads what a paper needs; writes nothing."""

    def __init__(self, desk: Desk, incidents: IncidentService, checks: ReportChecks) -> None:
        self._desk = desk
        self._incidents = incidents
        self._checks = checks
        self._builder = PaperBuilder(desk)
        self._figures = FigureHistory(desk)

    def judge(self, draft: ReportDraft, known: Incident) -> Judgement:
        """How a draft would be judged if it left now."""
        left = evidence_now(self._desk.clock)
        facts = report_facts(known, own_reports(self._desk, known))
        return judge_report(self._incidents, known, facts, (draft.step, draft.sequence), left)

    def paper(self, draft: ReportDraft, known: Incident, *, late_reason: str, is_draft: bool) -> ReportPaper:
        """What the press sets: a draft, or what is being sent."""
        records = own_reports(self._desk, known)
        return self._builder.paper(
            draft,
            known,
            contact=self._incidents.contact(known.id),
            phone=conversation(records) if draft.step is Step.INITIAL else None,
            previous=last_written(records),
            lateness=self.judge(draft, known).lateness,
            changes=self._checks.changes(draft, records),
            sources=self._figures.sources(known.id, draft.figures, self._desk.session.name),
            late_reason=late_reason,
            is_draft=is_draft,
        )
