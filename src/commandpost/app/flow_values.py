"""What travels between the rooms, as both sides see it: reports, directives, requests, forwarded copies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commandpost.domain.deadlines import Lateness
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.rules import Step
from commandpost.journal.fold import Delivery

MAX_TEXT = 5_000  # characters
OPEN, CONVEYED, ANSWERED = "open", "conveyed", "answered"
TOLD = "told"  # of a forwarded copy: nobody asks for an answer


class InboxKind(StrEnum):
    """What an item is."""

    REPORT = "report"
    DIRECTIVE = "directive"
    FORWARD = "forward"


class Purpose(StrEnum):
    """批示 核实 退回: what a directive asks for."""

    DIRECTIVE = "directive"
    VERIFY = "verify"
    RETURN = "return"


class ForwardMode(StrEnum):
    """抄送 only tells; 转办 asks for an answer."""

    COPY = "copy"
    HANDLE = "handle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipted:
    """签收 by one unit; ``channel`` "" through the server, else how its word came."""

    at: datetime
    by: str
    unit: UnitCode
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyMark:
    """The same report, as it also came by another channel; ``matches`` None while the report itself is not here."""

    channel: str
    at: datetime
    signed: bool  # False: typed in, no proof of origin
    matches: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """A directive as both sides see it; status open, conveyed or answered."""

    id: RecordId
    purpose: Purpose
    incident: RecordId | None
    incident_title: str
    report: RecordId | None
    parent: RecordId | None  # the directive from further above that this one passes down
    from_unit: UnitCode
    from_name: str
    from_unit_name: str
    to_unit: UnitCode
    text: str
    at: datetime
    limit_at: datetime | None
    status: str
    receipted_at: datetime | None
    receipted_by: str
    conveyed_at: datetime | None
    conveyed_by: str
    conveyed_to: str
    answered_at: datetime | None
    answered_by: str
    answer: str
    overdue: bool  # not answered within its limit, or answered after it
    own: bool  # issued by this unit
    delivery: Delivery
    drill: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Forward:
    """One report handed sideways to a department, with its text; follow-ups go after it by themselves."""

    id: RecordId
    mode: ForwardMode
    incident: RecordId | None
    incident_title: str
    report: RecordId
    from_unit: UnitCode
    from_unit_name: str
    to_unit: UnitCode
    note: str
    at: datetime
    follow_up: bool  # sent after the first one by itself
    title: str
    number: str
    text: str
    status: str
    answered_at: datetime | None
    answered_by: str
    answer: str
    receipted: Receipted | None
    own: bool
    drill: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxItem:
    """One thing that came in."""

    kind: InboxKind
    id: RecordId
    incident: RecordId | None
    incident_title: str
    from_unit: UnitCode
    from_unit_name: str
    at: datetime  # sent or issued
    title: str = ""
    text: str = ""
    status: str
    step: Step | None = None  # of a report
    sequence: int = 1
    number: str = ""
    lateness: Lateness | None = None
    receipted: bool
    receipted_at: datetime | None
    receipted_by: str
    overdue: bool = False
    limit_at: datetime | None = None
    purpose: Purpose | None = None  # of a directive
    skip_reason: str = ""  # 越级: why a level was left out
    skipped_here: bool = False  # this room is the level that was left out
    raised: RecordId | None = None  # this room's incident the report belongs to
    copies: tuple[CopyMark, ...] = ()
    drill: bool = False


def said(text: str, empty: str, too_long: str) -> str:
    """A text as it is kept; ``empty`` and ``too_long`` are the codes of its refusals."""
    plain = text.strip()
    if not plain:
        raise RuleBroken(empty, field="text")
    if len(plain) > MAX_TEXT:
        raise RuleBroken(too_long, field="text", limit=MAX_TEXT, size=len(plain))
    return plain
