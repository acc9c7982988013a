"""Whom a typed roll-call asks."""

from __future__ import annotations

import pytest

from commandpost.app.reminders import ReminderService
from commandpost.app.typed_commands import TypedCommandService, command_of
from commandpost.journal.entry import Draft
from tests.unit.app.desks import Room

COMMUNITIES = ("东河沿社区", "槐树里社区", "清水村")


@pytest.fixture
def street() -> Room:
    room = Room()
    grids = [
        Draft(kind="grid", record=room.desk.new_id("grid"), act="grid.add", set={"name": name, "community": name})
        for name in COMMUNITIES
    ]
    room.desk.write(*grids)
    return room


@pytest.mark.parametrize(
    ("typed", "asked", "reason"),
    [
        ("/点名 20 暴雨 槐树里社区", ("槐树里社区",), "暴雨"),
        ("／点名 暴雨 清水 槐树里", ("清水村", "槐树里社区"), "暴雨"),
        ("/dm 20分钟 暴雨 积水 槐树里 槐树里社区", ("槐树里社区",), "暴雨 积水"),
        ("/点名 暴雨", COMMUNITIES, "暴雨"),
    ],
)
def test_communities_are_named_in_full_or_as_people_say_them(
    street: Room, typed: str, asked: tuple[str, ...], reason: str
) -> None:
    said = command_of(typed)
    assert said is not None

    TypedCommandService(ReminderService(street.desk, street.logbook), street.roll_call).run(*said)

    current = street.roll_call.current()
    assert current is not None
    assert (set(current.communities), current.reason) == (set(asked), reason)
