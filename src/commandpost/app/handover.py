"""Handover: a sheet assembled from the journal, frozen and numbered when begun, signed, kept, reprinted as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from commandpost.app.desk import Desk
from commandpost.app.duty import DutyService
from commandpost.app.inbox import InboxService
from commandpost.app.incidents import IncidentService
from commandpost.app.logbook import LogbookService
from commandpost.app.paper_port import PaperPort
from commandpost.app.people import PeopleService
from commandpost.app.reports import ReportService
from commandpost.domain.handover import (
    SheetState,
    SheetStatus,
    Signer,
    custody_to_hand_over,
    equipment_to_check,
    sheet_number,
)
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.papers import CheckLine, CustodyLine, HandoverPaper, UndoneLine, WarningLine

__all__ = ["HandoverForm", "HandoverService", "SheetRow", "SheetStatus", "Signer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverForm:
    """What people tell beside what the journal knows."""

    equipment: tuple[CheckLine, ...] = field(default_factory=equipment_to_check)
    custody: tuple[CustodyLine, ...] = field(default_factory=custody_to_hand_over)
    handed: Mapping[RecordId, str] = field(default_factory=dict)  # incident → what is handed over about it
    responsible: Mapping[RecordId, str] = field(default_factory=dict)  # incident → who goes on with it
    undone: tuple[UndoneLine, ...] = ()
    warnings: tuple[WarningLine, ...] = ()
    response: str = ""
    remarks: tuple[str, ...] = ()
    zero_report: bool | None = None  # None: ticked when nothing happened


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One sheet of the list, void ones too."""

    id: RecordId
    number: str
    at: datetime
    day: date  # of the shift handed over
    status: SheetStatus
    outgoing_name: str
    outgoing_at: datetime | None
    incoming_name: str
    incoming_at: datetime | None
    leader_name: str
    leader_at: datetime | None
    void_reason: str


class HandoverService:
    """Use cases of the handover."""

    def __init__(
        self,
        desk: Desk,
        duty: DutyService,
        incidents: IncidentService,
        reports: ReportService,
        inbox: InboxService,
        logbook: LogbookService,
        press: PaperPort,
        people: PeopleService,
    ) -> None:
        self._desk = desk
        self._duty = duty
        self._incidents = incidents
        self._reports = reports
        self._inbox = inbox
        self._logbook = logbook
        self._press = press
        self._people = people

    def preview(self, form: HandoverForm | None = None) -> HandoverPaper:
        """The sheet as it would be begun now, without a number."""
        raise NotImplementedError

    def begin(self, form: HandoverForm | None = None) -> RecordId:
        """Number and freeze the sheet; what comes later goes to the next one.

        Raises RuleBroken("sign_in_first"), RuleBroken("sheet_already_begun", number=…).
        """
        raise NotImplementedError

    def sign_outgoing(self, sheet: RecordId) -> None:
        """Sign as whoever is signed in. Raises RuleBroken of SheetState.sign, "sign_in_first", "same_person_signs"."""
        raise NotImplementedError

    def sign_incoming(self, sheet: RecordId, person: PersonId, pin: str) -> None:
        """Sign with one's own PIN beside the outgoing; also signs in for the incoming shift."""
        raise NotImplementedError

    def sign_leader(self, sheet: RecordId, leader: PersonId | None = None, pin: str = "") -> None:
        """The leader's signature, then or later: signed in at the desk, or named with a PIN."""
        raise NotImplementedError

    def void(self, sheet: RecordId, reason: str) -> None:
        """Make a begun sheet void; it is kept with its number."""
        raise NotImplementedError

    def sheets(self, limit: int = 60) -> tuple[SheetRow, ...]:
        """Newest first."""
        raise NotImplementedError

    def paper(self, sheet: RecordId) -> HandoverPaper:
        """The frozen sheet with its signatures. Raises RuleBroken("sheet_unknown")."""
        raise NotImplementedError

    def pdf(self, sheet: RecordId) -> bytes:
        """The stored PDF, the same bytes at each print until somebody signs."""
        raise NotImplementedError
