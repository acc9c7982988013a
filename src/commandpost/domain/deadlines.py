"""One deadline: how it stands at a moment, and whether what met it was in time; never stored as a mood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from commandpost.domain.ids import RecordId, RuleId
from commandpost.domain.rules import Step

SOON = 0.5
URGENT = 0.8
NOTHING = timedelta(0)


class DeadlineState(StrEnum):
    """How a deadline stands; the words and shapes belong to the window."""

    AT_ONCE = "at_once"
    CALM = "calm"
    SOON = "soon"  # half of the time is used
    URGENT = "urgent"  # four fifths are used
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"
    NOT_PROVABLE = "not_provable"  # done, but the clock cannot say on which side of the limit


THRESHOLDS = ((1.0, DeadlineState.OVERDUE), (URGENT, DeadlineState.URGENT), (SOON, DeadlineState.SOON))


class Verdict(StrEnum):
    """按时 超时 时间不可证."""

    IN_TIME = "in_time"
    LATE = "late"
    NOT_PROVABLE = "not_provable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """The judgement on one report against one limit; ``late_by`` is zero unless late."""

    verdict: Verdict
    late_by: timedelta = NOTHING


def judge(due: datetime | None, earliest: datetime, latest: datetime, at: datetime | None = None) -> Lateness:
    """Judge a moment known as an interval against a limit; ``at`` is its best estimate and measures ``late_by``.

    A limit "at once" (None) has no measure in law and is never late.
    """
    if due is None or latest <= due:
        return Lateness(verdict=Verdict.IN_TIME)
    if earliest <= due:
        return Lateness(verdict=Verdict.NOT_PROVABLE)
    return Lateness(verdict=Verdict.LATE, late_by=(earliest if at is None else max(at, earliest)) - due)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFact:
    """One report that left the room: when, as an interval, and what was owed at that moment."""

    id: RecordId
    step: Step
    sequence: int = 1
    at: datetime
    earliest: datetime
    latest: datetime
    channel: str = "system"
    owed: Mapping[str, datetime | None] | None = None  # "rule:step:sequence" → due, frozen when it left

    @property
    def is_written(self) -> bool:
        return self.step is not Step.PHONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """When one report about one incident must have left this room, and which rule says so."""

    rule: RuleId
    step: Step
    sequence: int = 1
    started: datetime
    due: datetime | None  # None: the rule says "at once"; show elapsed time
    source: str
    recipient: str = ""
    confirmed: bool = False
    drives: bool = False  # the strictest unmet one of its step
    done: datetime | None = None
    lateness: Lateness | None = None
    report: RecordId | None = field(default=None, compare=False)  # which met it

    @property
    def key(self) -> str:
        return f"{self.rule}:{self.step}:{self.sequence}"

    def state(self, now: datetime) -> DeadlineState:
        if self.lateness is not None:
            return _DONE[self.lateness.verdict]
        if self.due is None:
            return DeadlineState.AT_ONCE
        used = self.used(now)
        return next((state for limit, state in THRESHOLDS if used >= limit), DeadlineState.CALM)

    def used(self, now: datetime) -> float:
        """Share of the time that is gone, from 0; more than 1 when overdue; 0 for "at once"."""
        if self.due is None:
            return 0.0
        if self.due <= self.started:
            return 1.0 if now >= self.due else 0.0
        return max(0.0, (now - self.started) / (self.due - self.started))

    def left(self, now: datetime) -> timedelta | None:
        """Negative when overdue; None for "at once"."""
        return None if self.due is None else self.due - now

    def elapsed(self, now: datetime) -> timedelta:
        """Since the clock started, until it was stopped."""
        return max(NOTHING, (now if self.done is None else self.done) - self.started)

    @property
    def strictness(self) -> tuple[bool, datetime]:
        """Sorts the strictest first: "at once", else the earliest due."""
        return (self.due is not None, self.due or self.started)

    @property
    def is_open(self) -> bool:
        return self.done is None


_DONE = {
    Verdict.IN_TIME: DeadlineState.DONE,
    Verdict.LATE: DeadlineState.DONE_LATE,
    Verdict.NOT_PROVABLE: DeadlineState.NOT_PROVABLE,
}


def strictest(deadlines: Iterable[Deadline], now: datetime) -> Deadline | None:
    """The unmet deadline that comes first: "at once", longest waiting first, then the nearest due."""
    waiting = [deadline for deadline in deadlines if deadline.is_open]
    return min(waiting, key=lambda deadline: _urgency(deadline, now), default=None)


def _urgency(deadline: Deadline, now: datetime) -> tuple[int, float]:
    if deadline.due is None:
        return (0, -deadline.elapsed(now).total_seconds())
    return (1, (deadline.due - now).total_seconds())
