"""The stored papers of sent reports: one as it left, one more when the leader signed later; none is ever replaced."""

from __future__ import annotations

from dataclasses import replace

from commandpost.app.desk import Desk
from commandpost.app.paper_port import PaperPort
from commandpost.app.record_fields import moment, table, text
from commandpost.app.report_signing import patch
from commandpost.domain.errors import CommandPostError
from commandpost.domain.paper_encoding import from_plain
from commandpost.domain.papers import ReportPaper
from commandpost.journal.entry import Json
from commandpost.journal.fold import Record

AS_SENT, COUNTERSIGNED = "pdf", "pdf_countersigned"


def is_countersigned(record: Record) -> bool:
    """Whether the leader signed after the report had left."""
    return bool(text(record.fields, "signed_by")) and not text(table(record.fields, "paper"), "signer")


class ReportPrints:
    """Prints once and keeps; a press that fails never holds a report back and is asked again later."""

    def __init__(self, desk: Desk, press: PaperPort) -> None:
        self._desk = desk
        self._press = press

    def frozen(self, record: Record) -> ReportPaper:
        """The paper as it left, with the sealed contact and a signature that was given later."""
        return replace(
            self._sent(record),
            signer=text(record.fields, "signed_by_name"),
            signed_at=moment(record.fields, "signed_at"),
        )

    def keep(self, paper: ReportPaper) -> str | None:
        """The stored PDF; None when the press fails."""
        try:
            return self._desk.store.put_blob(self._press.pdf(paper))
        except CommandPostError:
            return None

    def countersigned(self, record: Record, signed: dict[str, Json]) -> str | None:
        """The second paper, which shows the signature."""
        paper = self._sent(record)
        return self.keep(replace(paper, signer=text(signed, "signed_by_name"), signed_at=moment(signed, "signed_at")))

    def pdf(self, record: Record, *, as_sent: bool) -> bytes:
        """The stored bytes; printed and kept now when the press had failed."""
        newer = is_countersigned(record) and not as_sent
        key = COUNTERSIGNED if newer else AS_SENT
        kept = self._desk.store.blob(text(record.fields, key)) if text(record.fields, key) else None
        if kept is not None:
            return kept
        paper = self._sent(record) if is_countersigned(record) and as_sent else self.frozen(record)
        printed = self._press.pdf(paper)
        if record.unit == self._desk.unit:
            self._desk.write(patch(record, "report.print", {key: self._desk.store.put_blob(printed)}))
        return printed

    def _sent(self, record: Record) -> ReportPaper:
        paper = from_plain(ReportPaper, table(record.fields, "paper"))
        personal = self._desk.store.personal(record.id)
        phone = "" if self._desk.session.locked else personal.get("contact_phone", "")
        return replace(paper, contact=personal.get("contact", ""), contact_phone=phone)
