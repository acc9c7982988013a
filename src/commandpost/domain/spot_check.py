"""How a spot check ended."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum


class SpotCheckOutcome(StrEnum):
    """待应答 按时应答 超时应答 未应答."""

    WAITING = "waiting"
    IN_TIME = "in_time"
    LATE = "late"
    SILENT = "silent"  # nobody has answered and the limit is past


def outcome(since: datetime, limit: timedelta, answered: datetime | None, now: datetime) -> SpotCheckOutcome:
    """Judge an answer against a limit counted from ``since``; without one, whether the limit is past by now."""
    if answered is None:
        return SpotCheckOutcome.SILENT if now - since > limit else SpotCheckOutcome.WAITING
    return SpotCheckOutcome.LATE if answered - since > limit else SpotCheckOutcome.IN_TIME
