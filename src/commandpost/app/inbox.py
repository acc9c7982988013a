"""What came in: reports for the upper tier, directives for the street; receipts and answers with their times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commandpost.app.desk import Desk
from commandpost.domain.deadlines import Lateness
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.rules import Step
from commandpost.journal.fold import Delivery


class InboxKind(StrEnum):
    """What an item is."""

    REPORT = "report"
    DIRECTIVE = "directive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """A directive as both sides see it; status open, conveyed or answered."""

    id: RecordId
    incident: RecordId | None
    incident_title: str
    report: RecordId | None
    from_unit: UnitCode
    from_name: str
    to_unit: UnitCode
    text: str
    at: datetime
    limit_at: datetime | None
    status: str
    receipted_at: datetime | None
    receipted_by: str
    conveyed_at: datetime | None
    conveyed_by: str
    answered_at: datetime | None
    answered_by: str
    answer: str
    overdue: bool
    own: bool  # issued by this unit
    delivery: Delivery


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
    arrived: datetime
    title: str
    text: str
    status: str
    step: Step | None  # of a report
    sequence: int
    number: str
    lateness: Lateness | None
    receipted: bool
    receipted_at: datetime | None
    receipted_by: str
    overdue: bool
    limit_at: datetime | None


class InboxService:
    """Use cases of what came in, for the street and for the district."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def incoming(self, limit: int = 200) -> tuple[InboxItem, ...]:
        """Newest first."""
        raise NotImplementedError

    def unread(self) -> int:
        """How many of ``incoming`` have no receipt of this unit."""
        raise NotImplementedError

    def receipt(self, record: RecordId) -> None:
        """签收, with person and time; once. Raises RuleBroken("sign_in_first")."""
        raise NotImplementedError

    def issue_directive(
        self,
        to_unit: UnitCode,
        text: str,
        *,
        report: RecordId | None = None,
        incident: RecordId | None = None,
        limit: datetime | None = None,
    ) -> RecordId:
        """Raises RuleBroken("directive_empty"|"directive_limit_past"|"sign_in_first")."""
        raise NotImplementedError

    def convey(self, directive: RecordId, to: str = "") -> None:
        """Say that it was conveyed, to whom."""
        raise NotImplementedError

    def answer(self, directive: RecordId, text: str) -> None:
        """Raises RuleBroken("answer_empty")."""
        raise NotImplementedError

    def directives(self, incident: RecordId | None = None, *, open_only: bool = False) -> tuple[Directive, ...]:
        """Directives received and issued here, newest first; ``open_only``: those not yet answered."""
        raise NotImplementedError
