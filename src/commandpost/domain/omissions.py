"""漏报核对: what was not decided, not told, not served or not asked for; one list, nothing of it blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commandpost.domain.figures import Mention, newest_mentions
from commandpost.domain.ids import RecordId


class OmissionKind(StrEnum):
    """来电待定 未登录记录 要素空缺 对象未签收 日志数据未报 社区未报 定级低于建议, in the order of the list."""

    CALL_UNDECIDED = "call_undecided"
    LINE_UNADOPTED = "line_unadopted"
    FIGURE_UNTOLD = "figure_untold"
    ELEMENT_EMPTY = "element_empty"
    RECIPIENT_UNSERVED = "recipient_unserved"
    COMMUNITY_SILENT = "community_silent"
    LEVEL_BELOW = "level_below"


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """One thing left out; ``subject`` is where it is made good, ``details`` are codes or plain words."""

    kind: OmissionKind
    subject: RecordId | None
    title: str
    details: tuple[str, ...] = ()
    at: datetime
    incident: RecordId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureGap:
    """A figure of the log that the last report did not tell, or told otherwise."""

    figure: str
    logged: int
    told: int | None


def figure_gaps(
    mentions: Sequence[Mention], told: Mapping[str, int | None], explained: Mapping[str, datetime]
) -> tuple[FigureGap, ...]:
    """Figures of the newest lines against what the reports told last.

    ``explained``: when a report last said why a figure is another; lines until then are answered.
    """
    return tuple(
        FigureGap(figure=name, logged=line.figures[name], told=told.get(name))
        for name, line in newest_mentions(mentions).items()
        if told.get(name) != line.figures[name] and not (name in explained and line.at <= explained[name])
    )


def ordered(found: Iterable[Omission]) -> tuple[Omission, ...]:
    """By kind, the oldest first."""
    kinds = list(OmissionKind)
    return tuple(sorted(found, key=lambda one: (kinds.index(one.kind), one.at, str(one.subject))))
