"""What a server cannot keep for now counts against nobody: a night without room locks no desk out for the next day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from commandpost.domain.errors import Unavailable
from tests.server_process import STREET, ServerProcess, open_desk

BYTES = 300_000
LIMITS = ["--entries-a-day", "8", "--blob-bytes-a-day", "700000"]


@pytest.fixture
def limited(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ServerProcess]:
    server = ServerProcess(tmp_path, request.getfixturevalue("cluster").database(), LIMITS).start()
    yield server
    server.close()


def let_write(database: str, *, may: bool) -> None:
    """As after a fail-over to a standby, and back."""
    writing = {"options": "-c default_transaction_read_only=off", "autocommit": True}
    with create_engine(database, poolclass=NullPool, connect_args=writing).connect() as connection:
        name = connection.execute(text("SELECT current_database()")).scalar_one()
        said = "off" if may else "on"
        connection.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = {said}'))
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
        connection.execute(text(f"{others} AND pid <> pg_backend_pid()"), {"name": name})


@pytest.mark.parametrize("what", ["entries", "attachment"])
def test_what_a_server_could_not_keep_counts_for_nothing(limited: ServerProcess, tmp_path: Path, what: str) -> None:
    desk = open_desk(tmp_path / "desk", STREET, "S1")
    sync = desk.enroll(limited)
    sync.once()
    let_write(limited.database, may=False)
    for number in range(5):
        desk.write(f"巡查 {number}")
    if what == "attachment":
        desk.store.put_blob(b"x" * BYTES)
    for _ in range(4):
        with pytest.raises(Unavailable) as refused:
            sync.once()
        assert refused.value.params["reason"] == "disk_read_only"
    let_write(limited.database, may=True)
    sync.once()

    assert sync.status().pending == 0
    desk.close()
