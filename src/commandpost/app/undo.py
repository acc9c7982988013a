"""撤回: the last own act taken back by a new entry, where the record allows it; nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from commandpost.app.desk import Desk
from commandpost.app.logbook import LogbookService
from commandpost.app.permissions import writing
from commandpost.app.record_fields import raw, record_id, text
from commandpost.app.reminders import DONE, OPEN
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import EntryId, RecordId
from commandpost.journal.entry import Draft, Entry, Json
from commandpost.journal.fold import CRITICAL, Record, apply

WITHDRAWN = "（本条撤回）"
WITHDRAWN_WHY = "撤回"
LOOK_BACK = 200  # own entries of this session
LINES = frozenset({"log.record", "log.correct"})
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
        if act in LINES:  # a correction says that it is withdrawn, or has the old words again; every text stays visible
            self._logbook.correct(*self._line_before(entry, record), WITHDRAWN_WHY)
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
            if entry.body.act.endswith(".undo"):
                gone.add(entry.body.note)
            elif entry.id not in gone and not self._is_beside(entry):
                yield entry

    def _is_beside(self, entry: Entry) -> bool:
        """Whether an entry is none of a person's own acts, or one of a line that has been taken back."""
        body = entry.body
        if body.kind in SILENT or body.act == "log.corrected" or body.set.get("mode") == "system":
            return True
        return body.act in LINES and (_is_undo(body.set) or self._is_taken_back(body.record))

    def _is_taken_back(self, line: RecordId) -> bool:
        """Whether the newest words instead of a line's were put there by taking back."""
        newest = self._newest(line)
        return newest.id != line and _is_undo(newest.fields) and not self._stands(line, newest)

    def _line_before(self, entry: Entry, record: Record) -> tuple[RecordId, str]:
        """The line to correct and its words before the entry; refused when somebody else has corrected it since."""
        newest = self._newest(record.id)
        if not self._stands(record.id, newest):
            raise RuleBroken("undo_changed_since")
        if entry.body.act == "log.record":
            return newest.id, WITHDRAWN
        old = self._desk.store.record(record_id(record.fields, "corrects"))
        return newest.id, raw(old.fields, "text") if old is not None else WITHDRAWN

    def _stands(self, line: RecordId, newest: Record) -> bool:
        """Whether a line has its own words still, or has them again."""
        told = self._desk.store.record(line)
        return told is not None and (newest.id == line or raw(told.fields, "text") == raw(newest.fields, "text"))

    def _newest(self, line: RecordId) -> Record:
        """The last of the lines that stand one instead of the other."""
        found = self._desk.store.record(line)
        while found is not None and (later := raw(found.fields, "corrected_by")):
            line, found = RecordId(later), self._desk.store.record(RecordId(later))
        if found is None:
            raise RuleBroken("undo_changed_since")
        return found

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


def _is_undo(line: Mapping[str, Json]) -> bool:
    return bool(line.get("corrects")) and line.get("correction_reason") == WITHDRAWN_WHY
