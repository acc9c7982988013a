"""The first report by telephone: logged as it was told, and judged at once."""

from __future__ import annotations

from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.evidence import evidence_of, to_fields
from commandpost.app.incident_records import report_facts
from commandpost.app.incidents import IncidentService
from commandpost.app.log_lines import LogMode
from commandpost.app.logbook import LogbookService
from commandpost.app.permissions import Action, require
from commandpost.app.record_fields import iso
from commandpost.app.report_judgement import judge_report
from commandpost.app.report_lists import own_reports
from commandpost.app.report_paper import default_addressees
from commandpost.app.report_values import SENT
from commandpost.domain import report_text
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.rules import Step
from commandpost.journal.entry import Draft


class PhoneReports:
    """What ``ReportService`` does when a report is told by telephone."""

    def __init__(self, desk: Desk, incidents: IncidentService, logbook: LogbookService) -> None:
        self._desk = desk
        self._incidents = incidents
        self._logbook = logbook

    def tell(
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
        RuleBroken("phone_report_in_future"|"phone_report_before_received").
        """
        require(self._desk.session, Action.SEND)  # before a number is taken
        known = self._incidents.known(incident)
        if not taken_by.strip():
            raise RuleBroken("taken_by_missing", field="taken_by")
        if at is not None and at > self._desk.latest():
            raise RuleBroken("phone_report_in_future", field="at")
        if at is not None and at < known.received.replace(second=0, microsecond=0):  # times are told to the minute
            raise RuleBroken("phone_report_before_received", field="at")
        recipient = to.strip() or next(iter(default_addressees(self._desk)), "")
        left = evidence_of(at, self._desk.clock)
        facts = report_facts(known, own_reports(self._desk, known))
        judged = judge_report(self._incidents, known, facts, (Step.PHONE, 1), left)
        told = report_text.phone_log(recipient, taken_by.strip(), summary, read_back=read_back)
        line = self._logbook.line(
            told, mode=LogMode.CALL_OUT, incident=incident, happened=left.at if at else None, phone_report=True
        )
        report = Draft(
            kind="report",
            record=self._desk.new_id("report"),
            act="report.phone",
            set={
                "incident": incident,
                "step": str(Step.PHONE),
                "sequence": 1,
                "title": report_text.title(known.title, Step.PHONE, 1),
                "addressees": [recipient],
                "status": SENT,
                "at": iso(left.at),
                "sent_at": iso(left.at),
                "evidence": to_fields(left),
                "channel": "phone",
                "taken_by": taken_by.strip(),
                "read_back": read_back,
                "summary": summary.strip(),
                "log": line.record,
                "level": str(known.level),
                "sensitive": known.sensitive,
                "figures": dict(known.figures),
                **judged.to_fields(),
                "drill": self._desk.drill,
            },
        )
        self._desk.write(report, line)
        return report.record
