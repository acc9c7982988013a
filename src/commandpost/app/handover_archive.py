"""Sheets that are kept: found by date and person, checked against their digest, with the signed paper scanned back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from commandpost.app import record_fields as read
from commandpost.app.desk import BEIJING, Desk
from commandpost.app.handover_form import Scan, SheetRow, row_of, scans_of, state_of
from commandpost.domain.errors import RuleBroken
from commandpost.domain.handover_items import digest_of
from commandpost.domain.ids import RecordId
from commandpost.domain.papers import HandoverPaper, ShiftBlock
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

LARGEST_SCAN = 10_000_000  # bytes
MAGIC = (b"%PDF-", b"\x89PNG\r\n", b"\xff\xd8\xff")


class HandoverArchive:
    """Use cases of kept sheets."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find(self, words: str = "", *, first: date | None = None, last: date | None = None) -> tuple[SheetRow, ...]:
        """Sheets made between two days that name somebody, or bear a number, newest first."""
        since = _midnight(first) if first else None
        until = _midnight(last + timedelta(days=1)) if last else None
        records = self._desk.store.records(
            "handover", unit=self._desk.unit, since=read.iso(since), until=read.iso(until), newest_first=True
        )
        wanted = words.split()
        return tuple(row_of(record) for record in records if _names(record, wanted))

    def is_whole(self, sheet: RecordId) -> bool:
        """Whether the sheet is still what was frozen; True for one from before there were digests."""
        paper = state_of(self._record(sheet)).paper
        return not paper.digest or digest_of(paper) == paper.digest

    def attach(self, sheet: RecordId, name: str, content: bytes) -> None:
        """Keep the signed paper as scanned: PDF, PNG or JPEG.

        Raises RuleBroken("scan_too_large"|"scan_kind"|"sheet_unknown").
        """
        record = self._record(sheet)
        if len(content) > LARGEST_SCAN:
            raise RuleBroken("scan_too_large", limit=LARGEST_SCAN // 1_000_000)
        if not content.startswith(MAGIC):
            raise RuleBroken("scan_kind")
        kept = record.fields.get("scans")
        mark: dict[str, Json] = {
            "sha256": self._desk.store.put_blob(content),
            "name": name,
            "at": read.iso(self._desk.now()),
            "by": self._desk.session.name,
        }
        scans: list[Json] = [*(kept if isinstance(kept, list) else []), mark]
        self._desk.write(Draft(kind="handover", record=sheet, act="handover.scan", set={"scans": scans}))

    def scan(self, scan: Scan) -> bytes | None:
        """The bytes of a scan; None while they are not on this workstation."""
        return self._desk.store.blob(scan.sha256)

    def scans(self, sheet: RecordId) -> tuple[Scan, ...]:
        return scans_of(self._record(sheet))

    def _record(self, sheet: RecordId) -> Record:
        record = self._desk.store.record(sheet)
        if record is None or record.kind != "handover":
            raise RuleBroken("sheet_unknown", sheet=sheet)
        return record


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BEIJING)


def _names(record: Record, wanted: list[str]) -> bool:
    paper = state_of(record).paper
    told = " ".join((paper.number, paper.paper_number, *_people(paper)))
    return all(word in told for word in wanted)


def _people(paper: HandoverPaper) -> tuple[str, ...]:
    signed = (paper.signed_outgoing.name, paper.signed_incoming.name, paper.signed_leader.name)
    return (*signed, *_block(paper.outgoing), *_block(paper.incoming))


def _block(block: ShiftBlock) -> tuple[str, ...]:
    posts = (block.leader, block.primary, block.secondary, *block.others)
    return tuple(name for post in posts for name in (post.name, post.instead_of))
