"""漏报核对: the one list of what this room has left out, read from the journal each time it is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.incident_records import sent_at, step_of
from commandpost.app.incidents import IncidentRow, IncidentService
from commandpost.app.log_lines import LogMode, mode_of
from commandpost.app.logbook import LogbookService
from commandpost.app.raised import family_of
from commandpost.app.record_fields import flag, moment, text, texts
from commandpost.app.report_drafting import missing_of
from commandpost.app.report_lists import explained_figures, has_left, told_by
from commandpost.app.reports import ReportService
from commandpost.app.roll_call import RollCallService
from commandpost.domain.drafting import LogLine, mentions
from commandpost.domain.ids import RecordId
from commandpost.domain.omissions import FigureGap, Omission, OmissionKind, figure_gaps, ordered
from commandpost.domain.rules import Step
from commandpost.journal.fold import Record


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

    def omissions(self) -> tuple[Omission, ...]:
        """Everything left out now, of this unit alone."""
        own = [row for row in self._incidents.open_rows() if row.unit == self._desk.unit]
        found = [*self._calls(), *self._unsigned(), *self._communities()]
        for row in own:
            records = [one for one in self._desk.store.records("report", parent=row.id) if one.unit == row.unit]
            found += (*self._figures(row, records), *self._elements(row, records), *self._recipients(row, records))
            found += self._level(row)
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
                at=current.limit_at if current is not None else self._desk.now(),
            )

    def _figures(self, row: IncidentRow, reports: Iterable[Record]) -> Iterator[Omission]:
        """Once a report has left: what the log tells and the last telling of each figure does not."""
        left = sorted((record for record in reports if has_left(record)), key=sent_at)
        written = [record for record in left if step_of(record.fields) is not Step.PHONE]
        if not written:
            return
        told = {name: value for one in left for name, value in told_by(one).figures.items() if value is not None}
        gaps = figure_gaps(mentions(self._lines(row.id)), told, explained_figures(written))
        if gaps:
            details = tuple(_gap_words(gap) for gap in gaps)
            yield self._about(row, OmissionKind.FIGURE_UNTOLD, details, sent_at(written[-1]))

    def _elements(self, row: IncidentRow, reports: Iterable[Record]) -> Iterator[Omission]:
        """Required elements nothing tells yet of the written report that is owed next."""
        owed = [one for one in row.deadlines if one.is_open and one.step is not Step.PHONE]
        drafted = any(not has_left(record) for record in reports)
        if not owed and not drafted:
            return
        missing = missing_of(self._reports.draft(row.id))
        if missing:
            yield self._about(row, OmissionKind.ELEMENT_EMPTY, missing, row.received)

    def _recipients(self, row: IncidentRow, reports: Iterable[Record]) -> Iterator[Omission]:
        """Written reports that left and that nobody at the other end has receipted."""
        left = [one for one in reports if has_left(one) and step_of(one.fields) is not Step.PHONE]
        receipts = self._incidents.receipts(row.id) if left else {}
        for record in left:
            if record.id not in receipts:
                to = texts(record.fields, "addressees")
                number = (text(record.fields, "number"),)
                yield self._about(row, OmissionKind.RECIPIENT_UNSERVED, (*number, *to), sent_at(record), record.id)

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

    def _lines(self, incident: RecordId) -> tuple[LogLine, ...]:
        """What people wrote about the incident, in its corrected wording."""
        return tuple(
            LogLine(
                at=moment(one.fields, "happened") or moment(one.fields, "at") or one.created.at,
                mode=str(mode_of(one)),
                text=text(one.fields, "text"),
            )
            for member in family_of(self._desk, incident)
            for one in self._desk.store.records("log", parent=member)
            if mode_of(one) is not LogMode.SYSTEM
            and not flag(one.fields, "phone_report")
            and not one.fields.get("corrected_by")
        )


def _gap_words(gap: FigureGap) -> str:
    """``figure:logged:told`` with nothing for a figure no report told."""
    return f"{gap.figure}:{gap.logged}:{'' if gap.told is None else gap.told}"
