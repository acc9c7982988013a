"""What came in as lines of the inbox."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.flow_reading import FlowReading, id_in, issued, purpose_of
from commandpost.app.flow_values import OPEN, CopyMark, InboxItem, InboxKind
from commandpost.app.incident_records import sent_at, step_of
from commandpost.app.incident_rows import frozen_lateness
from commandpost.app.names import Names
from commandpost.app.raised import raised_here
from commandpost.app.record_fields import Fields, flag, moment, raw, record_id, text, unit_code, whole
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.journal.fold import Record


class InboxItems:
    """Makes the items of one reading."""

    def __init__(self, desk: Desk, reading: FlowReading) -> None:
        self._desk, self._reading, self._names = desk, reading, Names(desk.store)
        self._raised: dict[str, RecordId] = {}  # report, or incident of a lower room → incident of this room

    def incoming(self) -> list[InboxItem]:
        """One item for each report, directive and forwarded copy to this room."""
        reports, copies = [*self._reading.reports()], [*self._reading.lone_copies()]
        directives, forwards = [*self._reading.addressed("directive")], [*self._reading.addressed("forward")]
        self._reading.look_up(one.id for one in (*reports, *directives, *forwards))
        self._raised = raised_here(self._desk, [RecordId(name) for one in (*reports, *copies) for name in _told(one)])
        return [
            *map(self.report_item, reports),
            *map(self.copy_item, copies),
            *map(self.directive_item, directives),
            *map(self.forward_item, forwards),
        ]

    def report_item(self, record: Record) -> InboxItem:
        fields = record.fields
        skipped = text(fields, "skip_reason")
        return replace(
            self._item(InboxKind.REPORT, record.id, fields, record.unit, sent_at(record)),
            title=text(fields, "title"),
            text=text(fields, "summary"),
            step=step_of(fields),
            lateness=frozen_lateness(fields),
            skip_reason=skipped,
            skipped_here=bool(skipped) and not self._reading.is_to_here(record),
            raised=self._raised.get(record.id) or self._raised.get(raw(fields, "incident")),
            copies=tuple(_mark(copy, record) for copy in self._reading.copies().get(record.id, ())),
        )

    def copy_item(self, record: Record) -> InboxItem:
        """A report that is here only as a copy: the same id, so that its receipt counts for the report too."""
        fields = record.fields
        report, unit = record_id(fields, "report"), unit_code(fields, "from_unit")
        return replace(
            self._item(InboxKind.REPORT, report, fields, unit, moment(fields, "sent_at") or record.created.at),
            title=text(fields, "title"),
            text=text(fields, "summary"),
            step=step_of(fields),
            raised=self._raised.get(report) or self._raised.get(raw(fields, "incident")),
            copies=tuple(_mark(copy, None) for copy in self._reading.copies()[report]),
        )

    def directive_item(self, record: Record) -> InboxItem:
        fields = record.fields
        return replace(
            self._item(InboxKind.DIRECTIVE, record.id, fields, record.unit, issued(record)),
            title=text(fields, "from_name"),
            text=text(fields, "text"),
            overdue=self._reading.is_overdue(record),
            limit_at=moment(fields, "limit_at"),
            purpose=purpose_of(fields),
        )

    def forward_item(self, record: Record) -> InboxItem:
        fields = record.fields
        return replace(
            self._item(InboxKind.FORWARD, record.id, fields, record.unit, issued(record)),
            title=text(fields, "title"),
            text=text(fields, "text"),
            overdue=self._reading.is_overdue(record),
            limit_at=moment(fields, "limit_at"),
        )

    # -------------------------------------------------------------------------------------------- inside

    def _item(self, kind: InboxKind, record: RecordId, fields: Fields, unit: UnitCode, at: datetime) -> InboxItem:
        """What all items have."""
        receipt = self._reading.receipt(record, own=True)
        return InboxItem(
            kind=kind,
            id=record,
            incident=id_in(fields, "incident"),
            incident_title=self._reading.title(fields),
            from_unit=unit,
            from_unit_name=text(fields, "from_unit_name") or self._names.unit(unit),
            at=at,
            status=text(fields, "status") or OPEN,
            sequence=whole(fields, "sequence") or 1,
            number=text(fields, "number"),
            receipted=receipt is not None,
            receipted_at=receipt.at if receipt else None,
            receipted_by=receipt.by if receipt else "",
            drill=flag(fields, "drill"),
        )


def _told(record: Record) -> tuple[str, str]:
    """A report, also one that is here only as a copy, and the incident it is about."""
    return raw(record.fields, "report") or record.id, raw(record.fields, "incident")


def _mark(copy: Record, report: Record | None) -> CopyMark:
    return CopyMark(
        channel=text(copy.fields, "channel"),
        at=copy.created.at,
        signed=flag(copy.fields, "signed"),
        matches=None if report is None else _matches(copy.fields, report.fields),
    )


def _matches(copy: Fields, report: Fields) -> bool:
    """Whether the copy told what the report tells: number, step and moment."""
    same_step = step_of(copy) is step_of(report) and (whole(copy, "sequence") or 1) == (whole(report, "sequence") or 1)
    sent, told = moment(report, "sent_at"), moment(copy, "sent_at")
    near = sent is None or told is None or abs((sent - told).total_seconds()) < 60
    return same_step and near and text(copy, "number") == text(report, "number")
