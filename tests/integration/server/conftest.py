from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.server.private import certificates
from tests.nursery import ForkedServer, Nursery
from tests.server_process import ServerProcess


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path: Path, nursery: Nursery) -> Iterator[ServerProcess]:
    """A running server on either database."""
    database = request.getfixturevalue("cluster").database() if request.param == "postgresql" else None
    process = ForkedServer(nursery, tmp_path, database).start()
    yield process
    process.close()


@pytest.fixture
def small_server(tmp_path: Path, nursery: Nursery) -> Iterator[ServerProcess]:
    """A running server on SQLite."""
    process = ForkedServer(nursery, tmp_path).start()
    yield process
    process.close()


@pytest.fixture
def private_server(tmp_path: Path, nursery: Nursery) -> Iterator[ServerProcess]:
    """A server with a certificate of its own authority, which lies in ``tls`` in its home."""
    tls = tmp_path / "tls"
    certificates(tls, "127.0.0.1")
    options = ["--certificate", str(tls / "server.pem"), "--certificate-key", str(tls / "server.key")]
    process = ForkedServer(nursery, tmp_path, arguments=[*options, "--tls-authority", str(tls / "authority.pem")])
    yield process.start()
    process.close()
