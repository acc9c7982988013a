"""Papers that were frozen and wait to be set: the store's worker freezes and keeps them, the press works beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from commandpost.app.desk import Desk
from commandpost.app.paper_port import PaperPort
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.papers import Paper
from commandpost.journal.entry import Draft

LOOKED_THROUGH = 30  # newest records of each kind; an older one is set when somebody asks for it


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """One frozen paper; its PDF is kept under ``key`` of the record unless that is another room's."""

    record: RecordId
    kind: str
    key: str
    paper: Paper


Printed = PrintJob | bytes  # what is still to be set, or the stored PDF
AskPrint = Callable[[RecordId], Printed]


class PrintRoom:
    """What waits for the press, and the keeping of what it made; ``kinds`` answers for a record of each kind."""

    def __init__(self, desk: Desk, kinds: Mapping[str, AskPrint]) -> None:
        self._desk = desk
        self._kinds = kinds

    def waiting(self) -> tuple[PrintJob, ...]:
        """Frozen papers of this room that no PDF is kept of yet, newest first."""
        return tuple(self._waiting())

    def keep(self, job: PrintJob, pdf: bytes) -> None:
        """As ``keep_print``."""
        keep_print(self._desk, job, pdf, lambda: self._asked(job.kind, job.record))

    def _waiting(self) -> Iterator[PrintJob]:
        for kind in self._kinds:
            found = self._desk.store.records(kind, unit=self._desk.unit, limit=LOOKED_THROUGH, newest_first=True)
            for record in found:
                job = self._asked(kind, record.id)
                if isinstance(job, PrintJob):
                    yield job

    def _asked(self, kind: str, record: RecordId) -> Printed | None:
        try:
            return self._kinds[kind](record)
        except RuleBroken:  # a draft, a call: no paper of it is kept
            return None


def keep_print(desk: Desk, job: PrintJob, pdf: bytes, again: Callable[[], Printed | None]) -> None:
    """Keep what was set, once: the same paper gives the same bytes; another room's paper is shown only.

    ``again`` asks what is to be set now: a paper that was signed while the press was at work is another one.
    """
    record = desk.store.record(job.record)
    if record is not None and record.unit == desk.unit and again() == job:
        kept = desk.store.put_blob(pdf)
        desk.write(Draft(kind=job.kind, record=job.record, act=f"{job.kind}.print", set={job.key: kept}))


def set_now(desk: Desk, press: PaperPort, ask: Callable[[], Printed]) -> bytes:
    """The PDF of what is asked for, set and kept now when nobody has yet; waits for the press."""
    asked = ask()
    if isinstance(asked, bytes):
        return asked
    pdf = press.pdf(asked.paper)
    keep_print(desk, asked, pdf, ask)
    return pdf
