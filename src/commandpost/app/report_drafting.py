"""Which report comes next, and its first draft from the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from commandpost.app.desk import Desk
from commandpost.app.incident_records import sent_at, step_of
from commandpost.app.incidents import IncidentService
from commandpost.app.log_lines import LogItem, LogMode
from commandpost.app.logbook import LogbookService
from commandpost.app.raised import family_of
from commandpost.app.report_lists import has_left, is_written, last_written, told_by
from commandpost.app.report_paper import default_addressees
from commandpost.app.report_values import ReportDraft
from commandpost.domain import report_text
from commandpost.domain.drafting import LogLine, draft
from commandpost.domain.ids import RecordId
from commandpost.domain.incident import FIGURES, Incident
from commandpost.domain.report import missing_elements
from commandpost.domain.rules import Step
from commandpost.journal.fold import Record

LINES_OF_INCIDENT = 1000  # how many lines of the log a report is drafted from


class Drafting:
    """Drafts reports of one desk."""

    def __init__(self, desk: Desk, incidents: IncidentService, logbook: LogbookService) -> None:
        self._desk = desk
        self._incidents = incidents
        self._logbook = logbook

    def new(self, incident: Incident, step: Step | None, records: Sequence[Record]) -> ReportDraft:
        """A draft of a step, or of the next one owed; nothing is written."""
        written = [record for record in records if is_written(record)]
        step = step or next_step(incident, written)
        sequence = _sequence(step, written)
        told = last_written(written)
        content = draft(
            incident,
            self.lines(incident.id),
            step,
            told_until=told[2] if told else None,
            kind=_class_and_kind(self._incidents.kind_path(incident)),
            contact=self._incidents.contact(incident.id)[0],
            closing=self._incidents.closing_reason(incident.id),
        )
        return ReportDraft(
            incident=incident.id,
            step=step,
            sequence=sequence,
            title=report_text.title(incident.title, step, sequence),
            addressees=default_addressees(self._desk),
            elements=content.elements,
            figures=_with_told(content.figures, records),
        )

    def lines(self, incident: RecordId) -> tuple[LogLine, ...]:
        """What people wrote about the incident and those merged into it, in its corrected wording."""
        family = family_of(self._desk, incident)
        items = [item for one in family for item in self._logbook.items(incident=one, limit=LINES_OF_INCIDENT)]
        told = (item for item in sorted(items, key=lambda item: item.at) if not item.phone_report)
        own = (item for item in told if item.mode is not LogMode.SYSTEM)
        return tuple(map(_line_of, own))


def _with_told(figures: Mapping[str, int | None], records: Iterable[Record]) -> dict[str, int | None]:
    """A figure nobody tells anew is what the last report told."""
    left = sorted((record for record in records if has_left(record)), key=sent_at)
    told = {name: value for record in left for name, value in told_by(record).figures.items() if value is not None}
    return {name: told.get(name) if value is None else value for name, value in figures.items()}


def _line_of(item: LogItem) -> LogLine:
    heard = None if item.on_paper or item.happened is None else item.at
    return LogLine(at=item.happened or item.at, mode=str(item.mode), text=item.text, heard=heard)


def missing_of(report: ReportDraft) -> tuple[str, ...]:
    """Required elements of a draft that nothing tells, neither words nor figures."""
    counted = any(report.figures.get(name) is not None for name in FIGURES)
    missing = missing_elements(report.step, report.elements)
    return tuple(key for key in missing if not (key == "casualties" and counted))


def next_step(incident: Incident, written: Iterable[Record]) -> Step:
    """初报 first, 续报 while it is handled, 终报 after its end, 补报 after the final."""
    steps = {step_of(record.fields) for record in written}
    if Step.FINAL in steps:
        return Step.SUPPLEMENT
    if not steps:
        return Step.INITIAL
    return Step.FOLLOW_UP if incident.closed_at is None else Step.FINAL


def _class_and_kind(path: Sequence[str]) -> str:
    """事故灾难 › 建筑垮塌: the two ends of the path."""
    return " › ".join(dict.fromkeys((*path[:1], *path[-1:])))


def _sequence(step: Step, written: Iterable[Record]) -> int:
    """Follow-ups and supplements are counted, in the order they were sent."""
    if step in {Step.INITIAL, Step.FINAL}:
        return 1
    same = [record for record in sorted(written, key=sent_at) if step_of(record.fields) is step]
    return len(same) + 1
