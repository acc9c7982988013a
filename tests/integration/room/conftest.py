from __future__ import annotations

from collections.abc import Iterator

import pytest

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
