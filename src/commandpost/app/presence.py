"""Which rooms are heard: a desk asks its server at least twice a minute, so three minutes of silence mean something."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from commandpost.domain.ids import UnitCode

SILENT_AFTER = timedelta(minutes=3)  # a long poll lasts 25 seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """When a unit's desks were last heard by the server; None: not since the server began."""

    unit: UnitCode
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """A server's answer: its time, since when it listens, and every unit the asker may see."""

    now: datetime
    since: datetime
    heard: tuple[Heard, ...]

    def silent(self) -> tuple[Heard, ...]:
        """Units not heard for three minutes, as far as the server has been listening that long."""
        limit = self.now - SILENT_AFTER
        return tuple(one for one in self.heard if (one.at or self.since) < limit)


@dataclass(slots=True)
class PresenceBook:
    """Kept in a server's memory; any thread may note and ask."""

    since: datetime
    _seen: dict[UnitCode, datetime] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, unit: UnitCode, now: datetime) -> None:
        with self._lock:
            self._seen[unit] = now

    def roll(self, units: Iterable[UnitCode], now: datetime) -> Roll:
        with self._lock:
            heard = tuple(Heard(unit=unit, at=self._seen.get(unit)) for unit in sorted(units))
        return Roll(now=now, since=self.since, heard=heard)
