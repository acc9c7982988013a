"""The upper room's view of its units: who owes what, who is late, who is silent since when; and the statistics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

from commandpost.app.daily import DailyReportService
from commandpost.app.desk import Desk
from commandpost.app.incident_records import incident_of, sent_at, step_of
from commandpost.app.incident_rows import IncidentRow, frozen_lateness
from commandpost.app.incidents import IncidentService
from commandpost.app.names import Names
from commandpost.app.record_fields import Fields, flag, iso
from commandpost.app.report_lists import has_left
from commandpost.app.rulebook import RuleService
from commandpost.app.units import UnitService, tier_of
from commandpost.domain.deadlines import Deadline, DeadlineState, Verdict
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.incident import Incident
from commandpost.domain.periods import day_of
from commandpost.domain.rules import Step, alarm_times
from commandpost.journal.fold import Record

SIGNS_OF_LIFE = ("log", "report", "receipt", "incident", "shift", "handover")
MAX_SPAN = timedelta(days=400)
HEAD = (
    *("单位", "计时起点", "首报数", "中位用时（分）", "最长用时（分）"),
    *("缺起点时间", "按时", "迟报", "无法证明", "演练（不计）"),
)
FIRST = frozenset({Step.PHONE, Step.INITIAL})


class TimeBase(StrEnum):
    """From when a report's minutes are counted: 发生 or 接报."""

    OCCURRED = "occurred"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One open obligation of a unit."""

    incident: RecordId | None  # None: the report of a day
    title: str
    step: Step
    sequence: int
    started: datetime
    due: datetime | None
    state: DeadlineState


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitState:
    """One unit now."""

    unit: UnitCode
    name: str
    open_incidents: int
    owed: tuple[Owed, ...]  # the nearest first
    overdue: int
    late_reports: int  # sent late in the last 24 hours
    unreceipted: int  # its reports this room has not receipted
    last_heard: datetime | None
    silent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeliness:
    """How fast a unit's first reports were in a span of time, counted from one time base."""

    unit: UnitCode
    name: str
    base: TimeBase
    first_reports: int  # incidents with a first report
    median: timedelta | None
    longest: timedelta | None
    without_base: int  # nobody told when it occurred
    in_time: int  # of all reports that had a limit
    late: int
    not_provable: int
    drills: int  # left out of every count


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What every unit of one reading is judged by."""

    now: datetime
    names: Names
    waiting: Mapping[UnitCode, int]  # reports of a unit that wait for a receipt of this room
    alive_since: datetime  # who wrote nothing after it is silent


class OverviewService:
    """Use cases of the overview; the table of units says which units there are."""

    def __init__(
        self, desk: Desk, incidents: IncidentService, units: UnitService, rules: RuleService, daily: DailyReportService
    ) -> None:
        self._desk = desk
        self._incidents = incidents
        self._units = units
        self._rules = rules
        self._daily = daily

    def silence(self) -> tuple[timedelta, bool]:
        """After how long a unit that wrote nothing is silent, and whether this unit confirmed the figure."""
        times = alarm_times(self._rules.in_force(self._desk.now()))
        return times.silent, bool(times.confirmed_by)

    def states(self) -> tuple[UnitState, ...]:
        """Every unit right below, the one that needs a call first on top."""
        look, rows = self._look(), self._incidents.open_rows()
        states = [self._state(unit, [row for row in rows if row.unit == unit], look) for unit in self._children()]
        return tuple(sorted(states, key=lambda state: (-state.overdue, not state.silent, -len(state.owed), state.unit)))

    def own(self) -> UnitState:
        """The unit itself, as those above it are shown it."""
        rows = [row for row in self._incidents.open_rows() if row.unit == self._desk.unit]
        return self._state(self._desk.unit, rows, self._look())

    def timeliness(self, since: datetime, until: datetime, base: TimeBase) -> tuple[Timeliness, ...]:
        """First reports of incidents received in the span, unit by unit; any span, not thirty days.

        Raises RuleBroken("span_empty"|"span_too_long").
        """
        if since >= until:
            raise RuleBroken("span_empty", field="until")
        if until - since > MAX_SPAN:
            raise RuleBroken("span_too_long", field="since", days=MAX_SPAN.days)
        names = Names(self._desk.store)
        return tuple(self._timeliness(unit, names, since, until, base) for unit in self._children())

    def table(self, since: datetime, until: datetime) -> tuple[tuple[str | int | float, ...], ...]:
        """Statistics by both time bases as rows for a workbook; minutes with one decimal."""
        rows: list[tuple[str | int | float, ...]] = [HEAD]
        for base in TimeBase:
            rows += [_line(one) for one in self.timeliness(since, until, base)]
        return tuple(rows)

    # ------------------------------------------------------------------------------------------ inside

    def _children(self) -> tuple[UnitCode, ...]:
        return tuple(one.code for one in self._units.children())

    def _look(self) -> _Look:
        now = self._desk.now()
        return _Look(
            now=now,
            names=Names(self._desk.store),
            waiting=Counter(one.unit for one in self._desk.store.unreceipted("report")),
            alive_since=now - self.silence()[0],
        )

    def _state(self, unit: UnitCode, rows: Sequence[IncidentRow], look: _Look) -> UnitState:
        now, heard = look.now, self._last_heard(unit)
        days = self._days(unit, now) if heard is not None else ()
        owed = tuple(sorted((*_owed(rows, now), *days), key=lambda one: (one.due is not None, one.due or now)))
        recent = self._desk.store.records("report", unit=unit, since=iso(now - timedelta(days=1)))
        return UnitState(
            unit=unit,
            name=look.names.unit(unit),
            open_incidents=len(rows),
            owed=owed,
            overdue=sum(one.state is DeadlineState.OVERDUE for one in owed),
            late_reports=sum(has_left(one) and _is_late(one) for one in recent),
            unreceipted=look.waiting.get(unit, 0),
            last_heard=heard,
            silent=heard is None or heard < look.alive_since,
        )

    def _days(self, unit: UnitCode, now: datetime) -> Iterable[Owed]:
        """The zero and daily reports the unit owes now."""
        for one in self._daily.unmet(unit, str(tier_of(self._desk.store, unit))):
            if one.drives and one.started <= now:
                day = day_of(one.sequence).isoformat()
                yield Owed(
                    incident=None,
                    title=day,
                    step=one.step,
                    sequence=one.sequence,
                    started=one.started,
                    due=one.due,
                    state=one.state(now),
                )

    def _last_heard(self, unit: UnitCode) -> datetime | None:
        """When this room last got anything written there."""
        newest = (self._desk.store.records(kind, unit=unit, limit=1, newest_first=True) for kind in SIGNS_OF_LIFE)
        return max((one.updated for found in newest for one in found), default=None)

    def _timeliness(self, unit: UnitCode, names: Names, since: datetime, until: datetime, base: TimeBase) -> Timeliness:
        found = self._desk.store.records("incident", unit=unit, since=iso(since), until=iso(until))
        within = [one for one in found if since <= incident_of(one).received < until]
        real = [one for one in within if not flag(one.fields, "drill")]
        reports = {one.id: self._sent(one) for one in real}
        spent = [_spent(incident_of(one), reports[one.id], base) for one in real if _first(reports[one.id])]
        told = [one for one in spent if one is not None]
        verdicts = [_verdict(report.fields) for sent in reports.values() for report in sent]
        return Timeliness(
            unit=unit,
            name=names.unit(unit),
            base=base,
            first_reports=len(spent),
            median=timedelta(seconds=median(one.total_seconds() for one in told)) if told else None,
            longest=max(told, default=None),
            without_base=len(spent) - len(told),
            in_time=verdicts.count(Verdict.IN_TIME),
            late=verdicts.count(Verdict.LATE),
            not_provable=verdicts.count(Verdict.NOT_PROVABLE),
            drills=len(within) - len(real),
        )

    def _sent(self, incident: Record) -> tuple[Record, ...]:
        found = self._desk.store.records("report", parent=incident.id)
        return tuple(one for one in found if one.unit == incident.unit and has_left(one))


def _owed(rows: Iterable[IncidentRow], now: datetime) -> Iterable[Owed]:
    for row in rows:
        for deadline in row.deadlines:
            if deadline.is_open:
                yield owed_of(row, deadline, now)


def owed_of(row: IncidentRow, deadline: Deadline, now: datetime) -> Owed:
    """One deadline of an incident as something its unit owes."""
    return Owed(
        incident=row.id,
        title=row.title,
        step=deadline.step,
        sequence=deadline.sequence,
        started=deadline.started,
        due=deadline.due,
        state=deadline.state(now),
    )


def _first(sent: Iterable[Record]) -> Record | None:
    return min((one for one in sent if step_of(one.fields) in FIRST), key=sent_at, default=None)


def _spent(incident: Incident, sent: Iterable[Record], base: TimeBase) -> timedelta | None:
    """From the time base to the first report; None where nobody told the base."""
    began = incident.occurred if base is TimeBase.OCCURRED else incident.received
    first = _first(sent)
    return None if began is None or first is None else sent_at(first) - began


def _verdict(fields: Fields) -> Verdict | None:
    lateness = frozen_lateness(fields)
    return lateness.verdict if lateness is not None else None


def _is_late(report: Record) -> bool:
    return _verdict(report.fields) is Verdict.LATE


def _minutes(span: timedelta | None) -> float | str:
    return "" if span is None else round(span.total_seconds() / 60, 1)


def _line(one: Timeliness) -> tuple[str | int | float, ...]:
    base = "发生时间" if one.base is TimeBase.OCCURRED else "接报时间"
    spans = (_minutes(one.median), _minutes(one.longest))
    counts = (one.without_base, one.in_time, one.late, one.not_provable, one.drills)
    return (one.name, base, one.first_reports, *spans, *counts)
