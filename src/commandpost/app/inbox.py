"""What came in: reports for the upper tier, directives and forwarded copies; receipts and answers with their times."""

from __future__ import annotations

from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.directives import Directives
from commandpost.app.flow_reading import FlowReading
from commandpost.app.flow_values import (
    MAX_TEXT,
    CopyMark,
    Directive,
    InboxItem,
    InboxKind,
    Purpose,
)
from commandpost.app.inbox_items import InboxItems
from commandpost.app.receipting import receipt_id
from commandpost.app.record_fields import iso, raw, unit_code
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

__all__ = ["MAX_TEXT", "CopyMark", "Directive", "InboxItem", "InboxKind", "InboxService", "Purpose"]


class InboxService:
    """Use cases of what came in, the same in every tier."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._directives = Directives(desk)

    def incoming(self) -> tuple[InboxItem, ...]:
        """Newest first: one line for each report, whichever channels it came by.

        The newest of each kind, and however old they are, those without a receipt of this unit and the directives
        nobody has answered.
        """
        items = InboxItems(self._desk, FlowReading(self._desk)).incoming()
        return tuple(sorted(items, key=lambda item: (item.at, item.id), reverse=True))

    def unread(self) -> int:
        """How many of ``incoming`` have no receipt of this unit."""
        return len(self.unread_ids())

    def unread_ids(self) -> frozenset[RecordId]:
        """Those items: the badge, the red rows and the sound all count these and nothing else."""
        return FlowReading(self._desk).unreceipted()

    def receipt(self, record: RecordId) -> None:
        """签收, with person and time; a second one changes nothing.

        Raises RuleBroken("sign_in_first"|"locked"|"not_addressed_here").
        """
        reading = FlowReading(self._desk)
        person = reading.signed_in()
        incident, sender = self._subject(record)
        if reading.receipt(record, own=True) is not None:
            return
        fields: dict[str, Json] = {
            "subject": record,
            "incident": incident,
            "person": person,
            "name": self._desk.session.name,
            "unit": self._desk.unit,
            "unit_name": self._desk.unit_name,
            "at": iso(self._desk.now()),
        }
        self._desk.write(
            Draft(
                kind="receipt",
                record=receipt_id(self._desk.unit, record),
                act="receipt.give",
                set=fields,
                to=(sender,),
            )
        )

    # ------------------------------------------------------------------------------------------ directives

    def issue_directive(
        self,
        to_unit: UnitCode,
        text: str,
        *,
        purpose: Purpose = Purpose.DIRECTIVE,
        report: RecordId | None = None,
        incident: RecordId | None = None,
        limit: datetime | None = None,
    ) -> RecordId:
        """批示 or, by its purpose, 核实. Raises as ``Directives.issue`` does."""
        return self._directives.issue(to_unit, text, purpose=purpose, report=report, incident=incident, limit=limit)

    def request_verification(self, report: RecordId, question: str, limit: datetime | None = None) -> RecordId:
        """核实: a question to the unit a report came from. Raises RuleBroken("report_unknown") and as ``issue``."""
        _incident, sender = self._subject(report)
        return self._directives.issue(sender, question, purpose=Purpose.VERIFY, report=report, limit=limit)

    def return_report(self, report: RecordId, reasons: str, limit: datetime | None = None) -> RecordId:
        """退回, with reasons; raises as ``Directives.return_report`` does."""
        return self._directives.return_report(report, reasons, limit)

    def pass_down(self, directive: RecordId, units: tuple[UnitCode, ...], words: str = "") -> tuple[RecordId, ...]:
        """Convey a directive from above to units below; raises as ``Directives.pass_down`` does."""
        return self._directives.pass_down(directive, units, words)

    def convey(self, directive: RecordId, to: str = "") -> None:
        """Say that it was conveyed, to whom. Raises RuleBroken("directive_unknown"|"directive_answered")."""
        self._directives.convey(directive, to)

    def answer(self, directive: RecordId, text: str) -> None:
        """Raises RuleBroken("answer_empty"|"answer_too_long"|"directive_unknown"|"directive_answered")."""
        self._directives.answer(directive, text)

    def directives(self, incident: RecordId | None = None, *, open_only: bool = False) -> tuple[Directive, ...]:
        """Directives received and issued here, newest first; ``open_only``: those not yet answered."""
        return self._directives.listed(incident, open_only=open_only)

    # ------------------------------------------------------------------------------------------ inside

    def _subject(self, record: RecordId) -> tuple[str | None, UnitCode]:
        """Incident and sender of something meant for this room, which may be here as a copy only."""
        found = self._desk.store.record(record)
        if found is not None and found.kind in set(InboxKind):
            if found.unit == self._desk.unit or (found.kind == InboxKind.REPORT and not self._concerns(found)):
                raise RuleBroken("not_addressed_here")
            return raw(found.fields, "incident") or None, found.unit
        for copy in FlowReading(self._desk).lone_copies():
            if raw(copy.fields, "report") == record:
                return raw(copy.fields, "incident") or None, unit_code(copy.fields, "from_unit")
        raise RuleBroken("not_addressed_here")

    def _concerns(self, report: Record) -> bool:
        return FlowReading(self._desk).concerns(report)
