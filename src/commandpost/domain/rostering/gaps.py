"""When an empty post must be said aloud: a day ahead, at once when somebody falls out, and when nobody came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from commandpost.domain.duty_setup import HandoverFigures
from commandpost.domain.roster import DutyRole
from commandpost.domain.rostering.task import Absence, local_days
from commandpost.domain.shift_hours import ShiftSpan


class GapReason(StrEnum):
    """空岗 请假未替 不在编 未到岗 离岗."""

    EMPTY = "empty"
    ON_LEAVE = "on_leave"
    GONE = "gone"
    NOT_HERE = "not_here"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPost:
    """One post of a coming or running shift: who, on leave or not, signed in or not.

    ``gone``: no longer, or not yet, on the staff; ``left``: when signed out again.
    """

    span: ShiftSpan
    role: DutyRole
    title: str = ""
    name: str = ""
    leave: tuple[Absence, ...] = ()
    gone: bool = False
    here: bool = False
    left: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GapAlarm:
    """A post that will be, or is, without anybody."""

    span: ShiftSpan
    role: DutyRole
    reason: GapReason
    title: str = ""
    name: str = ""

    @property
    def key(self) -> str:
        """One key for all posts of a shift that are empty for one reason: they are said together."""
        shift = f"-{self.span.shift}" if self.span.shift else ""
        return f"gap:{self.span.date.isoformat()}{shift}:{self.reason.value}"

    def is_urgent(self, now: datetime) -> bool:
        """Whether the shift runs already."""
        return self.span.start <= now


def gap_alarms(posts: Iterable[PlannedPost], now: datetime, figures: HandoverFigures) -> tuple[GapAlarm, ...]:
    """The alarms of this moment, the nearest shift first; a shift that is over raises none."""
    found = [
        GapAlarm(span=post.span, role=post.role, reason=reason, title=post.title, name=post.name)
        for post in posts
        if (reason := _reason(post, now, figures)) is not None
    ]
    return tuple(sorted(found, key=lambda alarm: (alarm.span.start, alarm.reason, alarm.role)))


def is_away(post: PlannedPost) -> bool:
    """Whether whoever is planned has leave during the shift."""
    first, last = local_days(post.span.start, post.span.end)
    return any(one.first <= last and first <= one.last for one in post.leave)


def _reason(post: PlannedPost, now: datetime, figures: HandoverFigures) -> GapReason | None:
    ahead = post.span.start - now <= timedelta(hours=figures.gap_warning_hours)
    if not ahead or post.span.end <= now or post.here:
        return None
    if post.left is not None:
        return GapReason.LEFT if _is_missed(post.left, post, now, figures) else None
    if not post.name:
        return GapReason.EMPTY
    if post.gone or is_away(post):
        return GapReason.GONE if post.gone else GapReason.ON_LEAVE
    late = now - post.span.start >= timedelta(minutes=figures.absent_after)
    return GapReason.NOT_HERE if late else None


def _is_missed(left: datetime, post: PlannedPost, now: datetime, figures: HandoverFigures) -> bool:
    """Whether somebody is gone for longer than a moment; in the last minutes the next shift is on its way."""
    gone, ends = now - left, post.span.end - now
    return gone >= timedelta(minutes=figures.absent_after) and ends > timedelta(minutes=figures.early)
