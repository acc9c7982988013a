"""What is set at one machine and stands in no journal is an administrator's too, and the log keeps whose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from commandpost.app.desk import PersonRole
from commandpost.bootstrap.embedded import EmbeddedServer
from commandpost.bootstrap.server_settings import server_settings
from commandpost.bootstrap.server_watch import ServerWatch
from commandpost.bootstrap.upkeep import Upkeep, choose_second
from commandpost.domain.errors import RuleBroken
from tests.integration.room.desks import RoomDesk


def upkeep_of(desk: RoomDesk) -> Upkeep:
    station = desk.station
    return Upkeep(station.folder, station.store, station.key, station.desk.now)


@dataclass(slots=True)
class Changes:
    """What is tried at one desk."""

    desk: RoomDesk
    place: Path

    def server(self) -> None:
        link = server_settings(self.desk.station, None)
        link.reach(link.url(), "")()

    def copies(self) -> None:
        choose_second(self.desk.station.local, upkeep_of(self.desk), self.place)

    def embedded(self) -> None:
        watch = ServerWatch(EmbeddedServer(self.place / "server", self.place / "units.toml"))
        switch = server_settings(self.desk.station, watch).embedded
        assert switch is not None
        switch(False)


CHANGES: dict[str, Callable[[Changes], None]] = {
    "server": Changes.server,
    "copies": Changes.copies,
    "embedded": Changes.embedded,
}


@pytest.fixture
def changes(guest: RoomDesk, tmp_path: Path) -> Changes:
    place = tmp_path / "place"
    place.mkdir()
    return Changes(guest, place)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_an_officer_a_locked_desk_and_one_without_a_name_set_nothing(
    changes: Changes, change: Callable[[Changes], None]
) -> None:
    session, before = changes.desk.station.desk.session, changes.desk.station.store.head().entries
    session.locked = True
    with pytest.raises(RuleBroken, match="locked"):
        change(changes)
    session.locked, session.roles = False, frozenset({PersonRole.DUTY_OFFICER})
    with pytest.raises(RuleBroken, match="not_permitted"):
        change(changes)
    session.leave()
    with pytest.raises(RuleBroken, match="sign_in_first"):
        change(changes)

    assert not any(changes.place.iterdir())
    assert upkeep_of(changes.desk).facts().second_place is None
    assert changes.desk.station.store.head().entries == before


def test_an_administrator_sets_them_and_the_log_keeps_whose(changes: Changes) -> None:
    url = server_settings(changes.desk.station, None).url()
    changes.server()
    changes.copies()
    choose_second(changes.desk.station.local, upkeep_of(changes.desk), None)
    changes.embedded()

    assert [line.text for line in changes.desk.station.services.logbook.items()] == [
        f"宋佳把本机的服务器地址设为{url}。",
        f"宋佳把第二备份位置设为{changes.place}。",
        "宋佳停用第二备份位置。",
    ]
