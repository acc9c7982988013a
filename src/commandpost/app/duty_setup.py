"""How duty is kept here: roles, hours, seasons, figures, and the tables of holidays; journaled for every tier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from commandpost.app import record_fields as read
from commandpost.app.desk import Desk
from commandpost.app.permissions import Action, require
from commandpost.domain.duty_setup import DutySetup, refuse_setup
from commandpost.domain.holidays import Calendar, DayType, SpecialDay, YearTable, day_lines, parse_days
from commandpost.domain.ids import RecordId
from commandpost.domain.paper_encoding import from_plain, to_plain
from commandpost.domain.shift_hours import ONE_DAY, ShiftHours, parse_change, span_at
from commandpost.journal.entry import Draft, Json

HOURS_SETTING = "shift_change"  # kept by earlier versions outside the journal


class DutySetupService:
    """Use cases of the setup; ``shipped`` are the tables of the kept library."""

    def __init__(self, desk: Desk, shipped: Iterable[YearTable] = ()) -> None:
        self._desk = desk
        self._shipped = {table.year: table for table in shipped}

    def setup(self) -> DutySetup:
        """The unit's setup; the defaults until it says otherwise (待本单位核定)."""
        record = self._desk.store.record(RecordId(f"duty_setup-{self._desk.unit}"))
        kept = read.table(record.fields, "setup") if record else {}
        if kept:
            return from_plain(DutySetup, kept)
        change = self._desk.store.setting(HOURS_SETTING)
        return DutySetup(hours=parse_change(change)) if isinstance(change, str) else DutySetup()

    def is_confirmed(self) -> bool:
        """Whether the unit has set anything itself."""
        return self._desk.store.record(RecordId(f"duty_setup-{self._desk.unit}")) is not None

    def keep(self, setup: DutySetup) -> None:
        """Keep the whole setup. Raises what ``refuse_setup`` and ``permissions.require`` raise."""
        require(self._desk.session, Action.EDIT_ROSTER)
        values: dict[str, Json] = {"setup": {**to_plain(refuse_setup(setup))}}
        record = RecordId(f"duty_setup-{self._desk.unit}")
        self._desk.write(Draft(kind="duty_setup", record=record, act="duty_setup.keep", set=values))

    def set_hours(self, hours: ShiftHours) -> None:
        """Keep another pattern from the next duty day on: who is on duty stays so, and the days before keep theirs."""
        setup = self.setup()
        following = span_at(self._desk.now(), setup).date + ONE_DAY
        first = self._desk.store.count("duty_day") == 0
        self.keep(replace(setup, hours=hours) if first else setup.changed(hours, following))

    # --------------------------------------------------------------------------------------------- holidays

    def calendar(self) -> Calendar:
        """The shipped tables, each replaced by the unit's own where it has one."""
        return Calendar.of((*self._shipped.values(), *self._own().values()))

    def year(self, year: int) -> YearTable | None:
        """One year's table; None: 放假安排未录入."""
        return self._own().get(year) or self._shipped.get(year)

    def year_text(self, year: int) -> str:
        """The table as lines to edit."""
        table = self.year(year)
        return "" if table is None else day_lines(table.days)

    def keep_year(self, year: int, text: str, *, source: str, verified: bool) -> None:
        """Keep a year's table from lines such as ``2027-01-01 休 元旦``. Raises RuleBroken("calendar_invalid")."""
        require(self._desk.session, Action.EDIT_ROSTER)
        days: dict[str, Json] = {
            day.isoformat(): {"type": one.day_type.value, "name": one.name}
            for day, one in parse_days(year, text).items()
        }
        values: dict[str, Json] = {"year": year, "days": days, "source": source.strip(), "verified": verified}
        record = RecordId(f"holidays-{self._desk.unit}-{year}")
        self._desk.write(Draft(kind="holidays", record=record, act="holidays.keep", set=values))

    def _own(self) -> dict[int, YearTable]:
        found = (_table(record.fields) for record in self._desk.store.records("holidays", unit=self._desk.unit))
        return {table.year: table for table in found}


def _table(fields: read.Fields) -> YearTable:
    days: dict[date, SpecialDay] = {}
    for day, told in read.table(fields, "days").items():
        one = told if isinstance(told, dict) else {}
        days[date.fromisoformat(day)] = SpecialDay(
            day_type=DayType(read.text(one, "type")), name=read.text(one, "name")
        )
    return YearTable(
        year=read.whole(fields, "year") or 0,
        days=days,
        source=read.text(fields, "source"),
        verified=read.flag(fields, "verified"),
    )
