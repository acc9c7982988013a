"""搁置: an alarm put aside for a while, with a reason and a name; it comes back by itself, by the clock alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from commandpost.domain.errors import RuleBroken

LONGEST = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """From when until when an alarm is put aside, by whom and why."""

    since: datetime
    until: datetime
    reason: str = ""
    name: str = ""

    def holds(self, now: datetime) -> bool:
        """Never longer than the longest, whatever was written; a clock set back ends it too."""
        return self.since <= now < min(self.until, self.since + LONGEST)


def shelf_for(minutes: int, reason: str, now: datetime, name: str) -> Shelf:
    """Raises RuleBroken("shelf_minutes"|"reason_missing")."""
    if not timedelta() < timedelta(minutes=minutes) <= LONGEST:
        raise RuleBroken("shelf_minutes", field="minutes", most=LONGEST // timedelta(minutes=1))
    if not reason.strip():
        raise RuleBroken("reason_missing", field="reason")
    return Shelf(since=now, until=now + timedelta(minutes=minutes), reason=reason.strip(), name=name)
