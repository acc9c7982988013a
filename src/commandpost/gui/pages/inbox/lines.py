"""The one model of the inbox: list, red rows and badge all read these lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from commandpost.app.inbox import Directive, InboxItem, InboxKind
from commandpost.app.report_values import TimelineStep
from commandpost.domain.deadlines import Verdict
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.papers import ReportPaper
from commandpost.gui.services import Services
from commandpost.gui.times import clock_time, short_day
from commandpost.gui.vocabulary import lateness_word, step_word


class LineKind(StrEnum):
    """What a line is, seen from this room."""

    REPORT = "report"  # came from below
    DIRECTIVE = "directive"  # came from above
    ISSUED = "issued"  # a directive of this room


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxLine:
    """One line of the list; ``item`` of what came in, ``directive`` of any directive."""

    kind: LineKind
    id: RecordId
    at: datetime
    unit: str
    title: str
    item: InboxItem | None = None
    directive: Directive | None = None

    @property
    def unread(self) -> bool:
        return self.item is not None and not self.item.receipted

    @property
    def overdue(self) -> bool:
        if self.directive is not None:
            return self.directive.overdue
        return self.item is not None and self.item.overdue

    @property
    def late(self) -> bool:
        lateness = self.item.lateness if self.item is not None else None
        return lateness is not None and lateness.verdict is Verdict.LATE


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLine:
    """What the right side shows of a line."""

    line: InboxLine
    timeline: tuple[TimelineStep, ...]
    paper: ReportPaper | None


def read_lines(services: Services) -> tuple[InboxLine, ...]:
    """Everything that came in, and what this room issued, newest first; on the store's thread."""
    directives = services.inbox.directives()
    by_id = {one.id: one for one in directives}
    came = [_came(item, by_id.get(item.id)) for item in services.inbox.incoming()]
    issued = [_issued(one, services) for one in directives if one.own]
    return tuple(sorted((*came, *issued), key=lambda line: line.at, reverse=True))


def open_line(services: Services, line: InboxLine) -> OpenLine:
    """The paper of a report and the progress of its incident, as far as they are here; on the store's thread."""
    incident = line.item.incident if line.item is not None else None
    incident = incident or (line.directive.incident if line.directive is not None else None)
    timeline: tuple[TimelineStep, ...] = ()
    paper = None
    try:
        timeline = services.reports.timeline(incident) if incident is not None else ()
        paper = services.reports.paper(line.id) if line.kind is LineKind.REPORT else None
    except RuleBroken:
        timeline = ()  # the incident has not arrived yet
    return OpenLine(line=line, timeline=timeline, paper=paper)


def unread_count(lines: Iterable[InboxLine]) -> int:
    """What the badge says."""
    return sum(line.unread for line in lines)


def state_word(line: InboxLine) -> str:
    """待签收 已签收 已传达 已反馈 超时."""
    translate = QCoreApplication.translate
    if line.unread:
        return translate("Inbox", "To be receipted")
    if line.directive is not None:
        return _directive_state(line.directive)
    at = line.item.receipted_at if line.item is not None else None
    return translate("Inbox", "Receipted {time}").format(time=clock_time(at)) if at else translate("Inbox", "Receipted")


def state_role(line: InboxLine) -> str:
    """The token of the chip."""
    if line.unread or line.overdue:
        return "red"
    if line.directive is not None and line.directive.status != "answered":
        return "orange"
    return "green"


def kind_word(line: InboxLine) -> str:
    """初报, 指示, 已发指示."""
    if line.item is not None and line.item.kind is InboxKind.REPORT and line.item.step is not None:
        return step_word(line.item.step, line.item.sequence)
    if line.kind is LineKind.ISSUED:
        return QCoreApplication.translate("Inbox", "Directive issued")
    return QCoreApplication.translate("Inbox", "Directive")


def late_word(line: InboxLine) -> str:
    """按时 or 迟报 4 分; of a directive its limit."""
    if line.directive is not None and line.directive.limit_at is not None:
        limit = line.directive.limit_at
        words = QCoreApplication.translate("Inbox", "limit {time}").format(
            time=f"{short_day(limit)} {clock_time(limit)}"
        )
        return f"⚠ {words}" if line.directive.overdue else words
    return lateness_word(line.item.lateness) if line.item is not None else ""


def late_role(line: InboxLine) -> str:
    """The token of those words."""
    return "red_text" if line.late or line.overdue else "dim"


def unit_names(services: Services) -> dict[UnitCode, str]:
    """The units directives may go to: those below."""
    return {one.code: one.name for one in services.units.children()} if services.units is not None else {}


def _came(item: InboxItem, directive: Directive | None) -> InboxLine:
    kind = LineKind.REPORT if item.kind is InboxKind.REPORT else LineKind.DIRECTIVE
    told = item.title if kind is LineKind.REPORT else item.text
    title = told or item.incident_title
    return InboxLine(
        kind=kind,
        id=item.id,
        at=item.at,
        unit=item.from_unit_name,
        title=title,
        item=item,
        directive=directive,
    )


def _issued(one: Directive, services: Services) -> InboxLine:
    unit = services.units.name(one.to_unit) if services.units is not None else one.to_unit
    return InboxLine(kind=LineKind.ISSUED, id=one.id, at=one.at, unit=f"→ {unit}", title=one.text, directive=one)


def _directive_state(one: Directive) -> str:
    translate = QCoreApplication.translate
    if one.overdue:
        return translate("Inbox", "Overdue")
    if one.status == "answered":
        return translate("Inbox", "Answered")
    if one.status == "conveyed":
        return translate("Inbox", "Conveyed")
    if one.own:
        return translate("Inbox", "Receipted") if one.receipted_at else translate("Inbox", "Not receipted yet")
    return translate("Inbox", "To be answered")
