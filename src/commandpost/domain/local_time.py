"""Beijing's time: the one hour that rules, rosters and papers go by."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")  # keeps no summer time


def local_day(moment: datetime) -> date:
    """The day in Beijing."""
    return moment.astimezone(BEIJING).date()
