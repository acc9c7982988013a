"""A database that is gone without a word, and one whose connections are all taken: told in time, and as what it is."""

from __future__ import annotations

import socket
from contextlib import ExitStack

import psycopg
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


def test_connections_that_the_server_ended_are_made_anew_without_anybody_noticing(cluster: Cluster) -> None:
    store = server_journal(cluster.database(), clock=FakeClock())
    try:
        url = store._engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(url, autocommit=True) as link:
            ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            assert link.execute(f"{ended} AND datname = current_database()").fetchall()
            while link.execute("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() OFFSET 1").fetchone():
                pass

        assert store.newest() == 0
    finally:
        store.close()


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
