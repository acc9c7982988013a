"""Words that no database holds, from an enrolled device and from anybody: refused alike on either database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
import requests

from commandpost.domain.errors import CommandPostError
from commandpost.domain.ids import DeviceId, StreamId, UnitCode
from commandpost.journal.bundle import Run, encode
from tests.server_process import STREET, ServerProcess, TestDesk, open_desk

HASH = "00" * 32
ODD = ("a\0b", "\ud800", "x" * 201)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    database = request.getfixturevalue("cluster").database() if request.param == "postgresql" else None
    process = ServerProcess(tmp_path_factory.mktemp("server"), database).start()
    yield process
    process.close()


@pytest.fixture(scope="module")
def desk(served: ServerProcess, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    opened = open_desk(tmp_path_factory.mktemp("desk"), STREET, "S1")
    opened.enroll(served).once()
    opened.write("巡查正常")
    yield opened
    opened.close()


def asked(desk: TestDesk, server: ServerProcess, method: str, target: str, content: bytes = b"") -> tuple[int, str]:
    """What the server says to a request of the desk."""
    assert desk.peer is not None
    sent = {"CP-Protocol": "1", **desk.peer._seal(method, target, content)}
    with closing(requests.Session()) as session:
        answer = session.request(method, server.url + target, data=content or None, headers=sent, timeout=20)
    return answer.status_code, "" if answer.status_code == 404 else str(answer.json()["code"])


@pytest.mark.parametrize("odd", ODD)
def test_questions_about_what_no_database_holds_are_refused(desk: TestDesk, served: ServerProcess, odd: str) -> None:
    have = json.dumps({odd: {"seq": 1, "hash": HASH}}).encode()
    wanted = json.dumps({"names": [odd], "room": 100}).encode()

    assert asked(desk, served, "POST", "/v1/have", have) == (422, "request_invalid")
    assert asked(desk, served, "POST", "/v1/blobs/wanted", wanted) == (422, "request_invalid")


def test_a_blob_of_no_possible_name_is_not_there(desk: TestDesk, served: ServerProcess) -> None:
    assert asked(desk, served, "GET", "/v1/blobs/a%00b") == (404, "")


def spoilt(run: Run, where: str, odd: str) -> Run:
    if where == "stream":
        return replace(run, opening=replace(run.opening, stream=StreamId(odd)))
    if where == "parent":
        return replace(run, opening=replace(run.opening, parent=StreamId(odd)))
    if where == "unit":
        return replace(run, opening=replace(run.opening, unit=UnitCode(odd)))
    if where == "device":
        return replace(run, card=replace(run.card, device=DeviceId(odd)))
    return replace(run, card=replace(run.card, name=odd))


@pytest.mark.parametrize("where", ["stream", "parent", "unit", "device", "name"])
@pytest.mark.parametrize("odd", ODD)
def test_a_run_that_names_what_no_database_holds_is_refused_and_the_next_one_is_taken(
    desk: TestDesk, served: ServerProcess, where: str, odd: str
) -> None:
    (run,) = desk.store.offers()
    frame = json_escaped(spoilt(run, where, odd))

    assert asked(desk, served, "POST", "/v1/entries", frame) == (422, "bundle_invalid")


def json_escaped(run: Run) -> bytes:
    """A frame whose header says a lone surrogate as an escape, for UTF-8 has none."""
    with pytest.MonkeyPatch.context() as patch:
        honest = json.dumps
        patch.setattr(json, "dumps", lambda said, **more: honest(said, **{**more, "ensure_ascii": True}))
        return encode([run])


def test_a_name_that_no_database_holds_is_nobody_at_the_board(served: ServerProcess) -> None:
    sent = {"name": "a\0b", "password": "x" * 12}
    answer = requests.post(served.url + "/board/sign-in", data=sent, timeout=20, allow_redirects=False)

    assert answer.status_code == 403


def test_after_all_that_the_desk_is_served(desk: TestDesk, served: ServerProcess) -> None:
    assert desk.sync is not None
    try:
        desk.sync.once()
    except CommandPostError as refused:
        pytest.fail(f"{served.url}: {refused}")

    assert desk.store.pending() == 0


def test_a_query_of_another_form_is_refused_like_everything_else(served: ServerProcess, desk: TestDesk) -> None:
    for query in ("unit=110199001&limit=0", "unit=110199001&after=x", "after=1", "unit=110199001&wait=nan"):
        assert asked(desk, served, "GET", f"/v1/feed?{query}") == (422, "request_invalid")
