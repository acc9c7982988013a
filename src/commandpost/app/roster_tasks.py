"""What the roster's rules are asked about, read from the journal: days to be planned, and days as they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from commandpost.app import record_fields as read
from commandpost.app.desk import Desk, PersonRole
from commandpost.app.duty_days import Days, DutyDays, planned_posts, posts_of
from commandpost.app.duty_setup import DutySetupService
from commandpost.app.leave import Absences, LeaveService
from commandpost.app.people import PeopleService, StaffView
from commandpost.domain.duty_setup import DutySetup
from commandpost.domain.ids import PersonId
from commandpost.domain.rostering.slots import slots_of
from commandpost.domain.rostering.task import Candidate, Duty, Roster, RosterTask, Slot, SlotKey
from commandpost.domain.shift_hours import span_at
from commandpost.journal.entry import Json

NEAR = timedelta(days=14)  # shifts so near to the plan count for rest and window


class RosterTasks:
    """Reads; writes nothing."""

    def __init__(self, desk: Desk, people: PeopleService, setups: DutySetupService, leave: LeaveService) -> None:
        self._desk = desk
        self._people = people
        self._setups = setups
        self._leave = leave

    def coming(self, first: date, last: date, *, keep_planned: bool = False) -> RosterTask:
        """The posts of the days to come between two dates; what is past or running is never made anew.

        Cells set by hand and those of ``staying`` are fixed; with ``keep_planned`` every filled cell.
        """
        days = self.days()
        today = span_at(self._desk.now(), days.setup).date
        first = max(first, today + timedelta(days=1))
        wanted = _days_between(first, last)
        records = days.records(first - NEAR, last + NEAR)
        return RosterTask(
            slots=self._slots(days, wanted, records),
            people=self._candidates(days, self._load(days, first)),
            rules=days.setup.rules,
            fixed=_fixed(records, self.staying(wanted, records), wanted, every=keep_planned),
            around=self._around(days, records, set(wanted)),
        )

    def standing(self, first: date, last: date, *, fairness: bool = True) -> tuple[RosterTask, Roster]:
        """The days as they stand, past ones too, with stand-ins; ``fairness`` counts the year so far."""
        days = self.days()
        wanted = _days_between(first, last)
        records = days.records(first - NEAR, last + NEAR)
        task = RosterTask(
            slots=self._slots(days, wanted, records),
            people=self._candidates(days, self._load(days, first) if fairness else {}),
            rules=days.setup.rules,
            around=self._around(days, records, set(wanted)),
        )
        return task, _held(records, wanted)

    def staying(self, days: Collection[date], records: Days) -> Mapping[date, Mapping[str, Json]]:
        """Day → post → mark of stand-ins that no plan of these days sends home.

        Who took over at once; and whoever swapped with a day outside, where the other half of the exchange stands.
        """
        found: dict[date, dict[str, Json]] = {}
        for day in [day for day in days if day in records]:
            marks = read.table(records[day].fields, "substitutions")
            found[day] = {role: mark for role, mark in marks.items() if self._stays(read.table(marks, role), days)}
        return found

    def _stays(self, mark: read.Fields, days: Collection[date]) -> bool:
        if read.flag(mark, "urgent"):
            return True
        record = self._desk.store.record(read.record_id(mark, "request"))
        told = (read.text(record.fields, name) for name in ("day", "other_day")) if record else ()
        return any(day and date.fromisoformat(day) not in days for day in told)

    def days(self) -> DutyDays:
        """The duty days under the rules of now."""
        return DutyDays(desk=self._desk, setup=self._setups.setup(), calendar=self._setups.calendar())

    # --------------------------------------------------------------------------------------------------- inside

    def _slots(self, days: DutyDays, wanted: Sequence[date], records: Days) -> tuple[Slot, ...]:
        kinds = {day: days.day_type(day, records[day].fields if day in records else {}) for day in wanted}
        return slots_of(wanted, days.setup, kinds.__getitem__)

    def _candidates(self, days: DutyDays, load: Mapping[PersonId, Counter[str]]) -> tuple[Candidate, ...]:
        absences = self._leave.absences()
        return tuple(_candidate(one, days.setup, absences, load.get(one.id, Counter())) for one in self._people.staff())

    def _load(self, days: DutyDays, first: date) -> dict[PersonId, Counter[str]]:
        """What everybody has had since New Year."""
        start = date(first.year, 1, 1)
        if start == first:
            return {}
        before = _days_between(start, first - timedelta(days=1))
        records = days.records(before[0], before[-1])
        load: dict[PersonId, Counter[str]] = {}
        for slot in self._slots(days, [day for day in before if day in records], records):
            held = posts_of(records[slot.key.day].fields).get(slot.key.role)
            if held:
                prefix = "lead:" if slot.leads else ""
                kinds = {*slot.kinds, slot.rotation}
                load.setdefault(PersonId(held), Counter()).update(f"{prefix}{kind}" for kind in kinds)
        return load

    def _around(self, days: DutyDays, records: Days, wanted: set[date]) -> tuple[Duty, ...]:
        others = [day for day in records if day not in wanted]
        return tuple(
            Duty(person=PersonId(held), start=slot.start, end=slot.end)
            for slot in self._slots(days, others, records)
            if (held := posts_of(records[slot.key.day].fields).get(slot.key.role))
        )


def may_hold(one: StaffView, setup: DutySetup) -> frozenset[str]:
    """The roles a person may be planned for: those told, else leaders lead and officers do the rest."""
    if one.duty_roles:
        return frozenset(one.duty_roles)
    every = (*setup.roles, *(role for season in setup.seasons for role in season.roles))
    leads = PersonRole.DUTY_LEADER in one.roles
    works = bool(one.roles & {PersonRole.DUTY_OFFICER, PersonRole.DISTRICT_OFFICER})
    return frozenset(role.key for role in every if (leads if role.leads else works))


def _candidate(one: StaffView, setup: DutySetup, absences: Absences, load: Counter[str]) -> Candidate:
    return Candidate(
        id=one.id,
        name=one.name,
        department=one.department,
        roles=may_hold(one, setup),
        qualifications=frozenset(one.qualifications),
        leave=absences.of(one.id),
        since=one.since,
        until=one.until,
        load=dict(load),
    )


def _fixed(
    records: Days, staying: Mapping[date, Mapping[str, Json]], wanted: Iterable[date], *, every: bool
) -> dict[SlotKey, PersonId]:
    fixed: dict[SlotKey, PersonId] = {}
    for day in wanted:
        if day in records:
            fields = records[day].fields
            keys = read.texts(fields, "fixed")
            for role, person in planned_posts(fields).items():
                if role in staying[day]:
                    fixed[SlotKey(day, role)] = read.person_id(fields, role)
                elif every or role in keys:
                    fixed[SlotKey(day, role)] = person
    return fixed


def _held(records: Days, wanted: Iterable[date]) -> dict[SlotKey, PersonId]:
    return {
        SlotKey(day, role): PersonId(person)
        for day in wanted
        if day in records
        for role, person in posts_of(records[day].fields).items()
        if person
    }


def _days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]
