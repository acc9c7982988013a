"""An alarm is put aside by a named person with a reason, on record; it survives a new reading of the journal."""

from __future__ import annotations

import pytest

from commandpost.app.incidents import NewIncident
from commandpost.domain.alarms import Alarm
from commandpost.domain.errors import RuleBroken
from tests.unit.app.desks import Room


def due(room: Room) -> str:
    """The key of a telephone report that is due at once and sounds."""
    incident = room.incidents.open(NewIncident(title="积水", code="11A02", received=room.clock.now()))
    room.clock.advance(minutes=5)
    return f"{incident}:phone:1"


def standing(room: Room, key: str) -> Alarm:
    return next(one for one in room.alarms.board().alarms(room.clock.now()) if one.key == key)


def test_put_aside_it_is_silent_on_record_and_comes_back() -> None:
    room = Room()
    key = due(room)

    room.alarms.shelve(key, 3, "正在拨打")

    shelf = standing(room, key).shelved
    assert shelf is not None
    assert (standing(room, key).sounds, shelf.reason) == (False, "正在拨打")
    assert any("搁置至" in str(record.fields["text"]) for record in room.desk.store.records("log"))
    room.clock.advance(minutes=3)
    assert standing(room, key).sounds


def test_nobody_unnamed_and_nothing_that_is_silent_or_overdue_is_put_aside() -> None:
    room = Room()
    key = due(room)
    room.clock.advance(hours=3)
    with pytest.raises(RuleBroken, match="never_shelved"):
        room.alarms.shelve(key, 3, "正在拨打")
    with pytest.raises(RuleBroken, match="never_shelved"):
        room.alarms.shelve("nothing", 3, "正在拨打")
    room.sign_out()
    with pytest.raises(RuleBroken, match="sign_in_first"):
        room.alarms.shelve(key, 3, "正在拨打")
