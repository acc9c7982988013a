"""Who came and who left, actual against planned; and which posts are, or will be, without anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from commandpost.app.desk import Desk
from commandpost.app.duty_days import DutyDays, any_planned
from commandpost.app.duty_setup import DutySetupService
from commandpost.app.leave import LeaveService
from commandpost.app.names import Names
from commandpost.app.shifts import Shifts
from commandpost.domain.ids import PersonId
from commandpost.domain.roster import DutyRole
from commandpost.domain.rostering.gaps import GapAlarm, PlannedPost, gap_alarms
from commandpost.domain.shift_hours import ShiftSpan, following, span_at, spans_of

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceRow:
    """One person's coming and going for one shift; None where it has not happened or was not told."""

    span: ShiftSpan
    role: DutyRole
    title: str
    leads: bool
    person: PersonId | None
    name: str
    planned_name: str  # who the roster had, when somebody else came
    came: datetime | None
    left: datetime | None
    away: timedelta = timedelta()  # between leaving and coming back
    handed_over_at: datetime | None = None  # by a sheet: whoever leaves with it leaves in time

    @property
    def late_by(self) -> timedelta | None:
        """How long after the start; None when in time or not here yet."""
        return self.came - self.span.start if self.came is not None and self.came > self.span.start else None

    @property
    def early_by(self) -> timedelta | None:
        """How long before the start."""
        return self.span.start - self.came if self.came is not None and self.came <= self.span.start else None

    @property
    def left_early_by(self) -> timedelta | None:
        """How long before the end, or before the sheet that ended the shift, somebody left."""
        end = self.span.end if self.handed_over_at is None else min(self.span.end, self.handed_over_at)
        return end - self.left if self.left is not None and self.left < end else None


class AttendanceService:
    """Use cases of presence; signing in and out is ``DutyService``'s."""

    def __init__(self, desk: Desk, setups: DutySetupService, leave: LeaveService) -> None:
        self._desk = desk
        self._setups = setups
        self._leave = leave
        self._shifts = Shifts(desk, setups)

    def rows(self, days: int = 7) -> tuple[PresenceRow, ...]:
        """The running shift and those of the last days, the newest first."""
        setup, now = self._setups.setup(), self._desk.now()
        today = span_at(now, setup).date
        spans = [span for at in range(days + 1) for span in spans_of(today - at * ONE_DAY, setup) if span.start <= now]
        ordered = sorted(spans, key=lambda span: span.start, reverse=True)
        return tuple(row for span in ordered for row in self._rows(span))

    def alarms(self) -> tuple[GapAlarm, ...]:
        """Posts that are empty a day ahead, whose holder has leave, or where nobody came; the nearest shift first."""
        setup, now = self._setups.setup(), self._desk.now()
        days = DutyDays(desk=self._desk, setup=setup, calendar=self._setups.calendar())
        until = now + timedelta(hours=setup.figures.gap_warning_hours)
        span = span_at(now, setup)
        posts: list[PlannedPost] = []
        while span.start <= until:
            if any_planned(days.records(span.date - 15 * ONE_DAY, span.date).values()):
                posts += self._planned(span)
            span = following(span, setup)
        return gap_alarms(posts, now, setup.figures)

    def _planned(self, span: ShiftSpan) -> list[PlannedPost]:
        """The posts of one shift as the alarm judges them; whoever leaves by a handover has not fallen out."""
        absences, view, names = self._leave.absences(), self._shifts.view(span), Names(self._desk.store)
        return [
            PlannedPost(
                span=span,
                role=post.role,
                title=post.title,
                name=post.name,
                leave=absences.of(post.person),
                gone=names.is_gone(post.person, span.date),
                here=post.signed_in_at is not None and (post.signed_out_at is None or view.handed_over),
                left=post.signed_out_at,
            )
            for post in view.posts
        ]

    def _rows(self, span: ShiftSpan) -> list[PresenceRow]:
        view = self._shifts.view(span)
        return [
            PresenceRow(
                span=span,
                role=post.role,
                title=post.title,
                leads=post.leads,
                person=post.person,
                name=post.name,
                planned_name=post.substitute_for,
                came=post.signed_in_at,
                left=post.signed_out_at,
                away=post.away,
                handed_over_at=view.handed_over_at,
            )
            for post in view.posts
        ]
