"""How many alarms call: the figures EEMUA 191 asks for."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from commandpost.domain.alarms import Priority

WINDOW = timedelta(minutes=10)
HOUR = timedelta(hours=1)
FLOOD = 10  # more new alarms than this in one window
AIMS: Mapping[Priority, int] = MappingProxyType({Priority.HIGH: 5, Priority.MEDIUM: 15, Priority.LOW: 80})  # of 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRates:
    """The figures of a span of time; shares are of 1."""

    total: int
    per_window: float  # per ten minutes, mean
    per_hour: float
    most: int  # in any ten minutes
    shares: Mapping[Priority, float]
    flood_share: float  # of the time, in steps of ten minutes, with more than ten new ones
    standing: int


def alarm_rates(
    begun: Iterable[tuple[datetime, Priority]], since: datetime, until: datetime, *, standing: int
) -> AlarmRates:
    """Figures of what began in since ≤ moment < until; all zero for an empty span."""
    inside = sorted((one for one in begun if since <= one[0] < until), key=lambda one: one[0])
    moments, counts = [moment for moment, _ in inside], Counter(priority for _, priority in inside)
    windows = max(1.0, (until - since) / WINDOW)
    steps = Counter((moment - since) // WINDOW for moment in moments)
    total = len(inside)
    return AlarmRates(
        total=total,
        per_window=total / windows,
        per_hour=total / windows * (HOUR / WINDOW),
        most=_most(moments),
        shares={priority: counts[priority] / total if total else 0.0 for priority in Priority},
        flood_share=min(1.0, sum(count > FLOOD for count in steps.values()) / windows),
        standing=standing,
    )


def _most(moments: Sequence[datetime]) -> int:
    """The largest number in any half-open window of ten minutes."""
    return max((bisect_left(moments, moment + WINDOW) - at for at, moment in enumerate(moments)), default=0)
