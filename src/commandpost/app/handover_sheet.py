"""The handover sheet put together from the journal: what happened in the shift and what goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from commandpost.app import record_fields as read
from commandpost.app.desk import Desk
from commandpost.app.drills import counted
from commandpost.app.duty_views import PostView, ShiftView
from commandpost.app.handover_form import HandoverForm
from commandpost.app.handover_words import omission_line, reminder_line, softening_line, unadopted_lines
from commandpost.app.inbox import Directive, InboxService
from commandpost.app.incident_rows import IncidentLook
from commandpost.app.incidents import IncidentRow, IncidentService, LastReport
from commandpost.app.log_lines import LogLines, first_lines
from commandpost.app.logbook import Decision, LogbookService, LogItem, LogMode
from commandpost.app.outages import OutageService
from commandpost.app.reconciliation import ReconciliationService
from commandpost.app.reminders import open_reminders
from commandpost.app.roll_call import roll_call_figures
from commandpost.app.softening import softening_rows
from commandpost.app.spot_checks import spot_check_figures
from commandpost.domain.deadlines import Deadline, Verdict
from commandpost.domain.duty_setup import HandoverFigures
from commandpost.domain.handover_items import in_hand
from commandpost.domain.incident import IncidentStatus
from commandpost.domain.omissions import OmissionKind
from commandpost.domain.papers import (
    CallLine,
    DirectiveLine,
    HandoverPaper,
    IncidentLine,
    Post,
    ShiftBlock,
    ShiftFigures,
    StepMark,
    UndoneLine,
)
from commandpost.domain.rules import Step
from commandpost.journal.fold import Record

AN_INSTANT = timedelta(microseconds=1)  # what is entered in the moment of beginning is on the sheet
TOLD_APART = frozenset({OmissionKind.CALL_UNDECIDED, OmissionKind.LINE_UNADOPTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one sheet tells of: from where the sheet before it ended to the moment it is begun, aware UTC."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverSheet:
    """Reads the journal for one sheet."""

    desk: Desk
    incidents: IncidentService
    inbox: InboxService
    logbook: LogbookService
    outages: OutageService
    reconciliation: ReconciliationService | None = None

    def paper(
        self,
        outgoing: ShiftView,
        incoming: ShiftView,
        form: HandoverForm,
        *,
        since: datetime,
        first_entry: int,
        number: str = "",
        times: Mapping[str, int] | None = None,
    ) -> HandoverPaper:
        """The sheet as it stands now, unsigned; what happened since ``since`` is on it.

        ``times``: how often each incident was handed over, by number.
        """
        now, head = self.desk.now(), self.desk.store.head()
        within = Told(start=since, end=now + AN_INSTANT)
        looks, lines = self.incidents.open_looks(), self._lines(within)
        rows = self._rows([look.row for look in looks], within)
        counts = [row for row in rows if row.drill is self.desk.drill]
        figures = self._figures(within, counts, lines)
        nothing_happened = figures.incidents == 0 and all(row.status is not IncidentStatus.OPEN for row in counts)
        return HandoverPaper(
            unit=self.desk.unit_name,
            number=number,
            made_at=now,
            outgoing=_block(outgoing),
            incoming=_block(incoming),
            warnings=form.warnings,
            response=form.response,
            outages=self.outages.within(within.start, within.end),
            remarks=form.remarks,
            figures=figures,
            incidents=tuple(
                replace(_incident_line(row, form, now), times=(times or {}).get(row.number, 0)) for row in rows
            ),
            directives=self._directives(within, lines),
            undone=(
                *form.undone,
                *self._unadopted(),
                *self._softened(within),
                *self._omitted(looks),
                *self._reminded(),
            ),
            undecided=tuple(_call_line(item) for item in self.logbook.undecided()),
            undelivered=self.desk.store.pending(),
            conflicts=tuple(row.title for row in rows if row.conflicts),
            equipment=form.equipment,
            custody=form.custody,
            zero_report=nothing_happened if form.zero_report is None else form.zero_report,
            first_entry=str(min(first_entry, head.entries)),
            last_entry=str(head.entries),
            head_code=head.code,
            drill=self.desk.drill,
        )

    def in_hand(self, now: datetime, figures: HandoverFigures) -> str:
        """The title of this room's incident that is still being handled, "" when there is none."""
        own = (row for row in self.incidents.open_rows() if row.unit == self.desk.unit)
        lines = (_incident_line(row, HandoverForm(), now) for row in own if row.drill is self.desk.drill)
        return next((line.title for line in lines if in_hand(line, now, figures)), "")

    def _rows(self, going_on: Sequence[IncidentRow], within: Told) -> tuple[IncidentRow, ...]:
        """What is open, the nearest deadline first, then what was ended or received in the shift."""
        others = self.incidents.rows_besides({row.id for row in going_on})
        return (*going_on, *(row for row in others if _touched(row, within)))

    def _figures(self, within: Told, rows: Iterable[IncidentRow], written: Iterable[Record]) -> ShiftFigures:
        lines = tuple(written)
        modes = Counter(read.text(one.fields, "mode") for one in first_lines(lines))
        standing = (one.fields for one in lines if not one.fields.get("corrected_by"))
        decisions = Counter(read.text(fields, "decision") for fields in standing)
        every = tuple(rows)
        verdicts = [verdict for row in every for verdict in _verdicts(row, within)]
        checks = spot_check_figures(self.desk, within.start, within.end)
        asked, answered = roll_call_figures(self.desk, within.start, within.end)
        return ShiftFigures(
            calls_in=modes[LogMode.CALL_IN],
            calls_out=modes[LogMode.CALL_OUT],
            incidents=sum(within.start <= row.received < within.end for row in every if not row.merged),
            owed=len(verdicts),
            in_time=verdicts.count(Verdict.IN_TIME),
            late=verdicts.count(Verdict.LATE),
            not_provable=verdicts.count(Verdict.NOT_PROVABLE),
            follow_ups_due=sum(_owes_follow_up(row) for row in every),
            passed_on=decisions[Decision.PASSED_ON],
            spot_checks=checks.checks,
            spot_check_answer=checks.slowest,
            call_outs=asked,
            call_outs_answered=answered,
        )

    def _lines(self, within: Told) -> tuple[Record, ...]:
        since, until = read.iso(within.start), read.iso(within.end)
        written = self.desk.store.records("log", unit=self.desk.unit, since=since, until=until)
        return counted(self.desk, written, drill=self.desk.drill)

    def _directives(self, within: Told, lines: Iterable[Record]) -> tuple[DirectiveLine, ...]:
        """Directives to this room not yet answered, those of the shift, and what leaders said in the log."""
        told = [_directive_line(one) for one in self.inbox.directives() if not one.own and _concerns(one, within)]
        directed = (one for one in lines if read.text(one.fields, "mode") == LogMode.DIRECTIVE)
        last = [one for one in directed if not one.fields.get("corrected_by")]
        said = map(_said, LogLines(self.desk).items(last))
        return tuple(sorted((*told, *said), key=lambda line: line.at))

    def _softened(self, within: Told) -> tuple[UndoneLine, ...]:
        """What a leader signed in the shift that made an incident look less serious."""
        rows = softening_rows(self.desk.store, unit=self.desk.unit, since=within.start, until=within.end)
        return tuple(UndoneLine(text=softening_line(row)) for row in reversed(rows))

    def _omitted(self, looks: Iterable[IncidentLook]) -> tuple[UndoneLine, ...]:
        """The list of what was left out; undecided calls have a block of their own, so have unadopted lines."""
        counts = [look for look in looks if look.row.drill is self.desk.drill]
        found = self.reconciliation.omissions(counts) if self.reconciliation is not None else ()
        told = (one for one in found if one.kind not in TOLD_APART)
        return tuple(UndoneLine(text=omission_line(one)) for one in told)

    def _reminded(self) -> tuple[UndoneLine, ...]:
        """Follow-ups nobody has answered; the next shift's desk calls for them."""
        return tuple(map(reminder_line, open_reminders(self.desk)))

    def _unadopted(self) -> tuple[UndoneLine, ...]:
        return tuple(unadopted_lines(self.logbook.unadopted()))


def _touched(row: IncidentRow, within: Told) -> bool:
    moments = (row.received, row.closed_at)
    return any(moment is not None and within.start <= moment < within.end for moment in moments)


def _block(shift: ShiftView) -> ShiftBlock:
    return ShiftBlock(
        start=shift.start,
        end=shift.end,
        leader=_post(shift.leader),
        primary=_post(shift.primary),
        secondary=_post(shift.secondary),
        others=tuple(_post(post, title=post.title) for post in shift.others),
    )


def _post(post: PostView, *, title: str = "") -> Post:
    return Post(
        title=title,
        swapped=post.swapped,
        wanted=post.wanted,
        left_at=post.signed_out_at,
        name=post.name,
        instead_of=post.substitute_for,
        approved_by=post.approved_by,
        reason=post.reason,
        arrived_at=post.signed_in_at,
    )


def _incident_line(row: IncidentRow, form: HandoverForm, now: datetime) -> IncidentLine:
    last, following = row.last_report, row.driving(now)
    return IncidentLine(
        number=row.number,
        title=f"演练·{row.title}" if row.drill else row.title,
        place=row.place,
        level=row.level.value,
        received=row.received,
        last_report=None if last is None else _last_report(last),
        next_due=None if following is None else _next_due(following, now),
        handed_over=form.handed.get(row.id, ""),
        responsible=form.responsible.get(row.id, ""),
    )


def _last_report(last: LastReport) -> StepMark:
    late = last.lateness is not None and last.lateness.verdict is Verdict.LATE
    return StepMark(step=last.step.value, sequence=last.sequence, at=last.sent_at, late=late)


def _next_due(deadline: Deadline, now: datetime) -> StepMark:
    overdue = deadline.due is not None and deadline.due < now
    return StepMark(step=deadline.step.value, sequence=deadline.sequence, at=deadline.due, late=overdue)


def _verdicts(row: IncidentRow, within: Told) -> tuple[Verdict, ...]:
    """One judgement for each report owed in the shift: the worst where several rules ask for the same one."""
    worst: dict[tuple[Step, int], Verdict] = {}
    for deadline in row.deadlines:
        verdict = _verdict(deadline, within)
        key = (deadline.step, deadline.sequence)
        if verdict is not None and _WORSE[verdict] >= _WORSE[worst.get(key, Verdict.IN_TIME)]:
            worst[key] = verdict
    return tuple(worst.values())


_WORSE = {Verdict.IN_TIME: 0, Verdict.NOT_PROVABLE: 1, Verdict.LATE: 2}


def _verdict(deadline: Deadline, within: Told) -> Verdict | None:
    """None: not of this shift, or still running."""
    if deadline.done is not None:
        judged = deadline.lateness.verdict if deadline.lateness else Verdict.IN_TIME
        return judged if within.start <= deadline.done < within.end else None
    overdue = deadline.due is not None and within.start <= deadline.due < within.end
    return Verdict.LATE if overdue else None


def _owes_follow_up(row: IncidentRow) -> bool:
    return any(one.is_open and one.step in {Step.FOLLOW_UP, Step.DAILY} for one in row.deadlines)


def _concerns(directive: Directive, within: Told) -> bool:
    return directive.status != "answered" or within.start <= directive.at < within.end


def _directive_line(directive: Directive) -> DirectiveLine:
    return DirectiveLine(
        at=directive.at,
        sender=directive.from_name,
        text=directive.text,
        status=directive.status,
        status_at=directive.answered_at or directive.conveyed_at,
        limit_at=directive.limit_at,
    )


def _said(item: LogItem) -> DirectiveLine:
    return DirectiveLine(at=item.at, sender=item.caller_unit or item.author_name, text=item.text, status="conveyed")


def _call_line(item: LogItem) -> CallLine:
    return CallLine(number=item.number, at=item.at, text=item.text)
