"""Handover: a sheet assembled from the journal, frozen and numbered when begun, signed, kept, reprinted as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from commandpost.app import record_fields as read
from commandpost.app.desk import Desk
from commandpost.app.duty import DutyService
from commandpost.app.handover_form import HandoverForm, SheetRow, day_of, row_of, shift_of_sheet, state_of
from commandpost.app.handover_reading import HandoverReading
from commandpost.app.handover_sheet import AN_INSTANT, HandoverSheet
from commandpost.app.handover_signing import HandoverSigning, sheet_draft, sheet_record
from commandpost.app.inbox import InboxService
from commandpost.app.incidents import IncidentService
from commandpost.app.logbook import LogbookService, LogMode
from commandpost.app.matters import MatterService
from commandpost.app.outages import OutageService
from commandpost.app.paper_port import PaperPort
from commandpost.app.people import PeopleService
from commandpost.app.permissions import Action, require
from commandpost.app.print_room import Printed, PrintJob, set_now
from commandpost.app.reconciliation import ReconciliationService
from commandpost.app.reports import ReportService
from commandpost.domain.errors import RuleBroken
from commandpost.domain.handover import SheetState, SheetStatus, Signer, clock_note, equipment_to_check, sheet_number
from commandpost.domain.handover_items import digest_of
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.local_time import local_day
from commandpost.domain.papers import HandoverPaper
from commandpost.domain.shift_hours import ShiftSpan, following, handed_over_span, preceding
from commandpost.journal.entry import Json
from commandpost.journal.fold import Record

__all__ = ["HandoverForm", "HandoverService", "SheetRow", "SheetStatus", "Signer"]

FAULTY = "设备异常：{told}"
LOOK_BACK = 60  # sheets that are looked through for the last one in force
TAKEN_OVER = frozenset({SheetStatus.SIGNED, SheetStatus.COMPLETE})


class HandoverService:
    """Use cases of the handover; both sides' signatures are the moment the shift changes hands."""

    def __init__(  # noqa: PLR0917  # the seam gives them in this order
        self,
        desk: Desk,
        duty: DutyService,
        incidents: IncidentService,
        reports: ReportService,
        inbox: InboxService,
        logbook: LogbookService,
        press: PaperPort,
        people: PeopleService,
        reconciliation: ReconciliationService | None = None,
    ) -> None:
        self._desk = desk
        self._duty = duty
        self._reports = reports
        self._press = press
        self._people = people
        self._shifts = duty.shifts
        self._logbook = logbook
        self.reading = HandoverReading(desk, duty, people)
        self.matters = MatterService(desk)
        self._signing = HandoverSigning(desk=desk, duty=duty, people=people, matters=self.matters, in_hand=self.in_hand)
        self._sheet = HandoverSheet(
            desk=desk,
            incidents=incidents,
            inbox=inbox,
            logbook=logbook,
            outages=OutageService(desk, logbook),
            reconciliation=reconciliation,
        )

    def form(self) -> HandoverForm:
        """An empty form; the clock's line says how far it is off."""
        trust = self._desk.clock.trust()
        note = clock_note(trust.offset) if trust.offset is not None else ""
        return HandoverForm(equipment=equipment_to_check(note, self._duty.hours().equipment))

    def preview(self, form: HandoverForm | None = None) -> HandoverPaper:
        """The sheet as it would be begun now, without a number."""
        return self._paper(self._span(), form or self.form(), "")

    def begin(self, form: HandoverForm | None = None) -> RecordId:
        """Number and freeze the sheet; what comes later goes to the next one.

        New matters open a record of their own, and each device out of order becomes an entry of the log.
        Raises RuleBroken("sheet_already_begun"|"shift_handed_over", number=…) and what ``permissions.require`` raises.
        """
        require(self._desk.session, Action.HAND_OVER)
        span = self._span()
        begun = self._desk.store.records(
            "handover", unit=self._desk.unit, status=SheetStatus.BEGUN.value, limit=1, newest_first=True
        )
        if begun:
            raise RuleBroken("sheet_already_begun", number=read.text(begun[0].fields, "number"))
        self._refuse_second(span)
        form = form or self.form()
        day = local_day(span.end)
        count = self._desk.store.next_number(f"handover:{day.isoformat()}")
        number = sheet_number(day, self._desk.station, count)
        undone, opened = self.matters.opened(form.undone)
        paper = self._paper(span, replace(form, undone=undone), number)
        state = SheetState(status=SheetStatus.BEGUN, paper=replace(paper, digest=digest_of(paper)))
        sheet = self._desk.new_id("handover")
        frame: dict[str, Json] = {"day": span.date.isoformat(), "shift": span.shift, **_frame(state)}
        faults = [
            self._logbook.line(FAULTY.format(told=f"{one.name} {one.note}".strip()), mode=LogMode.NOTE)
            for one in form.equipment
            if one.ok is False
        ]
        self._desk.write(sheet_draft(sheet, "handover.begin", state, frame), *opened, *faults)
        return sheet

    def sign_outgoing(self, sheet: RecordId, standing_in: str = "") -> None:
        """Sign as whoever is signed in; raises as ``HandoverSigning.sign_outgoing`` does."""
        self._signing.sign_outgoing(sheet, standing_in)

    def sign_incoming(self, sheet: RecordId, person: PersonId, pin: str) -> None:
        """Sign with one's own PIN beside the outgoing; raises as ``HandoverSigning.sign_incoming`` does."""
        self._signing.sign_incoming(sheet, person, pin)

    def sign_leader(self, sheet: RecordId, leader: PersonId | None = None, pin: str = "") -> None:
        """The leader's signature, then or later; raises as ``HandoverSigning.sign_leader`` does."""
        self._signing.sign_leader(sheet, leader, pin)

    def void(self, sheet: RecordId, reason: str) -> None:
        """Make a begun sheet void; raises as ``HandoverSigning.void`` does."""
        self._signing.void(sheet, reason)

    def in_hand(self) -> str:
        """The title of an incident of this room that is still being handled; "" when the shift may change."""
        return self._sheet.in_hand(self._desk.now(), self._duty.hours().figures)

    def sheets(self, limit: int = LOOK_BACK) -> tuple[SheetRow, ...]:
        """Newest first, void ones too."""
        return tuple(row_of(record) for record in self._records(limit))

    def paper(self, sheet: RecordId) -> HandoverPaper:
        """The frozen sheet with its signatures. Raises RuleBroken("sheet_unknown")."""
        return state_of(sheet_record(self._desk, sheet)).paper

    def print_job(self, sheet: RecordId) -> Printed:
        """The stored PDF: the same bytes at each print until somebody signs; or the sheet for the press."""
        record = sheet_record(self._desk, sheet)
        kept = read.text(record.fields, "pdf")
        stored = self._desk.store.blob(kept) if kept else None
        if stored is not None:
            return stored
        return PrintJob(record=sheet, kind="handover", key="pdf", paper=state_of(record).paper)

    def pdf(self, sheet: RecordId) -> bytes:
        """The stored PDF; waits for the press when it is not set yet."""
        return set_now(self._desk, self._press, lambda: self.print_job(sheet))

    # --------------------------------------------------------------------------------------------------- inside

    def _records(self, limit: int = LOOK_BACK) -> tuple[Record, ...]:
        return self._desk.store.records("handover", unit=self._desk.unit, limit=limit, newest_first=True)

    def _span(self) -> ShiftSpan:
        """The shift to hand over: the one that has no sheet in force yet."""
        done = [(day_of(record), shift_of_sheet(record)) for record in self._in_force()]
        return handed_over_span(self._desk.now(), self._duty.hours(), done)

    def _refuse_second(self, span: ShiftSpan) -> None:
        """A shift signed before its end is handed over: what comes until then goes to the next sheet."""
        same = (one for one in self._in_force() if (day_of(one), shift_of_sheet(one)) == (span.date, span.shift))
        if (first := next(same, None)) is not None:
            raise RuleBroken("shift_handed_over", number=read.text(first.fields, "number"), until=span.end)

    def _paper(self, span: ShiftSpan, form: HandoverForm, number: str) -> HandoverPaper:
        hours, in_force = self._duty.hours(), self._in_force()
        outgoing, incoming = self._duty.shift(span), self._duty.shift(following(span, hours))
        known = {told for line in form.undone for told in (line.matter, line.text)}
        still = (one for one in self.matters.open_matters() if not known & {one.id, one.text})
        carried = tuple(one.line() for one in still)
        form = replace(form, undone=(*carried, *form.undone))
        return self._sheet.paper(
            outgoing,
            incoming,
            form,
            since=self._told_until(span, in_force),
            first_entry=self._first_entry(),
            number=number,
            times=_times(in_force),
        )

    def _told_until(self, span: ShiftSpan, in_force: Iterable[Record]) -> datetime:
        """Where the last sheet in force ended, so that nothing falls between two; two shifts back at most.

        A sheet filled in by hand counted nothing, so what is in the journal of its shift is not told yet.
        """
        told = (read.moment(one.fields, "at") for one in in_force if read.whole(one.fields, "last_entry"))
        last = max((at for at in told if at is not None and at <= self._desk.now()), default=None)
        return span.start if last is None else max(last + AN_INSTANT, preceding(span, self._duty.hours()).start)

    def _in_force(self) -> tuple[Record, ...]:
        return tuple(one for one in self._records() if read.text(one.fields, "status") in TAKEN_OVER)

    def _first_entry(self) -> int:
        """Where the journal's range of the last sheet in force ended, plus one."""
        kept = (record for record in self._records() if read.text(record.fields, "status") != SheetStatus.VOID)
        return max((read.whole(record.fields, "last_entry") or 0 for record in kept), default=0) + 1


def _times(in_force: Iterable[Record]) -> Counter[str]:
    """How often each incident was handed over before, by number."""
    return Counter(number for record in in_force for number in read.texts(record.fields, "incidents"))


def _frame(state: SheetState) -> dict[str, Json]:
    paper = state.paper
    return {
        "number": paper.number,
        "at": read.iso(paper.made_at),
        "first_entry": int(paper.first_entry),
        "last_entry": int(paper.last_entry),
        "head": paper.head_code,
        "digest": paper.digest,
        "incidents": [line.number for line in paper.incidents],
    }
