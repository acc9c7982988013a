"""Every obligation of a room: which reports are owed about an incident and by the unit, under which rule, until when.

Nothing once overdue ever leaves the list except by the report it waits for, and what went out late stays late.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from commandpost.domain.deadlines import Deadline, ReportFact, judge
from commandpost.domain.incident import Incident
from commandpost.domain.local_time import local_day
from commandpost.domain.periods import SpecialPeriod, begin_of, day_number, days_of, moment_of
from commandpost.domain.rules import ClockStart, Rule, RulePack, Step, fired

HORIZON = timedelta(days=1)  # how far ahead the obligations of coming days are told


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The special periods, and until when the obligations of their days are told."""

    periods: tuple[SpecialPeriod, ...] = ()
    until: datetime


def owed(
    incident: Incident,
    reports: Sequence[ReportFact],
    packs: Iterable[RulePack],
    tier: str,
    days: Days | None = None,
) -> tuple[Deadline, ...]:
    """Every obligation of a room of this tier about one incident, met or not, in the order of the packs.

    The strictest unmet one of each step is marked ``drives``. An incident closed as 不报 owes nothing further; what
    was due before is judged at its closing. Without ``days`` nothing is owed daily.
    """
    sent = sorted(reports, key=lambda report: (report.at, report.id))
    rules = fired(packs, tier, local_day(incident.received))
    found = _under(rules, incident, sent, days)
    for before in reversed(incident.lowered):
        graver = replace(incident, level=before.level, sensitive=before.sensitive)
        known = {deadline.key for deadline in found}
        older = (one for one in _under(rules, graver, sent, days) if one.key not in known)
        found += [one for one in older if _stood(one, before.at)]
    return _mark_drivers(tuple(found))


def owed_on(
    day: date, reports: Sequence[ReportFact], packs: Iterable[RulePack], tier: str, periods: Iterable[SpecialPeriod]
) -> tuple[Deadline, ...]:
    """The zero or daily reports a unit of this tier owes for one local day; () outside special periods.

    A report meets the day its ``sequence`` names (``day_number``), whenever it left.
    """
    kinds = {period.kind for period in periods if period.holds(day)}
    rules = [rule for rule in fired(packs, tier, day) if not kinds.isdisjoint(rule.zero_in)]
    told = [report for report in reports if report.sequence == day_number(day)]
    first = min(told, key=lambda report: (report.at, report.id), default=None)
    return _mark_drivers(tuple(_zero(rule, day, first) for rule in rules))


def _zero(rule: Rule, day: date, report: ReportFact | None) -> Deadline:
    opened = _deadline(rule, Step.ZERO, begin_of(day), moment_of(day, rule.zero_at), sequence=day_number(day))
    return opened if report is None else _met(opened, report)


def _under(rules: Iterable[Rule], incident: Incident, sent: Sequence[ReportFact], days: Days | None) -> list[Deadline]:
    concerned = (rule for rule in rules if _concerns(rule, incident))
    return [deadline for rule in concerned for deadline in _of_rule(rule, incident, sent, days)]


def _stood(deadline: Deadline, lowered: datetime) -> bool:
    """Whether it was already overdue or met when the incident was made less serious: then lowering ends nothing."""
    return (deadline.due is not None and deadline.due <= lowered) or (
        deadline.done is not None and deadline.done <= lowered
    )


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


def _of_rule(rule: Rule, incident: Incident, sent: Sequence[ReportFact], days: Days | None) -> list[Deadline]:
    found: list[Deadline] = []
    if rule.step is not None:
        found.append(_first(rule, rule.step, incident, sent))
    if rule.follow_up_minutes is not None:
        found.extend(_follow_ups(rule, timedelta(minutes=rule.follow_up_minutes), incident, sent))
    if rule.daily_in and days is not None:
        found.extend(_dailies(rule, incident, sent, days))
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


def _dailies(rule: Rule, incident: Incident, sent: Sequence[ReportFact], days: Days) -> Iterable[Deadline]:
    """One for each day of a special period while it is handled; any written report of the day's span meets it."""
    written = [report for report in sent if report.is_written]
    ended = next((report.at for report in written if report.step in {Step.FINAL, Step.SUPPLEMENT}), None)
    last = min(moment for moment in (incident.closed_at, ended, days.until) if moment is not None)
    since = incident.received
    for day in days_of(days.periods, rule.daily_in, incident.received, last):
        due = moment_of(day, rule.daily_at)
        started = max(since, begin_of(day))
        if due <= started or (last != days.until and last <= due):
            continue
        meets = next((report for report in written if report.at > started), None)
        yield _settled(_deadline(rule, Step.DAILY, started, due, sequence=day_number(day)), meets, incident)
        since = due


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
        return _met(deadline, report)
    if incident.not_reported and incident.closed_at is not None:
        closed = incident.closed_at
        return replace(deadline, done=closed, lateness=judge(deadline.due, closed, closed))
    return deadline


def _met(deadline: Deadline, report: ReportFact) -> Deadline:
    """Judged by what was owed when the report left."""
    due = (report.owed or {}).get(deadline.key, deadline.due)
    lateness = judge(due, report.earliest, report.latest, report.at)
    return replace(deadline, due=due, done=report.at, lateness=lateness, report=report.id)


def _was_known(deadline: Deadline, sent: Sequence[ReportFact]) -> bool:
    """Whether a met obligation was owed when its report left: a level raised later makes nothing late backwards."""
    meets = next((report for report in sent if report.id == deadline.report), None)
    return meets is None or meets.owed is None or deadline.key in meets.owed


def _mark_drivers(deadlines: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
    """Mark the strictest unmet deadline of each step: "at once", else the earliest due."""
    drivers: dict[Step, Deadline] = {}
    for deadline in deadlines:
        best = drivers.get(deadline.step)
        if deadline.is_open and (best is None or deadline.strictness < best.strictness):
            drivers[deadline.step] = deadline
    return tuple(
        replace(deadline, drives=True) if drivers.get(deadline.step) is deadline else deadline for deadline in deadlines
    )
