"""Whom a typed roll-call asks."""

from __future__ import annotations

import pytest

from commandpost.app.reminders import ReminderService
from commandpost.app.typed_commands import TypedCommand, TypedCommandService, command_of, mistyped_command
from commandpost.domain.errors import RuleBroken
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
        ("/点名 暴雨 积水 全部", COMMUNITIES, "暴雨 积水"),
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


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [
        ("/点名 暴雨 槐树理社区", "roll_call_unlike", "槐树里社区"),
        ("/点名 暴雨 怀树里", "roll_call_unlike", "槐树里社区"),
        ("/点名 暴雨 槐树里社去", "roll_call_unlike", "槐树里社区"),
        ("/点名 暴雨 槐树里 东河社区", "roll_call_unlike", "东河沿社区"),
        ("/点名 槐树理社区", "roll_call_unlike", "槐树里社区"),
        ("/点名 暴雨 幸福巷", "roll_call_whom", "东河沿社区"),
        ("/点名 暴雨 积水", "roll_call_whom", "清水村"),
    ],
)
def test_a_mistyped_community_calls_nobody_and_names_the_nearest(
    street: Room, typed: str, code: str, told: str
) -> None:
    said = command_of(typed)
    assert said is not None

    with pytest.raises(RuleBroken) as refused:
        TypedCommandService(ReminderService(street.desk, street.logbook), street.roll_call).run(*said)

    assert refused.value.code == code
    assert told in str(refused.value.params["names"])
    assert street.roll_call.current() is None


def test_of_two_communities_people_call_alike_neither_is_called_by_chance(street: Room) -> None:
    twin = Draft(kind="grid", record=street.desk.new_id("grid"), act="grid.add", set={"community": "槐树里村"})
    street.desk.write(twin)

    with pytest.raises(RuleBroken) as refused:
        TypedCommandService(ReminderService(street.desk, street.logbook), street.roll_call).run(
            TypedCommand.ROLL_CALL, "暴雨 槐树里"
        )

    assert {"槐树里村", "槐树里社区"} <= set(str(refused.value.params["names"]).split("、"))


@pytest.mark.parametrize(
    ("typed", "likely"), [("/题醒 30 回访", "提醒"), ("／点明 暴雨", "点名"), ("/tixng 30 回访", "tixing")]
)
def test_a_mistyped_command_is_told_with_those_it_may_stand_for(typed: str, likely: str) -> None:
    told = mistyped_command(typed, ["来电"])
    assert told is not None

    assert likely in told[1]


@pytest.mark.parametrize("typed", ["/提醒 30 回访", "/来电 有人", "暴雨", "/", "/h", "/3号楼漏水"])
def test_words_and_commands_there_are_raise_no_doubt(typed: str) -> None:
    assert mistyped_command(typed, ["来电"]) is None
