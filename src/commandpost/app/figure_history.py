"""Every value a figure of an incident ever had, from the journal's entries and the reports that left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.incident_records import sent_at
from commandpost.app.names import Names
from commandpost.app.record_fields import Fields, moment, table, tables, text, whole
from commandpost.app.report_lists import has_left
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.incident import FIGURES, MEASURES
from commandpost.journal.clock import evidence
from commandpost.journal.entry import Entry
from commandpost.journal.fold import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFigure:
    """One telling; ``report`` is the title of the report that told it, "" for a change of the incident itself."""

    figure: str
    value: int | None  # None: said to be unknown
    at: datetime
    source: str = ""
    report: str = ""
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
        told = [one for entry in self._desk.store.history(incident) for one in _of_entry(entry, wanted, names)]
        for report in self._desk.store.records("report", parent=incident):
            if has_left(report):
                told += _of_report(report, wanted, self._reporter(report, names))
        return tuple(sorted(told, key=lambda one: one.at, reverse=True))

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
