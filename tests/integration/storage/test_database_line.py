"""A database that is gone without a word, and one whose connections are all taken: told in time, and as what it is."""

from __future__ import annotations

import socket
from contextlib import ExitStack

import pytest
from sqlalchemy.pool import QueuePool

from commandpost.domain.errors import Unavailable
from commandpost.storage.engine import LINE, open_engine
from tests.factories import server_journal
from tests.fakes import FakeClock
from tests.postgres import Cluster


def test_a_database_that_takes_a_call_and_says_nothing_is_not_waited_for_for_ever() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(Unavailable, match="database_unreachable"):
        server_journal(f"postgresql://postgres@127.0.0.1:{silent.getsockname()[1]}/nobody")


def test_a_connection_notices_a_machine_that_is_gone_unless_its_address_says_otherwise(cluster: Cluster) -> None:
    for asked, patience in (("", str(LINE["connect_timeout"])), ("&connect_timeout=7", "7")):
        engine = open_engine(cluster.database() + asked)
        try:
            server_journal(cluster.database()).close()  # makes the role
            with engine.connect() as connection:
                driver = connection.connection.driver_connection
                assert driver is not None
                said = driver.info.get_parameters()
        finally:
            engine.dispose()

        assert (said["connect_timeout"], said["tcp_user_timeout"]) == (patience, str(LINE["tcp_user_timeout"]))


def test_whoever_finds_every_connection_taken_is_told_to_come_again(cluster: Cluster) -> None:
    store = server_journal(cluster.database(), clock=FakeClock())
    pool = store._engine.pool
    assert isinstance(pool, QueuePool)
    pool._timeout = 0.05
    try:
        with ExitStack() as taken:
            for _ in range(pool.size() + pool._max_overflow):
                taken.enter_context(store._engine.connect())
            with pytest.raises(Unavailable, match="server_full") as refused:
                store.newest()
            assert refused.value.params == {"retry_after": 1.0}
        assert store.newest() == 0
    finally:
        store.close()
