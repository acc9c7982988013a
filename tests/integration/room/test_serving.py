"""A room is served as long as that is switched on: without a network at first, under a new address, once only."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from commandpost.bootstrap.room import EVERYWHERE
from commandpost.domain.errors import Unavailable
from tests.integration.room.desks import HOST, RoomDesk, new_desk
from tests.server_process import ServerProcess

OTHER_ADDRESS = "127.0.0.2"


@pytest.fixture
def host(small_server: ServerProcess, tmp_path: Path) -> Iterator[RoomDesk]:
    desk = new_desk(tmp_path, "1", small_server)
    desk.room.listen_on = EVERYWHERE
    yield desk
    desk.close()


def served() -> int:
    """How many threads of this process answer a room."""
    return sum(thread.name == "room" for thread in threading.enumerate())


def test_a_network_that_comes_after_the_start_is_served(host: RoomDesk, guest: RoomDesk) -> None:
    host.room.serve(run=True)
    host.room.close()
    started = host.again()
    try:
        started.room.addresses = tuple
        for _ in range(2):
            with pytest.raises(Unavailable, match="room_no_network"):
                started.room.resume()
        started.room.addresses = lambda: (HOST,)
        started.room.resume()
        guest.join(started)
        guest.room.sync.once()
        assert guest.room.state().online
    finally:
        started.room.close()
        host.station, host.room = started.station, started.room


def test_another_address_gives_another_code_under_which_the_desk_is_found(host: RoomDesk, guest: RoomDesk) -> None:
    host.room.serve(run=True)
    before, port = host.code, host.station.store.setting("room.port")
    host.room.addresses = lambda: (OTHER_ADDRESS,)
    host.room.resume()

    assert host.code != before
    assert host.room.state().addresses == (f"{OTHER_ADDRESS}:{port}",)
    assert served() == 1
    guest.join(host)
    guest.room.sync.once()
    assert guest.room.state().online


def test_the_same_addresses_and_a_pulled_cable_disturb_nobody(host: RoomDesk, guest: RoomDesk) -> None:
    host.room.addresses = lambda: (HOST, OTHER_ADDRESS)
    host.room.serve(run=True)
    guest.join(host)
    guest.room.sync.once()
    shown = host.room.state()
    for addresses in ((OTHER_ADDRESS, HOST), ()):
        host.room.addresses = lambda found=addresses: found  # type: ignore[misc]  # the default binds it
        host.room.resume()
        assert host.room.state() == shown
    guest.room.sync.once()


def test_what_was_switched_off_or_closed_is_not_served_again(host: RoomDesk) -> None:
    host.room.serve(run=True)
    host.room.serve(run=False)
    host.room.resume()
    assert not host.room.state().serving
    host.room.serve(run=True)
    host.room.close()
    host.room.resume()
    assert not host.room.state().serving


def test_two_presses_at_once_start_one_server(host: RoomDesk) -> None:
    presses = [threading.Thread(target=host.room.serve, args=(True,)) for _ in range(3)]
    for press in presses:
        press.start()
    for press in presses:
        press.join()
    assert served() == 1
    host.room.serve(run=False)
    assert served() == 0
