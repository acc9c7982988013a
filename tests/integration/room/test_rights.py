"""Serving, joining and leaving a room are an administrator's, and the log keeps whose."""

from __future__ import annotations

import pytest

from commandpost.app.desk import PersonRole
from commandpost.domain.errors import RuleBroken
from tests.integration.room.desks import RoomDesk


def told(desk: RoomDesk) -> list[str]:
    return [line.text for line in desk.station.services.logbook.items()]


@pytest.mark.parametrize(
    ("roles", "code"),
    [(frozenset({PersonRole.DUTY_OFFICER}), "not_permitted"), (None, "sign_in_first")],
    ids=["officer", "nobody"],
)
def test_an_officer_and_a_desk_without_a_name_turn_nothing(
    host: RoomDesk, guest: RoomDesk, roles: frozenset[PersonRole] | None, code: str
) -> None:
    for desk in (host, guest):
        session = desk.station.desk.session
        if roles is None:
            session.leave()
        else:
            session.roles = roles

    with pytest.raises(RuleBroken, match=code):
        host.room.serve(run=False)
    with pytest.raises(RuleBroken, match=code):
        guest.room.join(host.code)
    with pytest.raises(RuleBroken, match=code):
        guest.room.leave()

    assert host.room.state().serving


def test_the_log_keeps_who_served_joined_and_left(host: RoomDesk, guest: RoomDesk) -> None:
    guest.join(host)
    guest.room.leave()
    host.room.serve(run=False)

    assert told(host) == ["宋佳开启本机的同室互联。", "宋佳停止本机的同室互联。"]
    assert told(guest) == [f"宋佳把本机连接到同室席位{host.seat}。", "宋佳断开本机与同室席位的连接。"]
