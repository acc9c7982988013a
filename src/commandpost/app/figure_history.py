"""Every value a figure of an incident ever had: from the journal's entries, the log's lines, the reports that left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.incident_records import sent_at
from commandpost.app.log_lines import LogMode, mode_of
from commandpost.app.names import Names
from commandpost.app.raised import family_of
from commandpost.app.record_fields import Fields, flag, moment, table, tables, text, whole
from commandpost.app.report_lists import has_left
from commandpost.domain.figures import extract
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.incident import FIGURES, MEASURES
from commandpost.domain.report_text import FigureSource
from commandpost.journal.clock import evidence
from commandpost.journal.entry import Entry
from commandpost.journal.fold import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFigure:
    """One telling, by the incident itself unless ``report`` or ``log`` says otherwise."""

    figure: str
    value: int | None  # None: said to be unknown
    at: datetime
    source: str = ""
    report: str = ""  # title of the report that told it
    log: LogMode | None = None  # the line of the log that told it is of this kind
    number: str = ""  # of that line
    person: str = ""
    reason: str = ""
    verifier: str = ""


class FigureHistory:
    """Reads the entries themselves, so that no value a later one replaced can be missing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, incident: RecordId, figure: str = "") -> tuple[ToldFigure, ...]:
        """The newest first; "" tells of every figure."""
        names = Names(self._desk.store)
        wanted = (figure,) if figure else (*FIGURES, *MEASURES)
        family = family_of(self._desk, incident)
        told = [one for member in family for one in self._told_of(member, wanted, names)]
        return tuple(sorted(told, key=lambda one: one.at)[::-1])

    def _told_of(self, incident: RecordId, wanted: tuple[str, ...], names: Names) -> Iterator[ToldFigure]:
        for entry in self._desk.store.history(incident):
            yield from _of_entry(entry, wanted, names)
        for line in self._desk.store.records("log", parent=incident):
            yield from _of_line(line, wanted, names)
        for report in self._desk.store.records("report", parent=incident):
            if has_left(report):
                yield from _of_report(report, wanted, self._reporter(report, names))

    def sources(self, incident: RecordId, figures: Mapping[str, int | None], writer: str) -> tuple[FigureSource, ...]:
        """Where each told figure of a report comes from: its newest telling of that value, else who writes it now."""
        earlier = [one for one in self.of(incident) if not one.report]
        told = {(one.figure, one.value): one for one in reversed(earlier)}
        return tuple(
            _source(name, value, told.get((name, value)), writer)
            for name, value in figures.items()
            if value is not None
        )

    def _reporter(self, report: Record, names: Names) -> str:
        """Who sent it; of a telephone report who wrote it down."""
        sender = text(report.fields, "sender")
        return names.person(PersonId(sender) if sender else self._desk.store.history(report.id)[0].body.author)


def _of_entry(entry: Entry, wanted: tuple[str, ...], names: Names) -> Iterator[ToldFigure]:
    said: Fields = entry.body.set
    claims = table(said, "figures")
    for name in wanted:
        claim = table(claims, name)
        if name not in said or (whole(said, name) is None and not claim):
            continue
        yield ToldFigure(
            figure=name,
            value=whole(said, name),
            at=moment(claim, "at") or evidence(entry.body.timing).at,
            source=text(claim, "source"),
            person=text(claim, "by_name") or names.person(entry.body.author),
            reason=text(claim, "reason") or entry.body.note,
            verifier=text(claim, "verifier"),
        )


def _source(name: str, value: int, told: ToldFigure | None, writer: str) -> FigureSource:
    if told is None:
        return FigureSource(figure=name, value=value, person=writer)
    return FigureSource(
        figure=name, value=value, at=told.at, source=told.source, mode=str(told.log or ""), person=told.person
    )


def _of_line(line: Record, wanted: tuple[str, ...], names: Names) -> Iterator[ToldFigure]:
    """What a line of the log told, a corrected one too; what the program itself wrote there repeats others."""
    mode = mode_of(line)
    if mode is LogMode.SYSTEM or flag(line.fields, "phone_report"):
        return
    figures = extract(text(line.fields, "text"))
    for name in wanted:
        if name in figures:
            yield ToldFigure(
                figure=name,
                value=figures[name],
                at=moment(line.fields, "happened") or moment(line.fields, "at") or line.created.at,
                log=mode,
                number=text(line.fields, "number"),
                person=names.person(line.author),
                reason=text(line.fields, "correction_reason"),
            )


def _of_report(report: Record, wanted: tuple[str, ...], person: str) -> Iterator[ToldFigure]:
    figures, why = table(report.fields, "figures"), _changes(report.fields)
    for name in wanted:
        value = whole(figures, name)
        if value is None and name not in why:
            continue
        change = why.get(name, {})
        yield ToldFigure(
            figure=name,
            value=value,
            at=sent_at(report),
            report=text(report.fields, "title"),
            person=person,
            reason=text(change, "reason"),
            verifier=text(change, "verifier"),
        )


def _changes(fields: Fields) -> dict[str, Fields]:
    """What the report kept of its changed figures."""
    return {text(row, "figure"): row for row in tables(fields, "figure_changes")}
