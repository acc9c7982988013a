"""kill -9 of the server while desks write: what it acknowledged is there."""

from __future__ import annotations

import random
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import EntryId, StreamId
from commandpost.storage.tables import STREAM
from tests.nursery import ForkedServer, Nursery
from tests.postgres import Cluster
from tests.server_process import DISTRICT, STREET, ServerProcess, TestDesk, open_desk

HASTY = Path(__file__).with_name("hasty_server.py")


def test_a_server_killed_ten_times_loses_nothing(tmp_path: Path, nursery: Nursery) -> None:
    trial(ForkedServer(nursery, tmp_path), tmp_path, kills=10)


def test_a_server_on_postgresql_killed_a_few_times_loses_nothing(
    tmp_path: Path, cluster: Cluster, nursery: Nursery
) -> None:
    trial(ForkedServer(nursery, tmp_path, cluster.database()), tmp_path, kills=4)


@pytest.mark.long
@pytest.mark.parametrize("kills", [200, 2_000])
def test_a_server_killed_many_times_loses_nothing(tmp_path: Path, nursery: Nursery, kills: int) -> None:
    trial(ForkedServer(nursery, tmp_path), tmp_path, kills=kills)


@pytest.mark.long
@pytest.mark.parametrize("kills", [200, 2_000])
def test_a_server_on_postgresql_killed_many_times_loses_nothing(
    tmp_path: Path, cluster: Cluster, nursery: Nursery, kills: int
) -> None:
    trial(ForkedServer(nursery, tmp_path, cluster.database()), tmp_path, kills=kills)


def trial(server: ServerProcess, home: Path, *, kills: int) -> None:
    chance = random.Random(11)
    server.start()
    street, district = open_desk(home / "s", STREET, "S1"), open_desk(home / "d", DISTRICT, "D1")
    try:
        street.enroll(server)
        district.enroll(server)
        written: list[EntryId] = []
        for _ in range(kills):
            killing = threading.Timer(chance.random() * 0.3, server.kill)
            killing.start()
            written += _write_until_cut(street)
            killing.join()
            server.start()
            assert broken_promises(street) == [], "signed for and not held"
        for desk in (street, district):
            assert desk.sync is not None
            desk.sync.once()

        assert len(written) >= kills
        assert street.store.pending() == 0
        assert [entry for entry in written if district.store.entry(entry) is None] == []
    finally:
        street.close()
        district.close()
        server.close()


def broken_promises(desk: TestDesk) -> list[str]:
    """Sessions of which a server that came back holds less than it signed for; nothing was offered again yet."""
    assert desk.peer is not None
    query = select(STREAM.c.stream, STREAM.c.seq, STREAM.c.hash, STREAM.c.acked).where(STREAM.c.acked > 0)
    rows = desk.store._read(lambda connection: list(connection.execute(query)))
    told = desk.peer.have({StreamId(row.stream): (row.seq, bytes(row.hash)) for row in rows})
    held = {answer.stream: answer.seq for answer in told.answers}
    return [row.stream for row in rows if held[StreamId(row.stream)] < row.acked]


class HastyServer(ServerProcess):
    """The planted bug: it signs before it commits."""

    def command(self, *more: str) -> list[str]:
        return [sys.executable, str(HASTY), *super().command(*more)[3:]]


def test_the_trial_catches_a_server_that_signs_before_it_commits(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"== \[\]|signed for and not held"):
        trial(HastyServer(tmp_path), tmp_path, kills=2)


def _write_until_cut(desk: TestDesk) -> list[EntryId]:
    written: list[EntryId] = []
    assert desk.sync is not None
    while True:
        written.append(desk.write("记录"))
        try:
            desk.sync.once()
        except Unavailable:
            return written
