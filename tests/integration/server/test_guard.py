"""What protects and watches a server: limits, health, counts, log, revocation; a real process over real HTTP."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from commandpost.app.link import LinkState
from commandpost.domain.errors import Unavailable
from tests.server_process import STREET, ServerProcess, TestDesk, open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    opened = open_desk(tmp_path / "desk", STREET, "S1")
    yield opened
    opened.close()


@pytest.fixture
def strict_server(tmp_path: Path) -> Iterator[ServerProcess]:
    limits = ["--requests-a-second", "0.1", "--burst", "4", "--entries-a-day", "3"]
    process = ServerProcess(tmp_path, arguments=limits).start()
    yield process
    process.close()


def test_a_device_that_asks_too_much_is_told_to_wait_and_loses_nothing(
    strict_server: ServerProcess, desk: TestDesk
) -> None:
    sync = desk.enroll(strict_server)
    sync.once()
    for number in range(9):
        desk.write(f"巡查 {number}")
    with pytest.raises(Unavailable) as refused:
        sync.once()

    assert refused.value.code == "server_busy"
    assert float(str(refused.value.params["retry_after"])) >= 1
    status = sync.status()
    assert (status.state, status.problem) == (LinkState.ONLINE, "server_busy")
    assert status.pending > 0
    assert sync.pause() >= 1


def test_a_server_that_is_down_for_a_while_is_asked_when_it_said(desk: TestDesk) -> None:
    sync = desk.link("http://127.0.0.1:9")
    sync.failed(Unavailable("server_busy", pause=7.0))

    assert sync.pause() >= 7
    assert sync.status().state is LinkState.OFFLINE


def test_health_and_counts_name_no_unit_and_no_device(small_server: ServerProcess, desk: TestDesk) -> None:
    sync = desk.enroll(small_server)
    desk.write("巡查正常")
    sync.once()

    health = requests.get(small_server.url + "/healthz", timeout=5)
    counts = requests.get(small_server.url + "/metrics", timeout=5).text

    assert health.json()["status"] == "ok"
    assert 'commandpost_requests_total{route="/v1/entries",status="200"} 1.0' in counts
    assert "commandpost_entries_taken_total 1.0" in counts
    assert not any(word in counts for word in (STREET, desk.store.device().device, "永宁"))


def test_health_says_when_the_journal_does_not_answer(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    database = request.getfixturevalue("cluster").database()
    server = ServerProcess(tmp_path, database).start()
    try:
        name = database.partition("@/")[2].partition("?")[0]
        request.getfixturevalue("cluster").drop(name)
        answer = requests.get(server.url + "/healthz", timeout=15)
    finally:
        server.close()

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert answer.json()["code"] == "database_absent"


def test_the_log_is_lines_of_json_without_what_was_written(small_server: ServerProcess, desk: TestDesk) -> None:
    sync = desk.enroll(small_server)
    desk.write("张三来电 13900000000")
    sync.once()
    small_server.stop(signal.SIGTERM)

    lines = (small_server.home / "server.log").read_text("utf-8").splitlines()
    said = [json.loads(line) for line in lines if line.startswith("{")]
    pushed = [line for line in said if line.get("route") == "/v1/entries"]
    assert [line["status"] for line in pushed] == [200]
    assert pushed[0]["device"] == desk.store.device().device[:8]
    assert not any(word in " ".join(lines) for word in ("张三", "13900000000", desk.store.device().device))


def test_a_revoked_workstation_is_let_in_no_more(small_server: ServerProcess, desk: TestDesk) -> None:
    sync = desk.enroll(small_server)
    sync.once()
    device = desk.store.device().device

    listed = subprocess.run(small_server.command("--devices"), capture_output=True, text=True, check=True).stdout
    subprocess.run(small_server.command("--revoke", device), check=True)
    unknown = subprocess.run(small_server.command("--revoke", "0" * 32), capture_output=True, text=True, check=False)

    assert f"{device} {STREET}" in listed
    assert (unknown.returncode, "device_unknown" in unknown.stderr) == (2, True)
    with pytest.raises(Unavailable, match="device_revoked"):
        sync.once()


def test_what_nobody_serves_is_counted_without_its_name(small_server: ServerProcess) -> None:
    answer = requests.get(small_server.url + "/secret-13900000000", timeout=5)
    counts = requests.get(small_server.url + "/metrics", timeout=5).text

    assert answer.status_code == 404
    assert 'route="other",status="404"' in counts
    assert "secret" not in counts
