"""Reports as lists, and what is read from their records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.incident_records import LEFT_THE_ROOM, level_of, sent_at, step_of
from commandpost.app.incident_rows import Receipt, frozen_lateness
from commandpost.app.names import Names
from commandpost.app.record_fields import flag, moment, record_id, table, tables, text, texts, whole
from commandpost.app.report_prints import is_countersigned
from commandpost.app.report_values import DRAFT, ReportRow
from commandpost.domain.four_noes import Told
from commandpost.domain.incident import FIGURES, Incident
from commandpost.domain.papers import Conversation
from commandpost.domain.report import UNKNOWN
from commandpost.domain.rules import Step
from commandpost.journal.fold import Record


def own_reports(desk: Desk, incident: Incident) -> tuple[Record, ...]:
    """The reports of the incident's own unit."""
    found = desk.store.records("report", parent=incident.id)
    return tuple(record for record in found if record.unit == incident.unit)


def has_left(record: Record) -> bool:
    """Whether the report left the room."""
    return text(record.fields, "status") in LEFT_THE_ROOM


def is_written(record: Record) -> bool:
    """Whether it is a written report that left the room."""
    return has_left(record) and step_of(record.fields) is not Step.PHONE


def told_by(record: Record) -> Told:
    """What a report that left the room told about the incident."""
    figures = table(record.fields, "figures")
    return Told(
        level=level_of(record.fields),
        sensitive=flag(record.fields, "sensitive"),
        figures={name: whole(figures, name) for name in FIGURES},
    )


def explained_figures(left: Iterable[Record]) -> dict[str, datetime]:
    """When a report that left last said in words why a figure is another than was told; 正在核实 is no answer."""
    return {
        text(change, "figure"): sent_at(record)
        for record in sorted(left, key=sent_at)
        for change in tables(record.fields, "figure_changes")
        if text(change, "reason") not in {"", UNKNOWN}
    }


def conversation(records: Iterable[Record]) -> Conversation | None:
    """The first report by telephone."""
    calls = [record for record in records if has_left(record) and step_of(record.fields) is Step.PHONE]
    if not calls:
        return None
    first = min(calls, key=sent_at)
    to = next(iter(texts(first.fields, "addressees")), "")
    return Conversation(at=sent_at(first), to=to, taken_by=text(first.fields, "taken_by"))


def last_written(records: Iterable[Record]) -> tuple[Step, int, datetime] | None:
    """Step, sequence and moment of the newest written report that left the room."""
    written = [record for record in records if is_written(record)]
    if not written:
        return None
    last = max(written, key=sent_at)
    return step_of(last.fields), whole(last.fields, "sequence") or 1, sent_at(last)


def report_row(record: Record, names: Names, receipt: Receipt | None, *, outrun: bool = False) -> ReportRow:
    """One line of the list of reports."""
    fields = record.fields
    incident = record_id(fields, "incident")
    return ReportRow(
        id=record.id,
        unit=record.unit,
        incident=incident,
        incident_title=names.incident(incident),
        step=step_of(fields),
        sequence=whole(fields, "sequence") or 1,
        number=text(fields, "number"),
        title=text(fields, "title"),
        status=text(fields, "status") or DRAFT,
        at=moment(fields, "at") or record.created.at,
        sent_at=sent_at(record) if has_left(record) else None,
        channel=text(fields, "channel"),
        taken_by=text(fields, "taken_by"),
        lateness=frozen_lateness(fields),
        late_reason=text(fields, "late_reason"),
        pending_leader_signature=flag(fields, "pending_leader_signature"),
        countersigned=has_left(record) and is_countersigned(record),
        delivery=record.delivery,
        receipted_at=receipt.at if receipt else None,
        receipted_by=receipt.by if receipt else "",
        conflict=bool(record.conflicts),
        outrun=outrun,
    )
