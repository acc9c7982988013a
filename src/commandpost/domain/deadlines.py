"""What is owed, until when, and whether it was in time; recomputed from the facts, never stored as a mood.

``owed`` reads an incident, its reports and the rule packs and returns every obligation; nothing once overdue ever
leaves that list except by the report it waits for, and what went out late stays late.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from commandpost.domain.ids import RecordId, RuleId
from commandpost.domain.incident import Incident
from commandpost.domain.rules import ClockStart, Rule, RulePack, Step, fired

__all__ = [
    "ClockStart",
    "Deadline",
    "DeadlineState",
    "Lateness",
    "ReportFact",
    "Step",
    "Verdict",
    "judge",
    "owed",
    "strictest",
]

LOCAL_TIME = timezone(timedelta(hours=8))  # Beijing keeps no summer time
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
    def is_open(self) -> bool:
        return self.done is None


_DONE = {
    Verdict.IN_TIME: DeadlineState.DONE,
    Verdict.LATE: DeadlineState.DONE_LATE,
    Verdict.NOT_PROVABLE: DeadlineState.NOT_PROVABLE,
}


def owed(
    incident: Incident, reports: Sequence[ReportFact], packs: Iterable[RulePack], tier: str
) -> tuple[Deadline, ...]:
    """Every obligation of a room of this tier about one incident, met or not, in the order of the packs.

    The strictest unmet one of each step is marked ``drives``. An incident closed as 不报 owes nothing further; what
    was due before is judged at its closing.
    """
    sent = sorted(reports, key=lambda report: (report.at, report.id))
    rules = [rule for rule in fired(packs, tier, _local_day(incident.received)) if _concerns(rule, incident)]
    found = [deadline for rule in rules for deadline in _of_rule(rule, incident, sent)]
    return _mark_drivers(tuple(found))


def strictest(deadlines: Iterable[Deadline], now: datetime) -> Deadline | None:
    """The unmet deadline that comes first: "at once", longest waiting first, then the nearest due."""
    waiting = [deadline for deadline in deadlines if deadline.is_open]
    return min(waiting, key=lambda deadline: _urgency(deadline, now), default=None)


def _urgency(deadline: Deadline, now: datetime) -> tuple[int, float]:
    if deadline.due is None:
        return (0, -deadline.elapsed(now).total_seconds())
    return (1, (deadline.due - now).total_seconds())


def _local_day(moment: datetime) -> date:
    return moment.astimezone(LOCAL_TIME).date()


def _concerns(rule: Rule, incident: Incident) -> bool:
    return rule.applies_to(incident.event_class, incident.code, incident.level, sensitive=incident.sensitive)


def _started(rule: Rule, incident: Incident) -> datetime:
    """Where the rule's clock starts; an unknown moment gives way to the next one known, at the latest receipt."""
    occurred = incident.occurred or incident.discovered or incident.received
    discovered = incident.discovered or incident.received
    moments = {
        ClockStart.OCCURRED: occurred,
        ClockStart.DISCOVERED: discovered,
        ClockStart.RECEIVED: incident.received,
    }
    return moments[rule.starts]


def _of_rule(rule: Rule, incident: Incident, sent: Sequence[ReportFact]) -> list[Deadline]:
    found: list[Deadline] = []
    if rule.step is not None:
        found.append(_first(rule, rule.step, incident, sent))
    if rule.follow_up_minutes is not None:
        found.extend(_follow_ups(rule, timedelta(minutes=rule.follow_up_minutes), incident, sent))
    if rule.final_minutes is not None:
        found.extend(_final(rule, timedelta(minutes=rule.final_minutes), incident, sent))
    if rule.supplement_days is not None:
        found.extend(_supplement(rule, timedelta(days=rule.supplement_days), incident, sent))
    return [deadline for deadline in found if _was_known(deadline, sent)]


def _first(rule: Rule, step: Step, incident: Incident, sent: Sequence[ReportFact]) -> Deadline:
    started = _started(rule, incident)
    due = None if rule.minutes is None else started + timedelta(minutes=rule.minutes)
    meets = next((report for report in sent if _meets(report, rule, step)), None)
    return _settled(_deadline(rule, step, started, due), meets, incident)


def _meets(report: ReportFact, rule: Rule, step: Step) -> bool:
    """A telephone rule takes a telephone report, or the final that ends all; a rule of any channel takes the first."""
    if step is not Step.PHONE:
        return report.is_written
    return rule.channel != "phone" or not report.is_written or report.step is Step.FINAL


def _follow_ups(rule: Rule, cadence: timedelta, incident: Incident, sent: Sequence[ReportFact]) -> Iterable[Deadline]:
    """One after each written report until the final; the end of the handling stops only what was not yet due."""
    written = [report for report in sent if report.is_written]
    for index, report in enumerate(written):
        if report.step in {Step.FINAL, Step.SUPPLEMENT}:
            return
        following = written[index + 1] if index + 1 < len(written) else None
        due = report.at + cadence
        if incident.closed_at is not None and incident.closed_at <= due and not _is_follow_up(following):
            return
        opened = _deadline(rule, Step.FOLLOW_UP, report.at, due, sequence=index + 1)
        yield _settled(opened, following, incident)


def _is_follow_up(report: ReportFact | None) -> bool:
    return report is not None and report.step is Step.FOLLOW_UP


def _final(rule: Rule, limit: timedelta, incident: Incident, sent: Sequence[ReportFact]) -> Iterable[Deadline]:
    if incident.closed_at is None or incident.not_reported:
        return
    meets = next((report for report in sent if report.step is Step.FINAL), None)
    opened = _deadline(rule, Step.FINAL, incident.closed_at, incident.closed_at + limit)
    yield _settled(opened, meets, incident)


def _supplement(rule: Rule, window: timedelta, incident: Incident, sent: Sequence[ReportFact]) -> Iterable[Deadline]:
    """Owed when casualties changed inside the window after a first written report."""
    changed = incident.casualties_changed
    started = _started(rule, incident)
    written = [report for report in sent if report.is_written]
    if changed is None or not written or not written[0].at < changed <= started + window:
        return
    meets = next((report for report in written if report.at >= changed), None)
    yield _settled(_deadline(rule, Step.SUPPLEMENT, changed, started + window), meets, incident)


def _deadline(rule: Rule, step: Step, started: datetime, due: datetime | None, sequence: int = 1) -> Deadline:
    return Deadline(
        rule=rule.id,
        step=step,
        sequence=sequence,
        started=started,
        due=due,
        source=rule.source,
        recipient=rule.recipient,
        confirmed=rule.confirmed,
    )


def _settled(deadline: Deadline, report: ReportFact | None, incident: Incident) -> Deadline:
    """The deadline as it stands after the report that meets it, or after a closing without a report."""
    if report is not None:
        due = (report.owed or {}).get(deadline.key, deadline.due)
        lateness = judge(due, report.earliest, report.latest, report.at)
        return replace(deadline, due=due, done=report.at, lateness=lateness, report=report.id)
    if incident.not_reported and incident.closed_at is not None:
        closed = incident.closed_at
        return replace(deadline, done=closed, lateness=judge(deadline.due, closed, closed))
    return deadline


def _was_known(deadline: Deadline, sent: Sequence[ReportFact]) -> bool:
    """Whether a met obligation was owed when its report left: a level raised later makes nothing late backwards."""
    meets = next((report for report in sent if report.id == deadline.report), None)
    return meets is None or meets.owed is None or deadline.key in meets.owed


def _mark_drivers(deadlines: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
    """Mark the strictest unmet deadline of each step: "at once", else the earliest due."""
    drivers: dict[Step, Deadline] = {}
    for deadline in deadlines:
        best = drivers.get(deadline.step)
        if deadline.is_open and (best is None or _strictness(deadline) < _strictness(best)):
            drivers[deadline.step] = deadline
    return tuple(replace(deadline, drives=drivers.get(deadline.step) is deadline) for deadline in deadlines)


def _strictness(deadline: Deadline) -> tuple[bool, datetime]:
    return (deadline.due is not None, deadline.due or deadline.started)
