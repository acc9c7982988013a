"""Time as evidence: what a clock must tell, and how far a moment can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol


class Clock(Protocol):
    """The only source of time; a virtual one drives the tour and the tests."""

    def now(self) -> datetime:
        """The best estimate of trusted time, aware, UTC."""
        ...

    def wall(self) -> datetime:
        """The machine's wall clock, aware, UTC; may jump."""
        ...

    def boot_ns(self) -> int:
        """CLOCK_BOOTTIME in nanoseconds; never jumps back within one boot, goes on during sleep."""
        ...

    def boot_id(self) -> str:
        """Identity of the current boot."""
        ...

    def trust(self) -> ClockTrust:
        """How far ``now`` may be believed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockTrust:
    """State of the clock for the top bar: 时钟可信 ±0.2 s, or a plain warning."""

    offset: float | None  # seconds to add to the wall clock; None: no anchor yet
    uncertainty: float | None  # ± seconds now; grows with the time since the anchor
    anchored_at: datetime | None
    stepped: float | None = None  # seconds the wall clock jumped against the boot clock since the anchor, if > 2


class Grade(StrEnum):
    """A receipt within 60 s; B same boot as an anchor; C rebooted or jumped off line; D the operator's claim (补录)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """When something was entered, as an interval that can be defended."""

    at: datetime
    earliest: datetime
    latest: datetime
    grade: Grade

    @property
    def spread(self) -> timedelta:
        return self.latest - self.earliest
