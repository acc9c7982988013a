"""One record, several documents: bulletin, special report, phone record, daily summary, zero report, directive slip."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from commandpost.app.desk import BEIJING, Desk
from commandpost.app.directives import Directives
from commandpost.app.drills import counted
from commandpost.app.duty import DutyService
from commandpost.app.flow_values import Directive, Purpose
from commandpost.app.incident_records import incident_of, sent_at, step_of
from commandpost.app.incident_rows import frozen_lateness
from commandpost.app.log_lines import first_lines
from commandpost.app.matters import MatterService
from commandpost.app.names import Names
from commandpost.app.raised import is_merged
from commandpost.app.record_fields import Fields, flag, moment, record_id, table, text, texts, whole
from commandpost.app.report_lists import has_left
from commandpost.app.report_paper import default_addressees
from commandpost.domain import office_text, report_text
from commandpost.domain.deadlines import Verdict
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.masking import mask_phone
from commandpost.domain.official import FormPaper, FormRow, OfficialPaper, PaperKind, Section
from commandpost.domain.paper_encoding import from_plain
from commandpost.domain.papers import ReportPaper
from commandpost.domain.rules import Step
from commandpost.domain.shift_hours import span_of
from commandpost.journal.fold import Record

OfficePaper = OfficialPaper | FormPaper
MOMENT = timedelta(microseconds=1)  # what was written this very moment counts


class OfficePapers:
    """Builds papers of one desk, without a number; personal numbers are masked."""

    def __init__(self, desk: Desk, duty: DutyService) -> None:
        self._desk = desk
        self._duty = duty

    def of_record(self, kind: PaperKind, subject: RecordId) -> OfficePaper:
        """Raises RuleBroken("paper_not_of_this", kind=…) when the record has no paper of this kind."""
        record = self._desk.store.record(subject)
        if record is not None and kind in {PaperKind.BULLETIN, PaperKind.SPECIAL} and _is_written(record):
            return self._letter(kind, record)
        if record is not None and kind is PaperKind.PHONE_RECORD and _is_call(record):
            return self._phone_record(record)
        if record is not None and kind is PaperKind.DIRECTIVE_SLIP and record.kind == "directive":
            return self._slip(next(one for one in Directives(self._desk).listed() if one.id == subject))
        raise RuleBroken("paper_not_of_this", kind=kind)

    def of_day(self, kind: PaperKind, day: date) -> OfficialPaper:
        """The daily summary or the zero report of one duty day.

        Raises RuleBroken("day_not_begun"), RuleBroken("not_zero", count=…) and RuleBroken("paper_not_of_this").
        """
        if kind not in {PaperKind.ZERO_REPORT, PaperKind.DAILY_SUMMARY}:
            raise RuleBroken("paper_not_of_this", kind=kind)
        span, now = span_of(day, self._duty.hours()), self._desk.now()
        if span.start > now:
            raise RuleBroken("day_not_begun", field="day")
        until, before = min(span.end, now), min(span.end, now + MOMENT)
        found = self._incidents(span.start, before)
        if kind is PaperKind.ZERO_REPORT:
            if found:
                raise RuleBroken("not_zero", count=len(found))
            words = office_text.zero_words(span.start, until)
            return self._day_letter(kind, office_text.zero_title(self._desk.unit_name, day), (Section(text=words),))
        sections = (
            Section(text=f"{office_text.span(span.start, until)}，值班情况如下。"),
            Section(level=1, heading="值班值守情况", text=self._on_duty(day)),
            Section(level=1, heading="信息接报、报送情况", text=self._counts(span.start, before, len(found))),
            Section(level=1, heading="突发事件情况", text="" if found else "未接报突发事件（零报告）。"),
            *(Section(level=2, heading=incident_of(one).title, text=self._told(one)) for one in found),
            Section(level=1, heading="待办事项", text=self._open_matters()),
        )
        return self._day_letter(kind, office_text.summary_title(self._desk.unit_name, day), sections)

    # ------------------------------------------------------------------------------------------ letters

    def _letter(self, kind: PaperKind, record: Record) -> OfficialPaper:
        """The report's own words, under another head."""
        told = from_plain(ReportPaper, table(record.fields, "paper"))
        step = report_text.step_words(step_of(record.fields), whole(record.fields, "sequence") or 1)
        sections = tuple(
            Section(level=1 if one.heading else 0, heading=one.heading, text=one.text, missing=one.missing)
            for one in told.paragraphs
        )
        return OfficialPaper(
            kind=kind,
            unit=told.unit,
            number="",
            issued_at=self._desk.now(),
            title=told.title if kind is PaperKind.SPECIAL else told.title.removesuffix(f"的{step}") + "的情况",
            addressees=told.addressees,
            copies=told.copies,
            urgency="特急" if text(record.fields, "level") in {"major", "grave"} else "",
            sections=sections,
            late_by=told.late_by,
            late_reason=told.late_reason,
            signer=text(record.fields, "signed_by_name"),
            signed_at=moment(record.fields, "signed_at"),
            duty_officer=told.duty_officer,
            phone=told.phone,
            head_code=self._desk.store.head().code,
            drill=told.drill or self._desk.drill,
        )

    def _day_letter(self, kind: PaperKind, title: str, sections: tuple[Section, ...]) -> OfficialPaper:
        unit = self._desk.store.record(RecordId(f"unit-{self._desk.unit}"))
        return OfficialPaper(
            kind=kind,
            unit=self._desk.unit_name,
            number="",
            issued_at=self._desk.now(),
            title=title,
            addressees=default_addressees(self._desk),
            sections=sections,
            duty_officer=self._desk.session.name,
            phone=text(unit.fields, "phone") if unit is not None else "",
            head_code=self._desk.store.head().code,
            drill=self._desk.drill,
        )

    def _incidents(self, since: datetime, until: datetime) -> tuple[Record, ...]:
        """Incidents of this room received in the span, the earliest first; a drill's in a drill only."""
        own = self._desk.store.records("incident", unit=self._desk.unit)
        found = [one for one in own if since <= incident_of(one).received < until]
        real = [one for one in found if flag(one.fields, "drill") is self._desk.drill and not is_merged(one)]
        return tuple(sorted(real, key=lambda one: incident_of(one).received))

    def _on_duty(self, day: date) -> str:
        shift = self._duty.shift(span_of(day, self._duty.hours()))
        return office_text.on_duty(shift.leader.name, shift.primary.name, shift.secondary.name)

    def _counts(self, since: datetime, until: datetime, incidents: int) -> str:
        store = self._desk.store
        written = (one for one in store.records("log", unit=self._desk.unit) if since <= one.created.at < until)
        lines = counted(self._desk, written, drill=self._desk.drill)
        modes = [text(one.fields, "mode") for one in first_lines(lines)]
        own = store.records("report", unit=self._desk.unit)
        real = (one for one in own if flag(one.fields, "drill") is self._desk.drill)
        sent = [one for one in real if has_left(one) and since <= sent_at(one) < until]
        told = [one for one in Directives(self._desk).listed() if not one.own and since <= one.at < until]
        return office_text.figures(
            modes.count("call_in"), modes.count("call_out"), incidents, len(sent), sum(map(_is_late, sent)), len(told)
        )

    def _told(self, incident: Record) -> str:
        known = incident_of(incident)
        reports = [one for one in self._desk.store.records("report", parent=incident.id) if has_left(one)]
        own = [one for one in reports if one.unit == self._desk.unit]
        steps = tuple(report_text.step_words(step_of(one.fields), whole(one.fields, "sequence") or 1) for one in own)
        late = any(map(_is_late, own))
        state = office_text.incident_state(steps, closed=known.closed_at is not None, late=late)
        return office_text.incident_line(known.title, known.level, known.received, state)

    def _open_matters(self) -> str:
        """Directives nobody has answered, and what the shifts hand over."""
        waiting = [one for one in Directives(self._desk).listed(open_only=True) if not one.own]
        told = [f"{one.from_unit_name}：{one.text}" for one in waiting]
        told += [one.text for one in MatterService(self._desk).open_matters()]
        return "；".join(one.rstrip("。；") for one in told) + "。" if told else "无。"

    # ------------------------------------------------------------------------------------------ forms

    def _phone_record(self, record: Record) -> FormPaper:
        fields, personal = record.fields, self._desk.store.personal(record.id)
        names = Names(self._desk.store)
        at = moment(fields, "happened") or moment(fields, "sent_at") or record.created.at
        addressed = "、".join(texts(fields, "addressees"))
        rows = (
            FormRow(label="direction", value=_direction(fields)),
            FormRow(label="at", value=_stamp(at)),
            FormRow(label="other_unit", value=personal.get("caller_unit", "") or addressed),
            FormRow(label="other_person", value=personal.get("caller", "") or text(fields, "taken_by")),
            FormRow(label="other_phone", value=mask_phone(personal.get("phone", ""))),
            FormRow(label="content", value=text(fields, "text") or text(fields, "summary"), tall=True),
            FormRow(label="read_back", value=_read_back(fields)),
            FormRow(label="told", value="、".join(texts(fields, "told"))),
            FormRow(label="incident", value=names.incident(record_id(fields, "incident") or None)),
            FormRow(label="handling", value=text(fields, "passed_to"), tall=True),
            FormRow(label="recorder", value=f"{names.person(record.author)} {_stamp(record.created.at)}".strip()),
        )
        return self._form(PaperKind.PHONE_RECORD, rows)

    def _slip(self, one: Directive) -> FormPaper:
        names = Names(self._desk.store)
        receipt = f"{one.receipted_by} {_stamp(one.receipted_at)}" if one.receipted_at else ""
        conveyed = f"{one.conveyed_by} {_stamp(one.conveyed_at)} {one.conveyed_to}".strip() if one.conveyed_at else ""
        rows = (
            FormRow(label="purpose", value=_PURPOSES[one.purpose]),
            FormRow(label="from", value=f"{one.from_unit_name} {one.from_name}".strip()),
            FormRow(label="to", value=names.unit(one.to_unit)),
            FormRow(label="at", value=_stamp(one.at)),
            FormRow(label="limit", value=_stamp(one.limit_at) if one.limit_at else "无", red=one.overdue),
            FormRow(label="incident", value=one.incident_title),
            FormRow(label="directive", value=one.text, tall=True),
            FormRow(label="receipt", value=receipt or "待签收", red=not receipt),
            FormRow(label="conveyed", value=conveyed, tall=True),
            FormRow(label="answer", value=one.answer, tall=True),
            FormRow(label="answered", value=f"{one.answered_by} {_stamp(one.answered_at)}" if one.answered_at else ""),
        )
        return self._form(PaperKind.DIRECTIVE_SLIP, rows)

    def _form(self, kind: PaperKind, rows: tuple[FormRow, ...]) -> FormPaper:
        return FormPaper(
            kind=kind,
            unit=self._desk.unit_name,
            number="",
            made_at=self._desk.now(),
            rows=rows,
            head_code=self._desk.store.head().code,
            drill=self._desk.drill,
        )


_PURPOSES = {Purpose.DIRECTIVE: "批示", Purpose.VERIFY: "核实", Purpose.RETURN: "退回"}
CALLS = frozenset({"call_in", "call_out"})


def _is_written(record: Record) -> bool:
    return record.kind == "report" and has_left(record) and bool(table(record.fields, "paper"))


def _is_call(record: Record) -> bool:
    if record.kind == "report":
        return step_of(record.fields) is Step.PHONE
    return record.kind == "log" and text(record.fields, "mode") in CALLS


def _direction(fields: Fields) -> str:
    return "来电" if text(fields, "mode") == "call_in" else "去电"


def _read_back(fields: Fields) -> str:
    if "read_back" not in fields:
        return ""
    return "对方已复述，无误" if flag(fields, "read_back") else "未复述"


def _is_late(report: Record) -> bool:
    lateness = frozen_lateness(report.fields)
    return lateness is not None and lateness.verdict is Verdict.LATE


def _stamp(at: datetime | None) -> str:
    return at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M") if at else ""
