"""Which rooms are heard: a desk asks its server at least twice a minute, so three minutes of silence mean something."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from commandpost.domain.ids import UnitCode

KEPT_EVERY = timedelta(minutes=1)  # a poll writes nothing; what a crash forgets is less than what silence means
SILENT_AFTER = timedelta(minutes=3)  # a long poll lasts 25 seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """When a unit's desks were last heard by the server, before its last start, too; None: never."""

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
        return tuple(one for one in self.heard if max(one.at or self.since, self.since) < limit)

    def contact(self, unit: UnitCode) -> datetime | None:
        """When a unit's desks were last heard; None where they never speak to this server."""
        return next((one.at for one in self.heard if one.unit == unit), None)


@dataclass(slots=True)
class PresenceBook:
    """Kept in a server's memory, and now and then beside its journal; any thread may note and ask."""

    since: datetime
    _seen: dict[UnitCode, datetime] = field(default_factory=dict)
    _kept: datetime | None = None  # when it was last handed out to be kept
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, unit: UnitCode, now: datetime) -> None:
        with self._lock:
            self._seen[unit] = now

    def learn(self, seen: Mapping[UnitCode, datetime], now: datetime) -> None:
        """What was kept before, or by another server on this journal; a clock that was ahead counts as now."""
        with self._lock:
            for unit, at in seen.items():
                self._seen[unit] = max(self._seen.get(unit, at), at)
            self._put_right(now)

    def is_due(self, now: datetime) -> bool:
        """Whether what was noted is to be kept now; says so once a minute."""
        with self._lock:
            if self._kept is not None and timedelta() <= now - self._kept < KEPT_EVERY:
                return False
            self._kept = now
            return True

    def seen(self, now: datetime) -> dict[UnitCode, datetime]:
        with self._lock:
            self._put_right(now)
            return dict(self._seen)

    def roll(self, units: Iterable[UnitCode], now: datetime) -> Roll:
        with self._lock:
            self._put_right(now)
            heard = tuple(Heard(unit=unit, at=self._seen.get(unit)) for unit in sorted(units))
            return Roll(now=now, since=self.since, heard=heard)

    def _put_right(self, now: datetime) -> None:
        """What was noted by a clock that was ahead counts as now, once: from here on its silence is reckoned."""
        self.since = min(self.since, now)
        self._seen = {unit: min(at, now) for unit, at in self._seen.items()}
