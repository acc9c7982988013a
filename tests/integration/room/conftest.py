from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.room.desks import RoomDesk, new_desk
from tests.server_process import ServerProcess


@pytest.fixture(scope="package")
def one_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """One server process for all rooms; each test has desks and a record of its own."""
    process = ServerProcess(tmp_path_factory.mktemp("server")).start()
    yield process
    process.close()


@pytest.fixture
def small_server(one_server: ServerProcess) -> ServerProcess:
    """The server, running."""
    return one_server if one_server.running else one_server.start()


@pytest.fixture
def host(small_server: ServerProcess, tmp_path: Path) -> Iterator[RoomDesk]:
    """A desk that serves its room."""
    desk = new_desk(tmp_path, "1", small_server)
    desk.room.serve(run=True)
    yield desk
    desk.close()


@pytest.fixture
def guest(small_server: ServerProcess, tmp_path: Path) -> Iterator[RoomDesk]:
    """Another desk of the room, not connected."""
    desk = new_desk(tmp_path, "2", small_server)
    yield desk
    desk.close()
