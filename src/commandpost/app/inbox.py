"""What came in: reports for the upper tier, directives for the street; receipts and answers with their times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commandpost.app.desk import Desk
from commandpost.app.incident_records import sent_at, step_of
from commandpost.app.incident_rows import Receipt, frozen_lateness
from commandpost.app.names import Names
from commandpost.app.record_fields import iso, moment, text, whole
from commandpost.app.report_lists import has_left
from commandpost.domain.deadlines import Lateness
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId, UnitCode
from commandpost.domain.rules import Step
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Delivery, Record

MAX_TEXT = 5_000  # characters
OPEN, CONVEYED, ANSWERED = "open", "conveyed", "answered"
LOOKED_THROUGH = 1_000  # newest records of each kind


class InboxKind(StrEnum):
    """What an item is."""

    REPORT = "report"
    DIRECTIVE = "directive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """A directive as both sides see it; status open, conveyed or answered."""

    id: RecordId
    incident: RecordId | None
    incident_title: str
    report: RecordId | None
    from_unit: UnitCode
    from_name: str
    to_unit: UnitCode
    text: str
    at: datetime
    limit_at: datetime | None
    status: str
    receipted_at: datetime | None
    receipted_by: str
    conveyed_at: datetime | None
    conveyed_by: str
    answered_at: datetime | None
    answered_by: str
    answer: str
    overdue: bool  # not answered within its limit, or answered after it
    own: bool  # issued by this unit
    delivery: Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxItem:
    """One thing that came in."""

    kind: InboxKind
    id: RecordId
    incident: RecordId | None
    incident_title: str
    from_unit: UnitCode
    from_unit_name: str
    at: datetime  # sent or issued
    title: str
    text: str
    status: str
    step: Step | None  # of a report
    sequence: int
    number: str
    lateness: Lateness | None
    receipted: bool
    receipted_at: datetime | None
    receipted_by: str
    overdue: bool
    limit_at: datetime | None


class InboxService:
    """Use cases of what came in, for the street and for the district."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def incoming(self, limit: int = LOOKED_THROUGH) -> tuple[InboxItem, ...]:
        """Newest first."""
        names, receipts = Names(self._desk.store), self._receipts(own=True)
        reports = (self._report(record, names, receipts) for record in self._incoming_reports())
        directives = (self._directive_item(record, names, receipts) for record in self._incoming_directives())
        found = sorted((*reports, *directives), key=lambda item: (item.at, item.id), reverse=True)
        return tuple(found[:limit])

    def unread(self) -> int:
        """How many of ``incoming`` have no receipt of this unit."""
        return sum(not item.receipted for item in self.incoming())

    def receipt(self, record: RecordId) -> None:
        """签收, with person and time; a second one changes nothing.

        Raises RuleBroken("sign_in_first"|"locked"|"not_addressed_here").
        """
        person = self._signed_in()
        subject = self._desk.store.record(record)
        if subject is None or subject.kind not in {str(kind) for kind in InboxKind} or self._is_own(subject):
            raise RuleBroken("not_addressed_here")
        if record in self._receipts(own=True):
            return
        fields: dict[str, Json] = {
            "subject": record,
            "incident": text(subject.fields, "incident") or None,
            "person": person,
            "name": self._desk.session.name,
            "unit": self._desk.unit,
            "unit_name": self._desk.unit_name,
            "at": iso(self._desk.now()),
        }
        self._desk.write(
            Draft(
                kind="receipt",
                record=RecordId(f"receipt-{self._desk.unit}-{record}"),
                act="receipt.give",
                set=fields,
                to=(subject.unit,),
            )
        )

    def issue_directive(
        self,
        to_unit: UnitCode,
        text: str,
        *,
        report: RecordId | None = None,
        incident: RecordId | None = None,
        limit: datetime | None = None,
    ) -> RecordId:
        """Raises RuleBroken("directive_empty"|"directive_too_long"|"directive_limit_past"|"sign_in_first"|"locked")."""
        self._signed_in()
        plain = _directive_text(text)
        now = self._desk.now()
        if limit is not None and limit <= now:
            raise RuleBroken("directive_limit_past", field="limit")
        record = self._desk.new_id("directive")
        fields: dict[str, Json] = {
            "incident": incident or self._incident_of(report),
            "report": report,
            "from_unit": self._desk.unit,
            "from_name": self._desk.session.name,
            "from_unit_name": self._desk.unit_name,
            "to_unit": to_unit,
            "text": plain,
            "limit_at": iso(limit),
            "due_at": iso(limit),
            "at": iso(now),
            "status": OPEN,
            "drill": self._desk.drill,
        }
        self._desk.write(Draft(kind="directive", record=record, act="directive.issue", set=fields, to=(to_unit,)))
        return record

    def convey(self, directive: RecordId, to: str = "") -> None:
        """Say that it was conveyed, to whom. Raises RuleBroken("directive_unknown"|"directive_answered")."""
        record = self._open_directive(directive)
        changed: dict[str, Json] = {
            "status": CONVEYED,
            "conveyed_at": iso(self._desk.now()),
            "conveyed_by": self._desk.session.person,
            "conveyed_by_name": self._desk.session.name,
            "conveyed_to": to.strip(),
        }
        self._answer(record, "directive.convey", changed)

    def answer(self, directive: RecordId, text: str) -> None:
        """Raises RuleBroken("answer_empty"|"answer_too_long"|"directive_unknown"|"directive_answered")."""
        record = self._open_directive(directive)
        changed: dict[str, Json] = {
            "status": ANSWERED,
            "answered_at": iso(self._desk.now()),
            "answered_by": self._desk.session.person,
            "answered_by_name": self._desk.session.name,
            "answer": _answer_text(text),
        }
        self._answer(record, "directive.answer", changed)

    def directives(self, incident: RecordId | None = None, *, open_only: bool = False) -> tuple[Directive, ...]:
        """Directives received and issued here, newest first; ``open_only``: those not yet answered."""
        names, receipts = Names(self._desk.store), self._receipts(own=False)
        found = self._desk.store.records("directive", parent=incident, limit=LOOKED_THROUGH, newest_first=True)
        mine = (record for record in found if self._is_own(record) or self._is_to_here(record))
        shown = tuple(self._directive(record, names, receipts) for record in mine)
        return tuple(one for one in shown if not open_only or one.status != ANSWERED)

    # ------------------------------------------------------------------------------------------ inside

    def _signed_in(self) -> PersonId:
        person = self._desk.session.person
        if person is None:
            raise RuleBroken("sign_in_first")
        if self._desk.session.locked:
            raise RuleBroken("locked")
        return person

    def _is_own(self, record: Record) -> bool:
        return record.unit == self._desk.unit

    def _is_to_here(self, record: Record) -> bool:
        return text(record.fields, "to_unit") == self._desk.unit

    def _incoming_reports(self) -> Iterable[Record]:
        """Reports of other units that left their room; a street sees none of its neighbours."""
        found = self._desk.store.records("report", limit=LOOKED_THROUGH, newest_first=True)
        return (record for record in found if has_left(record) and not self._is_own(record))

    def _incoming_directives(self) -> Iterable[Record]:
        found = self._desk.store.records("directive", limit=LOOKED_THROUGH, newest_first=True)
        return (record for record in found if self._is_to_here(record) and not self._is_own(record))

    def _receipts(self, *, own: bool) -> dict[str, Receipt]:
        """Subject → its first receipt; of this unit only, or of anybody."""
        unit = self._desk.unit if own else None
        found: dict[str, Receipt] = {}
        for record in self._desk.store.records("receipt", unit=unit):
            at = moment(record.fields, "at") or record.created.at
            one = Receipt(at=at, by=text(record.fields, "name"), unit=record.unit)
            found.setdefault(text(record.fields, "subject"), one)
        return found

    def _incident_of(self, report: RecordId | None) -> str | None:
        found = self._desk.store.record(report) if report is not None else None
        return text(found.fields, "incident") or None if found is not None else None

    def _open_directive(self, directive: RecordId) -> Record:
        found = self._desk.store.record(directive)
        if found is None or found.kind != "directive":
            raise RuleBroken("directive_unknown", directive=directive)
        if text(found.fields, "status") == ANSWERED:
            raise RuleBroken("directive_answered")
        return found

    def _answer(self, record: Record, act: str, changed: Mapping[str, Json]) -> None:
        self._desk.write(Draft(kind="directive", record=record.id, act=act, set=changed, to=(record.unit,)))

    def _is_overdue(self, record: Record) -> bool:
        limit = moment(record.fields, "limit_at")
        answered = moment(record.fields, "answered_at")
        return limit is not None and (answered or self._desk.now()) > limit

    def _report(self, record: Record, names: Names, receipts: Mapping[str, Receipt]) -> InboxItem:
        fields, receipt = record.fields, receipts.get(record.id)
        incident = RecordId(text(fields, "incident"))
        return InboxItem(
            kind=InboxKind.REPORT,
            id=record.id,
            incident=incident or None,
            incident_title=names.incident(incident),
            from_unit=record.unit,
            from_unit_name=names.unit(record.unit),
            at=sent_at(record),
            title=text(fields, "title"),
            text=text(fields, "summary"),
            status=text(fields, "status"),
            step=step_of(fields),
            sequence=whole(fields, "sequence") or 1,
            number=text(fields, "number"),
            lateness=frozen_lateness(fields),
            receipted=receipt is not None,
            receipted_at=receipt.at if receipt else None,
            receipted_by=receipt.by if receipt else "",
            overdue=False,
            limit_at=None,
        )

    def _directive_item(self, record: Record, names: Names, receipts: Mapping[str, Receipt]) -> InboxItem:
        fields, receipt = record.fields, receipts.get(record.id)
        incident = RecordId(text(fields, "incident"))
        return InboxItem(
            kind=InboxKind.DIRECTIVE,
            id=record.id,
            incident=incident or None,
            incident_title=names.incident(incident),
            from_unit=record.unit,
            from_unit_name=text(fields, "from_unit_name") or names.unit(record.unit),
            at=moment(fields, "at") or record.created.at,
            title=text(fields, "from_name"),
            text=text(fields, "text"),
            status=text(fields, "status") or OPEN,
            step=None,
            sequence=1,
            number="",
            lateness=None,
            receipted=receipt is not None,
            receipted_at=receipt.at if receipt else None,
            receipted_by=receipt.by if receipt else "",
            overdue=self._is_overdue(record),
            limit_at=moment(fields, "limit_at"),
        )

    def _directive(self, record: Record, names: Names, receipts: Mapping[str, Receipt]) -> Directive:
        fields, receipt = record.fields, receipts.get(record.id)
        incident, report = RecordId(text(fields, "incident")), RecordId(text(fields, "report"))
        return Directive(
            id=record.id,
            incident=incident or None,
            incident_title=names.incident(incident),
            report=report or None,
            from_unit=record.unit,
            from_name=text(fields, "from_name"),
            to_unit=UnitCode(text(fields, "to_unit")),
            text=text(fields, "text"),
            at=moment(fields, "at") or record.created.at,
            limit_at=moment(fields, "limit_at"),
            status=text(fields, "status") or OPEN,
            receipted_at=receipt.at if receipt else None,
            receipted_by=receipt.by if receipt else "",
            conveyed_at=moment(fields, "conveyed_at"),
            conveyed_by=text(fields, "conveyed_by_name"),
            answered_at=moment(fields, "answered_at"),
            answered_by=text(fields, "answered_by_name"),
            answer=text(fields, "answer"),
            overdue=self._is_overdue(record),
            own=self._is_own(record),
            delivery=record.delivery,
        )


def _directive_text(text: str) -> str:
    """A directive's text as it is kept."""
    plain = text.strip()
    if not plain:
        raise RuleBroken("directive_empty", field="text")
    if len(plain) > MAX_TEXT:
        raise RuleBroken("directive_too_long", field="text", limit=MAX_TEXT, size=len(plain))
    return plain


def _answer_text(text: str) -> str:
    """An answer's text as it is kept."""
    plain = text.strip()
    if not plain:
        raise RuleBroken("answer_empty", field="text")
    if len(plain) > MAX_TEXT:
        raise RuleBroken("answer_too_long", field="text", limit=MAX_TEXT, size=len(plain))
    return plain
