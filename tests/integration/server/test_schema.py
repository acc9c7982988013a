"""The OpenAPI document is served, and whatever it allows or forbids, no request brings the server down."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.schemas import APIOperation

from tests.server_process import STREET, ServerProcess, TestDesk, open_desk

FREE = ["--requests-a-second", "100000", "--burst", "100000"]
NEVER_SENT, NOWHERE = 0, 404  # what a client cannot write; a path that is none, made of a name with a slash
QUICK, LONG = 10, 1_600  # cases for each of some thirteen operations; those without words to vary are soon exhausted
ROUTES = (
    "/v1/time",
    "/v1/enroll",
    "/v1/have",
    "/v1/entries",
    "/v1/feed",
    "/v1/blobs",
    "/v1/presence",
    "/v1/revoked",
    "/healthz",
)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    database = request.getfixturevalue("cluster").database() if request.param == "postgresql" else None
    process = ServerProcess(tmp_path_factory.mktemp("server"), database, arguments=FREE).start()
    yield process
    process.close()


@pytest.fixture(scope="module")
def desk(server: ServerProcess, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    opened = open_desk(tmp_path_factory.mktemp("desk"), STREET, "S1")
    opened.enroll(server).once()
    yield opened
    opened.close()


def operations(server: ServerProcess) -> list[APIOperation[Any, Any, Any, Any]]:
    schema = schemathesis.openapi.from_url(server.url + "/openapi.json")
    return [found.ok() for found in schema.get_all_operations()]


def status(case: Case[Any], server: ServerProcess, desk: TestDesk, session: requests.Session, *, sealed: bool) -> int:
    """Send one case, as an enrolled desk would or as anybody."""
    if "wait" in (case.query or {}):
        case.query["wait"] = 0
    asked = requests.Request(**case.as_transport_kwargs(base_url=server.url))
    try:
        ready = session.prepare_request(asked)
    except (ValueError, requests.RequestException):
        return NEVER_SENT
    ready.headers["CP-Protocol"] = "1"
    if sealed:
        assert desk.peer is not None
        content = ready.body if isinstance(ready.body, bytes) else (ready.body or "").encode()
        ready.headers.update(desk.peer._seal(ready.method or "", ready.path_url, content))
    return session.send(ready, timeout=20, allow_redirects=False).status_code


def trial(server: ServerProcess, desk: TestDesk, cases: int) -> tuple[int, set[int]]:
    """Ask so many cases of each operation; how many were asked, and every status that came."""
    session, asked, seen = requests.Session(), 0, set[int]()
    session.trust_env = False
    for operation in operations(server):
        modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        strategies = [operation.as_strategy(generation_mode=mode) for mode in modes]

        @settings(
            max_examples=cases,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=st.one_of(strategies), sealed=st.booleans())
        def ask(case: Case[Any], *, sealed: bool) -> None:
            nonlocal asked
            asked += 1
            came = status(case, server, desk, session, sealed=sealed)
            seen.add(came)
            assert came < 500, f"{case.method} {case.formatted_path}: {came}"
            assert came in {NEVER_SENT, NOWHERE, *map(int, case.operation.definition.raw["responses"])}, (
                f"{came} untold"
            )

        ask()
    session.close()
    return asked, seen


def test_the_document_names_every_way_to_ask(server: ServerProcess) -> None:
    paths = requests.get(server.url + "/openapi.json", timeout=5).json()["paths"]

    assert set(ROUTES) <= set(paths)
    assert "requestBody" in paths["/v1/have"]["post"]
    asked = [told for path, ways in paths.items() if path.startswith("/v1/") for told in ways.values()]
    assert [told for told in asked if not {"401", "422", "426", "429", "503"} <= set(told["responses"])] == []


def test_no_request_of_the_document_brings_the_server_down(server: ServerProcess, desk: TestDesk) -> None:
    asked, seen = trial(server, desk, QUICK)

    assert asked >= 80
    assert {200, 401, 422} <= seen


@pytest.mark.long
def test_ten_thousand_requests_bring_no_server_down(server: ServerProcess, desk: TestDesk) -> None:
    asked, seen = trial(server, desk, LONG)
    print(f"{asked} cases, answers {sorted(seen)}")

    assert asked >= 10_000


@pytest.fixture
def broken(tmp_path: Path) -> Iterator[ServerProcess]:
    """The planted bug: a server whose journal is no journal any more."""
    process = ServerProcess(tmp_path, arguments=FREE).start()
    for name in ("server.db", "server.db-wal", "server.db-shm"):
        (tmp_path / name).write_bytes(random.Random(1).randbytes(60_000))
    yield process
    process.close()


def test_this_trial_finds_a_server_that_falls_over(broken: ServerProcess, desk: TestDesk) -> None:
    with pytest.raises(AssertionError, match=r": 50\d"):
        trial(broken, desk, QUICK)
