"""What the system refuses the embedded server is told, and never more than that."""

from __future__ import annotations

from pathlib import Path

import pytest

from commandpost.app.desk import Tier
from commandpost.bootstrap.embedded import EmbeddedServer, answers
from commandpost.bootstrap.paths import resources_dir
from commandpost.bootstrap.sample import opening
from commandpost.bootstrap.sample.house import SampleHouse
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


def own_server(home: Path) -> EmbeddedServer:
    return EmbeddedServer(home=home, units=resources_dir() / "sample" / "units.toml")


def test_a_port_that_a_full_disk_does_not_keep_is_a_server_that_did_not_start_and_nothing_runs(tmp_path: Path) -> None:
    server = own_server(tmp_path)
    (tmp_path / "server.new").mkdir()  # where the port is written first

    with pytest.raises(Unavailable, match="server_not_started"):
        server.start()
    assert (server.running, server.begun) == (False, False)


@pytest.mark.parametrize("kept", ["", "8o", "{"])
def test_files_that_a_full_disk_cut_short_are_as_if_they_were_not_there(tmp_path: Path, kept: str) -> None:
    server = own_server(tmp_path)
    for name in ("server.port", "server.json"):
        (tmp_path / name).write_text(kept, "ascii")

    assert (server.url, server.announced()) == ("", {})
    try:
        assert answers(str(server.start()["url"]))
    finally:
        server.stop()


def test_a_server_is_stopped_though_the_other_desktops_cannot_be_told(tmp_path: Path) -> None:
    server = own_server(tmp_path / "home")
    server.start()
    for made in (tmp_path / "home").iterdir():
        made.unlink()
    (tmp_path / "home").rmdir()
    (tmp_path / "home").write_text("", "ascii")

    with pytest.raises(Unavailable, match="disk_failed"):
        server.switch_off()
    assert not server.running


def test_a_sample_made_anew_beside_a_server_that_runs_on_opens_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = own_server(tmp_path)
    monkeypatch.setattr(EmbeddedServer, "announced", lambda _self: {"url": "http://127.0.0.1:9"})
    monkeypatch.setattr(opening, "answers", lambda _url: True)
    monkeypatch.setattr(opening, "seed", lambda *_said, **_more: None)

    workstation, started = opening.open_sample(SampleHouse(tmp_path), Tier.STREET, server)
    workstation.close()

    assert (workstation.enrolled, started) == (False, False)
