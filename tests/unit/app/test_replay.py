"""The past folded again: what the journal told at a moment, and nothing it learnt later."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from commandpost.app.desk import Desk
from commandpost.app.logbook import LogbookService
from commandpost.app.replay import ReplayService
from commandpost.app.sketches import SketchService
from commandpost.domain.coordinates import LonLat
from commandpost.domain.ids import RecordId
from commandpost.domain.map_layer import GeometryKind
from commandpost.domain.sketch import SketchKind
from commandpost.journal.entry import Draft, Json
from tests.factories import memory_desk
from tests.fakes import FakeClock

SQUARE = ((116.40, 39.90), (116.41, 39.90), (116.41, 39.91), (116.40, 39.91))
INCIDENT, TEAM = RecordId("incident-1"), RecordId("team-1")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def desk(clock: FakeClock) -> Desk:
    return memory_desk(clock=clock)


def wrote(desk: Desk, clock: FakeClock, record: RecordId, kind: str, **fields: Json) -> datetime:
    """Write one entry; half a minute before and after it nothing happens."""
    clock.advance(seconds=30)
    desk.write(Draft(kind=kind, record=record, act="x", set=fields))
    at = desk.now()
    clock.advance(seconds=30)
    return at


def night(desk: Desk, clock: FakeClock) -> dict[str, datetime]:
    opened = wrote(desk, clock, INCIDENT, "incident", title="坍塌", level="general", lon=116.4, lat=39.9, status="open")
    came = wrote(desk, clock, TEAM, "ledger.team", name="消防站", lon=116.5, lat=39.9)
    raised = wrote(desk, clock, INCIDENT, "incident", level="major")
    sketches = SketchService(desk, LogbookService(desk))
    cordon = sketches.draw(SketchKind.CORDON, GeometryKind.AREA, SQUARE, incident=INCIDENT)
    clock.advance(minutes=5)
    sketches.reshape(cordon, GeometryKind.AREA, SQUARE[:3])
    clock.advance(minutes=5)
    moved = wrote(desk, clock, TEAM, "ledger.team", lon=116.4, lat=39.9)
    sketches.end(cordon)
    closed = wrote(desk, clock, INCIDENT, "incident", status="closed")
    return {"opened": opened, "came": came, "raised": raised, "moved": moved, "closed": closed}


def test_each_moment_shows_what_was_known_then(desk: Desk, clock: FakeClock) -> None:
    times = night(desk, clock)
    replay = ReplayService(desk).load(INCIDENT)
    before, after = timedelta(seconds=-1), timedelta(seconds=1)

    assert replay.at(times["opened"] + before).incidents == ()
    (first,) = replay.at(times["opened"] + after).incidents
    assert (first.name, str(first.level), first.lonlat) == ("坍塌", "general", LonLat(116.4, 39.9))
    (raised,) = replay.at(times["raised"] + after).incidents
    assert str(raised.level) == "major"
    assert replay.at(times["closed"] + after).incidents == ()

    (there,) = replay.at(times["came"] + after).things
    (here,) = replay.at(times["moved"] + after).things
    assert (there.lonlat, here.lonlat) == (LonLat(116.5, 39.9), LonLat(116.4, 39.9))


def test_a_cordon_appears_changes_its_shape_and_goes(desk: Desk, clock: FakeClock) -> None:
    times = night(desk, clock)
    replay = ReplayService(desk).load(INCIDENT)
    corners = [
        [
            len(one.geometry["coordinates"][0])
            for one in replay.at(times["raised"] + timedelta(minutes=minutes)).sketches
        ]
        for minutes in (0, 1, 6, 12)
    ]
    assert corners == [[], [5], [4], []]


def test_one_steps_from_change_to_change(desk: Desk, clock: FakeClock) -> None:
    times = night(desk, clock)
    replay = ReplayService(desk).load(INCIDENT)

    assert replay.start == times["opened"] - timedelta(minutes=10)
    assert replay.end == desk.now()
    assert replay.beside(replay.start, later=True) == times["opened"]
    assert replay.beside(times["opened"], later=True) == times["raised"]
    assert replay.beside(times["raised"], later=False) == times["opened"]
    assert replay.beside(replay.start, later=False) == replay.start
    assert replay.beside(replay.end, later=True) == replay.end


def test_without_an_incident_the_last_hours_are_read_and_never_more_than_a_week(desk: Desk, clock: FakeClock) -> None:
    assert ReplayService(desk).load().start == desk.now() - timedelta(hours=12, minutes=10)
    wrote(desk, clock, INCIDENT, "incident", title="旧事", status="open")
    clock.advance(days=30)
    assert ReplayService(desk).load().start == desk.now() - timedelta(days=7)


def test_replaying_writes_nothing(desk: Desk, clock: FakeClock) -> None:
    night(desk, clock)
    entries = desk.store.head().entries
    replay = ReplayService(desk).load(INCIDENT)
    for minutes in range(20):
        replay.at(replay.start + timedelta(minutes=minutes))
    assert desk.store.head().entries == entries
