"""What the system refuses the embedded server is told, and never more than that."""

from __future__ import annotations

from pathlib import Path

import pytest

from commandpost.bootstrap.embedded import EmbeddedServer
from commandpost.bootstrap.server_watch import ServerWatch
from commandpost.domain.errors import Unavailable


def test_a_folder_that_cannot_be_made_is_a_server_that_did_not_start(tmp_path: Path) -> None:
    taken = tmp_path / "server"
    taken.write_text("", "ascii")
    server = EmbeddedServer(home=taken / "home", units=tmp_path / "units.toml")

    with pytest.raises(Unavailable, match="server_not_started"):
        server.begin()
    assert not server.running


def test_a_log_that_cannot_be_written_ends_no_round_and_the_next_round_tries_again(tmp_path: Path) -> None:
    server = EmbeddedServer(home=tmp_path, units=tmp_path / "units.toml")
    (tmp_path / "server.port").write_text("1", "ascii")
    (tmp_path / "server.log").mkdir()
    watch = ServerWatch(server)

    for _ in range(2):
        with pytest.raises(Unavailable, match="server_not_started"):
            watch.look()
