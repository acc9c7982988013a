"""Issuing papers: numbered once, frozen, kept with their PDF; an issued paper never changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from commandpost.app.desk import BEIJING, Desk
from commandpost.app.duty import DutyService
from commandpost.app.leader_signature import CheckPin, LeaderSignature
from commandpost.app.office_papers import OfficePaper, OfficePapers
from commandpost.app.paper_port import PaperPort
from commandpost.app.permissions import Action, require
from commandpost.app.print_room import Printed, PrintJob, set_now
from commandpost.app.record_fields import flag, iso, moment, record_id, table, text
from commandpost.app.report_signing import signed_by
from commandpost.domain import office_text
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.official import FORMS, FormPaper, OfficialPaper, PaperKind
from commandpost.domain.paper_encoding import from_plain, to_plain
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """One issued paper."""

    id: RecordId
    kind: PaperKind
    number: str
    title: str
    at: datetime
    subject: RecordId | None
    drill: bool


class OfficeService:
    """Use cases of papers; the same record may be issued as several kinds, each once."""

    def __init__(self, desk: Desk, duty: DutyService, press: PaperPort, check_pin: CheckPin | None = None) -> None:
        """Without ``check_pin`` only a leader who sits at the desk can sign."""
        self._desk = desk
        self._press, self._check_pin = press, check_pin
        self._papers = OfficePapers(desk, duty)

    def preview(
        self, kind: PaperKind, subject: RecordId | date, *, preprinted: bool = False, leader: str = ""
    ) -> OfficePaper:
        """The paper as it would be issued now, marked as a draft. Raises as ``OfficePapers`` does."""
        return self._fitted(self._made(kind, subject), preprinted=preprinted, leader=leader, draft=True)

    def current(
        self, kind: PaperKind, subject: RecordId | date, *, preprinted: bool = False, leader: str = ""
    ) -> OfficePaper:
        """The issued paper where there is one, else the draft."""
        record = self._id(kind, subject)
        if self._desk.store.record(record) is not None:
            return self.paper(record, preprinted=preprinted)
        return self.preview(kind, subject, preprinted=preprinted, leader=leader)

    def issue(self, kind: PaperKind, subject: RecordId | date, *, signature: LeaderSignature | None = None) -> RecordId:
        """Number and freeze a paper; what was issued already keeps its number.

        The number's series is the workstation's own, one for each kind, year and drill. Raises as ``OfficePapers``
        does, and what ``signed_by`` and ``permissions.require`` raise.
        """
        require(self._desk.session, Action.SEND)
        record = self._id(kind, subject)
        if self._desk.store.record(record) is not None:
            return record
        signed = signed_by(self._desk, self._check_pin, signature) if signature is not None else {}
        paper = self._fitted(self._made(kind, subject), preprinted=False, leader=text(signed, "signed_by_name"))
        paper = replace(paper, number=self._number(kind), draft=False)
        fields: dict[str, Json] = {
            "paper_kind": str(kind),
            "number": paper.number,
            "title": _title(paper),
            "at": iso(self._desk.now()),
            "subject": None if isinstance(subject, date) else subject,
            "day": subject.isoformat() if isinstance(subject, date) else None,
            "paper": dict(to_plain(paper)),
            "pdf": None,  # set beside the store's worker, see ``print_job``
            "drill": paper.drill,
        }
        self._desk.write(Draft(kind="paper", record=record, act="paper.issue", set=fields))
        return record

    def issued(self, limit: int = 200) -> tuple[PaperRow, ...]:
        """Papers of this room, newest first."""
        found = self._desk.store.records("paper", unit=self._desk.unit, limit=limit, newest_first=True)
        return tuple(_row(record) for record in found)

    def paper(self, record: RecordId, *, preprinted: bool = False) -> OfficePaper:
        """An issued paper as it was frozen; ``preprinted`` leaves the red parts free.

        Raises RuleBroken("paper_unknown").
        """
        found = self._record(record)
        kind = PaperKind(text(found.fields, "paper_kind"))
        plain = table(found.fields, "paper")
        paper: OfficePaper = from_plain(FormPaper, plain) if kind in FORMS else from_plain(OfficialPaper, plain)
        return self._fitted(paper, preprinted=preprinted, leader="", draft=False)

    def print_job(self, record: RecordId) -> Printed:
        """The stored PDF, or the frozen paper for the press."""
        kept = text(self._record(record).fields, "pdf")
        stored = self._desk.store.blob(kept) if kept else None
        if stored is not None:
            return stored
        return PrintJob(record=record, kind="paper", key="pdf", paper=self.paper(record))

    def pdf(self, record: RecordId) -> bytes:
        """The stored PDF, always the same bytes; waits for the press when it is not set yet."""
        return set_now(self._desk, self._press, lambda: self.print_job(record))

    # ------------------------------------------------------------------------------------------ inside

    def _made(self, kind: PaperKind, subject: RecordId | date) -> OfficePaper:
        if isinstance(subject, date):
            return self._papers.of_day(kind, subject)
        return self._papers.of_record(kind, subject)

    def _fitted(self, paper: OfficePaper, *, preprinted: bool, leader: str, draft: bool = False) -> OfficePaper:
        if isinstance(paper, FormPaper):
            return replace(paper, draft=draft)
        signer = leader or paper.signer
        signed = self._desk.now() if leader and not paper.signer else paper.signed_at
        return replace(paper, preprinted=preprinted, draft=draft, signer=signer, signed_at=signed)

    def _id(self, kind: PaperKind, subject: RecordId | date) -> RecordId:
        """One paper of a kind for a record; of a day one for each workstation."""
        of = f"{self._desk.station}-{subject.isoformat()}" if isinstance(subject, date) else subject
        mark = "-drill" if self._desk.drill else ""
        return RecordId(f"paper-{self._desk.unit}-{kind}{mark}-{of}")

    def _number(self, kind: PaperKind) -> str:
        year = self._desk.now().astimezone(BEIJING).year
        series = f"paper-{kind}-{'drill-' if self._desk.drill else ''}{year}"
        count = self._desk.store.next_number(series)
        return office_text.issue_number(kind, year, self._desk.station, count, drill=self._desk.drill)

    def _record(self, record: RecordId) -> Record:
        found = self._desk.store.record(record)
        if found is None or found.kind != "paper":
            raise RuleBroken("paper_unknown")
        return found


def _title(paper: OfficePaper) -> str:
    if isinstance(paper, OfficialPaper):
        return paper.title
    return next((row.value for row in paper.rows if row.label in {"content", "directive"}), "")[:80]


def _row(record: Record) -> PaperRow:
    fields = record.fields
    return PaperRow(
        id=record.id,
        kind=PaperKind(text(fields, "paper_kind")),
        number=text(fields, "number"),
        title=text(fields, "title"),
        at=moment(fields, "at") or record.created.at,
        subject=record_id(fields, "subject") or None,
        drill=flag(fields, "drill"),
    )
