"""A database that writes nothing for a while: as many pushes as there are places wait for it, the others come back."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from commandpost.domain.errors import Unavailable
from commandpost.journal.exchange import Verdict
from commandpost.server.company import AT_WORK, MOST
from commandpost.transport.http_peer import HttpPeer
from tests.server_process import STREET, ServerProcess, TestDesk, open_desk

PLACES = MOST * AT_WORK
TOO_MANY = 3


@pytest.fixture
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ServerProcess]:
    process = ServerProcess(tmp_path, request.getfixturevalue("cluster").database()).start()
    yield process
    process.close()


def push(desk: TestDesk, server: ServerProcess) -> Verdict | Unavailable:
    """Over a line of its own; what comes of it."""
    peer = HttpPeer(server.url, device=desk.store.device().device, sign=desk.store.sign_request, clock=desk.clock)
    try:
        return peer.send(desk.store.offers()).answers[0].verdict
    except Unavailable as refused:
        return refused
    finally:
        peer.abort()


def test_who_finds_no_place_is_told_when_to_come_back_and_who_has_one_is_served(
    server: ServerProcess, tmp_path: Path
) -> None:
    desk = open_desk(tmp_path / "desk", STREET, "S1")
    desk.enroll(server).once()
    desk.write("巡查正常")
    turn = text("SELECT value FROM counter WHERE name = 'lsn' FOR UPDATE")
    with (
        create_engine(server.database, poolclass=NullPool).connect() as other,
        ThreadPoolExecutor(PLACES + TOO_MANY) as lines,
    ):
        other.execute(turn)
        coming = as_completed([lines.submit(push, desk, server) for _ in range(PLACES + TOO_MANY)])
        refused = [next(coming).result() for _ in range(TOO_MANY)]
        other.rollback()
        served = [one.result() for one in coming]

    for one in refused:
        assert isinstance(one, Unavailable)
        assert one.params["reason"] == "server_full"
        assert float(str(one.params["retry_after"])) >= 1
    assert served == [Verdict.TAKEN] * PLACES
    desk.close()
