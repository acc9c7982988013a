"""An incident as the room knows it now, and what is told when one is opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from commandpost.domain.codes import EventClass, Level
from commandpost.domain.coordinates import LonLat, is_in_beijing_region
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.pasted_place import ToldPlace

PEOPLE: tuple[str, ...] = ("dead", "missing", "injured", "badly_injured", "trapped", "moved")
LOSSES: tuple[str, ...] = ("homes", "loss")  # 倒损房屋（间） 直接经济损失（万元）
FIGURES: tuple[str, ...] = (*PEOPLE, *LOSSES)
CASUALTIES: tuple[str, ...] = ("dead", "missing", "injured", "badly_injured")
MEASURES: tuple[str, ...] = ("burnt_area", "threatened")  # 受害面积（公顷） 受威胁人数: only scales ask for them

MAX_TITLE = 120  # characters; the title is one line on every list and paper
MAX_FIGURE = 1_000_000  # of people, houses and the like: a slip of the finger, not a count, is larger


class IncidentStatus(StrEnum):
    """在办 and 已结束."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewIncident:
    """What the operator tells when an incident is opened; None figures are unknown."""

    title: str
    code: str
    level: Level = Level.UNGRADED
    place: str = ""
    lonlat: LonLat | None = None
    told_place: ToldPlace | None = None
    occurred: datetime | None = None
    received: datetime
    discovered: datetime | None = None
    source: str = ""
    sensitive: bool = False
    sensitive_reason: str = ""
    contact: str = ""
    contact_phone: str = ""
    grid: str = ""
    dead: int | None = None
    missing: int | None = None
    injured: int | None = None
    trapped: int | None = None
    moved: int | None = None
    badly_injured: int | None = None  # 重伤, among the injured
    homes: int | None = None
    loss: int | None = None
    burnt_area: int | None = None
    threatened: int | None = None

    def figures(self) -> dict[str, int | None]:
        return {name: getattr(self, name) for name in FIGURES}

    def measures(self) -> dict[str, int | None]:
        return {name: getattr(self, name) for name in MEASURES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowered:
    """What an incident was until a leader signed that it is less serious."""

    at: datetime
    level: Level
    sensitive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One incident; times aware UTC, figures None where nobody knows yet."""

    id: RecordId
    unit: UnitCode
    number: str = ""
    title: str
    code: str = ""
    event_class: EventClass | None = None
    level: Level = Level.UNGRADED
    sensitive: bool = False
    sensitive_reason: str = ""
    place: str = ""
    lonlat: LonLat | None = None
    told_place: ToldPlace | None = None  # how the coordinate came in
    grid: str = ""
    occurred: datetime | None = None
    received: datetime
    discovered: datetime | None = None
    source: str = ""
    status: IncidentStatus = IncidentStatus.OPEN
    closed_at: datetime | None = None
    not_reported: bool = False  # closed as 不报 with the leader's name
    figures: Mapping[str, int | None] = field(default_factory=dict)
    measures: Mapping[str, int | None] = field(default_factory=dict)
    lowered: tuple[Lowered, ...] = ()  # oldest first; what was overdue before stays owed
    casualties_changed: datetime | None = None  # the last change of a casualty figure after the first
    kind_path: tuple[str, ...] = ()  # names of the code as it was chosen, from the class down; () in older records
    packs: tuple[str, ...] = ()  # rule packs in force at receipt, id@version
    origin: RecordId | None = None

    @property
    def toll(self) -> int:
        """Dead and missing; the missing count in the toll (国务院令493号 §12)."""
        return (self.figures.get("dead") or 0) + (self.figures.get("missing") or 0)


def refuse_title(title: str) -> None:
    """Raise RuleBroken("title_missing"|"title_too_long"): an incident is found by its title in every list."""
    if not title.strip():
        raise RuleBroken("title_missing", field="title")
    if len(title) > MAX_TITLE:
        raise RuleBroken("title_too_long", field="title", limit=MAX_TITLE)


def refuse_impossible(new: NewIncident, latest: datetime) -> None:
    """Raise RuleBroken for what cannot be: no title, an event after its report, a moment yet to come.

    ``latest``: the latest that it may be now.
    """
    refuse_title(new.title)
    if new.occurred is not None and new.occurred > new.received:
        raise RuleBroken("occurred_after_received", field="occurred")
    if new.discovered is not None and new.occurred is not None and new.discovered < new.occurred:
        raise RuleBroken("discovered_before_occurred", field="discovered")
    if new.received > latest:
        raise RuleBroken("received_in_future", field="received")
    if new.discovered is not None and new.discovered > latest:
        raise RuleBroken("discovered_in_future", field="discovered")
    refuse_impossible_figures(new.figures() | new.measures())


def refuse_impossible_figures(figures: Mapping[str, int | None]) -> None:
    """Raise RuleBroken("figure_negative"|"figure_too_large") for a count below nothing or beyond any event."""
    for name, value in figures.items():
        if value is not None and value < 0:
            raise RuleBroken("figure_negative", field=name)
        if value is not None and value > MAX_FIGURE:
            raise RuleBroken("figure_too_large", field=name, limit=MAX_FIGURE)


def warnings(new: NewIncident, now: datetime) -> tuple[str, ...]:
    """What is doubtful but never refused: codes for the words beside the form."""
    doubts = (
        ("place_outside_beijing", new.lonlat is not None and not is_in_beijing_region(new.lonlat)),
        ("place_unknown", not new.place.strip() and new.lonlat is None),
        ("code_unknown", not new.code),
        ("occurred_unknown", new.occurred is None),
        ("received_long_ago", (now - new.received).total_seconds() > 3600),
        ("sensitive_without_reason", new.sensitive and not new.sensitive_reason.strip()),
    )
    return tuple(code for code, doubtful in doubts if doubtful)
