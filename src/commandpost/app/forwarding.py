"""Sideways: a report handed to a department, and every later follow-up after it, by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.flow_reading import FlowReading
from commandpost.app.flow_values import ANSWERED, MAX_TEXT, OPEN, TOLD, Forward, ForwardMode, said
from commandpost.app.incident_records import sent_at
from commandpost.app.raised import joins
from commandpost.app.record_fields import Fields, flag, iso, moment, raw, record_id, table, text, whole
from commandpost.app.report_lists import has_left
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.report import UNKNOWN
from commandpost.domain.report_text import TO_BE_CONTINUED
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

__all__ = ["Forward", "ForwardMode", "ForwardService"]


class ForwardService:
    """Use cases of forwarding; a copy carries the report's text, for a department sees no street's journal."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def forward(
        self,
        report: RecordId,
        to_unit: UnitCode,
        *,
        mode: ForwardMode = ForwardMode.COPY,
        note: str = "",
        limit: datetime | None = None,
    ) -> RecordId:
        """抄送 or 转办; a second time to the same department changes nothing.

        Raises RuleBroken("report_unknown"|"unit_missing"|"directive_limit_past"|"answer_too_long"|"sign_in_first").
        """
        FlowReading(self._desk).signed_in()
        record = self._report(report)
        if not to_unit or to_unit in {self._desk.unit, record.unit}:
            raise RuleBroken("unit_missing", field="unit")
        if limit is not None and limit <= self._desk.now():
            raise RuleBroken("directive_limit_past", field="limit")
        if len(note) > MAX_TEXT:
            raise RuleBroken("answer_too_long", field="text", limit=MAX_TEXT, size=len(note))
        draft = self._draft(record, to_unit, mode, note.strip(), limit)
        if self._desk.store.record(draft.record) is None:
            self._desk.write(draft)
        return draft.record

    def follow(self) -> int:
        """Send every later report of a forwarded incident after it; returns how many went.

        The ids follow from report and department, so that two desks of a room send nothing twice.
        """
        looked_at = self._desk.store.to_follow()
        found = (draft for incident in dict.fromkeys(looked_at.values()) for draft in self._due(incident))
        due = {draft.record: draft for draft in found}  # of two joined incidents a report goes to one department once
        if due:
            self._desk.write(*due.values())
        self._desk.store.followed(looked_at)
        return len(due)

    def answer(self, forward: RecordId, words: str) -> None:
        """The department's answer. Raises RuleBroken("answer_empty"|"answer_too_long"|"directive_unknown"|…)."""
        FlowReading(self._desk).signed_in()
        record = self._desk.store.record(forward)
        if record is None or record.kind != "forward" or raw(record.fields, "to_unit") != self._desk.unit:
            raise RuleBroken("directive_unknown", directive=forward)
        if text(record.fields, "status") == ANSWERED:
            raise RuleBroken("directive_answered")
        changed: dict[str, Json] = {
            "status": ANSWERED,
            "answered_at": iso(self._desk.now()),
            "answered_by": self._desk.session.person,
            "answered_by_name": self._desk.session.name,
            "answer": said(words, "answer_empty", "answer_too_long"),
        }
        self._desk.write(Draft(kind="forward", record=forward, act="forward.answer", set=changed, to=(record.unit,)))

    def forwards(self, incident: RecordId | None = None) -> tuple[Forward, ...]:
        """Forwarded here and from here, oldest first: the newest, and what is not receipted or answered here."""
        reading = FlowReading(self._desk)
        found = reading.mine("forward", incident)
        reading.look_up(one.id for one in found)
        return tuple(map(reading.forward, reversed(found)))

    # ------------------------------------------------------------------------------------------ inside

    def _due(self, incident: RecordId) -> Iterable[Draft]:
        given = self._desk.store.records("forward", unit=self._desk.unit, parent=incident, newest_first=True)
        first = {raw(one.fields, "to_unit"): one for one in given}  # the oldest is written last
        sent = {one.id for one in given}
        for unit, one in first.items():
            began = moment(one.fields, "report_sent_at") or one.created.at
            for report in self._later(incident, began):
                draft = self._draft(report, UnitCode(unit), ForwardMode.COPY, "", None, follow_up=True)
                if draft.record not in sent and self._desk.store.record(draft.record) is None:
                    yield draft

    def _later(self, incident: RecordId, began: datetime) -> Iterable[Record]:
        """Reports about the incident sent since, also those about other rooms' incidents joined with it."""
        if not incident:
            return
        incidents = {incident, *self._joined(incident)}
        for one in incidents:
            for report in self._desk.store.records("report", parent=one):
                if has_left(report) and sent_at(report) > began:
                    yield report

    def _joined(self, incident: RecordId) -> Iterable[RecordId]:
        return (record_id(one.fields, "source_incident") for one in joins(self._desk, incident))

    def _report(self, report: RecordId) -> Record:
        found = self._desk.store.record(report)
        if found is None or found.kind != "report" or not has_left(found):
            raise RuleBroken("report_unknown", report=report)
        return found

    def _draft(  # the three that make the id come first
        self,
        report: Record,
        unit: UnitCode,
        mode: ForwardMode,
        note: str,
        limit: datetime | None,
        *,
        follow_up: bool = False,
    ) -> Draft:
        fields = report.fields
        incident = self._desk.store.record(record_id(fields, "incident"))
        told: dict[str, Json] = {
            "mode": str(mode),
            "incident": raw(fields, "incident") or None,
            "incident_title": raw(incident.fields, "title") if incident is not None else "",
            "report": report.id,
            "report_sent_at": iso(sent_at(report)),
            "report_unit": report.unit,
            "from_unit_name": self._desk.unit_name,
            "to_unit": unit,
            "note": note,
            "at": iso(self._desk.now()),
            "limit_at": iso(limit),
            "due_at": iso(limit),
            "follow_up": follow_up,
            "step": text(fields, "step"),
            "sequence": whole(fields, "sequence") or 1,
            "title": raw(fields, "title"),
            "number": raw(fields, "number"),
            "text": report_words(fields),
            "status": OPEN if mode is ForwardMode.HANDLE else TOLD,
            "drill": flag(fields, "drill") or self._desk.drill,
        }
        record = RecordId(f"forward-{self._desk.unit}-{unit}-{report.id}")
        return Draft(kind="forward", record=record, act="forward.send", set=told, to=(unit,))


def report_words(fields: Fields) -> str:
    """The words of a report: its printed paragraphs, or the summary of a call; never the sealed contact."""
    paragraphs = table(fields, "paper").get("paragraphs")
    if not isinstance(paragraphs, list):
        return raw(fields, "summary")
    return "\n".join(raw(one, "text") for one in paragraphs if isinstance(one, dict) and raw(one, "text"))


def short_words(fields: Fields) -> str:
    """What a report adds to its head: no opening, no figures, nothing that is only being verified."""
    paragraphs = table(fields, "paper").get("paragraphs")
    if not isinstance(paragraphs, list):
        return text(fields, "summary")
    told = [(text(one, "heading"), text(one, "text").strip()) for one in paragraphs[1:] if isinstance(one, dict)]
    kept = (words for heading, words in told if heading != "casualties" and words.strip("。") != UNKNOWN)
    return "".join(words for words in kept if words != TO_BE_CONTINUED)
