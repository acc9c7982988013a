"""What calls a person, computed from data alone: which alarm stands at a moment, since when, and whom it has reached.

A ``Cause`` says at which moments its stages begin; acknowledgements are facts of the journal. Nothing here counts
down: after a restart, a sleep or a jump of the clock the same data give the same alarms. Another kind of alarm is
another function that makes causes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from commandpost.domain.deadlines import NOTHING, SOON, URGENT, Deadline
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.rules import AlarmTimes, Step
from commandpost.domain.shelving import Shelf


class AlarmKind(StrEnum):
    """What an alarm is about."""

    OBLIGATION = "obligation"
    SOFTENING = "softening"  # a room below made something less serious
    REMINDER = "reminder"  # a follow-up somebody asked for
    ROLL_CALL = "roll_call"  # communities that have not answered


class Stage(StrEnum):
    """时间过半 时间紧迫 已超时: how serious it is; amber is shown, red and overdue sound."""

    AMBER = "amber"
    RED = "red"
    OVERDUE = "overdue"

    @property
    def rank(self) -> int:
        return _STAGES.index(self)

    @property
    def sounds(self) -> bool:
        return self is not Stage.AMBER

    @property
    def may_be_shelved(self) -> bool:
        """What is overdue is of the highest priority and is never put aside."""
        return self is Stage.RED


_STAGES: tuple[Stage, ...] = tuple(Stage)


class Priority(StrEnum):
    """高 中 低: aimed at 5, 15 and 80 of a hundred alarms (EEMUA 191)."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """Low 0 … high 2."""
        return (Priority.LOW, Priority.MEDIUM, Priority.HIGH).index(self)


# Defaults of the program, by kind and stage (amber, red, overdue); 待本单位核定.
PRIORITIES: Mapping[AlarmKind, tuple[Priority, Priority, Priority]] = MappingProxyType(
    {
        AlarmKind.OBLIGATION: (Priority.LOW, Priority.MEDIUM, Priority.HIGH),
        AlarmKind.SOFTENING: (Priority.LOW, Priority.MEDIUM, Priority.MEDIUM),
        AlarmKind.REMINDER: (Priority.LOW, Priority.LOW, Priority.LOW),
        AlarmKind.ROLL_CALL: (Priority.LOW, Priority.LOW, Priority.MEDIUM),
    }
)


class Audience(StrEnum):
    """值班席位 带班领导 上级: whom an unheard alarm reaches, one after the other."""

    DESK = "desk"
    LEADER = "leader"
    UPPER = "upper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One thing that calls; ``key`` is the same on every desk and after every restart."""

    key: str
    kind: AlarmKind
    unit: UnitCode
    subject: RecordId | None
    title: str
    stages: tuple[tuple[datetime, Stage], ...]  # oldest first
    times: AlarmTimes
    step: Step | None = None
    sequence: int = 1
    due: datetime | None = None
    rules: tuple[str, ...] = ()  # every rule that asks, the strictest first

    def stage_at(self, now: datetime) -> tuple[datetime, Stage] | None:
        """The most serious stage that has begun, with the moment it first did."""
        begun = [(moment, stage) for moment, stage in self.stages if moment <= now]
        return max(begun, key=lambda one: (one[1].rank, -one[0].timestamp()), default=None)

    def heard_from(self, now: datetime) -> datetime | None:
        """When it began to sound; None: it has not."""
        return min((moment for moment, stage in self.stages if stage.sounds and moment <= now), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """Who took note of which stage, and when."""

    stage: Stage
    at: datetime
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """How one cause stands at a moment; ``unheard_since`` None: somebody took note, or it does not sound."""

    cause: Cause
    stage: Stage
    since: datetime
    unheard_since: datetime | None
    reached: frozenset[Audience]
    acknowledged: Acknowledgement | None = None
    shelved: Shelf | None = None  # None: it is not put aside now

    @property
    def key(self) -> str:
        return self.cause.key

    @property
    def priority(self) -> Priority:
        return PRIORITIES[self.cause.kind][self.stage.rank]

    @property
    def sounds(self) -> bool:
        return self.unheard_since is not None


def alarm_of(
    cause: Cause, now: datetime, acknowledged: Acknowledgement | None = None, shelf: Shelf | None = None
) -> Alarm | None:
    """The alarm a cause raises now; None while nothing of it has begun."""
    current = cause.stage_at(now)
    if current is None:
        return None
    heard = _held(acknowledged, now, cause.times)
    unheard = _unheard(cause, current, now, heard)
    shelved = None
    if unheard is not None and shelf is not None and shelf.holds(now) and current[1].may_be_shelved:
        unheard, shelved = None, shelf
    return Alarm(
        cause=cause,
        stage=current[1],
        since=current[0],
        unheard_since=unheard,
        reached=_reached(cause.times, unheard, now),
        acknowledged=heard,
        shelved=shelved,
    )


def _held(acknowledged: Acknowledgement | None, now: datetime, times: AlarmTimes) -> Acknowledgement | None:
    """None too for a name that a clock since set back left far ahead: it would keep silent until then."""
    return acknowledged if acknowledged is not None and acknowledged.at <= now + times.again else None


def _unheard(
    cause: Cause, current: tuple[datetime, Stage], now: datetime, acknowledged: Acknowledgement | None
) -> datetime | None:
    """Since when it calls without an answer: a graver stage calls anew, and so does what stays overdue."""
    moment, stage = current
    if not stage.sounds:
        return None
    if acknowledged is None:
        return cause.heard_from(now)
    if stage.rank > acknowledged.stage.rank:
        return max(moment, acknowledged.at)
    anew = acknowledged.at + cause.times.again
    return anew if stage is Stage.OVERDUE and anew <= now else None


def _reached(times: AlarmTimes, unheard: datetime | None, now: datetime) -> frozenset[Audience]:
    if unheard is None:
        return frozenset()
    steps = ((Audience.LEADER, times.leader), (Audience.UPPER, times.district))
    return frozenset({Audience.DESK, *(audience for audience, after in steps if now >= unheard + after)})


# ------------------------------------------------------------------------------------------------ obligations


def obligation_causes(
    about: RecordId | None, unit: UnitCode, title: str, deadlines: Iterable[Deadline], times: AlarmTimes
) -> Iterator[Cause]:
    """One cause for each report that is owed and not yet sent, whichever rules ask for it."""
    waiting: dict[tuple[Step, int], list[Deadline]] = {}
    for deadline in deadlines:
        if deadline.is_open:
            waiting.setdefault((deadline.step, deadline.sequence), []).append(deadline)
    for (step, sequence), asked in waiting.items():
        asked.sort(key=lambda deadline: deadline.strictness)
        yield Cause(
            key=f"{about or unit}:{step}:{sequence}",
            kind=AlarmKind.OBLIGATION,
            unit=unit,
            subject=about,
            title=title,
            stages=tuple(sorted(stage for deadline in asked for stage in _stages(deadline, times))),
            times=times,
            step=step,
            sequence=sequence,
            due=min((one.due for one in asked if one.due is not None), default=None),
            rules=tuple(dict.fromkeys(one.source for one in asked)),
        )


def _stages(deadline: Deadline, times: AlarmTimes) -> Iterator[tuple[datetime, Stage]]:
    if deadline.due is None:
        yield deadline.started + times.at_once, Stage.RED
        return
    span = max(deadline.due - deadline.started, NOTHING)
    yield deadline.due - span * (1 - SOON), Stage.AMBER
    yield deadline.due - span * (1 - URGENT), Stage.RED
    yield deadline.due, Stage.OVERDUE


# -------------------------------------------------------------------------------------------------- the board


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the journal keeps of one cause: the gravest stage noticed, whom it reached, who took note last."""

    stage: Stage | None = None
    reached: frozenset[Audience] = frozenset()
    acknowledged: Acknowledgement | None = None
    shelf: Shelf | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmBoard:
    """Everything that may call at this desk, as read from the journal at ``made_at``."""

    made_at: datetime
    unit: UnitCode
    causes: tuple[Cause, ...] = ()
    own: Mapping[str, Kept] = field(default_factory=dict)  # key → what this unit keeps
    below: Mapping[str, Kept] = field(default_factory=dict)  # key → what the unit it is about keeps

    def alarms(self, now: datetime) -> tuple[Alarm, ...]:
        """What stands now: what sounds first, then the gravest, then the oldest."""
        found = (self._alarm(cause, now) for cause in self.causes)
        return tuple(sorted((alarm for alarm in found if alarm is not None), key=_order))

    def unkept(self, now: datetime) -> tuple[Alarm, ...]:
        """Alarms whose stage or reach the journal does not tell yet."""
        return tuple(alarm for alarm in self.alarms(now) if alarm.stage.sounds and self._is_news(alarm))

    def over(self) -> tuple[str, ...]:
        """Keys of live kept alarms whose cause is gone."""
        live = {cause.key for cause in self.causes}
        return tuple(key for key in self.own if key not in live)

    def _alarm(self, cause: Cause, now: datetime) -> Alarm | None:
        if cause.unit == self.unit:
            kept = self.own.get(cause.key, Kept())
            return alarm_of(cause, now, kept.acknowledged, kept.shelf)
        return self._from_below(cause, now)

    def _from_below(self, cause: Cause, now: datetime) -> Alarm | None:
        """Another unit's alarm calls here once it has gone unheard there for so long; one's own name quiets it."""
        kept = self.below.get(cause.key, Kept())
        there = alarm_of(cause, now, kept.acknowledged, kept.shelf)
        if there is None or there.unheard_since is None or Audience.UPPER not in there.reached:
            return None
        mine = _held(self.own.get(cause.key, Kept()).acknowledged, now, cause.times)
        arrived = there.unheard_since + cause.times.district
        heard = mine is not None and mine.at >= arrived and mine.stage.rank >= there.stage.rank
        return Alarm(
            cause=cause,
            stage=there.stage,
            since=there.since,
            unheard_since=None if heard else arrived,
            reached=there.reached,
            acknowledged=mine,
        )

    def _is_news(self, alarm: Alarm) -> bool:
        kept = self.own.get(alarm.key, Kept())
        graver = kept.stage is None or alarm.stage.rank > kept.stage.rank
        further = alarm.cause.unit == self.unit and not alarm.reached <= kept.reached
        return graver or further


def _order(alarm: Alarm) -> tuple[bool, int, datetime, str]:
    return (not alarm.sounds, -alarm.stage.rank, alarm.since, alarm.key)
