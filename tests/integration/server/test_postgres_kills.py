"""PostgreSQL killed outright under a server that takes pushes: what was acknowledged is there, chains are whole."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import StreamId
from commandpost.storage.comparison import compare_journals
from tests.factories import folder
from tests.postgres import Cluster, started_cluster
from tests.server_process import STREET, ServerProcess, TestDesk, open_desk

PATIENCE = 30.0  # seconds for a start on a busy machine


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    made = started_cluster()
    yield made
    made.close()


def kill(cluster: Cluster) -> None:
    """SIGKILL to the postmaster and all its children, as when the machine's memory runs out; then start again."""
    master = int((cluster.home / "data" / "postmaster.pid").read_text("ascii").splitlines()[0])
    children = Path(f"/proc/{master}/task/{master}/children").read_text("ascii").split()
    for process in (master, *map(int, children)):
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue  # it had ended
    until = monotonic() + PATIENCE
    while True:
        try:
            cluster.start()
        except RuntimeError:  # the dead ones' memory is not free yet
            if monotonic() > until:
                raise
        else:
            return


def acknowledged(desk: TestDesk) -> dict[StreamId, int]:
    assert desk.sync is not None
    with desk.store._engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT stream, acked FROM stream WHERE own AND acked > 0").fetchall()
    return {StreamId(row[0]): int(row[1]) for row in rows}


def test_what_was_acknowledged_outlives_a_killed_postgresql(own_cluster: Cluster, tmp_path: Path) -> None:
    rounds_of_kills(own_cluster, tmp_path, 1)


@pytest.mark.long
def test_what_was_acknowledged_outlives_fifty_kills(own_cluster: Cluster, tmp_path: Path) -> None:
    rounds_of_kills(own_cluster, tmp_path, 50)


@pytest.mark.long
def test_this_trial_finds_a_server_whose_disk_was_not_asked(own_cluster: Cluster, tmp_path: Path) -> None:
    """The planted bug: synchronous_commit off, so that a commit answers before the log is on the disk."""
    own_cluster.set("synchronous_commit = off")
    own_cluster.set("wal_writer_delay = 10s")
    with pytest.raises(AssertionError, match="acknowledged"):
        rounds_of_kills(own_cluster, tmp_path, 8)


def rounds_of_kills(cluster: Cluster, home: Path, rounds: int) -> None:
    server = ServerProcess(home, url := cluster.database()).start()
    desk = open_desk(folder() / "desk", STREET, "S1")
    try:
        desk.enroll(server).once()
        for number in range(rounds):
            killing = threading.Thread(target=kill, args=(cluster,))
            for at in range(30):
                desk.write(f"{number}-{at}")
                pushed(desk)
                if at == 12 + number % 7:
                    killing.start()
            killing.join()
            held = {stream: seq for stream, seq in held_by(cluster, url).items() if stream in acknowledged(desk)}
            missing = {stream: seq for stream, seq in acknowledged(desk).items() if held.get(stream, 0) < seq}
            assert not missing, f"acknowledged and gone: {missing}"
        assert desk.sync is not None
        desk.sync.once()
        assert desk.store.pending() == 0
        seen = compare_journals(desk.home / "journal.db", None, url, None)
        assert seen.faults == ()
        assert seen.streams >= 1
    finally:
        desk.close()
        server.close()


def pushed(desk: TestDesk) -> None:
    """One push; a killed database is only not there for a while."""
    assert desk.sync is not None
    try:
        desk.sync.settle(desk.sync.exchange(desk.sync.gather()))
    except Unavailable as gone:
        desk.sync.failed(gone)


def held_by(cluster: Cluster, url: str) -> dict[StreamId, int]:
    import psycopg

    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql")) as link:
        return {StreamId(row[0]): row[1] for row in link.execute("SELECT stream, seq FROM stream").fetchall()}
