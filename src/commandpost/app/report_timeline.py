"""The report progress of one incident: what was done, what is owed, what will come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from commandpost.app.incident_records import sent_at, step_of
from commandpost.app.incident_rows import IncidentRow, Receipt, frozen_lateness
from commandpost.app.record_fields import text, whole
from commandpost.app.report_values import TimelineStep
from commandpost.domain.deadlines import Deadline, DeadlineState, Verdict, strictest
from commandpost.domain.ids import RuleId
from commandpost.domain.rules import Step
from commandpost.journal.fold import Record

_STATES = {
    Verdict.IN_TIME: DeadlineState.DONE,
    Verdict.LATE: DeadlineState.DONE_LATE,
    Verdict.NOT_PROVABLE: DeadlineState.NOT_PROVABLE,
}
NOT_A_RULE = RuleId("")
_ALWAYS_SHOWN = (Step.PHONE, Step.INITIAL, Step.FOLLOW_UP, Step.FINAL)


def timeline(
    row: IncidentRow, sent: Sequence[Record], receipts: Mapping[str, Receipt], now: datetime
) -> tuple[TimelineStep, ...]:
    """Reports that left, in the order of time; then what is owed; then the steps that are not owed yet."""
    done = [_done(record, row.deadlines, receipts) for record in sorted(sent, key=sent_at)]
    owed = _owed(row.deadlines, now)
    shown = {step.step for step in (*done, *owed)}
    coming = [] if row.not_reported else [_coming(step, row.received) for step in _ALWAYS_SHOWN if step not in shown]
    order = list(Step)
    waiting = sorted((*owed, *coming), key=lambda step: (order.index(step.step), step.sequence))
    return (*done, *waiting)


def _done(record: Record, deadlines: Iterable[Deadline], receipts: Mapping[str, Receipt]) -> TimelineStep:
    met = [deadline for deadline in deadlines if deadline.report == record.id]
    measured = min((one for one in met if one.due is not None), key=lambda one: one.due or one.started, default=None)
    shown = measured or next(iter(met), None)
    lateness = frozen_lateness(record.fields)
    receipt = receipts.get(record.id)
    return TimelineStep(
        step=step_of(record.fields),
        sequence=whole(record.fields, "sequence") or 1,
        state=_STATES[lateness.verdict] if lateness else DeadlineState.DONE,
        at=sent_at(record),
        started=shown.started if shown else sent_at(record),
        due=shown.due if shown else None,
        source=shown.source if shown else "",
        confirmed=shown.confirmed if shown else True,
        lateness=lateness,
        late_reason=text(record.fields, "late_reason"),
        taken_by=text(record.fields, "taken_by"),
        receipted=receipt.at if receipt else None,
        receipted_by=receipt.by if receipt else "",
        report=record.id,
    )


def _owed(deadlines: Iterable[Deadline], now: datetime) -> list[TimelineStep]:
    """One line for each step: its strictest unmet deadline."""
    unmet = [deadline for deadline in deadlines if deadline.is_open]
    steps = dict.fromkeys(deadline.step for deadline in unmet)
    found = (_measured(unmet, step, now) for step in steps)
    return [_line(one, one.state(now)) for one in found if one is not None]


def _measured(unmet: Iterable[Deadline], step: Step, now: datetime) -> Deadline | None:
    """The strictest deadline of a step; one with a measure says more than "at once"."""
    own = [deadline for deadline in unmet if deadline.step is step]
    return strictest([one for one in own if one.due is not None], now) or strictest(own, now)


def _line(deadline: Deadline, state: DeadlineState) -> TimelineStep:
    return TimelineStep(
        step=deadline.step,
        sequence=deadline.sequence,
        state=state,
        at=None,
        started=deadline.started,
        due=deadline.due,
        source=deadline.source,
        confirmed=deadline.confirmed,
        lateness=None,
        late_reason="",
        taken_by="",
        receipted=None,
        receipted_by="",
        report=None,
    )


def _coming(step: Step, received: datetime) -> TimelineStep:
    waiting = Deadline(rule=NOT_A_RULE, step=step, started=received, due=None, source="", confirmed=True)
    return _line(waiting, DeadlineState.CALM)
