"""漏报核对: the one list of what this room has left out, read from the journal each time it is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.incident_records import sent_at
from commandpost.app.incident_rows import IncidentLook, IncidentRow
from commandpost.app.incidents import IncidentService
from commandpost.app.logbook import LogbookService
from commandpost.app.record_fields import text, texts
from commandpost.app.report_drafting import missing_of
from commandpost.app.report_lists import explained_figures, has_left, is_written, told_by
from commandpost.app.reports import ReportService
from commandpost.app.roll_call import RollCallService
from commandpost.domain.drafting import mentions
from commandpost.domain.ids import RecordId
from commandpost.domain.omissions import FigureGap, Omission, OmissionKind, figure_gaps, ordered
from commandpost.domain.rules import Step


class ReconciliationService:
    """Reads; what it finds is made good where it belongs."""

    def __init__(
        self,
        desk: Desk,
        incidents: IncidentService,
        reports: ReportService,
        logbook: LogbookService,
        roll_call: RollCallService,
    ) -> None:
        self._desk = desk
        self._incidents = incidents
        self._reports = reports
        self._logbook = logbook
        self._roll_call = roll_call

    def omissions(self, looks: Iterable[IncidentLook] | None = None) -> tuple[Omission, ...]:
        """Everything left out now, of this unit alone; ``looks``: the open incidents where they were read already."""
        every = self._incidents.open_looks() if looks is None else looks
        own = [look for look in every if look.row.unit == self._desk.unit]
        found = [*self._calls(), *self._unsigned(), *self._communities()]
        found += (*self._figures(own), *self._elements(own))
        found += (omission for look in own for omission in (*self._recipients(look), *self._level(look.row)))
        return ordered(found)

    def _calls(self) -> Iterator[Omission]:
        for item in self._logbook.undecided():
            yield Omission(kind=OmissionKind.CALL_UNDECIDED, subject=item.id, title=item.text, at=item.at)

    def _unsigned(self) -> Iterator[Omission]:
        for item in self._logbook.unadopted():
            yield Omission(kind=OmissionKind.LINE_UNADOPTED, subject=item.id, title=item.text, at=item.at)

    def _communities(self) -> Iterator[Omission]:
        current = self._roll_call.current()
        for name in current.silent if current is not None else ():
            yield Omission(
                kind=OmissionKind.COMMUNITY_SILENT,
                subject=current.id if current is not None else None,
                title=name,
                details=(current.reason,) if current is not None else (),
                at=current.at if current is not None else self._desk.now(),
            )

    def _figures(self, own: Iterable[IncidentLook]) -> Iterator[Omission]:
        """Once a report has left: what the log tells and the last telling of each figure does not."""
        told = [look for look in own if any(map(is_written, look.reports))]
        lines = self._reports.lines_of([look.row.id for look in told])
        for look in told:
            left = sorted((record for record in look.reports if has_left(record)), key=sent_at)
            written = [record for record in left if is_written(record)]
            last = {name: value for one in left for name, value in told_by(one).figures.items() if value is not None}
            gaps = figure_gaps(mentions(lines[look.row.id]), last, explained_figures(written))
            if gaps:
                details = tuple(_gap_words(gap) for gap in gaps)
                yield self._about(look.row, OmissionKind.FIGURE_UNTOLD, details, sent_at(written[-1]))

    def _elements(self, own: Iterable[IncidentLook]) -> Iterator[Omission]:
        """Required elements nothing tells yet of the written report that is owed next."""
        owing = [look for look in own if _owes_writing(look.row) or not all(map(has_left, look.reports))]
        drafts = self._reports.drafts([(look.record, look.reports) for look in owing])
        for look in owing:
            missing = missing_of(drafts[look.row.id])
            if missing:
                yield self._about(look.row, OmissionKind.ELEMENT_EMPTY, missing, look.row.received)

    def _recipients(self, look: IncidentLook) -> Iterator[Omission]:
        """Written reports that left and that nobody at the other end has receipted."""
        for record in filter(is_written, look.reports):
            if record.id not in look.receipts:
                details = (text(record.fields, "number"), *texts(record.fields, "addressees"))
                yield self._about(look.row, OmissionKind.RECIPIENT_UNSERVED, details, sent_at(record), record.id)

    def _level(self, row: IncidentRow) -> Iterator[Omission]:
        if row.suggested is not None and row.level.rank < row.suggested.rank:
            levels = (str(row.level), str(row.suggested))
            yield self._about(row, OmissionKind.LEVEL_BELOW, levels, row.received)

    def _about(
        self,
        row: IncidentRow,
        kind: OmissionKind,
        details: tuple[str, ...],
        at: datetime,
        subject: RecordId | None = None,
    ) -> Omission:
        return Omission(kind=kind, subject=subject or row.id, title=row.title, details=details, at=at, incident=row.id)


def _owes_writing(row: IncidentRow) -> bool:
    return any(one.is_open and one.step is not Step.PHONE for one in row.deadlines)


def _gap_words(gap: FigureGap) -> str:
    """``figure:logged:told`` with nothing for a figure no report told."""
    return f"{gap.figure}:{gap.logged}:{'' if gap.told is None else gap.told}"
