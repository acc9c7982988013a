"""Duty: the month's roster, gaps, substitutions, import, and the shift that follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from commandpost.app import record_fields as read
from commandpost.app.desk import Desk
from commandpost.app.duty_views import (
    DutyCell,
    DutyGap,
    DutyPost,
    ImportOutcome,
    PostView,
    ShiftView,
    Substitution,
    duty_day_id,
    shift_id,
)
from commandpost.app.names import Names
from commandpost.app.people import PeopleService
from commandpost.app.permissions import Action, require
from commandpost.app.shifts import Shifts
from commandpost.app.units import UnitService
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.papers import Post, RosterLine, RosterPaper
from commandpost.domain.roster import (
    Calendar,
    DayType,
    DutyRole,
    RosterRow,
    RosterSource,
    ShiftHours,
    ShiftSpan,
    month_days,
    read_rows,
    refuse_same_person,
    span_at,
    span_of,
    weeks_of,
)
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

__all__ = [
    "DayType",
    "DutyCell",
    "DutyGap",
    "DutyPost",
    "DutyRole",
    "DutyService",
    "ImportOutcome",
    "PostView",
    "RosterRow",
    "ShiftView",
    "Substitution",
    "duty_day_id",
    "shift_id",
]

Days = Mapping[date, Record]
UNCONFIRMED_HOURS = "交接班时间 {change}（待核定）"  # as printed under the roster


class DutyService:
    """Use cases of duty; ``calendar`` tells holidays from ordinary days."""

    def __init__(self, desk: Desk, people: PeopleService, calendar: Calendar | None = None) -> None:
        self._desk = desk
        self._people = people
        self._calendar = calendar or Calendar()
        self._shifts = Shifts(desk)

    def hours(self) -> ShiftHours:
        """When the shift changes here; 08:30 until the unit says otherwise (待核定)."""
        return self._shifts.hours()

    def set_hours(self, change: str) -> None:
        """Set the time of the change, ``08:30``. Raises RuleBroken("shift_change_invalid"|"not_permitted")."""
        require(self._desk.session, Action.EDIT_ROSTER)
        self._shifts.set_hours(change)

    def calendar_verified(self) -> bool:
        """Whether the holidays were compared with their notice; else they are 待核定."""
        return self._calendar.verified

    # ------------------------------------------------------------------------------------------------ the month

    def month(self, year: int, month: int) -> tuple[DutyCell, ...]:
        """The whole weeks, Monday first, that touch a month."""
        days = weeks_of(year, month)
        records = self._days(days[0], days[-1])
        planned_month = any(day.month == month and _is_planned(record) for day, record in records.items())
        names, today = Names(self._desk.store), span_at(self._desk.now(), self.hours()).date
        return tuple(
            self._cell(day, records.get(day), names, today=today, month=month, planned_month=planned_month)
            for day in days
        )

    def gaps(self, year: int, month: int) -> tuple[DutyGap, ...]:
        """Posts nobody holds; none in a month nobody has planned yet."""
        cells = (cell for cell in self.month(year, month) if cell.in_month)
        return tuple(DutyGap(date=cell.date, role=role) for cell in cells for role in DutyRole if cell.post(role).gap)

    def substitutions(self, year: int, month: int) -> tuple[Substitution, ...]:
        """Who stands in for whom, by day."""
        days = month_days(year, month)
        names = Names(self._desk.store)
        found = sorted(self._days(days[0], days[-1]).items())
        return tuple(_substitution(day, role, record, names) for day, record in found for role in _substituted(record))

    def set_day(self, day: date, role: DutyRole, person: PersonId | None) -> None:
        """Put a person on a post, or nobody.

        Raises RuleBroken("roster_same_person"|"person_unknown") and what ``permissions.require`` raises.
        """
        require(self._desk.session, Action.EDIT_ROSTER)
        self._refuse_unknown(person)
        fields = self._fields(day)
        refuse_same_person({**_posts(fields), role: person})
        kept = {key: value for key, value in read.table(fields, "substitutions").items() if key != role.value}
        self._write_day(day, "duty.set_day", {role.value: person, "substitutions": kept})

    def set_note(self, day: date, note: str) -> None:
        """Write a note beside a day, e.g. a drill."""
        require(self._desk.session, Action.EDIT_ROSTER)
        self._write_day(day, "duty.set_note", {"note": note.strip()})

    def set_day_type(self, day: date, day_type: DayType | None) -> None:
        """Say what kind of day it is; None follows the calendar again."""
        require(self._desk.session, Action.EDIT_ROSTER)
        self._write_day(day, "duty.set_day_type", {"day_type": day_type.value if day_type else None})

    def substitute(self, day: date, role: DutyRole, person: PersonId, *, reason: str, approved_by: str) -> None:
        """代班: ``person`` stands in for who was planned; ``approved_by`` is the leader's name.

        Raises RuleBroken("reason_missing"|"approver_missing"|"nobody_to_replace"|"roster_same_person"|
        "person_unknown") and what ``permissions.require`` raises.
        """
        require(self._desk.session, Action.EDIT_ROSTER)
        for field, code in (("reason", "reason_missing"), ("approved_by", "approver_missing")):
            if not {"reason": reason, "approved_by": approved_by}[field].strip():
                raise RuleBroken(code, field=field)
        self._refuse_unknown(person)
        fields = self._fields(day)
        replaced = read.text(read.table(read.table(fields, "substitutions"), role.value), "instead_of")
        planned = replaced or read.text(fields, role.value)
        if not planned:
            raise RuleBroken("nobody_to_replace", field="person")
        refuse_same_person({**_posts(fields), role: person})
        mark: dict[str, Json] = {
            "instead_of": planned,
            "reason": reason.strip(),
            "approved_by": approved_by.strip(),
            "approved_at": read.iso(self._desk.now()),
        }
        standing_in = {**read.table(fields, "substitutions"), role.value: mark}
        self._write_day(day, "duty.substitute", {role.value: person, "substitutions": standing_in})

    def import_rows(self, rows: Iterable[RosterSource]) -> ImportOutcome:
        """Write the rows as one transaction, or none of them when a row has a problem."""
        require(self._desk.session, Action.EDIT_ROSTER)
        namesakes: dict[str, list[str]] = {}
        for one in self._people.staff():
            namesakes.setdefault(one.name, []).append(one.id)
        plan = read_rows(rows, namesakes)
        if plan.problems:
            return ImportOutcome(days=0, problems=plan.problems)
        drafts = [self._draft(day, "duty.import", _planned(posts)) for day, posts in plan.days.items()]
        if drafts:
            self._desk.write(*drafts)
        return ImportOutcome(days=len(drafts), problems=())

    def paper(self, year: int, month: int) -> RosterPaper:
        """The month's roster for print."""
        cells = [cell for cell in self.month(year, month) if cell.in_month]
        change = self.hours().change.isoformat("minutes")
        return RosterPaper(
            unit=self._desk.unit_name,
            year=year,
            month=month,
            days=tuple(_line(cell) for cell in cells),
            phone=UnitService(self._desk).phone(),
            made_by=self._desk.session.name,
            made_at=self._desk.now(),
            remarks=(UNCONFIRMED_HOURS.format(change=change), "换班、代班须经带班领导批准"),
        )

    # ------------------------------------------------------------------------------------------------ the shift

    def current_shift(self, now: datetime | None = None) -> ShiftView:
        """The shift a moment falls into; now if none is given."""
        return self.shift(span_at(now or self._desk.now(), self.hours()))

    def next_shift(self, now: datetime | None = None) -> ShiftView:
        """The one after it."""
        current = span_at(now or self._desk.now(), self.hours())
        return self.shift(span_of(current.date + timedelta(days=1), self.hours()))

    def shift(self, span: ShiftSpan) -> ShiftView:
        """Any shift; whoever signed in for a post holds it, else who the roster says."""
        return self._shifts.view(span)

    def sign_in_for_shift(self, role: DutyRole | None = None) -> None:
        """Sign in whoever sits at the desk for the current shift, in its last hour for the next one too.

        ``role`` None takes the post the roster gives. Raises RuleBroken("sign_in_first"|"not_on_roster").
        """
        self._shifts.sign_in(role)

    # --------------------------------------------------------------------------------------------------- inside

    def _days(self, first: date, last: date) -> Days:
        hours = self.hours()
        records = self._desk.store.records(
            "duty_day",
            unit=self._desk.unit,
            since=read.iso(span_of(first, hours).start - timedelta(days=1)),
            until=read.iso(span_of(last, hours).end + timedelta(days=1)),
        )
        by_day = {date.fromisoformat(read.text(record.fields, "date")): record for record in records}
        return {day: record for day, record in by_day.items() if first <= day <= last}

    def _cell(
        self, day: date, record: Record | None, names: Names, *, today: date, month: int, planned_month: bool
    ) -> DutyCell:
        fields: read.Fields = record.fields if record else {}
        told = read.text(fields, "day_type")
        in_month = day.month == month
        owed = planned_month if in_month else record is not None and _is_planned(record)
        return DutyCell(
            date=day,
            day_type=DayType(told) if told in set(DayType) else self._calendar.day_type(day),
            holiday=self._calendar.name(day),
            leader=_duty_post(fields, DutyRole.LEADER, names, owed=owed),
            primary=_duty_post(fields, DutyRole.PRIMARY, names, owed=owed),
            secondary=_duty_post(fields, DutyRole.SECONDARY, names, owed=owed),
            is_today=day == today,
            in_month=in_month,
            note=read.text(fields, "note"),
        )

    def _fields(self, day: date) -> read.Fields:
        record = self._desk.store.record(duty_day_id(self._desk.unit, day))
        return record.fields if record else {}

    def _refuse_unknown(self, person: PersonId | None) -> None:
        record = self._desk.store.record(RecordId(person)) if person else None
        if person and (record is None or record.kind != "staff"):
            raise RuleBroken("person_unknown", field="person", person=person)

    def _write_day(self, day: date, act: str, values: Mapping[str, Json]) -> None:
        self._desk.write(self._draft(day, act, values))

    def _draft(self, day: date, act: str, values: Mapping[str, Json]) -> Draft:
        frame: dict[str, Json] = {"date": day.isoformat(), "at": read.iso(span_of(day, self.hours()).start)}
        return Draft(kind="duty_day", record=duty_day_id(self._desk.unit, day), act=act, set={**frame, **values})


def _posts(fields: read.Fields) -> dict[DutyRole, str | None]:
    return {role: read.text(fields, role.value) or None for role in DutyRole}


def _planned(posts: Mapping[DutyRole, str | None]) -> dict[str, Json]:
    values: dict[str, Json] = {role.value: person for role, person in posts.items()}
    return {**values, "substitutions": {}}


def _is_planned(record: Record) -> bool:
    return any(_posts(record.fields).values())


def _substituted(record: Record) -> tuple[DutyRole, ...]:
    return tuple(role for role in DutyRole if role.value in read.table(record.fields, "substitutions"))


def _substitution(day: date, role: DutyRole, record: Record, names: Names) -> Substitution:
    mark = read.table(read.table(record.fields, "substitutions"), role.value)
    return Substitution(
        date=day,
        role=role,
        name=names.person(PersonId(read.text(record.fields, role.value)) or None),
        instead_of=names.person(PersonId(read.text(mark, "instead_of")) or None),
        reason=read.text(mark, "reason"),
        approved_by=read.text(mark, "approved_by"),
        approved_at=read.moment(mark, "approved_at"),
    )


def _duty_post(fields: read.Fields, role: DutyRole, names: Names, *, owed: bool) -> DutyPost:
    person = PersonId(read.text(fields, role.value)) or None
    mark = read.table(read.table(fields, "substitutions"), role.value)
    return DutyPost(
        person=person,
        name=names.person(person),
        substitute_for=names.person(PersonId(read.text(mark, "instead_of")) or None),
        reason=read.text(mark, "reason"),
        approved_by=read.text(mark, "approved_by"),
        gap=owed and person is None,
    )


def _line(cell: DutyCell) -> RosterLine:
    return RosterLine(
        date=cell.date,
        day_type=cell.day_type.value,
        holiday=cell.holiday,
        leader=_paper_post(cell.leader),
        primary=_paper_post(cell.primary),
        secondary=_paper_post(cell.secondary),
        note=cell.note,
    )


def _paper_post(post: DutyPost) -> Post:
    return Post(name=post.name, instead_of=post.substitute_for, approved_by=post.approved_by, reason=post.reason)
