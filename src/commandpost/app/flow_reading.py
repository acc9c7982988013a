"""Reads what travels between the rooms from the records of the journal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.flow_values import (
    CONVEYED,
    OPEN,
    Directive,
    Forward,
    ForwardMode,
    Purpose,
    Receipted,
)
from commandpost.app.names import Names
from commandpost.app.permissions import writing
from commandpost.app.receipting import concerns
from commandpost.app.record_fields import Fields, flag, in_time, moment, raw, record_id, text, unit_code
from commandpost.app.report_lists import has_left
from commandpost.app.units import parent_of
from commandpost.domain.ids import PersonId, RecordId, UnitCode
from commandpost.journal.fold import Record

LOOKED_THROUGH = 1_000  # newest records of each kind; what waits for a receipt or an answer is seen beyond it
ANSWERABLE, UNFINISHED = frozenset({"directive", "forward"}), (OPEN, CONVEYED)


class FlowReading:
    """One reading for one use case: names and receipts are looked up once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._names = Names(desk.store)
        self._receipts: dict[RecordId, list[Receipted]] = {}
        self._parents: dict[UnitCode, UnitCode | None] = {}
        self._copies: dict[RecordId, list[Record]] | None = None

    def signed_in(self) -> PersonId:
        """Who sits at the desk and may write. Raises RuleBroken("sign_in_first"|"locked"|"not_permitted")."""
        return writing(self._desk.session)

    def look_up(self, records: Iterable[RecordId]) -> None:
        """Read the receipts of these at once; each one asked for before is read by itself."""
        missing = [one for one in dict.fromkeys(records) if one not in self._receipts]
        self._receipts |= {one: [] for one in missing}
        for record in self._desk.store.about("receipt", missing):
            about = record_id(record.fields, "subject")
            if about in self._receipts:  # the store finds by what its column can hold
                self._receipts[about].append(_receipted(record))

    def receipt(self, subject: RecordId, *, own: bool) -> Receipted | None:
        """The first receipt of a subject: of this unit, or of anybody else."""
        self.look_up([subject])
        return next((one for one in self._receipts[subject] if (one.unit == self._desk.unit) is own), None)

    # -------------------------------------------------------------------------------------------- what came in

    def is_own(self, record: Record) -> bool:
        return record.unit == self._desk.unit

    def is_to_here(self, record: Record) -> bool:
        return raw(record.fields, "to_unit") == self._desk.unit

    def reports(self) -> Iterable[Record]:
        """Reports of the units right below, and those that left a level out to come here."""
        others = (one for one in self._looked_at("report") if has_left(one) and not self.is_own(one))
        return filter(self.concerns, others)

    def concerns(self, report: Record) -> bool:
        """Whether a report of another unit is meant for this room; a neighbour's is not."""
        return concerns(report, self._desk.unit, self._parent)

    def addressed(self, kind: str) -> Iterable[Record]:
        """Directives or forwarded copies of other units to this one."""
        return (one for one in self._looked_at(kind) if self.is_to_here(one) and not self.is_own(one))

    def mine(self, kind: str, incident: RecordId | None = None) -> tuple[Record, ...]:
        """Directives or forwarded copies from here and to here, newest first."""
        found = self._looked_at(kind, incident)
        return tuple(one for one in found if self.is_own(one) or self.is_to_here(one))

    def lone_copies(self) -> Iterable[Record]:
        """Reports that came by another channel only; the newest copy of each."""
        for report, found in self.copies().items():
            known = self._desk.store.record(report)
            if known is None or not has_left(known):
                yield found[0]

    def copies(self) -> dict[RecordId, list[Record]]:
        """Report → its copies taken in here, newest first."""
        if self._copies is None:
            self._copies = {}
            for record in self._looked_at("copy"):
                if self.is_own(record):
                    self._copies.setdefault(record_id(record.fields, "report"), []).append(record)
        return self._copies

    def unreceipted(self) -> frozenset[RecordId]:
        """What waits for a receipt of this unit."""
        store = self._desk.store
        waiting = {one.id for kind in ("report", "directive", "forward") for one in store.unreceipted(kind)}
        copies = store.unreceipted("copy")
        lone = {one.id for one in self.lone_copies()} if copies else set()
        return frozenset(waiting | {record_id(one.fields, "report") for one in copies if one.id in lone})

    # -------------------------------------------------------------------------------------------- as values

    def directive(self, record: Record) -> Directive:
        fields, receipt = record.fields, self._receipt_of_the_other(record)
        return Directive(
            id=record.id,
            purpose=purpose_of(fields),
            incident=id_in(fields, "incident"),
            incident_title=self.title(fields),
            report=id_in(fields, "report"),
            parent=id_in(fields, "parent"),
            from_unit=record.unit,
            from_name=text(fields, "from_name"),
            from_unit_name=text(fields, "from_unit_name") or self._names.unit(record.unit),
            to_unit=unit_code(fields, "to_unit"),
            text=text(fields, "text"),
            at=issued(record),
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
            overdue=self.is_overdue(record),
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
            incident=id_in(fields, "incident"),
            incident_title=self.title(fields),
            report=record_id(fields, "report"),
            from_unit=record.unit,
            from_unit_name=text(fields, "from_unit_name") or self._names.unit(record.unit),
            to_unit=unit_code(fields, "to_unit"),
            note=text(fields, "note"),
            at=issued(record),
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

    def title(self, fields: Fields) -> str:
        """The incident's title as it is known here, else as it was told."""
        return self._names.incident(id_in(fields, "incident")) or text(fields, "incident_title")

    def _receipt_of_the_other(self, record: Record) -> Receipted | None:
        """Who receipted it on the side it went to."""
        return self.receipt(record.id, own=not self.is_own(record))

    def is_overdue(self, record: Record) -> bool:
        """Whether its limit passed without an answer; it stays so."""
        limit = moment(record.fields, "limit_at")
        answered = moment(record.fields, "answered_at")
        return limit is not None and (answered or self._desk.now()) > limit

    def _parent(self, unit: UnitCode) -> UnitCode | None:
        if unit not in self._parents:
            self._parents[unit] = parent_of(self._desk.store, unit)
        return self._parents[unit]

    def _looked_at(self, kind: str, incident: RecordId | None = None) -> tuple[Record, ...]:
        """The newest records of a kind, and beyond them what must never get out of sight; newest first."""
        store, unfinished = self._desk.store, UNFINISHED if kind in ANSWERABLE else ()
        found = [*store.records(kind, parent=incident, limit=LOOKED_THROUGH, newest_first=True)]
        if len(found) == LOOKED_THROUGH:
            found += [one for one in store.unreceipted(kind) if incident in {None, raw(one.fields, "incident")}]
            for status in unfinished:
                found += store.records(kind, parent=incident, status=status, newest_first=True)
        known = {one.id: one for one in found}
        return tuple(sorted(known.values(), key=in_time, reverse=True))


def issued(record: Record) -> datetime:
    """When it was written."""
    return moment(record.fields, "at") or record.created.at


def _receipted(record: Record) -> Receipted:
    fields = record.fields
    return Receipted(
        at=moment(fields, "at") or record.created.at,
        by=text(fields, "name"),
        unit=unit_code(fields, "unit") or record.unit,
        channel=text(fields, "channel"),
    )


def purpose_of(fields: Fields) -> Purpose:
    """An unknown word reads as a plain directive."""
    said = text(fields, "purpose")
    return Purpose(said) if said in set(Purpose) else Purpose.DIRECTIVE


def id_in(fields: Fields, key: str) -> RecordId | None:
    """A record named in a field."""
    return record_id(fields, key) or None
