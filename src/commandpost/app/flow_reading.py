"""Reads what travels between the rooms from the records of the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.flow_values import (
    OPEN,
    CopyMark,
    Directive,
    Forward,
    ForwardMode,
    InboxItem,
    InboxKind,
    Purpose,
    Receipted,
)
from commandpost.app.incident_records import sent_at, step_of
from commandpost.app.incident_rows import frozen_lateness
from commandpost.app.names import Names
from commandpost.app.permissions import named
from commandpost.app.record_fields import Fields, flag, moment, text, whole
from commandpost.app.report_lists import has_left
from commandpost.app.units import parent_of
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId, UnitCode
from commandpost.journal.fold import Record

LOOKED_THROUGH = 1_000  # newest records of each kind


class FlowReading:
    """One reading for one use case: names and receipts are looked up once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._names = Names(desk.store)
        self._receipts: dict[bool, dict[str, Receipted]] = {}
        self._parents: dict[UnitCode, UnitCode | None] = {}
        self._copies: dict[str, list[Record]] | None = None

    def signed_in(self) -> PersonId:
        """Who sits at the desk. Raises RuleBroken("sign_in_first"|"locked")."""
        person = named(self._desk.session)
        if self._desk.session.locked:
            raise RuleBroken("locked")
        return person

    def receipts(self, *, own: bool) -> dict[str, Receipted]:
        """Subject → its first receipt; of this unit only, or of anybody else."""
        if own not in self._receipts:
            found: dict[str, Receipted] = {}
            for record in self._desk.store.records("receipt"):
                given = _receipted(record)
                if (given.unit == self._desk.unit) is own:
                    found.setdefault(text(record.fields, "subject"), given)
            self._receipts[own] = found
        return self._receipts[own]

    # -------------------------------------------------------------------------------------------- what came in

    def is_own(self, record: Record) -> bool:
        return record.unit == self._desk.unit

    def is_to_here(self, record: Record) -> bool:
        return text(record.fields, "to_unit") == self._desk.unit

    def reports(self) -> Iterable[Record]:
        """Reports of the units right below, and those that left a level out to come here."""
        found = self._desk.store.records("report", limit=LOOKED_THROUGH, newest_first=True)
        return (one for one in found if has_left(one) and not self.is_own(one) and self.concerns(one))

    def concerns(self, report: Record) -> bool:
        """Whether a report of another unit is meant for this room; a neighbour's is not."""
        return self.is_to_here(report) or self._parent(report.unit) == self._desk.unit

    def addressed(self, kind: str) -> Iterable[Record]:
        """Directives or forwarded copies of other units to this one."""
        found = self._desk.store.records(kind, limit=LOOKED_THROUGH, newest_first=True)
        return (one for one in found if self.is_to_here(one) and not self.is_own(one))

    def lone_copies(self) -> Iterable[Record]:
        """Reports that came by another channel only; the newest copy of each."""
        for report, found in self._copies_by_report().items():
            known = self._desk.store.record(RecordId(report))
            if known is None or not has_left(known):
                yield found[0]

    # -------------------------------------------------------------------------------------------- as items

    def report_item(self, record: Record, raised: Mapping[str, RecordId]) -> InboxItem:
        fields = record.fields
        skipped = text(fields, "skip_reason")
        return replace(
            self._item(InboxKind.REPORT, record.id, fields, record.unit, sent_at(record)),
            title=text(fields, "title"),
            text=text(fields, "summary"),
            step=step_of(fields),
            lateness=frozen_lateness(fields),
            skip_reason=skipped,
            skipped_here=bool(skipped) and not self.is_to_here(record),
            raised=raised.get(record.id) or raised.get(text(fields, "incident")),
            copies=tuple(_mark(copy, record) for copy in self._copies_by_report().get(record.id, ())),
        )

    def copy_item(self, record: Record, raised: Mapping[str, RecordId]) -> InboxItem:
        """A report that is here only as a copy: the same id, so that its receipt counts for the report too."""
        fields = record.fields
        report, unit = RecordId(text(fields, "report")), UnitCode(text(fields, "from_unit"))
        return replace(
            self._item(InboxKind.REPORT, report, fields, unit, moment(fields, "sent_at") or record.created.at),
            title=text(fields, "title"),
            text=text(fields, "summary"),
            step=step_of(fields),
            raised=raised.get(report) or raised.get(text(fields, "incident")),
            copies=tuple(_mark(copy, None) for copy in self._copies_by_report()[report]),
        )

    def directive_item(self, record: Record) -> InboxItem:
        fields = record.fields
        return replace(
            self._item(InboxKind.DIRECTIVE, record.id, fields, record.unit, _issued(record)),
            title=text(fields, "from_name"),
            text=text(fields, "text"),
            overdue=self._is_overdue(record),
            limit_at=moment(fields, "limit_at"),
            purpose=_purpose(fields),
        )

    def forward_item(self, record: Record) -> InboxItem:
        fields = record.fields
        return replace(
            self._item(InboxKind.FORWARD, record.id, fields, record.unit, _issued(record)),
            title=text(fields, "title"),
            text=text(fields, "text"),
            overdue=self._is_overdue(record),
            limit_at=moment(fields, "limit_at"),
        )

    def directive(self, record: Record) -> Directive:
        fields, receipt = record.fields, self._receipt_of_the_other(record)
        return Directive(
            id=record.id,
            purpose=_purpose(fields),
            incident=_id(fields, "incident"),
            incident_title=self._title(fields),
            report=_id(fields, "report"),
            parent=_id(fields, "parent"),
            from_unit=record.unit,
            from_name=text(fields, "from_name"),
            from_unit_name=text(fields, "from_unit_name") or self._names.unit(record.unit),
            to_unit=UnitCode(text(fields, "to_unit")),
            text=text(fields, "text"),
            at=_issued(record),
            limit_at=moment(fields, "limit_at"),
            status=text(fields, "status") or OPEN,
            receipted_at=receipt.at if receipt else None,
            receipted_by=receipt.by if receipt else "",
            conveyed_at=moment(fields, "conveyed_at"),
            conveyed_by=text(fields, "conveyed_by_name"),
            conveyed_to=text(fields, "conveyed_to"),
            answered_at=moment(fields, "answered_at"),
            answered_by=text(fields, "answered_by_name"),
            answer=text(fields, "answer"),
            overdue=self._is_overdue(record),
            own=self.is_own(record),
            delivery=record.delivery,
            drill=flag(fields, "drill"),
        )

    def forward(self, record: Record) -> Forward:
        fields = record.fields
        mode = text(fields, "mode")
        return Forward(
            id=record.id,
            mode=ForwardMode(mode) if mode in set(ForwardMode) else ForwardMode.COPY,
            incident=_id(fields, "incident"),
            incident_title=self._title(fields),
            report=RecordId(text(fields, "report")),
            from_unit=record.unit,
            from_unit_name=text(fields, "from_unit_name") or self._names.unit(record.unit),
            to_unit=UnitCode(text(fields, "to_unit")),
            note=text(fields, "note"),
            at=_issued(record),
            follow_up=flag(fields, "follow_up"),
            title=text(fields, "title"),
            number=text(fields, "number"),
            text=text(fields, "text"),
            status=text(fields, "status") or OPEN,
            answered_at=moment(fields, "answered_at"),
            answered_by=text(fields, "answered_by_name"),
            answer=text(fields, "answer"),
            receipted=self._receipt_of_the_other(record),
            own=self.is_own(record),
            drill=flag(fields, "drill"),
        )

    # -------------------------------------------------------------------------------------------- inside

    def _item(self, kind: InboxKind, record: RecordId, fields: Fields, unit: UnitCode, at: datetime) -> InboxItem:
        """What all items have."""
        receipt = self.receipts(own=True).get(record)
        return InboxItem(
            kind=kind,
            id=record,
            incident=_id(fields, "incident"),
            incident_title=self._title(fields),
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

    def _title(self, fields: Fields) -> str:
        return self._names.incident(_id(fields, "incident")) or text(fields, "incident_title")

    def _receipt_of_the_other(self, record: Record) -> Receipted | None:
        """Who receipted it on the side it went to."""
        return self.receipts(own=not self.is_own(record)).get(record.id)

    def _is_overdue(self, record: Record) -> bool:
        limit = moment(record.fields, "limit_at")
        answered = moment(record.fields, "answered_at")
        return limit is not None and (answered or self._desk.now()) > limit

    def _parent(self, unit: UnitCode) -> UnitCode | None:
        if unit not in self._parents:
            self._parents[unit] = parent_of(self._desk.store, unit)
        return self._parents[unit]

    def _copies_by_report(self) -> dict[str, list[Record]]:
        """Report → its copies taken in here, newest first."""
        if self._copies is None:
            self._copies = {}
            here = self._desk.store.records("copy", unit=self._desk.unit, limit=LOOKED_THROUGH, newest_first=True)
            for record in here:
                self._copies.setdefault(text(record.fields, "report"), []).append(record)
        return self._copies


def _issued(record: Record) -> datetime:
    return moment(record.fields, "at") or record.created.at


def _receipted(record: Record) -> Receipted:
    fields = record.fields
    return Receipted(
        at=moment(fields, "at") or record.created.at,
        by=text(fields, "name"),
        unit=UnitCode(text(fields, "unit") or record.unit),
        channel=text(fields, "channel"),
    )


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


def _purpose(fields: Fields) -> Purpose:
    said = text(fields, "purpose")
    return Purpose(said) if said in set(Purpose) else Purpose.DIRECTIVE


def _id(fields: Fields, key: str) -> RecordId | None:
    return RecordId(text(fields, key)) or None
