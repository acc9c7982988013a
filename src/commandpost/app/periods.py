"""The special periods of a unit: every year's seasons, the holidays, and what the unit enters, moves or ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from commandpost.app.desk import Desk
from commandpost.app.permissions import Action, require
from commandpost.app.record_fields import Fields, flag, iso, text
from commandpost.domain.errors import RuleBroken
from commandpost.domain.holidays import Calendar
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.local_time import local_day
from commandpost.domain.periods import PeriodKind, Season, SpecialPeriod, holidays, refuse_impossible
from commandpost.journal.entry import Draft
from commandpost.journal.fold import Record

YEARS_AHEAD = 1  # seasons are told for the last, this and the next year, and for older ones when asked


class PeriodService:
    """Use cases of special periods; what has begun is never taken away, only ended."""

    def __init__(self, desk: Desk, seasons: Sequence[Season] = (), calendar: Callable[[], Calendar] = Calendar) -> None:
        self._desk = desk
        self._seasons = tuple(seasons)
        self._calendar = calendar

    def periods(self, unit: UnitCode | None = None, since: date | None = None) -> tuple[SpecialPeriod, ...]:
        """All that are known for a unit, by their first day; its own entries replace shipped ones of the same id.

        ``since`` asks for the seasons of every year from that day on: what was owed then is owed until it is met.
        """
        year = local_day(self._desk.now()).year
        first = year if since is None else min(year, since.year)
        years = range(first - YEARS_AHEAD, year + YEARS_AHEAD + 1)
        shipped = (*holidays(self._calendar()), *(season.of(each) for season in self._seasons for each in years))
        found = {period.id: period for period in shipped}
        for record in self._desk.store.records("period", unit=unit or self._desk.unit):
            period = _period(record)
            if period is not None:
                found[period.id] = period
        return tuple(sorted(found.values(), key=lambda period: (period.first, period.id)))

    def current(self) -> tuple[SpecialPeriod, ...]:
        """Those of today."""
        today = local_day(self._desk.now())
        return tuple(period for period in self.periods() if period.holds(today))

    def enter(self, period: SpecialPeriod) -> RecordId:
        """Enter a period, or move, extend or rename one by its id.

        Days that have begun stay: RuleBroken("period_has_begun") when a change would take one away. Raises what
        ``domain.periods.refuse_impossible`` and ``permissions.require`` raise.
        """
        require(self._desk.session, Action.ADOPT_RULES)
        refuse_impossible(period)
        self._refuse_losing_days(period)
        record = _id(self._desk.unit, period.id)
        self._desk.write(
            Draft(
                kind="period",
                record=record,
                act="period.enter",
                set={
                    "period": period.id,
                    "kind": str(period.kind),
                    "name": period.name.strip(),
                    "first": period.first.isoformat(),
                    "last": period.last.isoformat(),
                    "source": period.source.strip(),
                    "verified": period.verified,
                    "at": iso(self._desk.now()),
                    "entered_by": self._desk.session.person,
                },
            )
        )
        return record

    def end(self, period: str, reason: str) -> None:
        """End it with today; one that lies ahead is called off.

        Raises RuleBroken("reason_missing"|"period_unknown"|"period_over") and what ``permissions.require`` raises.
        """
        require(self._desk.session, Action.ADOPT_RULES)
        if not reason.strip():
            raise RuleBroken("reason_missing", field="reason")
        known = next((one for one in self.periods() if one.id == period), None)
        if known is None:
            raise RuleBroken("period_unknown")
        today = local_day(self._desk.now())
        if known.last <= today:
            raise RuleBroken("period_over")
        last = today if known.first <= today else known.first - timedelta(days=1)
        draft = _ending(self._desk.unit, known, last, reason.strip())
        self._desk.write(replace(draft, set={**draft.set, "at": iso(self._desk.now())}))

    def new(self, kind: PeriodKind, name: str, first: date, last: date, source: str = "") -> SpecialPeriod:
        """A period of the unit's own, with a fresh id; nothing is written."""
        made = self._desk.new_id("own")
        return SpecialPeriod(id=str(made), kind=kind, name=name, first=first, last=last, source=source)

    def _refuse_losing_days(self, period: SpecialPeriod) -> None:
        known = next((one for one in self.periods() if one.id == period.id), None)
        today = local_day(self._desk.now())
        if known is None or known.first > today:
            return
        if period.first > known.first or period.last < min(known.last, today):
            raise RuleBroken("period_has_begun", field="first")


def _id(unit: UnitCode, period: str) -> RecordId:
    return RecordId(f"period-{unit}-{period}")


def _ending(unit: UnitCode, period: SpecialPeriod, last: date, reason: str) -> Draft:
    return Draft(
        kind="period",
        record=_id(unit, period.id),
        act="period.end",
        set={
            "period": period.id,
            "kind": str(period.kind),
            "name": period.name,
            "first": period.first.isoformat(),
            "last": last.isoformat(),
            "source": period.source,
            "verified": period.verified,
            "ended": True,
        },
        note=reason,
    )


def _period(record: Record) -> SpecialPeriod | None:
    """None for what another version of the program wrote otherwise; a called-off one holds no day."""
    fields = record.fields
    kind, first, last = text(fields, "kind"), _day(fields, "first"), _day(fields, "last")
    if kind not in set(PeriodKind) or first is None or last is None:
        return None
    name = text(fields, "name")
    return SpecialPeriod(
        id=text(fields, "period"),
        kind=PeriodKind(kind),
        name=name,
        first=first,
        last=last,
        source=text(fields, "source"),
        verified=flag(fields, "verified"),
    )


def _day(fields: Fields, key: str) -> date | None:
    try:
        return date.fromisoformat(text(fields, key))
    except ValueError:
        return None
