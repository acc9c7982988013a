"""Incidents and their reports as the domain sees them, read from the records of the journal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from commandpost.app.evidence import from_fields
from commandpost.app.record_fields import (
    Fields,
    flag,
    member,
    moment,
    number,
    parse_moment,
    raw,
    table,
    text,
    texts,
    whole,
)
from commandpost.domain.codes import EventClass, Level
from commandpost.domain.coordinates import LonLat
from commandpost.domain.deadlines import ReportFact
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.incident import FIGURES, MEASURES, Incident, IncidentStatus, Lowered
from commandpost.domain.pasted_place import told_from_plain
from commandpost.domain.rules import Step
from commandpost.journal.entry import Json
from commandpost.journal.fold import Record

LEFT_THE_ROOM = frozenset({"sent", "returned"})  # a returned report was sent once, and at its time


def incident_of(record: Record) -> Incident:
    """The incident of a record; what cannot be read is unknown."""
    fields = record.fields
    received = moment(fields, "received") or moment(fields, "at") or record.created.at
    origin = raw(fields, "origin")
    return Incident(
        id=record.id,
        unit=record.unit,
        number=text(fields, "number"),
        title=text(fields, "title"),
        code=text(fields, "code"),
        event_class=_event_class(text(fields, "class")),
        level=level_of(fields),
        sensitive=flag(fields, "sensitive"),
        sensitive_reason=text(fields, "sensitive_reason"),
        place=text(fields, "place"),
        lonlat=lonlat_of(fields),
        told_place=told_from_plain(table(fields, "told_place")),
        grid=text(fields, "grid"),
        occurred=moment(fields, "occurred"),
        received=received,
        discovered=moment(fields, "discovered"),
        source=text(fields, "source"),
        status=IncidentStatus.CLOSED if text(fields, "status") == IncidentStatus.CLOSED else IncidentStatus.OPEN,
        closed_at=moment(fields, "closed_at"),
        not_reported=flag(fields, "not_reported"),
        figures={name: whole(fields, name) for name in FIGURES},
        measures={name: whole(fields, name) for name in MEASURES},
        lowered=_lowered(fields),
        casualties_changed=moment(fields, "casualties_changed"),
        kind_path=_kind_path(fields),
        packs=texts(fields, "packs"),
        origin=RecordId(origin) if origin else None,
    )


def kind_fields(code: str, path: Iterable[str]) -> dict[str, Json]:
    """The names of a code as it is chosen; a later change of the dictionary leaves them."""
    return {"kind_named": {"code": code, "path": list(path)}}


def _kind_path(fields: Fields) -> tuple[str, ...]:
    """() where the code was changed without its names."""
    named = table(fields, "kind_named")
    return texts(named, "path") if text(named, "code") == text(fields, "code") else ()


def _lowered(fields: Fields) -> tuple[Lowered, ...]:
    """What it was before each lowering, oldest first."""
    told = fields.get("lowered")
    rows = [row for row in told if isinstance(row, dict)] if isinstance(told, list) else []
    dated = ((moment(row, "at"), row) for row in rows)
    return tuple(
        Lowered(at=at, level=level_of(row), sensitive=flag(row, "sensitive")) for at, row in dated if at is not None
    )


def level_of(fields: Fields) -> Level:
    """The level; an unknown word reads as not graded."""
    level = text(fields, "level")
    return member(Level, level) or Level.UNGRADED


def lonlat_of(fields: Fields) -> LonLat | None:
    """The place on the ground; None where there is none or it lies off the globe."""
    lon, lat = number(fields, "lon"), number(fields, "lat")
    if lon is None or lat is None:
        return None
    try:
        return LonLat(lon=lon, lat=lat)
    except RuleBroken:
        return None


def step_of(fields: Fields) -> Step:
    """The step of a report; an unknown word reads as a follow-up."""
    step = text(fields, "step")
    return member(Step, step) or Step.FOLLOW_UP


def report_facts(incident: Incident, reports: Iterable[Record]) -> tuple[ReportFact, ...]:
    """The reports of the incident's own unit that left the room."""
    return tuple(
        report_fact(record)
        for record in reports
        if record.unit == incident.unit and text(record.fields, "status") in LEFT_THE_ROOM
    )


def report_fact(record: Record) -> ReportFact:
    """One report that left the room."""
    sent = from_fields(record.fields, "evidence", sent_at(record))
    return ReportFact(
        id=record.id,
        step=step_of(record.fields),
        sequence=whole(record.fields, "sequence") or 1,
        at=sent.at,
        earliest=sent.earliest,
        latest=sent.latest,
        channel=text(record.fields, "channel"),
        owed=_owed(record),
    )


def sent_at(record: Record) -> datetime:
    """When a report left the room."""
    return moment(record.fields, "sent_at") or moment(record.fields, "at") or record.created.at


def _owed(record: Record) -> dict[str, datetime | None] | None:
    """What was owed when the report left; None in a report that did not keep it."""
    if not isinstance(record.fields.get("owed"), dict):
        return None
    return {key: parse_moment(due) for key, due in table(record.fields, "owed").items()}


def _event_class(name: str) -> EventClass | None:
    return member(EventClass, name)
