from __future__ import annotations

from datetime import timedelta

import pytest

from commandpost.app.desk import PersonRole
from commandpost.app.incidents import NewIncident
from commandpost.app.logbook import Decision, LogMode
from commandpost.app.standing_calls import StandingCalls
from commandpost.app.statistics import StatisticsService
from commandpost.domain.codes import Level
from commandpost.domain.ids import RecordId
from commandpost.domain.tally import Period, Tally, whole_span
from commandpost.journal.entry import Draft
from tests.unit.app.desks import OFFICER, START, Room

TODAY = whole_span(Period.DAY, (START + timedelta(hours=8)).date())


@pytest.fixture
def room() -> Room:
    return Room()


def counted(room: Room) -> Tally:
    return StatisticsService(room.desk).tally(TODAY)


def opened(room: Room, title: str, **told: object) -> RecordId:
    values = {"title": title, "code": "12P13", "level": Level.LARGER, "received": room.clock.now()} | told
    return room.incidents.open(NewIncident(**values))  # type: ignore[arg-type]  # told by each test


def test_incidents_are_counted_by_kind_level_place_and_hour(room: Room) -> None:
    opened(room, "槐树里坍塌", grid="三网格")
    opened(room, "东河沿积水", code="11A02", level=Level.GENERAL)
    opened(room, "昨天的事", received=START - timedelta(days=1))

    seen = counted(room)
    assert seen.incidents == 2
    assert dict(seen.by_class) == {"accident": 1, "natural": 1}
    assert dict(seen.by_level) == {"larger": 1, "general": 1}
    assert dict(seen.by_place) == {"三网格": 1, "": 1}
    assert dict(seen.by_hour) == {"02": 2}


def test_calls_are_counted_and_a_corrected_line_once(room: Room) -> None:
    call = room.logbook.record("树倒了", mode=LogMode.CALL_IN)
    room.logbook.record("通知园林", mode=LogMode.CALL_OUT)
    room.logbook.correct(call, "树倒压车", reason="补充")

    seen = counted(room)
    assert (seen.log_lines, seen.calls_in, seen.calls_out) == (2, 1, 1)


def test_undecided_calls_are_those_of_the_list_corrected_and_unadopted_ones_too(room: Room) -> None:
    call = room.logbook.record("树倒了", mode=LogMode.CALL_IN)
    again = room.logbook.correct(call, "树倒压车", reason="补充")
    room.desk.session.leave()
    room.logbook.record("井盖缺失", mode=LogMode.CALL_IN)
    assert counted(room).undecided == len(room.logbook.undecided()) == 2

    room.desk.session.sit(OFFICER, "李静", frozenset({PersonRole.DUTY_OFFICER}))
    room.logbook.decide(again, Decision.NOTED)
    assert counted(room).undecided == len(room.logbook.undecided()) == 1


def test_an_incident_that_was_merged_is_counted_in_the_earlier_one_alone(room: Room) -> None:
    first = opened(room, "槐树里坍塌")
    room.clock.advance(minutes=1)
    second = opened(room, "槐树里塌了")
    room.merging.merge(second, first, reason="同一起")
    assert counted(room).incidents == 1

    room.merging.split(second, reason="两起")
    assert counted(room).incidents == 2


def test_an_alarm_is_heard_when_a_named_person_takes_note(room: Room) -> None:
    at = START.isoformat()
    heard = {"at": at, "amber_since": at, "red_since": (START + timedelta(minutes=5)).isoformat()}
    room.desk.write(
        Draft(
            kind="alarm",
            record=RecordId("alarm-1"),
            act="alarm.raise",
            set={**heard, "acknowledged_at": (START + timedelta(minutes=6)).isoformat()},
        ),
        Draft(kind="alarm", record=RecordId("alarm-2"), act="alarm.raise", set={"at": at}),
    )

    seen = counted(room)
    assert (seen.alarms, seen.unheard, seen.median_heard) == (2, 1, timedelta(minutes=1))


def test_alarms_beside_the_board_count_too(room: Room) -> None:
    calls = StandingCalls(room.desk, room.logbook)
    calls.call("spot", 2)
    calls.call("gap:1", 1)
    room.clock.advance(seconds=30)
    calls.acknowledge("spot", 2, frozenset(), "")

    seen = counted(room)
    assert (seen.alarms, seen.unheard, seen.median_heard) == (2, 1, timedelta(seconds=30))


def test_drills_are_counted_apart() -> None:
    room = Room(drill=True)
    opened(room, "演习：坍塌")

    assert (counted(room).incidents, counted(room).drills) == (0, 1)
