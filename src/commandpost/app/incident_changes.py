"""What a revision of an incident may change, how its values are kept, and the order of the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from commandpost.app.incident_rows import IncidentRow
from commandpost.domain.coordinates import LonLat
from commandpost.domain.deadlines import DeadlineState
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import EntryId
from commandpost.domain.incident import CASUALTIES, FIGURES, MEASURES, Incident
from commandpost.domain.pasted_place import ToldPlace
from commandpost.journal.entry import Json
from commandpost.journal.fold import CRITICAL, Record

REVISABLE = (
    frozenset({"title", "code", "level", "sensitive", "sensitive_reason", "place", "lonlat", "grid", "occurred"})
    | frozenset({"told_place"})
    | frozenset({"discovered", "source", "radius", "contact", "contact_phone"})
    | frozenset(FIGURES)
    | frozenset(MEASURES)
)
PERSONAL = frozenset({"contact", "contact_phone"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """Why something is changed, who told it, and who made sure of it."""

    reason: str = ""
    source: str = ""
    verifier: str = ""


def refuse_locked(changed: Mapping[str, object]) -> None:
    """Raise RuleBroken("field_locked") for what no revision changes."""
    for key in changed:
        if key not in REVISABLE:
            raise RuleBroken("field_locked", field=key)


def fallen_figure(before: Incident, changed: Mapping[str, object]) -> str:
    """A figure of casualties that falls or becomes unknown; "" when none does."""
    for name in CASUALTIES:
        earlier, now = before.figures.get(name), changed.get(name)
        if name in changed and earlier and (not isinstance(now, int) or now < earlier):
            return name
    return ""


def base_of(record: Record, fields: Mapping[str, Json]) -> dict[str, tuple[EntryId, ...]]:
    """The entries whose values of critical fields the writer saw."""
    return {field: record.heads.get(field, ()) for field in fields if field in CRITICAL["incident"]}


def plain(value: object) -> Json:
    """A value as fields keep it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, ToldPlace):
        return dict[str, Json](value.to_plain())
    return value if isinstance(value, (str, int, float, bool)) else None


def place_fields(changed: Mapping[str, object]) -> dict[str, Json]:
    """The coordinate as fields keep it, where it is changed."""
    if "lonlat" not in changed:
        return {}
    place, told = changed["lonlat"], plain(changed.get("told_place"))
    if not isinstance(place, LonLat):
        return {"lon": None, "lat": None, "told_place": None}
    return {"lon": place.lon, "lat": place.lat, "told_place": told}


def nearest(row: IncidentRow, now: datetime) -> tuple[int, float, datetime]:
    """At once first, then by the time left; what owes nothing comes last, newest first."""
    deadline = row.driving(now)
    if deadline is None:
        return (2, -row.received.timestamp(), row.received)
    if deadline.state(now) is DeadlineState.AT_ONCE:
        return (0, -deadline.elapsed(now).total_seconds(), row.received)
    left = deadline.left(now)
    return (1, left.total_seconds() if left is not None else 0.0, row.received)


def refuse_silence(before: Incident, changed: Mapping[str, object], because: Because, softer: Sequence[object]) -> None:
    """Raise RuleBroken("reason_missing"|"verifier_missing") for what becomes less serious without a word."""
    fallen = fallen_figure(before, changed)
    if not because.reason and (softer or fallen):
        raise RuleBroken("reason_missing", field="reason")
    if not because.verifier and fallen:
        raise RuleBroken("verifier_missing", field="verifier")
