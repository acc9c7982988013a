"""An incident as lists, map and report form show it: with its clocks, conflicts and last report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from commandpost.app.desk import Desk, Tier
from commandpost.app.incident_records import incident_of, report_facts, sent_at, step_of
from commandpost.app.raised import below_each, is_merged
from commandpost.app.record_fields import Fields, flag, member, moment, number, raw, table, text, unit_code, whole
from commandpost.app.rulebook import RuleReading, RuleService
from commandpost.app.units import tier_of
from commandpost.domain.codes import CodeBook, EventClass, Level
from commandpost.domain.coordinates import LonLat
from commandpost.domain.deadlines import Deadline, Lateness, ReportFact, Verdict, strictest
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.incident import Incident, IncidentStatus
from commandpost.domain.obligations import owed
from commandpost.domain.pasted_place import ToldPlace
from commandpost.domain.rules import Step
from commandpost.journal.fold import Claim, Delivery, Record

DEFAULT_RADIUS = 500.0  # metres of the circle around a new incident


@dataclass(frozen=True, slots=True, kw_only=True)
class LastReport:
    """The newest report that left the room."""

    id: RecordId
    step: Step
    sequence: int
    sent_at: datetime
    receipted_at: datetime | None
    receipted_by: str
    lateness: Lateness | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureClaim:
    """One figure with its source, its time and its people."""

    value: int | None
    source: str
    at: datetime | None
    by_name: str
    verifier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """One incident; ``closed_at`` with status open: the handling is over, a report is still owed."""

    id: RecordId
    unit: UnitCode
    number: str
    title: str
    code: str
    code_name: str
    event_class: EventClass | None
    level: Level
    sensitive: bool
    sensitive_reason: str
    place: str
    lonlat: LonLat | None
    told_place: ToldPlace | None
    grid: str
    occurred: datetime | None
    received: datetime
    discovered: datetime | None
    source: str
    status: IncidentStatus
    closed_at: datetime | None
    closing_reason: str
    not_reported: bool
    deadlines: tuple[Deadline, ...]
    conflicts: tuple[str, ...]
    claims: Mapping[str, tuple[Claim, ...]]
    last_report: LastReport | None
    delivery: Delivery
    figures: Mapping[str, int | None]
    undelivered: int  # records of this incident no receipt has come for
    radius: float  # metres
    packs: tuple[str, ...]  # rule packs in force at receipt
    measures: Mapping[str, int | None]
    suggested: Level | None  # by the figures; the person's decision is ``level``
    told: Mapping[str, FigureClaim]  # who told each figure, when, and who verified it
    merged: bool = False  # counted within an earlier incident
    drill: bool = False  # of an exercise: in no count of real duty

    def driving(self, now: datetime) -> Deadline | None:
        """The deadline that drives the countdown; None when nothing is owed."""
        return strictest(self.deadlines, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """签收 of one report or directive by the other side."""

    at: datetime
    by: str
    unit: UnitCode


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLook:
    """A row, and what it was made from."""

    row: IncidentRow
    record: Record
    reports: Sequence[Record]  # of the incident's own unit, drafts too
    receipts: Mapping[str, Receipt]  # report or directive → its first receipt


class IncidentRows:
    """Builds rows from records."""

    def __init__(self, desk: Desk, rules: RuleService, codes: CodeBook) -> None:
        self._desk = desk
        self._rules = rules
        self._codes = codes

    def row(self, record: Record) -> IncidentRow:
        return self.rows([record])[0]

    def rows(self, records: Iterable[Record]) -> tuple[IncidentRow, ...]:
        """Many at once."""
        return tuple(look.row for look in self.looks(records))

    def looks(self, records: Iterable[Record]) -> tuple[IncidentLook, ...]:
        """Many at once; what their units adopted, their reports and what waits to be sent are read once."""
        found, reading = [*records], self._rules.reading()
        ids = [record.id for record in found]
        reports = below_each(self._desk, "report", ids)
        receipts = self.receipts_of([one for one in ids if reports[one]])
        pending = self._desk.store.pending_about(ids, ("report", "log"))
        return tuple(
            IncidentLook(
                row=self._row(one, reading, reports[one.id], receipts.get(one.id, {}), pending.get(one.id, 0)),
                record=one,
                reports=[report for report in reports[one.id] if report.unit == one.unit],
                receipts=receipts.get(one.id, {}),
            )
            for one in found
        )

    def _row(
        self,
        record: Record,
        reading: RuleReading,
        reports: Sequence[Record],
        receipts: Mapping[str, Receipt],
        undelivered: int,
    ) -> IncidentRow:
        incident = incident_of(record)
        facts = report_facts(incident, reports)
        return IncidentRow(
            id=record.id,
            unit=record.unit,
            number=incident.number,
            title=incident.title,
            code=incident.code,
            code_name=incident.kind_path[-1] if incident.kind_path else self._codes.name(incident.code),
            event_class=incident.event_class,
            level=incident.level,
            sensitive=incident.sensitive,
            sensitive_reason=incident.sensitive_reason,
            place=incident.place,
            lonlat=incident.lonlat,
            told_place=incident.told_place,
            grid=incident.grid,
            occurred=incident.occurred,
            received=incident.received,
            discovered=incident.discovered,
            source=incident.source,
            status=incident.status,
            closed_at=incident.closed_at,
            closing_reason=text(record.fields, "closing_reason"),
            not_reported=incident.not_reported,
            deadlines=self.deadlines(incident, facts, reading),
            conflicts=tuple(sorted(record.conflicts)),
            claims=record.conflicts,
            last_report=_last_report(facts, reports, receipts),
            delivery=record.delivery,
            figures=incident.figures,
            undelivered=undelivered,
            radius=number(record.fields, "radius") or DEFAULT_RADIUS,
            packs=incident.packs,
            measures=incident.measures,
            suggested=suggested_level(record.fields),
            told=figure_claims(record.fields),
            merged=is_merged(record),
            drill=flag(record.fields, "drill"),
        )

    def deadlines(
        self, incident: Incident, sent: tuple[ReportFact, ...], reading: RuleReading | None = None
    ) -> tuple[Deadline, ...]:
        """What the incident's own unit owes, under the packs in force when it was received."""
        rules = reading or self._rules.reading()
        packs = rules.by_keys(incident.packs, incident.received, incident.unit)
        tier = sender_tier(self._desk, incident.unit)
        return owed(incident, sent, packs, tier, rules.days(incident.unit, incident.received))

    def receipts(self, incident: RecordId) -> dict[str, Receipt]:
        """Subject → the first receipt of another unit."""
        return self.receipts_of([incident])[incident]

    def receipts_of(self, incidents: Collection[RecordId]) -> dict[RecordId, dict[str, Receipt]]:
        """``receipts`` of many."""
        return {one: _by_subject(found) for one, found in below_each(self._desk, "receipt", incidents).items()}


def _by_subject(records: Iterable[Record]) -> dict[str, Receipt]:
    found: dict[str, Receipt] = {}
    for record in records:
        at = moment(record.fields, "at") or record.created.at
        unit = unit_code(record.fields, "unit") or record.unit  # its word may have come by another channel
        receipt = Receipt(at=at, by=text(record.fields, "name"), unit=unit)
        found.setdefault(raw(record.fields, "subject"), receipt)
    return found


def _last_report(
    facts: Sequence[ReportFact], reports: Iterable[Record], receipts: Mapping[str, Receipt]
) -> LastReport | None:
    if not facts:
        return None
    last = max(facts, key=lambda fact: fact.at)
    record = next(record for record in reports if record.id == last.id)
    receipt = receipts.get(last.id)
    return LastReport(
        id=record.id,
        step=step_of(record.fields),
        sequence=whole(record.fields, "sequence") or 1,
        sent_at=sent_at(record),
        receipted_at=receipt.at if receipt else None,
        receipted_by=receipt.by if receipt else "",
        lateness=frozen_lateness(record.fields),
    )


def suggested_level(fields: Fields) -> Level | None:
    """The level the figures suggested when they were last told."""
    level = text(fields, "suggested_level")
    return member(Level, level)


def figure_claims(fields: Fields) -> dict[str, FigureClaim]:
    """Source, time and person of each figure."""
    told = table(fields, "figures")
    rows = ((name, table(told, name)) for name in told)
    return {
        name: FigureClaim(
            value=whole(row, "value"),
            source=text(row, "source"),
            at=moment(row, "at"),
            by_name=text(row, "by_name"),
            verifier=text(row, "verifier"),
        )
        for name, row in rows
    }


def sender_tier(desk: Desk, unit: UnitCode) -> Tier:
    """The tier whose rules bind a unit."""
    return desk.tier if unit == desk.unit else tier_of(desk.store, unit)


def frozen_lateness(fields: Fields) -> Lateness | None:
    """The judgement a report keeps since it was sent."""
    kept = table(fields, "lateness")
    verdict = text(kept, "verdict")
    if verdict not in {str(known) for known in Verdict}:
        return None
    return Lateness(verdict=Verdict(verdict), late_by=timedelta(seconds=whole(kept, "seconds") or 0))
