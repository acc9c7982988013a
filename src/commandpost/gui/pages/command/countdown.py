"""What a card says about time: the step that drives, how far it is, in words, colour and shape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from PySide6.QtCore import QCoreApplication

from commandpost.app.incidents import IncidentRow, LastReport
from commandpost.domain.deadlines import Deadline, DeadlineState
from commandpost.gui.times import countdown, day_time, span
from commandpost.gui.vocabulary import STATE_ROLES, lateness_word, step_word


class Shape(Enum):
    """The sign before the countdown; it tells the state without its colour."""

    NONE = "none"
    HOLLOW = "hollow"  # half is gone: hollow triangle
    FILLED = "filled"  # four fifths are gone: filled triangle
    STOP = "stop"  # overdue: square with a stroke
    BOLT = "bolt"  # at once: double arrow


SHAPES = {
    DeadlineState.AT_ONCE: Shape.BOLT,
    DeadlineState.SOON: Shape.HOLLOW,
    DeadlineState.URGENT: Shape.FILLED,
    DeadlineState.OVERDUE: Shape.STOP,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Countdown:
    """The third line of a card; ``share`` None: no bar."""

    step: str
    text: str
    role: str  # token of the colour of the words
    shape: Shape = Shape.NONE
    share: float | None = None
    hint: str = ""
    source: str = ""

    @property
    def spoken(self) -> str:
        return " ".join(part for part in (self.step, self.text, self.hint) if part)


def countdown_of(row: IncidentRow, now: datetime) -> Countdown:
    """What drives the incident now; when nothing is owed, what was last reported."""
    deadline = row.driving(now)
    if deadline is not None:
        return _running(deadline, now)
    if row.last_report is not None:
        return _settled(row.last_report, now)
    words = QCoreApplication.translate("Countdown", "No report owed")
    return Countdown(step="", text=words, role="dim")


def _running(deadline: Deadline, now: datetime) -> Countdown:
    state = deadline.state(now)
    hint = "" if deadline.confirmed else QCoreApplication.translate("Countdown", "limit to be confirmed")
    return Countdown(
        step=step_word(deadline.step, deadline.sequence),
        text=_time_words(state, deadline, now),
        role=STATE_ROLES[state],
        shape=SHAPES.get(state, Shape.NONE),
        share=None if deadline.due is None else min(1.0, deadline.used(now)),
        hint=hint,
        source=deadline.source,
    )


def _time_words(state: DeadlineState, deadline: Deadline, now: datetime) -> str:
    if state is DeadlineState.AT_ONCE:
        pattern = QCoreApplication.translate("Countdown", "at once · {time} gone")
        return pattern.format(time=countdown(deadline.elapsed(now)))
    left = deadline.left(now) or timedelta()
    if state is DeadlineState.OVERDUE:
        return QCoreApplication.translate("Countdown", "overdue {span}").format(span=overdue_span(left))
    if state is DeadlineState.URGENT:
        return QCoreApplication.translate("Countdown", "only {time} left").format(time=countdown(left))
    return QCoreApplication.translate("Countdown", "{time} left").format(time=countdown(left))


def overdue_span(left: timedelta) -> str:
    """``4 min``; below a minute to the second."""
    late = abs(left)
    if late < timedelta(minutes=1):
        return span(late)
    if late < timedelta(hours=1):
        pattern = QCoreApplication.translate("Countdown", "{minutes} min")
        return pattern.format(minutes=int(late.total_seconds()) // 60)
    return span(late)


def _settled(report: LastReport, now: datetime) -> Countdown:
    step = step_word(report.step, report.sequence)
    if report.receipted_at is not None:
        pattern = QCoreApplication.translate("Countdown", "{step} receipted {time}")
        words, role = pattern.format(step=step, time=day_time(report.receipted_at, now)), "green_text"
    else:
        pattern = QCoreApplication.translate("Countdown", "{step} sent {time}")
        words, role = pattern.format(step=step, time=day_time(report.sent_at, now)), "blue_text"
    return Countdown(step="", text=words, role=role, hint=lateness_word(report.lateness))
