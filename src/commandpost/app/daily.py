"""The zero and daily reports of the unit: owed each day of a special period, whether or not anything happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from commandpost.app.desk import Desk
from commandpost.app.evidence import evidence_now, from_fields, to_fields
from commandpost.app.incident_rows import frozen_lateness
from commandpost.app.permissions import Action, require
from commandpost.app.record_fields import flag, iso, moment, parse_moment, table, text
from commandpost.app.rulebook import RuleService
from commandpost.domain.deadlines import Deadline, Lateness, ReportFact, Verdict
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.obligations import HORIZON, owed_on
from commandpost.domain.periods import begin_of, day_number, local_day
from commandpost.domain.rules import Step
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

LOOK_BACK_DAYS = 31  # a day nobody reported stays on the screen so long
MAX_TEXT = 5_000
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyRow:
    """One day's report of a unit."""

    id: RecordId
    unit: UnitCode
    day: date
    zero: bool
    text: str
    sent_at: datetime
    sent_by: str
    lateness: Lateness | None
    late_reason: str


class DailyReportService:
    """Use cases of the unit's daily and zero reports."""

    def __init__(self, desk: Desk, rules: RuleService) -> None:
        self._desk = desk
        self._rules = rules

    def owed(self, unit: UnitCode | None = None, tier: str = "") -> tuple[Deadline, ...]:
        """What a unit owes for today and the last days, met or not, oldest first; its own tier unless told."""
        now, unit = self._desk.now(), unit or self._desk.unit
        first = max(local_day(now) - LOOK_BACK_DAYS * ONE_DAY, self._known_since(unit))
        facts = [_fact(record) for record in self._records(unit, first)]
        periods, force = self._rules.periods(unit), self._rules.over_time(unit)
        days = ((local_day(now + HORIZON) - first).days) + 1
        return tuple(
            deadline
            for day in (first + n * ONE_DAY for n in range(days))
            for deadline in owed_on(day, facts, force(begin_of(day)), tier or str(self._desk.tier), periods)
        )

    def today(self) -> Deadline | None:
        """The strictest of today's that is not met; None: nothing is owed, or it was sent."""
        number = day_number(local_day(self._desk.now()))
        return next((one for one in self.owed() if one.sequence == number and one.drives), None)

    def send(self, day: date, *, told: str = "", late_reason: str = "") -> RecordId:
        """Report a day, once; without words it says that nothing happened (零报告).

        Raises RuleBroken("daily_already_sent"|"daily_day_ahead"|"daily_too_long"|"late_reason_missing") and what
        ``permissions.require`` raises.
        """
        require(self._desk.session, Action.SEND)
        now, record = self._desk.now(), daily_id(self._desk.unit, day)
        if day > local_day(now):
            raise RuleBroken("daily_day_ahead", field="day")
        if len(told) > MAX_TEXT:
            raise RuleBroken("daily_too_long", field="text", limit=MAX_TEXT)
        if self._desk.store.record(record) is not None:
            raise RuleBroken("daily_already_sent")
        left = evidence_now(self._desk.clock)
        owed = [one for one in self._owed_for(day) if one.is_open]
        fact = ReportFact(
            id=record, step=Step.ZERO, sequence=day_number(day), at=left.at, earliest=left.earliest, latest=left.latest
        )
        judged = self._judged(day, fact)
        if judged is not None and judged.verdict is Verdict.LATE and not late_reason.strip():
            seconds = round(judged.late_by.total_seconds())
            raise RuleBroken("late_reason_missing", field="late_reason", seconds=seconds)
        self._desk.write(
            Draft(
                kind="daily_report",
                record=record,
                act="daily_report.send",
                set={
                    "day": day.isoformat(),
                    "zero": not told.strip(),
                    "text": told.strip(),
                    "at": iso(left.at),
                    "sent_at": iso(left.at),
                    "evidence": to_fields(left),
                    "sender": self._desk.session.person,
                    "sender_name": self._desk.session.name,
                    "status": "sent",
                    "owed": {one.key: iso(one.due) for one in owed},
                    "lateness": _lateness(judged),
                    "late_reason": late_reason.strip(),
                    "drill": self._desk.drill,
                },
            )
        )
        return record

    def rows(self, unit: UnitCode | None = None, limit: int = 60) -> tuple[DailyRow, ...]:
        """Reports that were sent, newest first; of every unit seen here unless one is named."""
        found = self._desk.store.records("daily_report", unit=unit, limit=limit, newest_first=True)
        return tuple(_row(record) for record in found)

    # ------------------------------------------------------------------------------------------------ inside

    def _records(self, unit: UnitCode, first: date) -> tuple[Record, ...]:
        return self._desk.store.records("daily_report", unit=unit, since=iso(begin_of(first)))

    def _known_since(self, unit: UnitCode) -> date:
        """The day this unit's journal begins: nobody owes a report for a day before there was a desk."""
        told = self._desk.store.records("log", unit=unit, limit=1)
        begun = told[0].created.at if told else self._desk.now()
        return local_day(begun)

    def _owed_for(self, day: date) -> Iterable[Deadline]:
        packs = self._rules.in_force(begin_of(day))
        return owed_on(day, (), packs, str(self._desk.tier), self._rules.periods())

    def _judged(self, day: date, fact: ReportFact) -> Lateness | None:
        """The worst judgement of the day's obligations."""
        packs = self._rules.in_force(begin_of(day))
        met = owed_on(day, (fact,), packs, str(self._desk.tier), self._rules.periods())
        worst = (Verdict.LATE, Verdict.NOT_PROVABLE, Verdict.IN_TIME)
        judged = [one.lateness for one in met if one.lateness is not None]
        return min(judged, key=lambda one: (worst.index(one.verdict), -one.late_by), default=None)


def daily_id(unit: UnitCode, day: date) -> RecordId:
    """The natural key: two desks of one unit that both report a day report it once."""
    return RecordId(f"daily_report-{unit}-{day.isoformat()}")


def _lateness(judged: Lateness | None) -> dict[str, Json] | None:
    if judged is None:
        return None
    return {"verdict": str(judged.verdict), "seconds": round(judged.late_by.total_seconds())}


def _fact(record: Record) -> ReportFact:
    sent = from_fields(record.fields, "evidence", moment(record.fields, "sent_at") or record.created.at)
    owed = {key: parse_moment(due) for key, due in table(record.fields, "owed").items()}
    return ReportFact(
        id=record.id,
        step=Step.ZERO,
        sequence=day_number(_day(record)),
        at=sent.at,
        earliest=sent.earliest,
        latest=sent.latest,
        owed=owed,
    )


def _day(record: Record) -> date:
    try:
        return date.fromisoformat(text(record.fields, "day"))
    except ValueError:
        return local_day(record.created.at)


def _row(record: Record) -> DailyRow:
    fields = record.fields
    return DailyRow(
        id=record.id,
        unit=record.unit,
        day=_day(record),
        zero=flag(fields, "zero"),
        text=text(fields, "text"),
        sent_at=moment(fields, "sent_at") or record.created.at,
        sent_by=text(fields, "sender_name"),
        lateness=frozen_lateness(fields),
        late_reason=text(fields, "late_reason"),
    )
