"""回访提醒 of the desk: set with an entry or on one, kept in the journal, done or moved by a named person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from commandpost.app.desk import BEIJING, Desk
from commandpost.app.log_lines import LogMode
from commandpost.app.logbook import LogbookService
from commandpost.app.permissions import writing
from commandpost.app.record_fields import iso, moment, raw, record_id, text
from commandpost.domain.due_time import parse_due
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.reminders import Reminder
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

KIND = "reminder"
OPEN, DONE = "open", "done"
MAX_TEXT = 500
DONE_WORDS = "回访提醒已办：{text}"
DONE_WITH = "回访提醒已办：{text}。{outcome}"
MOVED_WORDS = "回访提醒改至{due}：{text}（{reason}）"


class ReminderService:
    """Use cases of reminders; what stands open calls through the alarm board when it is due."""

    def __init__(self, desk: Desk, logbook: LogbookService) -> None:
        self._desk = desk
        self._logbook = logbook

    def note(self, typed: str, incident: RecordId | None = None) -> RecordId:
        """``30 回访王大爷``: write the words as a log line and remember them in one transaction.

        Raises RuleBroken("reminder_time"|"log_too_long") and what ``LogbookService.record`` raises.
        """
        due, words = self._read(typed)
        _refuse_long(words)
        line = self._logbook.line(words, mode=LogMode.NOTE, incident=incident)
        reminder = self._draft(words, due, subject=line.record, incident=incident)
        self._desk.write(line, reminder)
        return reminder.record

    def remind(self, record: RecordId, when: str, words: str = "") -> RecordId:
        """Remember an entry there is; without words of one's own its text. Raises RuleBroken("reminder_time"|…)."""
        about = self._desk.store.record(record)
        if about is None:
            raise RuleBroken("record_unknown", record=record)
        due, more = self._read(when)
        typed = words.strip() or more
        _refuse_long(typed)
        told = typed or raw(about.fields, "text") or raw(about.fields, "title")
        incident = record if about.kind == "incident" else record_id(about.fields, "incident") or None
        draft = self._draft(told, due, subject=record, incident=incident)
        self._desk.write(draft)
        return draft.record

    def done(self, reminder: RecordId, outcome: str = "") -> None:
        """It was followed up; the log says by whom. Raises RuleBroken("sign_in_first"|"reminder_closed")."""
        one = self._open_one(reminder)
        pattern = DONE_WITH if outcome.strip() else DONE_WORDS
        words = pattern.format(text=one.text, outcome=outcome.strip())
        self._answer(one, "reminder.done", {"status": DONE, "outcome": outcome.strip()}, words)

    def move(self, reminder: RecordId, when: str, reason: str) -> None:
        """To another time. Raises RuleBroken("sign_in_first"|"reminder_closed"|"reminder_time"|"reason_missing")."""
        one = self._open_one(reminder)
        due, more = self._read(when)
        why = reason.strip() or more
        if not why:
            raise RuleBroken("reason_missing", field="text")
        local = f"{due.astimezone(BEIJING):%m月%d日%H:%M}"
        words = MOVED_WORDS.format(due=local, text=one.text, reason=why)
        self._answer(one, "reminder.move", {"due_at": iso(due), "move_reason": why}, words)

    def open(self) -> tuple[Reminder, ...]:
        """Those nobody has answered, the nearest first."""
        return open_reminders(self._desk)

    # --------------------------------------------------------------------------------------------- inside

    def _read(self, typed: str) -> tuple[datetime, str]:
        found = parse_due(typed, self._desk.now().astimezone(BEIJING))
        if found is None:
            raise RuleBroken("reminder_time", field="when")
        return found

    def _draft(self, words: str, due: datetime, *, subject: RecordId, incident: RecordId | None) -> Draft:
        """What is remembered; of an entry there is it may be the beginning, what was typed for it is kept whole."""
        fields: dict[str, Json] = {
            "subject": subject,
            "incident": incident,
            "text": words.strip()[:MAX_TEXT],
            "due_at": iso(due),
            "at": iso(self._desk.now()),
            "set_by": self._desk.session.writer_name,
            "status": OPEN,
        }
        return Draft(kind=KIND, record=self._desk.new_id(KIND), act="reminder.set", set=fields)

    def _open_one(self, reminder: RecordId) -> Reminder:
        writing(self._desk.session)
        found = self._desk.store.record(reminder)
        if found is None or found.kind != KIND or found.fields.get("status") != OPEN:
            raise RuleBroken("reminder_closed")
        return reminder_of(found)

    def _answer(self, one: Reminder, act: str, changed: Mapping[str, Json], words: str) -> None:
        by: dict[str, Json] = {"answered_at": iso(self._desk.now()), "answered_by": self._desk.session.name}
        line = self._logbook.line(words, mode=LogMode.SYSTEM, incident=one.incident)
        self._desk.write(Draft(kind=KIND, record=one.id, act=act, set={**changed, **by}), line)


def _refuse_long(words: str) -> None:
    if len(words) > MAX_TEXT:
        raise RuleBroken("log_too_long", field="text", limit=MAX_TEXT, size=len(words))


def open_reminders(desk: Desk) -> tuple[Reminder, ...]:
    """What this room has still to follow up, the nearest first."""
    found = desk.store.records(KIND, unit=desk.unit, status=OPEN)
    return tuple(sorted(map(reminder_of, found), key=lambda one: (one.due, one.id)))


def reminder_of(record: Record) -> Reminder:
    """A record as the domain sees it."""
    fields, closed = record.fields, record.fields.get("status") == DONE
    return Reminder(
        id=record.id,
        subject=record_id(fields, "subject") or None,
        incident=record_id(fields, "incident") or None,
        text=text(fields, "text"),
        due=moment(fields, "due_at") or record.created.at,
        set_by=text(fields, "set_by"),
        done_at=moment(fields, "answered_at") if closed else None,
        done_by=text(fields, "answered_by") if closed else "",
    )
