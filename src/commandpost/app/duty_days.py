"""The days of the roster as the journal has them: read into cells, drafted into records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from commandpost.app import record_fields as read
from commandpost.app.desk import Desk
from commandpost.app.duty_views import DutyCell, DutyPost, Substitution, duty_day_id
from commandpost.app.leave import Absences
from commandpost.app.names import Names
from commandpost.domain.duty_setup import DutySetup, Seat
from commandpost.domain.holidays import Calendar, DayType
from commandpost.domain.ids import PersonId
from commandpost.domain.roster import DutyRole
from commandpost.domain.shift_hours import span_of
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

Days = Mapping[date, Record]
NOT_POSTS = frozenset({"date", "at", "substitutions", "day_type", "note", "fixed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDays:
    """Reads and drafts duty days under one setup and one calendar; made anew for every use case."""

    desk: Desk
    setup: DutySetup
    calendar: Calendar
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", Names(self.desk.store))

    def records(self, first: date, last: date) -> Days:
        """The planned days between two dates, both included."""
        found = self.desk.store.records(
            "duty_day",
            unit=self.desk.unit,
            since=read.iso(span_of(first, self.setup).start - timedelta(days=1)),
            until=read.iso(span_of(last, self.setup).end + timedelta(days=1)),
        )
        by_day = {date.fromisoformat(read.text(record.fields, "date")): record for record in found}
        return {day: record for day, record in by_day.items() if first <= day <= last}

    def fields(self, day: date) -> read.Fields:
        """One day as it is planned; {} before anybody has."""
        record = self.desk.store.record(duty_day_id(self.desk.unit, day))
        return record.fields if record else {}

    def day_type(self, day: date, fields: read.Fields) -> DayType:
        """What the unit said of the day, else the calendar."""
        told = read.text(fields, "day_type")
        return DayType(told) if told in set(DayType) else self.calendar.day_type(day)

    def seats(self, day: date, fields: read.Fields) -> tuple[Seat, ...]:
        """The posts the day needs, and those it was planned with under an earlier setup."""
        wanted = self.setup.seats(day, self.day_type(day, fields))
        keys = {seat.key for seat in wanted}
        held = (DutyRole(key) for key, person in fields.items() if key not in NOT_POSTS and isinstance(person, str))
        return (*wanted, *(self.setup.seat(day, key) for key in held if key and key not in keys))

    def cell(
        self,
        day: date,
        fields: read.Fields,
        absences: Absences,
        *,
        today: date,
        month: int,
        planned_month: bool,
    ) -> DutyCell:
        """One day of the grid."""
        in_month = day.month == month
        owed = planned_month if in_month else any(posts_of(fields).values())
        return DutyCell(
            date=day,
            day_type=self.day_type(day, fields),
            holiday=self.calendar.name(day),
            posts=tuple(
                self.post(day, seat, fields, absences, owed=owed, coming=day >= today)
                for seat in self.seats(day, fields)
            ),
            is_today=day == today,
            in_month=in_month,
            note=read.text(fields, "note"),
        )

    def post(
        self, day: date, seat: Seat, fields: read.Fields, absences: Absences, *, owed: bool, coming: bool
    ) -> DutyPost:
        """One post of a day; ``coming``: today or later, where it matters who is still on the staff."""
        person = read.person_id(fields, seat.key) or None
        mark = read.table(read.table(fields, "substitutions"), seat.key)
        span = span_of(day, self.setup, seat.shift)
        return DutyPost(
            role=seat.key,
            title=self.title(seat),
            leads=seat.role.leads,
            shift=seat.shift,
            shift_name=self.setup.hours_on(day).spec(seat.shift).name if seat.shift else "",
            person=person,
            name=self.names.person(person),
            substitute_for=self.names.person(read.person_id(mark, "instead_of") or None),
            swapped=read.text(mark, "kind") == "swap",
            reason=read.text(mark, "reason"),
            approved_by=read.text(mark, "approved_by"),
            gap=owed and person is None,
            fixed=seat.key in read.texts(fields, "fixed"),
            away=person is not None and absences.away(person, span),
            gone=coming and self.names.is_gone(person, day),
        )

    def title(self, seat: Seat) -> str:
        """带班领导, or 副班 2 where there are several."""
        return f"{seat.role.name}{seat.number}" if seat.of > 1 else seat.role.name

    def substitutions(self, day: date, record: Record) -> tuple[Substitution, ...]:
        """Who stands in for whom on a day."""
        marks = read.table(record.fields, "substitutions")
        return tuple(self._substitution(day, DutyRole(key), read.table(marks, key), record.fields) for key in marks)

    def draft(self, day: date, act: str, values: Mapping[str, Json]) -> Draft:
        """A change of a day's record."""
        frame: dict[str, Json] = {"date": day.isoformat(), "at": read.iso(span_of(day, self.setup).start)}
        return Draft(kind="duty_day", record=duty_day_id(self.desk.unit, day), act=act, set={**frame, **values})

    def _substitution(self, day: date, role: DutyRole, mark: read.Fields, fields: read.Fields) -> Substitution:
        return Substitution(
            date=day,
            role=role,
            title=self.title(self.setup.seat(day, role)),
            name=self.names.person(read.person_id(fields, role) or None),
            instead_of=self.names.person(read.person_id(mark, "instead_of") or None),
            reason=read.text(mark, "reason"),
            approved_by=read.text(mark, "approved_by"),
            approved_at=read.moment(mark, "approved_at"),
            swapped=read.text(mark, "kind") == "swap",
        )


def posts_of(fields: read.Fields) -> dict[DutyRole, str | None]:
    """Post → person id of a day's record."""
    held = {key: read.text(fields, key) or None for key in fields if key not in NOT_POSTS}
    return {DutyRole(key): person for key, person in held.items()}


def planned_posts(fields: read.Fields) -> dict[DutyRole, PersonId]:
    """Post → who was planned, before anybody stood in."""
    marks = read.table(fields, "substitutions")
    return {
        role: read.person_id(read.table(marks, role), "instead_of") or PersonId(person)
        for role, person in posts_of(fields).items()
        if person
    }


def as_fields(posts: Mapping[DutyRole, str | None]) -> dict[str, Json]:
    """Posts as the record keeps them."""
    return {role.value: person for role, person in posts.items()}


def any_planned(records: Iterable[Record]) -> bool:
    """Whether somebody stands on one of the days."""
    return any(any(posts_of(record.fields).values()) for record in records)
