"""A clock that the sample's history is written by: it stands where it is set, else it is the desk's own."""

from __future__ import annotations

from datetime import datetime

from commandpost.journal.clock import Clock, ClockTrust


class PastClock:
    """The desk's clock, with a ``now`` that may stand still at a moment."""

    def __init__(self, real: Clock) -> None:
        self._real = real
        self._at: datetime | None = None

    def stand_at(self, moment: datetime | None) -> None:
        """Stop at a moment; None: run again."""
        self._at = moment

    def now(self) -> datetime:
        return self._real.now() if self._at is None else self._at

    def wall(self) -> datetime:
        """The machine's clock, moved as far as ``now`` is."""
        return self._real.wall() + (self.now() - self._real.now())

    def boot_ns(self) -> int:
        return self._real.boot_ns()

    def boot_id(self) -> str:
        return self._real.boot_id()

    def trust(self) -> ClockTrust:
        return self._real.trust()
