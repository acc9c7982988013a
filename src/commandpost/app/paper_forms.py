"""Empty forms for the day the power is gone: numbered when printed, entered afterwards under their paper number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from commandpost.app import record_fields as read
from commandpost.app.desk import Desk
from commandpost.app.duty import DutyService
from commandpost.app.logbook import LogbookService, LogMode
from commandpost.app.matters import MatterService
from commandpost.app.permissions import Action, require, writing
from commandpost.domain.duty_setup import DutySetup
from commandpost.domain.errors import RuleBroken
from commandpost.domain.handover import CUSTODY, SheetStatus
from commandpost.domain.handover_items import digest_of
from commandpost.domain.holidays import DayType
from commandpost.domain.ids import RecordId
from commandpost.domain.local_time import local_day
from commandpost.domain.paper_encoding import to_plain
from commandpost.domain.papers import BlankPaper, HandoverPaper, Post, ShiftBlock, ShiftFigures, Signature, UndoneLine
from commandpost.domain.shift_hours import following, span_of, spans_of
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

CODE = "CP1:{kind}:{unit}:{number}"  # what the QR code on the form says


class FormKind(StrEnum):
    """交接班单 电话记录."""

    HANDOVER = "handover"
    PHONE = "phone"


LETTERS = {FormKind.HANDOVER: "ZJ", FormKind.PHONE: "ZD"}  # 纸质交接 纸质电话


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperForm:
    """One printed form."""

    number: str
    kind: FormKind
    printed_at: datetime
    entered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSheet:
    """What stands on a handover sheet filled in by hand."""

    number: str
    day: date  # of the shift handed over
    shift: str = ""  # "": as the signatures tell
    outgoing: str
    incoming: str
    leader: str = ""
    signed_outgoing: datetime
    signed_incoming: datetime
    remarks: str = ""
    undone: tuple[str, ...] = ()


class PaperFormService:
    """Use cases of paper forms."""

    def __init__(self, desk: Desk, logbook: LogbookService, duty: DutyService) -> None:
        self._desk = desk
        self._logbook = logbook
        self._duty = duty
        self._matters = MatterService(desk)

    def blank(self, kind: FormKind) -> BlankPaper:
        """Number an empty form and note that it was printed."""
        now, setup = self._desk.now(), self._duty.hours()
        count = self._desk.store.next_number(f"paper:{kind.value}")
        number = f"{LETTERS[kind]}-{self._desk.station}-{count:04d}"
        values: dict[str, Json] = {
            "at": read.iso(now),
            "number": number,
            "form": kind.value,
            "status": "printed",
        }
        self._desk.write(Draft(kind="paper_form", record=self._id(number), act="paper_form.print", set=values))
        return BlankPaper(
            kind=kind.value,
            unit=self._desk.unit_name,
            number=number,
            made_at=now,
            code=CODE.format(kind=kind.value, unit=self._desk.unit, number=number),
            posts=_posts(setup, now),
            equipment=setup.equipment,
            custody=tuple(name for name, _quantity in CUSTODY),
        )

    def forms(self, *, waiting_only: bool = True) -> tuple[PaperForm, ...]:
        """Printed forms, the newest first; those nobody has entered yet unless all are asked for."""
        status = "printed" if waiting_only else None
        records = self._desk.store.records("paper_form", unit=self._desk.unit, status=status, newest_first=True)
        return tuple(_form(record) for record in records)

    def number_of(self, scanned: str) -> str:
        """The number a QR code or a person says. Raises RuleBroken("paper_number_unknown")."""
        told = scanned.strip()
        number = told.rpartition(":")[2] if told.startswith("CP1:") else told.upper()
        if self._desk.store.record(self._id(number)) is None:
            raise RuleBroken("paper_number_unknown", field="number", number=told)
        return number

    def enter_phone(
        self, number: str, text: str, *, happened: datetime, caller: str = "", caller_unit: str = "", phone: str = ""
    ) -> RecordId:
        """Enter a call written down on paper: a log line with the time it came in and the form's number.

        Raises RuleBroken("paper_number_unknown"|"paper_number_used"|"log_empty") and as ``permissions.require`` does.
        """
        writing(self._desk.session)  # before a number is taken
        record = self._waiting(number, FormKind.PHONE)
        line = self._logbook.line(text, mode=LogMode.CALL_IN, happened=happened)
        personal = {"caller": caller.strip(), "caller_unit": caller_unit.strip(), "phone": phone.strip()}
        kept = {key: value for key, value in personal.items() if value}
        told = replace(line, set={**line.set, "paper_number": read.text(record.fields, "number")}, personal=kept)
        self._desk.write(told, self._entered(record, line.record))
        return line.record

    def enter_handover(self, told: PaperSheet) -> RecordId:
        """Enter a handover that was signed on paper, under its paper number; its moment is what both wrote.

        Raises RuleBroken("paper_number_unknown"|"paper_number_used"|"same_person_signs"|"name_missing") and what
        ``permissions.require`` raises.
        """
        require(self._desk.session, Action.HAND_OVER)
        record = self._waiting(told.number, FormKind.HANDOVER)
        names = (told.outgoing.strip(), told.incoming.strip())
        if not all(names):
            raise RuleBroken("name_missing", field="outgoing")
        if names[0] == names[1]:
            raise RuleBroken("same_person_signs", field="incoming")
        told = replace(told, shift=told.shift or self._shift(told))
        sheet = self._desk.new_id("handover")
        undone, matters = self._undone(told, read.text(record.fields, "number"))
        paper = self._paper(told, read.text(record.fields, "number"), undone)
        status = SheetStatus.COMPLETE if told.leader.strip() else SheetStatus.SIGNED
        frozen: dict[str, Json] = {**to_plain(paper)}
        values: dict[str, Json] = {
            "status": status.value,
            "sheet": frozen,
            "day": told.day.isoformat(),
            "shift": told.shift,
            "number": paper.number,
            "at": read.iso(paper.made_at),
            "first_entry": 0,
            "last_entry": 0,
            "digest": paper.digest,
            "pdf": None,
        }
        draft = Draft(kind="handover", record=sheet, act="handover.enter_paper", set=values)
        self._desk.write(draft, *matters, self._entered(record, sheet))
        return sheet

    # --------------------------------------------------------------------------------------------------- inside

    def _shift(self, told: PaperSheet) -> str:
        """Of several shifts of the day the one whose end is nearest to the moment both had signed."""
        moment = max(told.signed_outgoing, told.signed_incoming)
        return min(spans_of(told.day, self._duty.hours()), key=lambda span: abs(span.end - moment)).shift

    def _undone(self, told: PaperSheet, number: str) -> tuple[tuple[UndoneLine, ...], tuple[Draft, ...]]:
        """The lines with a matter each, so that the next sheet carries them; one that is open already is not twice."""
        texts = dict.fromkeys(text.strip() for text in told.undone if text.strip())
        named, opened = self._matters.opened(UndoneLine(text=text) for text in texts)
        fresh = tuple(replace(one, set={**one.set, "sheets": [number]}) for one in opened)
        new = {one.record for one in opened}
        return named, (
            *fresh,
            *self._matters.handed_over((one.matter for one in named if one.matter not in new), number),
        )

    def _paper(self, told: PaperSheet, number: str, undone: tuple[UndoneLine, ...]) -> HandoverPaper:
        hours = self._duty.hours()
        span = span_of(told.day, hours, told.shift)
        coming = following(span, hours)
        taken_over = max(told.signed_outgoing, told.signed_incoming)
        signatures = (Signature(name=told.outgoing.strip(), at=told.signed_outgoing), told.signed_incoming)
        paper = HandoverPaper(
            unit=self._desk.unit_name,
            number=number,
            paper_number=number,
            made_at=taken_over,
            outgoing=_block(span.start, span.end, told.outgoing),
            incoming=_block(coming.start, coming.end, told.incoming),
            figures=ShiftFigures(),
            remarks=tuple(line.strip() for line in told.remarks.splitlines() if line.strip()),
            undone=undone,
            signed_outgoing=signatures[0],
            signed_incoming=Signature(name=told.incoming.strip(), at=signatures[1]),
            signed_leader=Signature(name=told.leader.strip(), at=taken_over if told.leader.strip() else None),
            taken_over_at=taken_over,
        )
        return replace(paper, digest=digest_of(paper))

    def _waiting(self, number: str, kind: FormKind) -> Record:
        record = self._desk.store.record(self._id(self.number_of(number)))
        if record is None or read.text(record.fields, "form") != kind:
            raise RuleBroken("paper_number_unknown", field="number", number=number)
        if read.text(record.fields, "status") != "printed":
            raise RuleBroken("paper_number_used", field="number", number=number)
        return record

    def _entered(self, record: Record, entry: RecordId) -> Draft:
        values: dict[str, Json] = {
            "status": "entered",
            "entry": entry,
            "entered_at": read.iso(self._desk.now()),
            "entered_by": self._desk.session.name,
        }
        return Draft(kind="paper_form", record=record.id, act="paper_form.enter", set=values)

    def _id(self, number: str) -> RecordId:
        return RecordId(f"paper_form-{self._desk.unit}-{number}")


def _posts(setup: DutySetup, now: datetime) -> tuple[str, ...]:
    """The names of the posts, for the lines to fill in."""
    seats = setup.seats(local_day(now), DayType.HOLIDAY)
    return tuple(dict.fromkeys(seat.role.name for seat in seats))


def _block(start: datetime, end: datetime, primary: str) -> ShiftBlock:
    empty = Post(wanted=False)
    return ShiftBlock(start=start, end=end, leader=empty, primary=Post(name=primary.strip()), secondary=empty)


def _form(record: Record) -> PaperForm:
    fields = record.fields
    return PaperForm(
        number=read.text(fields, "number"),
        kind=FormKind(read.text(fields, "form")),
        printed_at=read.moment(fields, "at") or record.created.at,
        entered=read.text(fields, "status") == "entered",
    )
