"""The roster for other programs: columns and rows of a month for Excel, events for calendars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from commandpost.app.desk import Desk
from commandpost.app.duty import DutyService
from commandpost.app.duty_paper import people_of
from commandpost.app.duty_setup import DutySetupService
from commandpost.app.duty_views import DutyCell, DutyPost
from commandpost.app.namesakes import told_apart
from commandpost.app.people import StaffView
from commandpost.app.staff_phones import phones_leaving
from commandpost.domain.holidays import DayType
from commandpost.domain.ids import PersonId
from commandpost.domain.papers import RosterEvent
from commandpost.domain.roster import PostColumn, RosterRow, month_days
from commandpost.domain.shift_hours import span_of

REMIND = timedelta(hours=12)
SAVED = "{year}年{month}月值班表（Excel）"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTable:
    """A month as people keep it in Excel: dates down, posts across."""

    year: int
    month: int
    columns: tuple[PostColumn, ...]
    rows: tuple[RosterRow, ...]
    people: tuple[str, ...]
    rest_days: tuple[date, ...]
    phones: tuple[tuple[str, str], ...] = ()
    masked: bool = False  # whoever made it may not take telephones out in clear


class DutyExport:
    """Reads a month for files."""

    def __init__(self, desk: Desk, duty: DutyService, setups: DutySetupService) -> None:
        self._desk = desk
        self._duty = duty
        self._setups = setups

    def columns(self, year: int, month: int) -> tuple[PostColumn, ...]:
        """Every post some day of the month needs, in order."""
        setup = self._setups.setup()
        found: dict[str, PostColumn] = {}
        for day in month_days(year, month):
            for kind in (DayType.HOLIDAY, DayType.WORKDAY):
                for seat in setup.seats(day, kind):
                    shift = setup.hours_on(day).spec(seat.shift).name if seat.shift else ""
                    number = str(seat.number) if seat.of > 1 else ""
                    found.setdefault(seat.key, PostColumn(role=seat.key, title=f"{shift}{seat.role.name}{number}"))
        return tuple(found.values())

    def table(self, year: int, month: int, staff: Sequence[StaffView], *, empty: bool = False) -> MonthTable:
        """The month as it stands, or ``empty`` to be filled in; telephones in clear are recorded, or masked.

        Namesakes of ``staff`` are told apart, so that the file can be read back.
        """
        cells, known = self._cells(year, month), told_apart(staff)
        names = {person: known.get(PersonId(person), name) for person, name in people_of(cells).items()}
        leaving = phones_leaving(self._desk, {} if empty else names, SAVED.format(year=year, month=month))
        return MonthTable(
            year=year,
            month=month,
            columns=self.columns(year, month),
            rows=() if empty else tuple(_row(number, cell, known) for number, cell in enumerate(cells, start=3)),
            people=tuple(known.values()),
            rest_days=tuple(cell.date for cell in cells if cell.day_type in {DayType.RESTDAY, DayType.HOLIDAY}),
            phones=tuple((names[person], number) for person, number in leaving.by_person.items()),
            masked=leaving.masked,
        )

    def events(self, year: int, month: int, person: PersonId | None = None) -> tuple[RosterEvent, ...]:
        """The month's shifts as calendar events, each with everybody on it, or only one person's own."""
        made = (event for cell in self._cells(year, month) for event in self._events(cell, person))
        return tuple(made)

    def _cells(self, year: int, month: int) -> tuple[DutyCell, ...]:
        return tuple(cell for cell in self._duty.month(year, month) if cell.in_month)

    def _events(self, cell: DutyCell, person: PersonId | None) -> list[RosterEvent]:
        setup, made = self._setups.setup(), []
        for shift in dict.fromkeys(post.shift for post in cell.posts):
            posts = [post for post in cell.posts if post.shift == shift and post.name]
            mine = [post for post in posts if person is not None and post.person == person]
            if not posts or (person is not None and not mine):
                continue
            span = span_of(cell.date, setup, shift)
            who = "，".join(map(_who, posts))
            summary = f"值班（{'、'.join(post.title for post in mine)}）" if mine else who
            parts = (self._desk.unit, cell.date.isoformat(), shift, person or "")  # one's own and everybody's are two
            uid = "-".join(part for part in parts if part) + "@commandpost"
            made.append(
                RosterEvent(
                    uid=uid,
                    start=span.start,
                    end=span.end,
                    summary=summary,
                    description=who,
                    remind=REMIND if mine else None,
                )
            )
        return made


def _row(number: int, cell: DutyCell, known: Mapping[PersonId, str]) -> RosterRow:
    names = {post.role: known.get(post.person or PersonId(""), post.name) for post in cell.posts}
    marks = {post.role: _mark(post) for post in cell.posts if post.substitute_for}
    return RosterRow(row=number, date=cell.date, names=names, note=cell.note, marks=marks)


def _mark(post: DutyPost) -> str:
    return "调" if post.swapped else "代"


def _who(post: DutyPost) -> str:
    """主班 王磊（代刘洋）."""
    instead = f"（{_mark(post)}{post.substitute_for}）" if post.substitute_for else ""
    return f"{post.title} {post.name}{instead}"
