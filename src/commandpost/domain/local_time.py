"""Beijing's time: the one hour that rules, rosters and papers go by."""

from __future__ import annotations

from datetime import timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")  # keeps no summer time
