"""Directives, requests to verify and returned reports: what goes down with a limit, is conveyed and answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.flow_reading import FlowReading
from commandpost.app.flow_values import ANSWERED, CONVEYED, OPEN, Directive, Purpose, said
from commandpost.app.names import Names
from commandpost.app.permissions import Action, require
from commandpost.app.record_fields import iso, raw, text
from commandpost.app.report_lists import has_left
from commandpost.app.report_signing import patch
from commandpost.app.report_values import RETURNED
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record


class Directives:
    """Issues and answers directives of one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def issue(
        self,
        to_unit: UnitCode,
        words: str,
        *,
        purpose: Purpose = Purpose.DIRECTIVE,
        report: RecordId | None = None,
        incident: RecordId | None = None,
        parent: RecordId | None = None,
        limit: datetime | None = None,
    ) -> RecordId:
        """Raises RuleBroken("directive_empty"|"directive_too_long"|"directive_limit_past"|"sign_in_first"|"locked")."""
        draft = self.draft(
            to_unit, words, purpose=purpose, report=report, incident=incident, parent=parent, limit=limit
        )
        self._desk.write(draft)
        return draft.record

    def draft(
        self,
        to_unit: UnitCode,
        words: str,
        *,
        purpose: Purpose,
        report: RecordId | None = None,
        incident: RecordId | None = None,
        parent: RecordId | None = None,
        limit: datetime | None = None,
    ) -> Draft:
        """The draft of a directive, to be written alone or together with others."""
        FlowReading(self._desk).signed_in()
        plain = said(words, "directive_empty", "directive_too_long")
        now = self._desk.now()
        if limit is not None and limit <= now:
            raise RuleBroken("directive_limit_past", field="limit")
        fields: dict[str, Json] = {
            "purpose": str(purpose),
            "incident": incident or self._incident_of(report),
            "report": report,
            "parent": parent,
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
        record = self._desk.new_id("directive")
        return Draft(kind="directive", record=record, act=f"directive.{_ACTS[purpose]}", set=fields, to=(to_unit,))

    def return_report(self, report: RecordId, reasons: str, limit: datetime | None = None) -> RecordId:
        """退回: the report keeps its time; the street is told why and answers with a follow-up or a word.

        Raises RuleBroken("report_unknown"|"reason_missing"|"report_already_returned") and those of ``issue``.
        """
        record = self._report(report)
        if not reasons.strip():
            raise RuleBroken("reason_missing", field="text")
        if text(record.fields, "status") == RETURNED:
            raise RuleBroken("report_already_returned")
        told = self.draft(record.unit, reasons, purpose=Purpose.RETURN, report=report, limit=limit)
        marked: dict[str, Json] = {
            "status": RETURNED,
            "returned_at": iso(self._desk.now()),
            "returned_by_name": self._desk.session.name,
            "return_reasons": reasons.strip(),
        }
        back = patch(record, "report.return", marked)
        self._desk.write(
            told, Draft(kind="report", record=report, act=back.act, set=marked, base=back.base, to=told.to)
        )
        return told.record

    def pass_down(self, directive: RecordId, units: Iterable[UnitCode], words: str = "") -> tuple[RecordId, ...]:
        """Convey a directive from above to the units it concerns, with its own words and limit.

        Raises RuleBroken("directive_unknown"|"directive_answered"|"unit_missing").
        """
        record, to = self._open(directive), tuple(units)
        if not to:
            raise RuleBroken("unit_missing", field="unit")
        reading = FlowReading(self._desk).directive(record)
        quoted = f"{reading.from_unit_name}：{raw(record.fields, 'text')}"
        full = f"{words.strip()}\n{quoted}" if words.strip() else quoted
        limit = reading.limit_at if reading.limit_at and reading.limit_at > self._desk.now() else None
        drafts = [
            self.draft(unit, full, purpose=reading.purpose, incident=reading.incident, parent=directive, limit=limit)
            for unit in to
        ]
        names = Names(self._desk.store)
        self._desk.write(*drafts, self._conveying(record, "、".join(map(names.unit, to))))
        return tuple(draft.record for draft in drafts)

    def convey(self, directive: RecordId, to: str) -> None:
        """Raises RuleBroken("directive_unknown"|"directive_answered")."""
        self._desk.write(self._conveying(self._open(directive), to.strip()))

    def answer(self, directive: RecordId, words: str) -> None:
        """Answer as a signed-in person of the room it was given to.

        Raises RuleBroken("answer_empty"|"answer_too_long"|"directive_unknown"|"directive_answered"|"directive_foreign")
        and those of permission.
        """
        require(self._desk.session, Action.ANSWER)
        record = self._open(directive)
        if not FlowReading(self._desk).is_to_here(record):
            raise RuleBroken("directive_foreign")
        changed: dict[str, Json] = {
            "status": ANSWERED,
            "answered_at": iso(self._desk.now()),
            "answered_by": self._desk.session.person,
            "answered_by_name": self._desk.session.name,
            "answer": said(words, "answer_empty", "answer_too_long"),
        }
        self._desk.write(_changed(record, "directive.answer", changed))

    def listed(self, incident: RecordId | None = None, *, open_only: bool = False) -> tuple[Directive, ...]:
        """Directives received and issued here, newest first; ``open_only``: those not yet answered."""
        reading = FlowReading(self._desk)
        found = reading.mine("directive", incident)
        reading.look_up(one.id for one in found)
        shown = tuple(map(reading.directive, found))
        return tuple(one for one in shown if not open_only or one.status != ANSWERED)

    # ------------------------------------------------------------------------------------------ inside

    def _conveying(self, record: Record, to: str) -> Draft:
        changed: dict[str, Json] = {
            "status": CONVEYED,
            "conveyed_at": iso(self._desk.now()),
            "conveyed_by": self._desk.session.person,
            "conveyed_by_name": self._desk.session.name,
            "conveyed_to": to,
        }
        return _changed(record, "directive.convey", changed)

    def _incident_of(self, report: RecordId | None) -> str | None:
        found = self._desk.store.record(report) if report is not None else None
        return raw(found.fields, "incident") or None if found is not None else None

    def _report(self, report: RecordId) -> Record:
        found = self._desk.store.record(report)
        if found is None or found.kind != "report" or found.unit == self._desk.unit or not has_left(found):
            raise RuleBroken("report_unknown", report=report)
        return found

    def _open(self, directive: RecordId) -> Record:
        found = self._desk.store.record(directive)
        if found is None or found.kind != "directive":
            raise RuleBroken("directive_unknown", directive=directive)
        if text(found.fields, "status") == ANSWERED:
            raise RuleBroken("directive_answered")
        return found


_ACTS: Mapping[Purpose, str] = {Purpose.DIRECTIVE: "issue", Purpose.VERIFY: "verify", Purpose.RETURN: "return"}


def _changed(record: Record, act: str, changed: Mapping[str, Json]) -> Draft:
    return Draft(kind="directive", record=record.id, act=act, set=changed, to=(record.unit,))
