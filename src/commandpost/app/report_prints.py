"""The stored papers of sent reports: one as it left, one more when the leader signed later; none is ever replaced."""

from __future__ import annotations

from dataclasses import replace

from commandpost.app.desk import Desk
from commandpost.app.print_room import Printed, PrintJob
from commandpost.app.record_fields import moment, table, text
from commandpost.domain.paper_encoding import from_plain
from commandpost.domain.papers import ReportPaper
from commandpost.journal.fold import Record

AS_SENT, COUNTERSIGNED = "pdf", "pdf_countersigned"


def is_countersigned(record: Record) -> bool:
    """Whether the leader signed after the report had left."""
    return bool(text(record.fields, "signed_by")) and not text(table(record.fields, "paper"), "signer")


class ReportPrints:
    """What is printed of a report; sending waits for no press."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def frozen(self, record: Record) -> ReportPaper:
        """The paper as it left, with the sealed contact and a signature that was given later."""
        return replace(
            self._sent(record),
            signer=text(record.fields, "signed_by_name"),
            signed_at=moment(record.fields, "signed_at"),
        )

    def job(self, record: Record, *, as_sent: bool) -> Printed:
        """The stored bytes, or the paper that is still to be set."""
        newer = is_countersigned(record) and not as_sent
        key = COUNTERSIGNED if newer else AS_SENT
        kept = self._desk.store.blob(text(record.fields, key)) if text(record.fields, key) else None
        if kept is not None:
            return kept
        paper = self._sent(record) if is_countersigned(record) and as_sent else self.frozen(record)
        return PrintJob(record=record.id, kind="report", key=key, paper=paper)

    def _sent(self, record: Record) -> ReportPaper:
        paper = from_plain(ReportPaper, table(record.fields, "paper"))
        personal = self._desk.store.personal(record.id)
        phone = "" if self._desk.session.locked else personal.get("contact_phone", "")
        return replace(paper, contact=personal.get("contact", ""), contact_phone=phone)
