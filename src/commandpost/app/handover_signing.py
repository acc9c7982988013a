"""Both sides sign, and that is the moment the shift changes hands; the leader signs then or later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from commandpost.app import record_fields as read
from commandpost.app.approval import Approval, approver
from commandpost.app.desk import Desk
from commandpost.app.duty import DutyService
from commandpost.app.handover_form import day_of, shift_of_sheet, state_of
from commandpost.app.handover_reading import release_of, ticks_of
from commandpost.app.matters import MatterService
from commandpost.app.people import PeopleService
from commandpost.app.permissions import Action, require
from commandpost.domain.errors import RuleBroken
from commandpost.domain.handover import SheetState, SheetStatus, Signer
from commandpost.domain.handover_items import refuse_unread, with_ticks
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.paper_encoding import to_plain
from commandpost.domain.roster import DutyRole
from commandpost.domain.shift_hours import following, span_of
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverSigning:
    """What ``HandoverService`` does with a sheet once it has begun; ``in_hand`` names an incident still handled."""

    desk: Desk
    duty: DutyService
    people: PeopleService
    matters: MatterService
    in_hand: Callable[[], str]

    def sign_outgoing(self, sheet: RecordId, standing_in: str = "") -> None:
        """Sign as whoever is signed in; one not of the outgoing shift says why nobody of it signs.

        Raises RuleBroken of ``SheetState.sign``, "not_of_outgoing_shift" with ``name`` and ``people``,
        "same_person_signs"|"items_unread"|"incident_in_hand", and what ``permissions.require`` raises.
        """
        require(self.desk.session, Action.HAND_OVER)
        session = self.desk.session
        person = session.person or PersonId("")
        stranger = self._is_stranger(sheet, person, session.name, standing_in)
        self._sign_side(sheet, Signer.OUTGOING, person, session.name, standing_in if stranger else "")

    def sign_incoming(self, sheet: RecordId, person: PersonId, pin: str) -> None:
        """Sign with one's own PIN beside the outgoing; once both have signed, the incoming sits at the desk.

        Raises what ``sign_outgoing`` and ``PeopleService.check_pin`` raise.
        """
        record = self.people.check_pin(person, pin)
        self._sign_side(sheet, Signer.INCOMING, person, read.text(record.fields, "name"))

    def sign_leader(self, sheet: RecordId, leader: PersonId | None = None, pin: str = "") -> None:
        """The leader's signature, then or later: signed in at the desk, or named with a PIN.

        Raises RuleBroken("leader_only"|"sign_both_first"|"already_signed"|"sheet_void") and what ``check_pin`` raises.
        """
        by = approver(self.desk, self.people, Approval(leader=leader, pin=pin))
        state = state_of(sheet_record(self.desk, sheet)).sign(Signer.LEADER, by.name, self.desk.now())
        self.desk.write(sheet_draft(sheet, "handover.sign_leader", state, _signed(Signer.LEADER, by.person, state)))

    def void(self, sheet: RecordId, reason: str) -> None:
        """Make a begun sheet void; it is kept with its number.

        Raises RuleBroken("reason_missing"|"sheet_void"|"sheet_in_force") and what ``permissions.require`` raises.
        """
        require(self.desk.session, Action.HAND_OVER)
        state = state_of(sheet_record(self.desk, sheet)).void(self.desk.session.name, reason, self.desk.now())
        self.desk.write(sheet_draft(sheet, "handover.void", state, {"void_reason": reason.strip()}))

    # --------------------------------------------------------------------------------------------------- inside

    def _is_stranger(self, sheet: RecordId, person: PersonId, name: str, standing_in: str) -> bool:
        """Whether somebody signs who is not of the outgoing shift; a shift nobody is known of has no strangers."""
        record = sheet_record(self.desk, sheet)
        outgoing = self.duty.shift(span_of(day_of(record), self.duty.hours(), shift_of_sheet(record)))
        members = self.duty.shifts.members(outgoing)
        if not members or person in members:
            return False
        if not standing_in.strip():
            people = "、".join(sorted(members.values()))
            raise RuleBroken("not_of_outgoing_shift", field="standing_in", name=name, people=people)
        return True

    def _sign_side(self, sheet: RecordId, signer: Signer, person: PersonId, name: str, standing_in: str = "") -> None:
        record = sheet_record(self.desk, sheet)
        other = Signer.INCOMING if signer is Signer.OUTGOING else Signer.OUTGOING
        if read.person_id(read.table(record.fields, other.value), "person") == person:
            raise RuleBroken("same_person_signs", field=signer.value)
        before = state_of(record)
        if signer is Signer.INCOMING:
            refuse_unread(before.paper, ticks_of(record))
        state = before.sign(signer, name, self.desk.now(), standing_in)
        if state.status is SheetStatus.SIGNED:
            self._refuse_in_hand(record)
            paper = replace(with_ticks(state.paper, ticks_of(record)), release=release_of(record))
            state = replace(state, paper=paper)
        signed = _signed(signer, person, state)
        drafts = [sheet_draft(sheet, f"handover.sign_{signer}", state, signed)]
        if state.status is not SheetStatus.SIGNED:
            self.desk.write(*drafts)
            return
        incoming = person if signer is Signer.INCOMING else _person(record, Signer.INCOMING)
        self.desk.write(*drafts, *self._take_over(record, incoming, state))
        self._seat(incoming)

    def _refuse_in_hand(self, record: Record) -> None:
        """No shift changes in the middle of an incident unless the leader says so."""
        if release_of(record) is None:
            title = self.in_hand()
            if title:
                raise RuleBroken("incident_in_hand", title=title)

    def _take_over(self, record: Record, incoming: PersonId, state: SheetState) -> tuple[Draft, ...]:
        """The shift's end, what was handed over, and the incoming's arrival unless it was already told."""
        hours = self.duty.hours()
        span = span_of(day_of(record), hours, shift_of_sheet(record))
        outgoing, coming = self.duty.shift(span), self.duty.shift(following(span, hours))
        role = coming.role_of(incoming) or DutyRole.PRIMARY
        handed = self.matters.handed_over(
            (line.matter for line in state.paper.undone if line.matter), state.paper.number
        )
        ended = (self.duty.shifts.end(outgoing, record.id), *handed)
        held = coming.post(role)
        if held.person == incoming and held.signed_in_at is not None:
            return ended
        return (*ended, self.duty.shifts.joined(coming, role, incoming, state.paper.signed_incoming.name))

    def _seat(self, incoming: PersonId) -> None:
        """The incoming gave the PIN a moment ago and answers for the room from here on."""
        view = next((one for one in self.people.staff() if one.id == incoming), None)
        if view is not None:
            self.desk.session.sit(view.id, view.name, view.roles)


def sheet_record(desk: Desk, sheet: RecordId) -> Record:
    """A sheet's record. Raises RuleBroken("sheet_unknown")."""
    record = desk.store.record(sheet)
    if record is None or record.kind != "handover":
        raise RuleBroken("sheet_unknown", sheet=sheet)
    return record


def sheet_draft(sheet: RecordId, act: str, state: SheetState, more: Mapping[str, Json]) -> Draft:
    """The sheet as it stands from now on; its PDF is set beside the store's worker."""
    frozen: dict[str, Json] = {**to_plain(state.paper)}
    values: dict[str, Json] = {"status": state.status.value, "sheet": frozen, "pdf": None}
    return Draft(kind="handover", record=sheet, act=act, set={**values, **more})


def _signed(signer: Signer, person: PersonId, state: SheetState) -> dict[str, Json]:
    signature = state.signature(signer)
    told: dict[str, Json] = {"person": person, "name": signature.name, "at": read.iso(signature.at)}
    return {signer.value: told | ({"standing_in": signature.standing_in} if signature.standing_in else {})}


def _person(record: Record, signer: Signer) -> PersonId:
    return read.person_id(read.table(record.fields, signer.value), "person")
