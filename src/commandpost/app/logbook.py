"""The duty log: record, correct by a new entry, decide on every call, adopt what was written without sign-in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from commandpost.app.desk import Desk
from commandpost.app.drills import mark
from commandpost.app.log_lines import (
    DONE,
    UNADOPTED,
    UNDECIDED,
    Decision,
    EarlierDecision,
    LogItem,
    LogLines,
    LogMode,
    OlderText,
    decision_of,
    is_unadopted,
)
from commandpost.app.permissions import Action, require, writing
from commandpost.app.record_fields import flag, iso, raw, tables
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.visible_text import as_typed
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

__all__ = ["Decision", "EarlierDecision", "LogItem", "LogMode", "LogbookService", "OlderText"]

DECIDED = ("decision", "decided_at", "decided_by", "passed_to")
MAX_LOG_CHARACTERS = 20_000  # a longer text is refused and stays in the box


class LogbookService:
    """Use cases of the duty log."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def record(
        self,
        text: str,
        *,
        mode: LogMode = LogMode.NOTE,
        caller: str = "",
        caller_unit: str = "",
        phone: str = "",
        told: Sequence[str] = (),
        incident: RecordId | None = None,
        happened: datetime | None = None,
    ) -> RecordId:
        """Write one line. Raises RuleBroken("log_empty"), RuleBroken("log_too_long", limit=…)."""
        draft = self.line(text, mode=mode, told=told, incident=incident, happened=happened)
        personal = {"caller": caller.strip(), "caller_unit": caller_unit.strip(), "phone": phone.strip()}
        self._desk.write(replace(draft, personal={key: value for key, value in personal.items() if value}))
        return draft.record

    def line(
        self,
        text: str,
        *,
        mode: LogMode,
        told: Sequence[str] = (),
        incident: RecordId | None = None,
        happened: datetime | None = None,
        phone_report: bool = False,
    ) -> Draft:
        """A line that another use case writes in its own transaction. Raises as ``record``."""
        now = self._desk.now()
        is_call = mode is LogMode.CALL_IN
        decision = (Decision.INCIDENT if incident else Decision.UNDECIDED) if is_call else None
        return Draft(
            kind="log",
            record=self._desk.new_id("log"),
            act="log.record",
            set={
                "number": self._desk.number("log", now),
                "at": iso(now),
                "mode": str(mode),
                "text": _refuse_bad(text),
                "told": list(told),
                "incident": incident,
                "happened": iso(happened),
                "decision": decision and str(decision),
                "phone_report": phone_report,
                "status": _status(decision, is_adopted=mode is LogMode.SYSTEM or self._desk.session.writer is not None),
                **mark(drill=self._desk.drill),
            },
        )

    def correct(self, log: RecordId, text: str, reason: str) -> RecordId:
        """Write a new line instead of an old one, which stays visible.

        Raises RuleBroken("reason_missing"|"log_empty"|"log_too_long"|"already_corrected"|"log_unknown") and as
        ``permissions.require`` does.
        """
        writing(self._desk.session)  # before a number is taken: a refusal leaves no gap in them
        old = self._log(log)
        if old.fields.get("corrected_by"):
            raise RuleBroken("already_corrected", field="text")
        if not reason.strip():
            raise RuleBroken("reason_missing", field="reason")
        kept = ("mode", "told", "incident", "happened", *DECIDED, "decided_before")
        changed: dict[str, Json] = {key: old.fields.get(key) for key in (*kept, "phone_report")}
        now = self._desk.now()
        new = Draft(
            kind="log",
            record=self._desk.new_id("log"),
            act="log.correct",
            set=changed
            | {"number": self._desk.number("log", now), "at": iso(now), "corrects": log}
            | {"text": _refuse_bad(as_typed(text, raw(old.fields, "text")))}
            | {
                "correction_reason": reason.strip(),
                "status": _status(decision_of(old), is_adopted=True),
                **mark(drill=flag(old.fields, "drill")),
            },
            personal=self._desk.store.personal(log),
            note=reason.strip(),
        )
        self._desk.write(new, _patch(log, "log.corrected", {"corrected_by": new.record, "status": DONE}))
        return new.record

    def decide(
        self, log: RecordId, decision: Decision, *, passed_to: str = "", incident: RecordId | None = None
    ) -> None:
        """Say what became of a call, also anew; what was decided before stays visible.

        Raises RuleBroken("passed_to_missing"|"incident_missing"|"not_a_call"|"already_decided_so").
        """
        self._desk.write(self.decision(log, decision, passed_to=passed_to, incident=incident))

    def decision(
        self, log: RecordId, decision: Decision, *, passed_to: str = "", incident: RecordId | None = None
    ) -> Draft:
        """The draft of ``decide``, for a use case that decides in its own transaction."""
        old = self._log(log)
        if decision_of(old) is None:
            raise RuleBroken("not_a_call", field="decision")
        if decision is Decision.PASSED_ON and not passed_to.strip():
            raise RuleBroken("passed_to_missing", field="passed_to")
        if decision is Decision.INCIDENT and incident is None:
            raise RuleBroken("incident_missing", field="incident")
        changed: dict[str, Json] = {
            "decision": str(decision),
            "decided_at": iso(self._desk.now()),
            "decided_by": self._desk.session.writer,
            "passed_to": passed_to.strip(),
            "status": _status(decision, is_adopted=not is_unadopted(old)),
        }
        changed |= _decided_anew(old, decision, changed["passed_to"], incident)
        if incident is not None:
            changed["incident"] = incident
        return _patch(log, "log.decide", changed)

    def attach(self, log: RecordId, incident: RecordId) -> None:
        """Say that a line is about an incident; a call is decided by that."""
        old = self._log(log)
        is_call = decision_of(old) is not None
        draft = self.decision(log, Decision.INCIDENT, incident=incident) if is_call else self.attachment(log, incident)
        self._desk.write(draft)

    def attachment(self, log: RecordId, incident: RecordId) -> Draft:
        """The draft that ties a line to an incident. Raises RuleBroken("log_unknown")."""
        return _patch(self._log(log).id, "log.attach", {"incident": incident})

    def adopt(self, log: RecordId) -> None:
        """Take responsibility for a line written without sign-in. Raises RuleBroken("sign_in_first")."""
        person = writing(self._desk.session)
        old = self._log(log)
        if not is_unadopted(old):
            raise RuleBroken("nothing_to_adopt")
        changed: dict[str, Json] = {
            "adopted_by": person,
            "adopted_at": iso(self._desk.now()),
            "status": _status(decision_of(old), is_adopted=True),
        }
        self._desk.write(_patch(log, "log.adopt", changed))

    def items(
        self, *, incident: RecordId | None = None, limit: int = 200, before: datetime | None = None
    ) -> tuple[LogItem, ...]:
        """The newest ``limit`` lines, oldest first; a corrected line stands in its correction only."""
        found = self._desk.store.records(
            "log",
            unit=None if incident else self._desk.unit,
            parent=incident,
            until=iso(before),
            limit=limit,
            newest_first=True,
        )
        return self._shown(found)

    def around(self, log: RecordId, lines: int = 20) -> tuple[LogItem, ...]:
        """A line among its neighbours, however old, oldest first. Raises RuleBroken("log_unknown")."""
        old = self._log(log)
        while isinstance(correction := old.fields.get("corrected_by"), str):
            old = self._log(RecordId(correction))
        at = str(old.fields.get("at"))
        found = partial(self._desk.store.records, "log", unit=old.unit, limit=lines)
        return self._shown((*found(until=at, newest_first=True), *found(since=at)))

    def undecided(self) -> tuple[LogItem, ...]:
        """Calls nobody has decided on, oldest first."""
        found = (*self._of_status(UNDECIDED), *self._of_status(UNADOPTED))
        return self._shown(record for record in found if decision_of(record) is Decision.UNDECIDED)

    def unadopted(self) -> tuple[LogItem, ...]:
        """Lines written without sign-in that nobody has taken over, oldest first."""
        return self._shown(self._of_status(UNADOPTED))

    def reveal(self, record: RecordId, field: str, reason: str = "") -> str:
        """A masked personal field in clear; asking is recorded. Raises as ``permissions.require`` does."""
        session = self._desk.session
        require(session, Action.REVEAL)
        asked: dict[str, Json] = {
            "subject": record,
            "fields": [field],
            "at": iso(self._desk.now()),
            "by": session.person,
            "reason": reason.strip(),
        }
        self._desk.write(
            Draft(kind="reveal", record=self._desk.new_id("reveal"), act="reveal.ask", set=asked, note=reason.strip())
        )
        return self._desk.store.personal(record).get(field, "")

    def _log(self, log: RecordId) -> Record:
        found = self._desk.store.record(log)
        if found is None or found.kind != "log":
            raise RuleBroken("log_unknown", log=log)
        return found

    def _of_status(self, status: str) -> tuple[Record, ...]:
        return self._desk.store.records("log", unit=self._desk.unit, status=status)

    def _shown(self, records: Iterable[Record]) -> tuple[LogItem, ...]:
        items = LogLines(self._desk).items([one for one in records if not one.fields.get("corrected_by")])
        return tuple(sorted(items, key=lambda item: (item.at, item.number)))


def _refuse_bad(text: str) -> str:
    """The text as it is kept: letter for letter, without white space around it."""
    plain = text.strip()
    if not plain:
        raise RuleBroken("log_empty", field="text")
    if len(plain) > MAX_LOG_CHARACTERS:
        raise RuleBroken("log_too_long", field="text", limit=MAX_LOG_CHARACTERS, size=len(plain))
    return plain


def _patch(log: RecordId, act: str, changed: Mapping[str, Json]) -> Draft:
    return Draft(kind="log", record=log, act=act, set=changed)


def _decided_anew(old: Record, decision: Decision, passed_to: Json, incident: RecordId | None) -> dict[str, Json]:
    """What a second decision writes besides: the one it replaces; a call no longer of an incident leaves it."""
    before = decision_of(old)
    if before in {None, Decision.UNDECIDED}:
        return {}
    if (str(decision), passed_to, incident) == (str(before), old.fields.get("passed_to") or "", _incident_of(old)):
        raise RuleBroken("already_decided_so", field="decision")
    told: dict[str, Json] = {key: old.fields.get(key) for key in (*DECIDED, "incident")}
    return {"decided_before": [*tables(old.fields, "decided_before"), told], "incident": None}


def _incident_of(call: Record) -> Json:
    """The incident a call was decided to be; one that was only noted may lie in one all the same."""
    return call.fields.get("incident") if decision_of(call) is Decision.INCIDENT else None


def _status(decision: Decision | None, *, is_adopted: bool) -> str:
    if not is_adopted:
        return UNADOPTED
    return UNDECIDED if decision is Decision.UNDECIDED else DONE
