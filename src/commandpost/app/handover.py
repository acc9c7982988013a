"""Handover: a sheet assembled from the journal, frozen and numbered when begun, signed, kept, reprinted as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from commandpost.app import record_fields as read
from commandpost.app.approval import Approval, approver
from commandpost.app.desk import Desk
from commandpost.app.duty import DutyService
from commandpost.app.handover_form import HandoverForm, SheetRow, day_of, row_of, shift_of_sheet, state_of
from commandpost.app.handover_reading import HandoverReading, release_of, ticks_of
from commandpost.app.handover_sheet import HandoverSheet
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
from commandpost.domain.handover_items import digest_of, refuse_unread, with_ticks
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.local_time import local_day
from commandpost.domain.paper_encoding import to_plain
from commandpost.domain.papers import HandoverPaper
from commandpost.domain.roster import DutyRole
from commandpost.domain.shift_hours import ShiftSpan, following, handed_over_span, span_of
from commandpost.journal.entry import Draft, Json
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
        Raises RuleBroken("sheet_already_begun", number=…) and what ``permissions.require`` raises.
        """
        require(self._desk.session, Action.HAND_OVER)
        span = self._span()
        begun = self._desk.store.records(
            "handover", unit=self._desk.unit, status=SheetStatus.BEGUN.value, limit=1, newest_first=True
        )
        if begun:
            raise RuleBroken("sheet_already_begun", number=read.text(begun[0].fields, "number"))
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
        self._desk.write(self._draft(sheet, "handover.begin", state, frame), *opened, *faults)
        return sheet

    def sign_outgoing(self, sheet: RecordId, standing_in: str = "") -> None:
        """Sign as whoever is signed in; one not of the outgoing shift says why nobody of it signs.

        Raises RuleBroken of ``SheetState.sign``, "not_of_outgoing_shift" with ``name`` and ``people``,
        "same_person_signs"|"items_unread"|"incident_in_hand", and what ``permissions.require`` raises.
        """
        require(self._desk.session, Action.HAND_OVER)
        session = self._desk.session
        person = session.person or PersonId("")
        stranger = self._is_stranger(sheet, person, session.name, standing_in)
        self._sign_side(sheet, Signer.OUTGOING, person, session.name, standing_in if stranger else "")

    def sign_incoming(self, sheet: RecordId, person: PersonId, pin: str) -> None:
        """Sign with one's own PIN beside the outgoing; once both have signed, the incoming sits at the desk.

        Raises what ``sign_outgoing`` and ``PeopleService.check_pin`` raise.
        """
        record = self._people.check_pin(person, pin)
        self._sign_side(sheet, Signer.INCOMING, person, read.text(record.fields, "name"))

    def sign_leader(self, sheet: RecordId, leader: PersonId | None = None, pin: str = "") -> None:
        """The leader's signature, then or later: signed in at the desk, or named with a PIN.

        Raises RuleBroken("leader_only"|"sign_both_first"|"already_signed"|"sheet_void") and what ``check_pin`` raises.
        """
        by = approver(self._desk, self._people, Approval(leader=leader, pin=pin))
        state = self._state(sheet).sign(Signer.LEADER, by.name, self._desk.now())
        self._desk.write(self._draft(sheet, "handover.sign_leader", state, _signed(Signer.LEADER, by.person, state)))

    def void(self, sheet: RecordId, reason: str) -> None:
        """Make a begun sheet void; it is kept with its number.

        Raises RuleBroken("reason_missing"|"sheet_void"|"sheet_in_force") and what ``permissions.require`` raises.
        """
        require(self._desk.session, Action.HAND_OVER)
        state = self._state(sheet).void(self._desk.session.name, reason, self._desk.now())
        self._desk.write(self._draft(sheet, "handover.void", state, {"void_reason": reason.strip()}))

    def in_hand(self) -> str:
        """The title of an incident of this room that is still being handled; "" when the shift may change."""
        return self._sheet.in_hand(self._desk.now(), self._duty.hours().figures)

    def sheets(self, limit: int = LOOK_BACK) -> tuple[SheetRow, ...]:
        """Newest first, void ones too."""
        return tuple(row_of(record) for record in self._records(limit))

    def paper(self, sheet: RecordId) -> HandoverPaper:
        """The frozen sheet with its signatures. Raises RuleBroken("sheet_unknown")."""
        return self._state(sheet).paper

    def print_job(self, sheet: RecordId) -> Printed:
        """The stored PDF: the same bytes at each print until somebody signs; or the sheet for the press."""
        record = self._record(sheet)
        kept = read.text(record.fields, "pdf")
        stored = self._desk.store.blob(kept) if kept else None
        if stored is not None:
            return stored
        return PrintJob(record=sheet, kind="handover", key="pdf", paper=state_of(record).paper)

    def pdf(self, sheet: RecordId) -> bytes:
        """The stored PDF; waits for the press when it is not set yet."""
        return set_now(self._desk, self._press, self.print_job(sheet))

    # --------------------------------------------------------------------------------------------------- inside

    def _records(self, limit: int = LOOK_BACK) -> tuple[Record, ...]:
        return self._desk.store.records("handover", unit=self._desk.unit, limit=limit, newest_first=True)

    def _record(self, sheet: RecordId) -> Record:
        record = self._desk.store.record(sheet)
        if record is None or record.kind != "handover":
            raise RuleBroken("sheet_unknown", sheet=sheet)
        return record

    def _state(self, sheet: RecordId) -> SheetState:
        return state_of(self._record(sheet))

    def _span(self) -> ShiftSpan:
        """The shift to hand over: the one that has no sheet in force yet."""
        done = [(day_of(record), shift_of_sheet(record)) for record in self._in_force()]
        return handed_over_span(self._desk.now(), self._duty.hours(), done)

    def _paper(self, span: ShiftSpan, form: HandoverForm, number: str) -> HandoverPaper:
        hours = self._duty.hours()
        outgoing, incoming = self._duty.shift(span), self._duty.shift(following(span, hours))
        known = {line.matter for line in form.undone}
        carried = tuple(one.line() for one in self.matters.open_matters() if one.id not in known)
        form = replace(form, undone=(*carried, *form.undone))
        return self._sheet.paper(
            outgoing, incoming, form, first_entry=self._first_entry(), number=number, times=self._times()
        )

    def _in_force(self) -> tuple[Record, ...]:
        return tuple(one for one in self._records() if read.text(one.fields, "status") in TAKEN_OVER)

    def _times(self) -> Counter[str]:
        """How often each incident was handed over before, by number."""
        return Counter(number for record in self._in_force() for number in read.texts(record.fields, "incidents"))

    def _first_entry(self) -> int:
        """Where the journal's range of the last sheet in force ended, plus one."""
        kept = (record for record in self._records() if read.text(record.fields, "status") != SheetStatus.VOID)
        return max((read.whole(record.fields, "last_entry") or 0 for record in kept), default=0) + 1

    def _draft(self, sheet: RecordId, act: str, state: SheetState, more: Mapping[str, Json]) -> Draft:
        """The sheet as it stands from now on; its PDF is set beside the store's worker."""
        frozen: dict[str, Json] = {**to_plain(state.paper)}
        values: dict[str, Json] = {"status": state.status.value, "sheet": frozen, "pdf": None}
        return Draft(kind="handover", record=sheet, act=act, set={**values, **more})

    def _is_stranger(self, sheet: RecordId, person: PersonId, name: str, standing_in: str) -> bool:
        """Whether somebody signs who is not of the outgoing shift; a shift nobody is known of has no strangers."""
        record = self._record(sheet)
        outgoing = self._duty.shift(span_of(day_of(record), self._duty.hours(), shift_of_sheet(record)))
        members = self._shifts.members(outgoing)
        if not members or person in members:
            return False
        if not standing_in.strip():
            people = "、".join(sorted(members.values()))
            raise RuleBroken("not_of_outgoing_shift", field="standing_in", name=name, people=people)
        return True

    def _sign_side(self, sheet: RecordId, signer: Signer, person: PersonId, name: str, standing_in: str = "") -> None:
        record = self._record(sheet)
        other = Signer.INCOMING if signer is Signer.OUTGOING else Signer.OUTGOING
        if read.text(read.table(record.fields, other.value), "person") == person:
            raise RuleBroken("same_person_signs", field=signer.value)
        before = state_of(record)
        if signer is Signer.INCOMING:
            refuse_unread(before.paper, ticks_of(record))
        state = before.sign(signer, name, self._desk.now(), standing_in)
        if state.status is SheetStatus.SIGNED:
            self._refuse_in_hand(record)
            paper = replace(with_ticks(state.paper, ticks_of(record)), release=release_of(record))
            state = replace(state, paper=paper)
        signed = _signed(signer, person, state)
        drafts = [self._draft(sheet, f"handover.sign_{signer}", state, signed)]
        if state.status is not SheetStatus.SIGNED:
            self._desk.write(*drafts)
            return
        incoming = person if signer is Signer.INCOMING else _person(record, Signer.INCOMING)
        self._desk.write(*drafts, *self._take_over(record, incoming, state))
        self._seat(incoming)

    def _refuse_in_hand(self, record: Record) -> None:
        """No shift changes in the middle of an incident unless the leader says so."""
        if release_of(record) is None:
            title = self.in_hand()
            if title:
                raise RuleBroken("incident_in_hand", title=title)

    def _take_over(self, record: Record, incoming: PersonId, state: SheetState) -> tuple[Draft, ...]:
        """The shift's end, what was handed over, and the incoming's arrival unless it was already told."""
        hours = self._duty.hours()
        span = span_of(day_of(record), hours, shift_of_sheet(record))
        outgoing, coming = self._duty.shift(span), self._duty.shift(following(span, hours))
        role = coming.role_of(incoming) or DutyRole.PRIMARY
        handed = self.matters.handed_over(
            (line.matter for line in state.paper.undone if line.matter), state.paper.number
        )
        ended = (self._shifts.end(outgoing, record.id), *handed)
        held = coming.post(role)
        if held.person == incoming and held.signed_in_at is not None:
            return ended
        return (*ended, self._shifts.joined(coming, role, incoming, state.paper.signed_incoming.name))

    def _seat(self, incoming: PersonId) -> None:
        """The incoming gave the PIN a moment ago and answers for the room from here on."""
        view = next((one for one in self._people.staff() if one.id == incoming), None)
        if view is not None:
            session = self._desk.session
            session.person, session.name, session.roles, session.locked = view.id, view.name, view.roles, False


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


def _signed(signer: Signer, person: PersonId, state: SheetState) -> dict[str, Json]:
    signature = state.signature(signer)
    told: dict[str, Json] = {"person": person, "name": signature.name, "at": read.iso(signature.at)}
    return {signer.value: told | ({"standing_in": signature.standing_in} if signature.standing_in else {})}


def _person(record: Record, signer: Signer) -> PersonId:
    return PersonId(read.text(read.table(record.fields, signer.value), "person"))
