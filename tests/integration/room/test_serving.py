"""A room is served as long as that is switched on: without a network at first, under a new address, once only."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from commandpost.app.peer import PROTOCOL
from commandpost.app.wire import PROTOCOL_HEADER, ROOM
from commandpost.bootstrap import room_server
from commandpost.bootstrap.room import EVERYWHERE, RoomStation, Serving
from commandpost.bootstrap.room_server import RoomServer
from commandpost.bootstrap.serving import listen
from commandpost.domain.errors import Unavailable
from commandpost.journal.entry import ChangeSet, Json
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
        host.room.addresses = lambda found=addresses: found
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


@pytest.mark.parametrize("setting", ["room.port", "room.serving"])
def test_a_start_that_cannot_be_kept_leaves_nothing_that_listens(
    host: RoomDesk, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    keep = host.station.store.set_setting

    def refuses(key: str, value: Json) -> None:
        if key == setting:
            raise Unavailable("disk_full")
        keep(key, value)

    monkeypatch.setattr(host.station.store, "set_setting", refuses)
    with pytest.raises(Unavailable, match="disk_full"):
        host.room.serve(run=True)

    assert (served(), host.room.state().serving, host.room.state().codes) == (0, False, ())


def test_a_server_that_does_not_come_up_leaves_neither_thread_nor_port(
    host: RoomDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []

    def remembered(address: str, port: int) -> socket.socket:
        listening = listen(address, port)
        begun.append(listening.getsockname()[1])
        return listening

    async def never(_self: object, sockets: object = None) -> None:
        del sockets
        await asyncio.sleep(0.01)

    monkeypatch.setattr(room_server, "listen", remembered)
    monkeypatch.setattr(room_server._Threaded, "startup", never)
    monkeypatch.setattr(RoomServer.start, "__defaults__", (0.1,))

    with pytest.raises(Unavailable, match="server_not_started"):
        host.room.serve(run=True)

    assert served() == 0
    listen(EVERYWHERE, begun[0]).close()


def test_nobody_introduces_himself_without_end(host: RoomDesk) -> None:
    host.room.serve(run=True)
    authority = ssl.create_default_context()
    authority.check_hostname, authority.verify_mode = False, ssl.CERT_NONE
    address = f"https://{host.room.state().addresses[0]}{ROOM}"
    told: list[int] = []
    for _ in range(15):
        asked = urllib.request.Request(address, b"{}", {PROTOCOL_HEADER: str(PROTOCOL)}, method="POST")
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(asked, timeout=10, context=authority)  # noqa: S310  # our own server
        told.append(refused.value.code)
        refused.value.close()

    assert told[0] == 422
    assert told[-1] == 429


def test_a_port_is_ours_alone_where_the_system_must_be_asked_for_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_KEEPALIVE, raising=False)

    with listen(HOST, 0) as listening:
        assert listening.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        assert not listening.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR)


def test_news_for_a_room_that_ends_at_this_very_moment_break_no_write(
    host: RoomDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ending:
        """Read once it serves, read again it does not."""

        def __init__(self, served: Serving | None) -> None:
            self._reads = [served]

        @property
        def _server(self) -> Serving | None:
            return self._reads.pop() if self._reads else None

    host.room.serve(run=True)
    server = host.room._server
    assert isinstance(server, RoomServer)
    RoomStation._ring(cast("RoomStation", Ending(server)), ChangeSet())
    host.room.serve(run=False)
    loop = server._server.loop
    assert loop is not None
    assert loop.is_closed()
    with monkeypatch.context() as patched:
        patched.setattr(loop, "is_closed", lambda: False)  # it was open a moment ago
        server.ring()

    assert not host.room.state().serving


def test_a_full_disk_keeps_the_room_unserved_with_a_sentence(host: RoomDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_said: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryDirectory", full)
    with pytest.raises(Unavailable, match="server_not_started"):
        host.room.serve(run=True)
    monkeypatch.undo()
    host.room.serve(run=True)

    assert host.room.state().serving
