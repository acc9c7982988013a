"""The embedded server lives as long as its desktop and no longer: real processes, really killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commandpost.bootstrap import embedded
from commandpost.bootstrap.embedded import EmbeddedServer, answers
from commandpost.bootstrap.sample.house import SampleHouse
from commandpost.bootstrap.server_watch import PAUSES, STEADY, ServerWatch
from commandpost.domain.errors import Unavailable
from commandpost.gui.services import ServerCare

HOLDER = Path(__file__).with_name("holder.py")
PATIENCE = 30.0


class Seconds:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def processes_of(home: Path) -> list[int]:
    """Processes that were started with something in this folder; those that have ended do not count."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            words = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if folder.name.isdigit() and f"{home}/sample-server".encode() in words:
            found.append(int(folder.name))
    return found


def gone_soon(home: Path, patience: float = PATIENCE) -> bool:
    limit = time.monotonic() + patience
    while processes_of(home) and time.monotonic() < limit:
        time.sleep(0.05)
    return not processes_of(home)


def ended_holder(home: Path, number: int, *planted: str) -> int:
    """Let a desktop start its server and end by a signal; returns the server's process."""
    with subprocess.Popen([sys.executable, str(HOLDER), str(home), *planted], stdout=subprocess.PIPE) as desktop:
        assert desktop.stdout is not None
        server, url = desktop.stdout.readline().split()
        assert answers(url.decode())
        assert processes_of(home) == [int(server)]
        desktop.send_signal(number)
    return int(server)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_desktop_that_ends_in_any_way_takes_its_server_with_it(tmp_path: Path, number: int) -> None:
    ended_holder(tmp_path, number)
    assert gone_soon(tmp_path)


def test_the_trial_catches_a_server_that_stays_behind(tmp_path: Path) -> None:
    server = ended_holder(tmp_path, signal.SIGKILL, "planted")
    try:
        assert not gone_soon(tmp_path, patience=1.0)
    finally:
        os.kill(server, signal.SIGKILL)


def test_a_port_that_somebody_took_is_given_up_and_one_server_runs(tmp_path: Path) -> None:
    server = SampleHouse(tmp_path).server()
    server.home.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as foreign:
        taken = foreign.getsockname()[1]
        (server.home / "server.port").write_text(str(taken), "ascii")
        url = server.start()["url"]
    assert not str(url).endswith(f":{taken}")
    assert len(processes_of(tmp_path)) == 1
    server.stop()
    assert processes_of(tmp_path) == []


def test_a_server_that_stays_silent_leaves_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "START_SECONDS", 0.1)
    server = SampleHouse(tmp_path).server()
    with pytest.raises(Unavailable, match="server_not_started"):
        server.start()
    assert (server.running, processes_of(tmp_path)) == (False, [])


def kill(server: EmbeddedServer) -> None:
    assert server._process is not None
    server._process.kill()
    server._process.wait()


def until_it_answers(watch: ServerWatch) -> ServerCare:
    limit = time.monotonic() + PATIENCE
    while not (care := watch.look()).answers:
        assert time.monotonic() < limit
        time.sleep(0.05)
    return care


def test_a_killed_server_is_started_anew_where_it_was_after_growing_pauses(tmp_path: Path) -> None:
    seconds = Seconds()
    watch = ServerWatch(SampleHouse(tmp_path).server(), seconds)
    url = watch.switch(run=True)
    assert watch.look() == ServerCare()
    try:
        for ends, pause in enumerate(PAUSES[:2], start=1):
            kill(watch.server)
            assert watch.look() == ServerCare(ends=ends, pause=int(pause))
            assert not watch.server.running
            seconds.now += pause
            assert watch.look() == ServerCare(ends=ends)
            assert until_it_answers(watch).ends == ends
            assert answers(url)
        seconds.now += STEADY
        watch.look()
        kill(watch.server)
        assert watch.look() == ServerCare(ends=1, pause=int(PAUSES[0]))
        assert watch.switch(run=False) == ""
        seconds.now += PAUSES[0]
        assert watch.look() == ServerCare(), "stopped by hand, it stays stopped"
    finally:
        watch.close()
    assert processes_of(tmp_path) == []


def test_a_server_whose_desktop_ended_is_taken_over_by_the_one_beside_it(tmp_path: Path) -> None:
    beside = ServerWatch(SampleHouse(tmp_path).server())
    with subprocess.Popen([sys.executable, str(HOLDER), str(tmp_path)], stdout=subprocess.PIPE) as desktop:
        assert desktop.stdout is not None
        _, url = desktop.stdout.readline().decode().split()
        assert (beside.look(), beside.server.begun, beside.runs()) == (ServerCare(), False, True)
        assert beside.switch(run=True) == url
        desktop.send_signal(signal.SIGKILL)
    try:
        until_it_answers(beside)
        assert answers(url), "where it was, so that everybody finds it again"
        assert len(processes_of(tmp_path)) == 1
    finally:
        beside.close()
    assert processes_of(tmp_path) == []


def test_what_was_switched_off_at_one_desktop_stays_off_for_all(tmp_path: Path) -> None:
    first, second = (ServerWatch(SampleHouse(tmp_path).server()) for _ in range(2))
    url = first.switch(run=True)
    try:
        first.switch(run=False)
        assert (second.look(), second.runs()) == (ServerCare(), False)
        assert second.switch(run=True) == url
        first.switch(run=False)
        assert (second.look(), second.runs(), second.server.begun) == (ServerCare(), False, False)
        first.switch(run=True)
        assert (second.look(), second.runs()) == (ServerCare(), True)
    finally:
        first.close()
        second.close()


def test_of_two_desktops_that_take_over_at_once_one_goes_on(tmp_path: Path) -> None:
    first, second, third = (ServerWatch(SampleHouse(tmp_path).server()) for _ in range(3))
    url = first.switch(run=True)
    first.close()
    try:
        second.look()
        third.look()
        limit = time.monotonic() + 3 * PATIENCE  # on a busy machine the slower one begins more than once
        while len(processes_of(tmp_path)) != 1 or not answers(url) or second.server.begun == third.server.begun:
            assert time.monotonic() < limit, (processes_of(tmp_path), answers(url))
            second.look()
            third.look()
            time.sleep(0.05)
    finally:
        second.close()
        third.close()
