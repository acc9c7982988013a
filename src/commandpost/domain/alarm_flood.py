"""A flood of alarms (EEMUA 191): more than ten new ones in ten minutes are told by incident, not one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from commandpost.domain.alarm_rates import FLOOD, WINDOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Calling:
    """One alarm that calls; ``group`` is its incident, "" for what belongs to none."""

    key: str
    group: str
    rank: int  # of its priority


def newly_begun(begun: Iterable[datetime], now: datetime) -> int:
    """How many began in the last ten minutes; what a clock set back leaves ahead tells nothing and counts not."""
    return sum(now - WINDOW < moment <= now for moment in begun)


def is_flood(begun: Iterable[datetime], now: datetime) -> bool:
    """Whether they come faster than a person can take them one by one."""
    return newly_begun(begun, now) > FLOOD


def by_incident(alarms: Iterable[Calling]) -> tuple[tuple[Calling, ...], ...]:
    """The alarms of each incident together, the gravest first in each and among them; others stay alone."""
    groups: dict[str, list[Calling]] = {}
    for alarm in alarms:
        groups.setdefault(f"incident:{alarm.group}" if alarm.group else f"alone:{alarm.key}", []).append(alarm)
    sorted_groups = (tuple(sorted(group, key=lambda one: -one.rank)) for group in groups.values())
    return tuple(sorted(sorted_groups, key=lambda group: -group[0].rank))
