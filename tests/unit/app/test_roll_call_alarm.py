"""Communities that do not answer a roll-call call the desk, until they do or somebody ends it with a reason."""

from __future__ import annotations

import pytest

from commandpost.domain.alarms import Alarm, AlarmKind, Audience, Stage
from commandpost.domain.roll_calls import silent_words
from tests.unit.app.desks import Room

ASKED = ("东河沿社区", "槐树里社区")


@pytest.fixture
def room() -> Room:
    return Room()


def calling(room: Room) -> Alarm | None:
    found = room.alarms.board().alarms(room.clock.now())
    return next((one for one in found if one.cause.kind is AlarmKind.ROLL_CALL), None)


def test_who_is_silent_at_the_limit_calls_and_who_answers_then_is_no_longer_named(room: Room) -> None:
    roll = room.roll_call.begin("强降雨", 30, ASKED)
    room.clock.advance(minutes=29)
    assert calling(room) is None

    room.clock.advance(minutes=1)
    alarm = calling(room)
    assert alarm is not None
    assert (alarm.stage, alarm.sounds, alarm.cause.title) == (Stage.RED, True, "强降雨：东河沿社区、槐树里社区")

    room.roll_call.answer(roll, "槐树里社区")
    alarm = calling(room)
    assert alarm is not None
    assert alarm.cause.title == "强降雨：东河沿社区"
    room.roll_call.answer(roll, "东河沿社区")
    assert calling(room) is None


def test_a_name_quiets_it_and_silence_that_lasts_calls_anew(room: Room) -> None:
    room.roll_call.begin("强降雨", 30, ASKED)
    room.clock.advance(minutes=30)
    first = calling(room)
    assert first is not None
    room.alarms.acknowledge([first.key])
    quiet = calling(room)
    assert quiet is not None
    assert not quiet.sounds

    room.clock.advance(minutes=15)

    anew = calling(room)
    assert anew is not None
    assert (anew.sounds, anew.stage) == (True, Stage.OVERDUE)


def test_it_reaches_the_leader_and_never_the_upper_room(room: Room) -> None:
    room.roll_call.begin("强降雨", 30, ASKED)
    room.clock.advance(hours=12)

    alarm = calling(room)

    assert alarm is not None
    assert alarm.reached == {Audience.DESK, Audience.LEADER}


def test_ended_with_a_reason_it_calls_no_more_and_the_journal_says_so(room: Room) -> None:
    roll = room.roll_call.begin("强降雨", 30, ASKED)
    room.clock.advance(minutes=30)
    room.alarms.keep()
    room.roll_call.end(roll, "已派人上门")
    room.alarms.keep()

    assert calling(room) is None
    assert room.alarms.board().own == {}


def test_of_many_silent_ones_a_few_are_named_and_the_others_counted() -> None:
    assert silent_words([f"第{n}社区" for n in range(1, 8)]).endswith("第5社区等7个")


def test_an_answer_counts_when_the_clock_was_set_back_meanwhile(room: Room) -> None:
    roll = room.roll_call.begin("强降雨", 30, ASKED)
    room.clock.advance(hours=-1)

    room.roll_call.answer(roll, "槐树里社区", "平安")

    current = room.roll_call.current()
    assert current is not None
    assert current.silent == ("东河沿社区",)
