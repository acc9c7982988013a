"""The zero and daily reports of the unit: owed each day of a special period, whether or not anything happened.

A day stays owed until it is reported, however late, or until a leader signs why it never will be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from commandpost.app.daily_correcting import correction, incidents_of, is_behind, refuse_zero
from commandpost.app.daily_explained import explained_day, sign_for_days
from commandpost.app.desk import Desk
from commandpost.app.evidence import evidence_now, from_fields, to_fields
from commandpost.app.incident_rows import frozen_lateness
from commandpost.app.leader_signature import CheckPin, LeaderSignature, name_of_signer
from commandpost.app.permissions import Action, require
from commandpost.app.record_fields import flag, iso, moment, parse_moment, table, tables, text
from commandpost.app.rulebook import RuleService
from commandpost.domain.deadlines import Deadline, DeadlineState, Lateness, ReportFact, Verdict
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.local_time import local_day
from commandpost.domain.obligations import HORIZON, owed_on
from commandpost.domain.periods import begin_of, day_number
from commandpost.domain.rules import Step
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

MAX_TEXT = 5_000
LOOKED_BACK = 7  # reports; what came to light later than that is told by the incident's own reports
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
    explained: bool = False  # never reported: a leader signed why, which ``late_reason`` tells
    corrected_at: datetime | None = None  # None: these are the first words
    corrected_by: str = ""
    before: tuple[str, ...] = ()  # its words before, the first ones first; "" said that nothing happened


class DailyReportService:
    """Use cases of the unit's daily and zero reports."""

    def __init__(self, desk: Desk, rules: RuleService, check_pin: CheckPin | None = None) -> None:
        """Without ``check_pin`` only a leader who sits at the desk can sign."""
        self._desk = desk
        self._rules = rules
        self._check_pin = check_pin

    def owed(self, unit: UnitCode | None = None, tier: str = "") -> tuple[Deadline, ...]:
        """What a unit owes for each day since its journal began, met or not, oldest first; its own tier unless told."""
        return self._owed(unit or self._desk.unit, tier, told=True)

    def unmet(self, unit: UnitCode | None = None, tier: str = "") -> tuple[Deadline, ...]:
        """The same without the days that are reported or explained: what an upper room asks of many units."""
        return self._owed(unit or self._desk.unit, tier, told=False)

    def _owed(self, unit: UnitCode, tier: str, *, told: bool) -> tuple[Deadline, ...]:
        first, last = self._known_since(unit), local_day(self._desk.now() + HORIZON)
        facts = {fact.sequence: fact for fact in map(_fact, self._records(unit))}
        periods, force = self._rules.periods(unit, first), self._rules.over_time(unit)
        days = (first + n * ONE_DAY for n in range((last - first).days + 1))
        asked = (day for day in days if told or day_number(day) not in facts)
        special = (day for day in asked if any(period.holds(day) for period in periods))
        return tuple(
            deadline
            for day in special
            for deadline in owed_on(
                day, _of_day(facts, day), force(begin_of(day)), tier or str(self._desk.tier), periods
            )
        )

    def overdue(self) -> tuple[Deadline, ...]:
        """The days of this unit whose report is overdue, oldest first."""
        now = self._desk.now()
        return tuple(one for one in self.unmet() if one.drives and one.state(now) is DeadlineState.OVERDUE)

    def today(self) -> Deadline | None:
        """The strictest of today's that is not met; None: nothing is owed, or it was sent."""
        number = day_number(local_day(self._desk.now()))
        return next((one for one in self.owed() if one.sequence == number and one.drives), None)

    def send(self, day: date, *, told: str = "", late_reason: str = "") -> RecordId:
        """Report a day; without words it says that nothing happened (零报告).

        A second time corrects it, once an incident of the day is not told in it. Raises RuleBroken(
        "daily_already_sent"|"daily_day_ahead"|"daily_too_long"|"daily_not_zero"|"late_reason_missing") and what
        ``permissions.require`` raises.
        """
        require(self._desk.session, Action.SEND)
        now, record = self._desk.now(), daily_id(self._desk.unit, day)
        if day > local_day(now):
            raise RuleBroken("daily_day_ahead", field="day")
        if len(told) > MAX_TEXT:
            raise RuleBroken("daily_too_long", field="text", limit=MAX_TEXT)
        happened, known = incidents_of(self._desk, self._desk.unit, day), self._desk.store.record(record)
        if known is not None:
            self._desk.write(correction(self._desk, known, happened, told))
            return record
        refuse_zero(happened, told)
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
                    "lateness": lateness_fields(judged),
                    "late_reason": late_reason.strip(),
                    "drill": self._desk.drill,
                },
            )
        )
        return record

    def behind(self) -> tuple[date, ...]:
        """Reported days of this unit with an incident that their report does not tell, newest first."""
        found = self._desk.store.records("daily_report", unit=self._desk.unit, limit=LOOKED_BACK, newest_first=True)
        return tuple(
            _day(record) for record in found if is_behind(record, incidents_of(self._desk, record.unit, _day(record)))
        )

    def explain(self, days: Sequence[date], reason: str, signature: LeaderSignature | None) -> None:
        """A leader signs why overdue days are not reported any more; they stay late, on every list, for every tier.

        Raises RuleBroken("reason_missing"|"daily_not_overdue"), and what ``permissions.require`` and
        ``name_of_signer`` raise.
        """
        require(self._desk.session, Action.SEND)
        if not reason.strip():
            raise RuleBroken("reason_missing", field="reason")
        overdue = {one.sequence for one in self.overdue()}
        if not days or any(day_number(day) not in overdue for day in days):
            raise RuleBroken("daily_not_overdue", field="until")
        leader = name_of_signer(self._desk, self._check_pin, signature)
        explained = [
            explained_day(self._desk, daily_id(self._desk.unit, day), day, reason.strip(), self._explained(day))
            for day in days
        ]
        self._desk.write(*explained, sign_for_days(self._desk, sorted(days), reason.strip(), signature, leader))

    def rows(self, unit: UnitCode | None = None, limit: int = 60) -> tuple[DailyRow, ...]:
        """Reports that were sent, newest first; of every unit seen here unless one is named."""
        found = self._desk.store.records("daily_report", unit=unit, limit=limit, newest_first=True)
        return tuple(_row(record) for record in found)

    # ------------------------------------------------------------------------------------------------ inside

    def _records(self, unit: UnitCode) -> tuple[Record, ...]:
        return self._desk.store.records("daily_report", unit=unit)

    def _explained(self, day: date) -> Mapping[str, Json]:
        """What the rules of a day say of one that is explained now: owed, and late."""
        now = self._desk.now()
        fact = ReportFact(
            id=daily_id(self._desk.unit, day),
            step=Step.ZERO,
            sequence=day_number(day),
            at=now,
            earliest=now,
            latest=now,
        )
        owed = {one.key: iso(one.due) for one in self._owed_for(day) if one.is_open}
        return {"owed": dict(owed), "lateness": lateness_fields(self._judged(day, fact))}

    def _known_since(self, unit: UnitCode) -> date:
        """The day this unit's journal begins: nobody owes a report for a day before there was a desk."""
        told = self._desk.store.records("log", unit=unit, limit=1)
        begun = told[0].created.at if told else self._desk.now()
        return local_day(begun)

    def _owed_for(self, day: date) -> Iterable[Deadline]:
        packs = self._rules.in_force(begin_of(day))
        return owed_on(day, (), packs, str(self._desk.tier), self._rules.periods(since=day))

    def _judged(self, day: date, fact: ReportFact) -> Lateness | None:
        """The worst judgement of the day's obligations."""
        packs = self._rules.in_force(begin_of(day))
        met = owed_on(day, (fact,), packs, str(self._desk.tier), self._rules.periods(since=day))
        worst = (Verdict.LATE, Verdict.NOT_PROVABLE, Verdict.IN_TIME)
        judged = [one.lateness for one in met if one.lateness is not None]
        return min(judged, key=lambda one: (worst.index(one.verdict), -one.late_by), default=None)


def daily_id(unit: UnitCode, day: date) -> RecordId:
    """The natural key: two desks of one unit that both report a day report it once."""
    return RecordId(f"daily_report-{unit}-{day.isoformat()}")


def lateness_fields(judged: Lateness | None) -> dict[str, Json] | None:
    """A judgement as a record keeps it."""
    if judged is None:
        return None
    return {"verdict": str(judged.verdict), "seconds": round(judged.late_by.total_seconds())}


def _of_day(told: Mapping[int, ReportFact], day: date) -> tuple[ReportFact, ...]:
    found = told.get(day_number(day))
    return () if found is None else (found,)


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
        explained=flag(fields, "explained"),
        corrected_at=moment(fields, "corrected_at"),
        corrected_by=text(fields, "corrected_by_name"),
        before=tuple(text(one, "text") for one in tables(fields, "before")),
    )
