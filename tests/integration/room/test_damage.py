"""A desk whose journal is damaged while the line to the district is dead is whole again from the room's other desk."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from commandpost.bootstrap.profile import JOURNAL
from commandpost.bootstrap.upkeep import Upkeep
from tests.integration.room.desks import RoomDesk, opened
from tests.integration.room.test_room import Room, room, server_holds
from tests.server_process import ServerProcess

__all__ = ["room"]  # a fixture
LINES = 6


@pytest.fixture(scope="module")
def small_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server of its own: what comes back may be told as a branch, to every desk of the unit that reads there."""
    process = ServerProcess(tmp_path_factory.mktemp("server")).start()
    yield process
    process.close()


@pytest.fixture(autouse=True)
def running(small_server: ServerProcess) -> None:
    if not small_server.running:
        small_server.start()


def harmed(file: Path) -> None:
    """Every page after the first is another one: nothing of the file can be read, and its log is gone."""
    for end in ("-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)
    content = file.read_bytes()
    file.write_bytes(content[:4096] + random.Random(1).randbytes(len(content) - 4096))


def copied(desk: RoomDesk) -> None:
    station = desk.station
    Upkeep(station.folder, station.store, station.key, station.desk.now).backup()


@pytest.mark.parametrize("who", ["guest", "host"])
def test_what_was_never_delivered_comes_back_from_the_other_desk(room: Room, who: str, tmp_path: Path) -> None:
    hurt: RoomDesk = getattr(room, who)
    copied(hurt)
    room.cut()
    told = [hurt.write(f"断网期间第{n}条", caller=f"来电人{n}") for n in range(LINES)]
    for _ in range(3):
        room.guest.room.sync.once()
    hurt.close()
    harmed(hurt.folder / JOURNAL)
    hurt = opened(hurt.folder)
    setattr(room, who, hurt)
    if who == "host":
        hurt.room.serve(run=True)
        room.guest.join(hurt)
    lost = hurt.station.store.missing()
    for _ in range(6):
        room.guest.room.sync.once()

    store = hurt.station.store
    told_of = {
        alarm.code for alarm in store.alarms()
    }  # and where it went on writing before the rest was back: a branch
    assert {"damaged"} <= told_of <= {"damaged", "restored_backup", "branch"}
    assert lost >= LINES
    assert (store.missing(), set(told) <= set(hurt.ids())) == (0, True)
    room.server.start()
    for desk in (hurt, room.host, room.guest, room.host, room.guest):
        desk.line.once()
    assert (room.host.station.store.pending(), room.guest.station.store.pending()) == (0, 0)
    assert room.guest.ids() == room.host.ids()
    assert [one for one in server_holds(room, tmp_path) if one in told] == told
