"""The situation as it was: folded again from the entries that had been written by then."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from commandpost.app.desk import Desk
from commandpost.app.incident_records import level_of, lonlat_of
from commandpost.app.map_items import SHELTERS, TEAMS
from commandpost.app.record_fields import text
from commandpost.app.sketches import sketch_of
from commandpost.domain.codes import Level
from commandpost.domain.coordinates import LonLat
from commandpost.domain.ids import RecordId
from commandpost.domain.sketch import SKETCH_KINDS, Sketch, points_of
from commandpost.journal.clock import evidence
from commandpost.journal.entry import Entry
from commandpost.journal.fold import Record, fold

INCIDENT = "incident"
MOVING = (TEAMS, SHELTERS)  # ledgers whose places and states change in a night
LAST_INCIDENTS = 200
BEFORE = timedelta(minutes=10)  # the replay begins so long before the first change
LONGEST = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastThing:
    """An incident, a team or a shelter as it stood."""

    kind: str
    id: RecordId
    name: str
    level: Level
    lonlat: LonLat | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSituation:
    """Everything that held at one moment."""

    at: datetime
    incidents: tuple[PastThing, ...]
    things: tuple[PastThing, ...]
    sketches: tuple[Sketch, ...]


@dataclass(frozen=True, slots=True)
class _Past:
    """One record's entries in the order they were entered, with their times."""

    record: Record
    times: tuple[datetime, ...]
    entries: tuple[Entry, ...]


class Replay:
    """What was read once; ``at`` folds what had been entered by a moment. Times are those of entering."""

    def __init__(self, pasts: Sequence[_Past], start: datetime, end: datetime) -> None:
        self._pasts = tuple(pasts)
        self._kept: dict[tuple[RecordId, int], Record] = {}
        self.start, self.end = start, end
        told = {time for past in pasts if past.record.kind not in MOVING for time in past.times}
        self.changes = tuple(sorted(time for time in told if start <= time <= end))

    def at(self, moment: datetime) -> PastSituation:
        """The situation as this workstation's journal tells it for that moment."""
        records = [record for past in self._pasts if (record := self._folded(past, moment)) is not None]
        return PastSituation(
            at=moment,
            incidents=tuple(_thing(one) for one in records if one.kind == INCIDENT and _is_open(one)),
            things=tuple(_thing(one) for one in records if one.kind in MOVING),
            sketches=tuple(
                sketch
                for one in records
                if one.kind in SKETCH_KINDS and (sketch := sketch_of(one)).holds(moment) and _is_drawn(sketch)
            ),
        )

    def beside(self, moment: datetime, *, later: bool) -> datetime:
        """The next change after a moment, or the last one before it; the end or the start where there is none."""
        if later:
            return next((time for time in self.changes if time > moment), self.end)
        return next((time for time in reversed(self.changes) if time < moment), self.start)

    def _folded(self, past: _Past, moment: datetime) -> Record | None:
        count = bisect_right(past.times, moment)
        if not past.entries:
            return past.record if count else None
        if not count:
            return None
        key = (past.record.id, count)
        if key not in self._kept:
            self._kept[key] = fold(past.entries[:count])
        return self._kept[key]


class ReplayService:
    """Reads the past of incidents, drawings, teams and shelters; the store's thread only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def load(self, incident: RecordId | None = None) -> Replay:
        """From shortly before the chosen incident, or the oldest open one, until now; a week at most."""
        end = self._desk.now()
        store = self._desk.store
        records = list(store.records(INCIDENT, limit=LAST_INCIDENTS, newest_first=True))
        begun = [record.created.at for record in records if record.id == incident]
        begun = begun or [record.created.at for record in records if _is_open(record)] or [end - timedelta(hours=12)]
        start = max(min(begun) - BEFORE, end - LONGEST)
        for kind in (*SKETCH_KINDS, *MOVING):
            records += store.records(kind)
        return Replay([self._past(record) for record in records], start, end)

    def _past(self, record: Record) -> _Past:
        """A record written once needs no history."""
        if record.entries == 1:
            return _Past(record, (record.created.at,), ())
        entries = sorted(self._desk.store.history(record.id), key=_entered)
        return _Past(record, tuple(map(_entered, entries)), tuple(entries))


def _entered(entry: Entry) -> datetime:
    return evidence(entry.body.timing).at


def _is_open(record: Record) -> bool:
    return text(record.fields, "status") != "closed"


def _is_drawn(sketch: Sketch) -> bool:
    return bool(sketch.geometry) and bool(points_of(sketch.geometry))


def _thing(record: Record) -> PastThing:
    name = text(record.fields, "title") or text(record.fields, "name")
    return PastThing(
        kind=record.kind, id=record.id, name=name, level=level_of(record.fields), lonlat=lonlat_of(record.fields)
    )
