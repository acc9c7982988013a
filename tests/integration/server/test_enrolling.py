"""Enrolment on a real server: guessers are slowed, counted and told of without a word of who they are."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest
import requests

from commandpost.app.guesses import OF_ONE
from commandpost.domain.errors import RuleBroken, Unavailable
from tests.server_process import STREET, ServerProcess, open_desk


def guess(server: ServerProcess, code: str) -> requests.Response:
    said = {"code": code, "public_key": "00" * 32, "name": "张三 13900000000"}
    return requests.post(server.url + "/v1/enroll", json=said, headers={"CP-Protocol": "1"}, timeout=20)


def test_whoever_guesses_codes_is_sent_away_and_leaves_a_count_and_a_line_without_a_name(
    small_server: ServerProcess,
) -> None:
    answers = [guess(small_server, f"AAAA-BBBB-{number:04}") for number in range(OF_ONE.burst + 1)]
    counts = requests.get(small_server.url + "/metrics", timeout=5).text
    small_server.stop(signal.SIGTERM)
    lines = (small_server.home / "server.log").read_text("utf-8")

    assert [answer.status_code for answer in answers] == [422] * OF_ONE.burst + [429]
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert f'commandpost_enrolments_total{{outcome="enrolment_code_wrong"}} {OF_ONE.burst}.0' in counts
    assert 'commandpost_enrolments_total{outcome="too_many_requests"} 1.0' in counts
    refused = [json.loads(line) for line in lines.splitlines() if '"enrolment_refused"' in line]
    assert [line["code"] for line in refused] == ["enrolment_code_wrong"] * OF_ONE.burst + ["too_many_requests"]
    assert not any(word in lines for word in ("13900000000", "张三", "AAAA"))
    assert "127.0.0.1" not in json.dumps(refused)


def test_a_desk_with_the_right_code_is_enrolled_however_often_it_asks_and_those_enrolled_go_on_beside_a_guesser(
    small_server: ServerProcess, tmp_path: Path
) -> None:
    desk, late = open_desk(tmp_path / "desk", STREET, "S1"), open_desk(tmp_path / "late", STREET, "S2")
    try:
        for _ in range(2 * OF_ONE.burst):
            desk.enroll(small_server)
        for number in range(OF_ONE.burst):
            guess(small_server, f"AAAA-BBBB-{number:04}")
        with pytest.raises((Unavailable, RuleBroken), match="server_busy"):
            late.enroll(small_server)

        desk.write("巡查正常")
        assert desk.sync is not None
        desk.sync.once()
        assert desk.store.pending() == 0
    finally:
        desk.close()
        late.close()


@pytest.mark.parametrize("body", [b"[" * 9_000, b'{"code":' * 1_000, b"\xff", b'{"code":"A","public_key":7}'])
def test_what_is_no_enrolment_is_refused_as_one(small_server: ServerProcess, body: bytes) -> None:
    answer = requests.post(small_server.url + "/v1/enroll", data=body, headers={"CP-Protocol": "1"}, timeout=20)

    assert (answer.status_code, answer.json()["code"]) in {(422, "request_invalid"), (422, "enrolment_invalid")}


@pytest.mark.parametrize("name", ["S1\0", "S\ud800", "S\n1", "", "长" * 101])
def test_a_name_that_no_database_takes_is_refused_on_either(server: ServerProcess, name: str) -> None:
    said = {"code": server.said["codes"][STREET], "public_key": "11" * 32, "name": name}
    answer = requests.post(server.url + "/v1/enroll", json=said, headers={"CP-Protocol": "1"}, timeout=20)

    assert (answer.status_code, answer.json()["code"]) == (422, "enrolment_invalid")
