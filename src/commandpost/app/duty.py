"""Duty: the month's roster, gaps, import, and the shift that follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from commandpost.app import record_fields as read
from commandpost.app.approval import AT_THE_DESK, Approval, approver
from commandpost.app.desk import Desk
from commandpost.app.duty_days import DutyDays, any_planned, as_fields, posts_of
from commandpost.app.duty_paper import roster_paper
from commandpost.app.duty_setup import DutySetupService
from commandpost.app.duty_views import (
    DutyCell,
    DutyGap,
    DutyPost,
    ImportOutcome,
    PostView,
    ShiftView,
    Substitution,
    duty_day_id,
    gaps_of,
    shift_id,
)
from commandpost.app.leave import LeaveService
from commandpost.app.namesakes import known_names
from commandpost.app.people import PeopleService
from commandpost.app.permissions import Action, require
from commandpost.app.shifts import Shifts
from commandpost.app.units import UnitService
from commandpost.domain.duty_setup import DutySetup
from commandpost.domain.errors import RuleBroken
from commandpost.domain.holidays import DayType
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.papers import RosterPaper
from commandpost.domain.roster import (
    DutyRole,
    RosterProblem,
    RosterRow,
    month_days,
    read_rows,
    refuse_same_person,
    weeks_of,
)
from commandpost.domain.shift_hours import ShiftSpan, following, parse_change, span_at
from commandpost.journal.entry import Draft, Json

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


class DutyService:
    """Use cases of the month and the shift; ``setups`` tells roles, hours and holidays."""

    def __init__(self, desk: Desk, people: PeopleService, setups: DutySetupService | None = None) -> None:
        self._desk = desk
        self._people = people
        self._setups = setups or DutySetupService(desk)
        self._leave = LeaveService(desk)
        self.shifts = Shifts(desk, self._setups)

    def hours(self) -> DutySetup:
        """The timetable; 08:30 until the unit says otherwise (待核定)."""
        return self._setups.setup()

    def set_hours(self, change: str) -> None:
        """Set the time of the change, ``08:30``. Raises RuleBroken("shift_change_invalid"|"not_permitted")."""
        require(self._desk.session, Action.EDIT_ROSTER)
        self._setups.set_hours(parse_change(change))

    def today(self) -> date:
        """The duty day of the running shift."""
        return span_at(self._desk.now(), self.hours()).date

    # ------------------------------------------------------------------------------------------------ the month

    def month(self, year: int, month: int) -> tuple[DutyCell, ...]:
        """The whole weeks, Monday first, that touch a month."""
        shown, days = weeks_of(year, month), self._days()
        records = days.records(shown[0], shown[-1])
        planned_month = any_planned(record for day, record in records.items() if day.month == month)
        absences, today = self._leave.absences(), self.today()
        return tuple(
            days.cell(
                day,
                records[day].fields if day in records else {},
                absences,
                today=today,
                month=month,
                planned_month=planned_month,
            )
            for day in shown
        )

    def gaps(self, year: int, month: int) -> tuple[DutyGap, ...]:
        """Posts nobody holds; none in a month nobody has planned yet."""
        return gaps_of(self.month(year, month))

    def years_missing(self, year: int, month: int) -> tuple[int, ...]:
        """The years the month's view shows whose holidays are not on file: they are not guessed."""
        return self._setups.calendar().missing(month_days(year, month))

    def substitutions(self, year: int, month: int) -> tuple[Substitution, ...]:
        """Who stands in for whom, by day."""
        shown, days = month_days(year, month), self._days()
        found = sorted(days.records(shown[0], shown[-1]).items())
        return tuple(one for day, record in found for one in days.substitutions(day, record))

    def set_day(self, day: date, role: DutyRole, person: PersonId | None, approval: Approval = AT_THE_DESK) -> None:
        """Put a person on a post, or nobody; an automatic roster leaves what was set by hand.

        Raises RuleBroken("roster_same_person"|"person_unknown"|"today_needs_leader") and what
        ``permissions.require`` raises.
        """
        require(self._desk.session, Action.EDIT_ROSTER)
        self._refuse_unknown(person)
        days = self._days()
        fields = days.fields(day)
        refuse_same_person({**posts_of(fields), role: person})
        self._refuse_today(day, fields, approval)
        kept = {key: value for key, value in read.table(fields, "substitutions").items() if key != role.value}
        fixed = [key for key in read.texts(fields, "fixed") if key != role.value]
        changes: dict[str, Json] = {
            role.value: person,
            "substitutions": kept,
            "fixed": [*fixed, *([role.value] if person else [])],
        }
        self._desk.write(days.draft(day, "duty.set_day", changes))

    def set_fixed(self, day: date, role: DutyRole, *, fixed: bool) -> None:
        """Let an automatic roster leave a cell as it is, or make it anew."""
        require(self._desk.session, Action.EDIT_ROSTER)
        days = self._days()
        others = [key for key in read.texts(days.fields(day), "fixed") if key != role.value]
        self._desk.write(days.draft(day, "duty.set_fixed", {"fixed": [*others, *([role.value] if fixed else [])]}))

    def set_note(self, day: date, note: str) -> None:
        """Write a note beside a day, e.g. a drill."""
        require(self._desk.session, Action.EDIT_ROSTER)
        self._desk.write(self._days().draft(day, "duty.set_note", {"note": note.strip()}))

    def set_day_type(self, day: date, day_type: DayType | None) -> None:
        """Say what kind of day it is; None follows the calendar again."""
        require(self._desk.session, Action.EDIT_ROSTER)
        told = day_type.value if day_type else None
        self._desk.write(self._days().draft(day, "duty.set_day_type", {"day_type": told}))

    def import_rows(self, rows: Iterable[RosterRow], approval: Approval = AT_THE_DESK) -> ImportOutcome:
        """Write the rows as one transaction, or none when a row has a problem; a stand-in who stays is still marked."""
        require(self._desk.session, Action.EDIT_ROSTER)
        told = tuple(rows)
        plan = read_rows(told, known_names(self._people.staff()))
        days = self._days()
        drafts: list[Draft] = []
        problems = list(plan.problems)
        for day, posts in plan.days.items():
            fields = days.fields(day)
            note = plan.notes.get(day, read.text(fields, "note"))
            if note != read.text(fields, "note"):
                drafts.append(days.draft(day, "duty.set_note", {"note": note}))
            if any(read.text(fields, role) != (person or "") for role, person in posts.items()):
                problems += self._today_problem(day, fields, approval)
                marks = read.table(fields, "substitutions")
                kept: dict[str, Json] = {
                    role: mark
                    for role, mark in marks.items()
                    if posts.get(DutyRole(role), read.text(fields, role)) == read.text(fields, role)
                }
                drafts.append(days.draft(day, "duty.import", {**as_fields(posts), "substitutions": kept}))
        if problems:
            return ImportOutcome(days=0, problems=tuple(problems))
        if drafts:
            self._desk.write(*drafts)
        return ImportOutcome(days=len({draft.record for draft in drafts}), problems=())

    def paper(self, year: int, month: int) -> RosterPaper:
        """The month's roster for print, with everybody's telephone."""
        cells = tuple(cell for cell in self.month(year, month) if cell.in_month)
        setup = self.hours()
        return roster_paper(
            self._desk,
            cells,
            setup,
            self._setups.calendar(),
            phone=UnitService(self._desk).phone(),
            confirmed=self._setups.is_confirmed(),
        )

    # ------------------------------------------------------------------------------------------------ the shift

    def current_shift(self, now: datetime | None = None) -> ShiftView:
        """The shift a moment falls into; now if none is given."""
        return self.shift(span_at(now or self._desk.now(), self.hours()))

    def next_shift(self, now: datetime | None = None) -> ShiftView:
        """The one after it."""
        setup = self.hours()
        return self.shift(following(span_at(now or self._desk.now(), setup), setup))

    def shift(self, span: ShiftSpan) -> ShiftView:
        """Any shift; whoever signed in for a post holds it, else who the roster says."""
        return self.shifts.view(span)

    def sign_in_for_shift(self, role: DutyRole | None = None) -> None:
        """Sign in whoever sits at the desk for the current shift, shortly before the change for the next one too.

        ``role`` None takes the post the roster gives. Raises RuleBroken("sign_in_first"|"not_on_roster").
        """
        self.shifts.sign_in(role)

    def sign_out_of_shift(self) -> None:
        """Whoever sits at the desk leaves the running shift. Raises RuleBroken("not_signed_in_for_shift")."""
        self.shifts.sign_out(self._desk.session.person or PersonId(""))

    # --------------------------------------------------------------------------------------------------- inside

    def _days(self) -> DutyDays:
        return DutyDays(desk=self._desk, setup=self._setups.setup(), calendar=self._setups.calendar())

    def _refuse_unknown(self, person: PersonId | None) -> None:
        record = self._desk.store.record(RecordId(person)) if person else None
        if person and (record is None or record.kind != "staff"):
            raise RuleBroken("person_unknown", field="person", person=person)

    def _refuse_today(self, day: date, fields: read.Fields, approval: Approval) -> None:
        """Who is on duty cannot change today's roster, or a past one, at will once it is planned."""
        if day > self.today() or not any(posts_of(fields).values()):
            return
        try:
            approver(self._desk, self._people, approval)
        except RuleBroken as error:
            if error.code != "leader_only":
                raise
            raise RuleBroken("today_needs_leader", field="leader") from error

    def _today_problem(self, day: date, fields: read.Fields, approval: Approval) -> list[RosterProblem]:
        try:
            self._refuse_today(day, fields, approval)
        except RuleBroken as error:
            return [RosterProblem(row=0, column="date", code=error.code, value=day.isoformat())]
        return []
