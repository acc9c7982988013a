"""撤回: the last own act taken back by a new entry, where the record allows it; nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from commandpost.app.desk import Desk
from commandpost.app.logbook import LogbookService
from commandpost.app.permissions import writing
from commandpost.app.record_fields import text
from commandpost.app.reminders import DONE, OPEN
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import EntryId, RecordId
from commandpost.journal.entry import Draft, Entry, Json
from commandpost.journal.fold import CRITICAL, Record, apply

WITHDRAWN = "（本条撤回）"
WITHDRAWN_WHY = "撤回"
LOOK_BACK = 200  # own entries of this session
RESTORED = frozenset({"log.decide", "log.attach", "ledger.revise", "ledger.verify", "incident.revise", "reminder.move"})
"""Acts whose fields go back to what they were."""
ENDED: Mapping[str, Mapping[str, Json]] = {
    "reminder.set": {"status": DONE, "outcome": WITHDRAWN_WHY},
    "reminder.done": {"status": OPEN, "outcome": ""},
}
"""Acts that another state takes back."""
SILENT = frozenset({"alarm", "reveal", "clock", "link", "receipt", "export", "forward", "anchor", "alarm_call"})
"""Kinds that are written beside an act, or by the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What was taken back: its act, and the words of the record it was about."""

    act: str
    record: RecordId
    words: str


class UndoService:
    """Finds the last own act of this session and takes it back."""

    def __init__(self, desk: Desk, logbook: LogbookService) -> None:
        self._desk = desk
        self._logbook = logbook

    def take_back(self) -> Undone:
        """Take back the last own act that is not taken back yet.

        Raises RuleBroken("sign_in_first"|"undo_nothing"|"undo_not_this", act=…|"undo_changed_since").
        """
        writing(self._desk.session)
        entry = next(self._own_acts(), None)
        if entry is None:
            raise RuleBroken("undo_nothing")
        record = self._desk.store.record(entry.body.record)
        if record is None:
            raise RuleBroken("undo_nothing")
        words = text(record.fields, "text") or text(record.fields, "title") or text(record.fields, "name")
        self._take(entry, record)
        return Undone(act=entry.body.act, record=record.id, words=words)

    # --------------------------------------------------------------------------------------------- inside

    def _take(self, entry: Entry, record: Record) -> None:
        act = entry.body.act
        critical = entry.body.set.keys() & CRITICAL.get(entry.body.kind, frozenset())
        if act == "log.record":  # a correction says that it is withdrawn; its text stays visible
            self._logbook.correct(record.id, WITHDRAWN, WITHDRAWN_WHY)
        elif act in ENDED:
            self._write(entry, ENDED[act])
        elif act in RESTORED and not (critical or entry.body.personal):
            self._write(entry, self._before(entry))
        else:
            raise RuleBroken("undo_not_this", act=act)

    def _own_acts(self) -> Iterator[Entry]:
        """Own entries of this session, the newest first, without those taken back, taking back, or written beside."""
        head, gone = self._desk.store.head(), set[str]()
        first = max(head.first_seq_of_session, head.seq - LOOK_BACK)
        for seq in range(head.seq, first - 1, -1):
            entry = self._desk.store.entry(EntryId(f"{head.stream}:{seq}"))
            if entry is None or entry.body.author != self._desk.session.person:
                continue
            if entry.body.act.endswith(".undo") or entry.body.act == "log.correct":
                gone.add(entry.body.note)
                continue
            if entry.id not in gone and not self._is_beside(entry, gone):
                yield entry

    def _is_beside(self, entry: Entry, gone: set[str]) -> bool:
        body = entry.body
        if body.kind in SILENT or body.act == "log.corrected":
            return True
        return body.act == "log.record" and (body.set.get("mode") == "system" or self._was_corrected(body.record, gone))

    def _was_corrected(self, line: RecordId, gone: set[str]) -> bool:
        record = self._desk.store.record(line)
        return record is None or bool(record.fields.get("corrected_by")) or line in gone

    def _before(self, entry: Entry) -> dict[str, Json]:
        """The entry's fields as they were before it; refused when one was changed since."""
        before: Record | None = None
        later: set[str] = set()
        history = self._desk.store.history(entry.body.record)
        at = next(place for place, one in enumerate(history) if one.id == entry.id)
        for one in history[:at]:
            before = apply(before, one)
        for one in history[at + 1 :]:
            later |= one.body.set.keys()
        if later & entry.body.set.keys():
            raise RuleBroken("undo_changed_since")
        fields = before.fields if before is not None else {}
        return {name: fields.get(name) for name in entry.body.set}

    def _write(self, entry: Entry, fields: Mapping[str, Json]) -> None:
        body = entry.body
        self._desk.write(
            Draft(kind=body.kind, record=body.record, act=f"{body.act}.undo", set=dict(fields), note=entry.id)
        )
