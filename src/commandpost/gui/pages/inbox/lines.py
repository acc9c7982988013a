"""The one model of the inbox: list, what is new in it and badge all read these lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from commandpost.app.flow_values import CopyMark, Directive, Forward, ForwardMode, InboxItem, Purpose
from commandpost.app.item_timeline import FlowEvent
from commandpost.app.raising import Likeness
from commandpost.app.report_values import TimelineStep
from commandpost.domain.deadlines import Verdict
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.papers import ReportPaper
from commandpost.gui.flow_words import CHANNEL_WORDS, MODE_WORDS, PURPOSE_WORDS
from commandpost.gui.services import Services
from commandpost.gui.times import clock_time, day_time, short_day
from commandpost.gui.vocabulary import lateness_word, step_word, word


class LineKind(StrEnum):
    """What a line is, seen from this room."""

    REPORT = "report"  # came from below
    DIRECTIVE = "directive"  # came from above
    ISSUED = "issued"  # a directive of this room
    FORWARD = "forward"  # handed over by the room beside
    HANDED = "handed"  # handed to a department by this room


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
    forward: Forward | None = None

    @property
    def incident(self) -> RecordId | None:
        """The incident it is about: this room's own where the report was raised to one."""
        if self.item is not None:
            return self.item.raised or self.item.incident
        if self.directive is not None:
            return self.directive.incident
        return self.forward.incident if self.forward is not None else None

    @property
    def unread(self) -> bool:
        return self.item is not None and not self.item.receipted

    @property
    def overdue(self) -> bool:
        if self.directive is not None:
            return self.directive.overdue
        return self.item is not None and self.item.overdue

    @property
    def limit_at(self) -> datetime | None:
        """Until when it must be answered."""
        if self.directive is not None:
            return self.directive.limit_at
        return self.item.limit_at if self.item is not None else None

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
    way: tuple[FlowEvent, ...] = ()
    likely: tuple[Likeness, ...] = ()  # incidents of this room the report may belong to
    raised_title: str = ""


def read_lines(services: Services) -> tuple[InboxLine, ...]:
    """Everything that came in, and what this room issued or handed on, newest first; on the store's thread."""
    directives, forwards = services.inbox.directives(), services.flow.forwards.forwards()
    by_id = {one.id: one for one in directives}
    given = {one.id: one for one in forwards}
    came = [_came(item, by_id.get(item.id), given.get(item.id)) for item in services.inbox.incoming()]
    issued = [_issued(one, services) for one in directives if one.own]
    handed = [_handed(one, services) for one in forwards if one.own]
    return tuple(sorted((*came, *issued, *handed), key=lambda line: line.at, reverse=True))


def open_line(services: Services, line: InboxLine) -> OpenLine:
    """The paper of a report and the way of its incident, as far as they are here; on the store's thread."""
    timeline: tuple[TimelineStep, ...] = ()
    paper = None
    source = line.item.incident if line.item is not None else line.incident
    try:
        timeline = services.reports.timeline(source) if source is not None else ()
        paper = services.reports.paper(line.id) if line.kind is LineKind.REPORT else None
    except RuleBroken:
        timeline = ()  # the incident, or the report itself, has not arrived yet
    raised = line.item.raised if line.item is not None else None
    return OpenLine(
        line=line,
        timeline=timeline,
        paper=paper,
        way=services.flow.timeline.of(line.incident) if line.incident is not None else (),
        likely=_likely(services, line) if raised is None else (),
        raised_title=services.incidents.known(raised).title if raised is not None else "",
    )


def _likely(services: Services, line: InboxLine) -> tuple[Likeness, ...]:
    if line.kind is not LineKind.REPORT:
        return ()
    return services.flow.raising.suggestions(line.id)


def next_limit(lines: Iterable[InboxLine], now: datetime) -> datetime | None:
    """The nearest limit that lies ahead: when it passes, the lines are read again."""
    return min((one.limit_at for one in lines if one.limit_at is not None and one.limit_at >= now), default=None)


def unread_count(lines: Iterable[InboxLine]) -> int:
    """What the badge says."""
    return sum(line.unread for line in lines)


def late_count(lines: Iterable[InboxLine]) -> int:
    """How many are past their limit."""
    return sum(line.overdue for line in lines)


def line_role(line: InboxLine) -> str:
    """The token of the words of a line: red past its limit alone."""
    return "red_text" if line.overdue else "text"


def state_word(line: InboxLine) -> str:
    """待签收 已签收 已传达 已反馈 超时."""
    translate = QCoreApplication.translate
    if line.unread:
        return translate("Inbox", "To be receipted")
    if line.directive is not None:
        return _directive_state(line.directive)
    if line.forward is not None:
        return _forward_state(line.forward)
    item = line.item
    if item is None or item.receipted_at is None:
        return translate("Inbox", "Receipted")
    return translate("Inbox", "Receipted {time}").format(time=day_time(item.receipted_at, line.at))


def state_role(line: InboxLine) -> str:
    """The token of the chip; red says that a limit has passed, what is merely new is no alarm."""
    if line.overdue:
        return "red"
    if line.unread:
        return "accent"
    if line.directive is not None and line.directive.status != "answered":
        return "orange"
    if line.forward is not None and line.forward.status != "answered":
        owed = line.forward.mode is ForwardMode.HANDLE or (line.forward.own and line.forward.receipted is None)
        return "orange" if owed else "green"
    return "green"


def kind_word(line: InboxLine) -> str:
    """初报, 批示, 核实, 退回, 抄送, 转办."""
    if line.item is not None and line.kind is LineKind.REPORT and line.item.step is not None:
        return step_word(line.item.step, line.item.sequence)
    if line.forward is not None:
        words = word(MODE_WORDS[line.forward.mode])
        return (
            QCoreApplication.translate("Inbox", "{what}, follow-up").format(what=words)
            if (line.forward.follow_up)
            else words
        )
    return word(PURPOSE_WORDS[line.directive.purpose if line.directive is not None else Purpose.DIRECTIVE])


def marks(line: InboxLine) -> str:
    """What else must be seen at a glance: a drill, a level left out, another channel."""
    translate, item = QCoreApplication.translate, line.item
    found = [translate("Inbox", "DRILL")] if _is_drill(line) else []
    if item is not None and item.skip_reason:
        found.append(translate("Inbox", "a level left out: {reason}").format(reason=item.skip_reason))
    found += map(copy_word, item.copies if item is not None else ())
    return " · ".join(found)


def title_word(line: InboxLine) -> str:
    """The title; a drill and a level left out are told before anything else."""
    translate = QCoreApplication.translate
    skipped = line.item is not None and bool(line.item.skip_reason)
    heads = [translate("Inbox", "DRILL")] if _is_drill(line) else []
    heads += [translate("Inbox", "[level left out]")] if skipped else []
    return " ".join((*heads, line.title))


def copy_word(mark: CopyMark) -> str:
    """How a copy came, and how far it can be believed."""
    translate = QCoreApplication.translate
    how = word(CHANNEL_WORDS.get(mark.channel, mark.channel))
    if mark.matches is False:
        return translate("Inbox", "{how}: tells something else").format(how=how)
    if mark.matches:
        return translate("Inbox", "{how}: the same").format(how=how)
    proof = translate("Inbox", "signed") if mark.signed else translate("Inbox", "typed in, no proof of origin")
    return f"{how}: {proof}"


def _is_drill(line: InboxLine) -> bool:
    return any(one is not None and one.drill for one in (line.item, line.directive, line.forward))


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


def department_names(services: Services) -> dict[UnitCode, str]:
    """The units a report may be handed to sideways."""
    return {one.code: one.name for one in services.units.departments()} if services.units is not None else {}


def _came(item: InboxItem, directive: Directive | None, forward: Forward | None) -> InboxLine:
    kind = LineKind(item.kind.value)
    told = item.text if kind is LineKind.DIRECTIVE else item.title
    return InboxLine(
        kind=kind,
        id=item.id,
        at=item.at,
        unit=item.from_unit_name,
        title=told or item.incident_title,
        item=item,
        directive=directive,
        forward=forward,
    )


def _handed(one: Forward, services: Services) -> InboxLine:
    unit = services.units.name(one.to_unit) if services.units is not None else one.to_unit
    return InboxLine(kind=LineKind.HANDED, id=one.id, at=one.at, unit=f"→ {unit}", title=one.title, forward=one)


def _forward_state(one: Forward) -> str:
    translate = QCoreApplication.translate
    if one.status == "answered":
        return translate("Inbox", "Answered")
    if one.own:
        return translate("Inbox", "Receipted") if one.receipted else translate("Inbox", "Not receipted yet")
    return translate("Inbox", "To be answered") if one.mode is ForwardMode.HANDLE else translate("Inbox", "Receipted")


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
