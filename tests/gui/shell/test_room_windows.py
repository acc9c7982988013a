"""Two real windows of one room: their own loops carry every entry across while the server is dead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from commandpost.bootstrap.desktop import Desktop
from commandpost.bootstrap.room import RoomStation
from commandpost.domain.ids import EntryId
from commandpost.gui.shell import Shell
from commandpost.journal.entry import ChangeSet
from tests.gui.conftest import Gui
from tests.integration.room.desks import HOST, RoomDesk, new_desk
from tests.server_process import ServerProcess

WROTE = ChangeSet(kinds=frozenset({"log"}))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    process = ServerProcess(tmp_path).start()
    yield process
    process.close()


def windowed(gui: Gui, desk: RoomDesk) -> tuple[Desktop, Shell]:
    """The desk's window, opened."""
    desk.room.close()
    room = RoomStation(desk.station, addresses=lambda: (HOST,), listen_on=HOST)
    desktop = replace(Desktop.of(desk.station), room=room)
    desk.room = room
    shell = desktop.shell(gui.application)
    shell.open()
    return desktop, shell


async def written(shell: Shell, desk: RoomDesk, text: str) -> EntryId:
    """As the operator's Enter does it: on the store's worker, then announced."""
    entry = await shell.context.tasks.store(desk.write, text)
    desk.station.announcer(WROTE)
    return entry


def test_two_windows_go_on_together_without_their_server(gui: Gui, server: ServerProcess, tmp_path: Path) -> None:
    first, second = new_desk(tmp_path, "1", server), new_desk(tmp_path, "2", server)

    async def scenario() -> None:
        (desktop, host), (other, guest) = windowed(gui, first), windowed(gui, second)
        await gui.until(lambda: first.line.online and second.line.online, "both lines")
        serving, joining = desktop.room.link(), other.room.link()
        await host.context.tasks.net(serving.serve, True)  # the port's signature
        server.stop()
        connect = await guest.context.tasks.net(joining.join, serving.state().codes[0])
        await guest.context.tasks.store(connect)
        assert guest.room is not None
        guest.room.try_now()
        await gui.until(lambda: joining.state().online and serving.state().guests, "the room")
        await gui.until(lambda: not (first.line.online or second.line.online), "the dead line is seen")

        from_host, from_guest = await written(host, first, "甲"), await written(guest, second, "乙")
        await gui.until(lambda: from_guest in first.ids() and from_host in second.ids(), "both on both")
        await gui.until(lambda: host.window.top_bar._link_said.startswith("◐"), "the pill of the serving desk")
        await gui.until(lambda: guest.window.top_bar._link_said.startswith("◐"), "the pill of the other")

        server.start()
        await gui.until(lambda: first.station.store.pending() + second.station.store.pending() == 0, "delivered")
        for shell in (host, guest):
            await shell.close()
        desktop.close()
        other.close()

    gui.run(scenario())
