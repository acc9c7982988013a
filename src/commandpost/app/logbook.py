"""The duty log: record, correct by a new entry, decide on every call, adopt what was written without sign-in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commandpost.app.desk import Desk
from commandpost.domain.ids import PersonId, RecordId
from commandpost.journal.clock import Grade
from commandpost.journal.fold import Delivery

MAX_LOG_CHARACTERS = 20_000  # a page of a novel; a longer text is refused and stays in the box


class LogMode(StrEnum):
    """来电 去电 现场 指示 记事 系统."""

    CALL_IN = "call_in"
    CALL_OUT = "call_out"
    ON_SCENE = "on_scene"
    DIRECTIVE = "directive"
    NOTE = "note"
    SYSTEM = "system"


class Decision(StrEnum):
    """Every call ends as an incident, passed on, or only noted; until then it is shown."""

    UNDECIDED = "undecided"
    INCIDENT = "incident"
    PASSED_ON = "passed_on"
    NOTED = "noted"


@dataclass(frozen=True, slots=True, kw_only=True)
class OlderText:
    """What an entry said before it was corrected, and why it was."""

    text: str
    at: datetime
    author: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogItem:
    """One line of the log as shown; a corrected line carries its older texts, oldest first."""

    id: RecordId
    number: str
    at: datetime  # entered
    happened: datetime | None
    mode: LogMode
    text: str
    caller_masked: str
    caller_unit: str
    phone_masked: str
    told: tuple[str, ...]
    incident: RecordId | None
    incident_title: str
    decision: Decision | None  # None: no call, nothing to decide
    passed_to: str
    author: PersonId | None
    author_name: str
    signed_in: bool
    adopted_by_name: str
    corrected_by: RecordId | None
    corrects: RecordId | None
    older: tuple[OlderText, ...]
    phone_report: bool
    delivery: Delivery
    grade: Grade
    note: str


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
        raise NotImplementedError

    def correct(self, log: RecordId, text: str, reason: str) -> RecordId:
        """Write a new line instead of an old one, which stays visible. Raises RuleBroken("reason_missing")."""
        raise NotImplementedError

    def decide(
        self, log: RecordId, decision: Decision, *, passed_to: str = "", incident: RecordId | None = None
    ) -> None:
        """Say what became of a call. Raises RuleBroken("passed_to_missing"|"incident_missing"|"not_a_call")."""
        raise NotImplementedError

    def adopt(self, log: RecordId) -> None:
        """Take responsibility for a line written without sign-in. Raises RuleBroken("sign_in_first")."""
        raise NotImplementedError

    def items(
        self, *, incident: RecordId | None = None, limit: int = 200, before: datetime | None = None
    ) -> tuple[LogItem, ...]:
        """The newest ``limit`` lines, oldest first; a corrected line stands in its correction only."""
        raise NotImplementedError

    def undecided(self) -> tuple[LogItem, ...]:
        raise NotImplementedError

    def unadopted(self) -> tuple[LogItem, ...]:
        raise NotImplementedError

    def reveal(self, record: RecordId, field: str, reason: str = "") -> str:
        """A masked personal field in clear; asking is recorded. Raises RuleBroken("sign_in_first"|"locked")."""
        raise NotImplementedError
