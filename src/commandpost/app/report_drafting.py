"""Which report comes next, and its first draft from the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from commandpost.app.desk import Desk
from commandpost.app.incident_records import sent_at, step_of
from commandpost.app.incidents import IncidentService
from commandpost.app.log_lines import LogMode, corrected_of, earlier_texts, entered_at, mode_of
from commandpost.app.raised import below_each, families_of
from commandpost.app.record_fields import flag, moment, text
from commandpost.app.report_lists import has_left, is_written, last_written, told_by
from commandpost.app.report_paper import default_addressees
from commandpost.app.report_values import ReportDraft
from commandpost.domain import report_text
from commandpost.domain.drafting import LogLine, draft, known_since
from commandpost.domain.ids import RecordId
from commandpost.domain.incident import FIGURES, Incident
from commandpost.domain.report import missing_elements
from commandpost.domain.rules import Step
from commandpost.journal.fold import Record

LINES_OF_INCIDENT = 1000  # how many lines of the log a report is drafted from


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What is told about an incident, to draft its report from."""

    lines: tuple[LogLine, ...]  # what people wrote about it and those merged into it, in its corrected wording
    entered: Mapping[str, int]  # the stamp at which each figure came onto the incident
    contact: str
    closing: str  # why and how the handling ended
    addressees: tuple[str, ...]


class Drafting:
    """Drafts reports of one desk."""

    def __init__(self, desk: Desk, incidents: IncidentService) -> None:
        self._desk = desk
        self._incidents = incidents

    def grounds(self, incidents: Sequence[Record]) -> tuple[Ground, ...]:
        """What is told about each of many incidents, read in a few questions."""
        lines = self.lines_of([one.id for one in incidents])
        sealed = self._desk.store.personals(incidents)
        addressees = default_addressees(self._desk) if incidents else ()
        return tuple(
            Ground(
                lines=lines[one.id],
                entered=_entered(one),
                contact=sealed[one.id].get("contact", ""),
                closing=text(one.fields, "closing_reason"),
                addressees=addressees,
            )
            for one in incidents
        )

    def new(self, incident: Incident, step: Step | None, records: Sequence[Record], told_here: Ground) -> ReportDraft:
        """A draft of a step, or of the next one owed; nothing is written."""
        written = [record for record in records if is_written(record)]
        step = step or next_step(incident, written)
        sequence = _sequence(step, written)
        told = last_written(written)
        content = draft(
            incident,
            told_here.lines,
            step,
            told_until=told[2] if told else None,
            kind=_class_and_kind(self._incidents.kind_path(incident)),
            contact=told_here.contact,
            closing=told_here.closing,
        )
        return ReportDraft(
            incident=incident.id,
            step=step,
            sequence=sequence,
            title=report_text.title(incident.title, step, sequence),
            addressees=told_here.addressees,
            elements=content.elements,
            figures=_with_told(content.figures, records, told_here),
        )

    def lines(self, incident: RecordId) -> tuple[LogLine, ...]:
        """What people wrote about the incident and those merged into it, in its corrected wording."""
        return self.lines_of([incident])[incident]

    def lines_of(self, incidents: Sequence[RecordId]) -> dict[RecordId, tuple[LogLine, ...]]:
        """``lines`` of many incidents."""
        families = families_of(self._desk, incidents)
        members = {member for family in families.values() for member in family}
        below = below_each(self._desk, "log", members, newest=LINES_OF_INCIDENT)
        told = {member: [one for one in found if _is_told(one)] for member, found in below.items()}
        before = earlier_texts(self._desk, [one for found in told.values() for one in found])
        dated = {member: [_dated(one, before) for one in found] for member, found in told.items()}
        return {
            one: tuple(line for _at, line in sorted((line for of in family for line in dated[of]), key=itemgetter(0)))
            for one, family in families.items()
        }


def _is_told(record: Record) -> bool:
    """Whether a line tells of the incident: written by somebody, as it reads now, and no report by telephone."""
    fields = record.fields
    return mode_of(record) is not LogMode.SYSTEM and not (flag(fields, "phone_report") or fields.get("corrected_by"))


def _dated(record: Record, before: Mapping[RecordId, Record]) -> tuple[tuple[datetime, str], LogLine]:
    """A line behind what orders it: when its first text was entered, and its number."""
    at = entered_at([*corrected_of(record, before), record][-1])
    happened, fields = moment(record.fields, "happened"), record.fields
    heard = None if happened is None or text(fields, "paper_number") else at
    line = LogLine(at=happened or at, mode=str(mode_of(record)), text=text(fields, "text"), heard=heard)
    return (at, text(fields, "number")), line


def _with_told(known: Mapping[str, int | None], records: Iterable[Record], told_here: Ground) -> dict[str, int | None]:
    """The latest telling of each figure: what the incident or the log says, unless a report told it after that."""
    left = sorted((record for record in records if has_left(record)), key=sent_at)
    told = {name: one for one in left for name, value in told_by(one).figures.items() if value is not None}
    later = {name for name, report in told.items() if known.get(name) is None or _told_after(report, name, told_here)}
    return {name: told_by(told[name]).figures[name] if name in later else value for name, value in known.items()}


def _told_after(report: Record, figure: str, told_here: Ground) -> bool:
    """Whether a figure of a report is younger than the one on the incident, or else than the line that tells it.

    A draft of an hour ago that leaves now tells no more than was known an hour ago.
    """
    entered = told_here.entered.get(figure)
    if entered is not None:
        return report.stamps["figures"][0] > entered
    return sent_at(report) > known_since(told_here.lines)[figure]


def _entered(incident: Record) -> dict[str, int]:
    """The stamp at which each figure came onto an incident."""
    claims = ((name, claim) for name in FIGURES for claim in incident.claims.get(name, ()))
    return {name: claim.hlc for name, claim in claims if claim.value is not None}


def missing_of(report: ReportDraft) -> tuple[str, ...]:
    """Required elements of a draft that nothing tells, neither words nor figures."""
    counted = any(report.figures.get(name) is not None for name in FIGURES)
    missing = missing_elements(report.step, report.elements)
    return tuple(key for key in missing if not (key == "casualties" and counted))


def next_step(incident: Incident, written: Iterable[Record]) -> Step:
    """初报 first, 续报 while it is handled, 终报 after its end, 补报 after the final."""
    steps = {step_of(record.fields) for record in written}
    if Step.FINAL in steps:
        return Step.SUPPLEMENT
    if not steps:
        return Step.INITIAL
    return Step.FOLLOW_UP if incident.closed_at is None else Step.FINAL


def _class_and_kind(path: Sequence[str]) -> str:
    """事故灾难 › 建筑垮塌: the two ends of the path."""
    return " › ".join(dict.fromkeys((*path[:1], *path[-1:])))


def _sequence(step: Step, written: Iterable[Record]) -> int:
    """Follow-ups and supplements are counted, in the order they were sent."""
    if step in {Step.INITIAL, Step.FINAL}:
        return 1
    same = [record for record in sorted(written, key=sent_at) if step_of(record.fields) is step]
    return len(same) + 1
