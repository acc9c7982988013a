"""Every endpoint, asked by every room for everything: nobody gets what is not theirs, even when a filter is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from commandpost.domain.ids import RecordId
from tests.integration.server.tenants import (
    CITY,
    DISTRICT,
    FAR_STREET,
    NEXT_STREET,
    STREET,
    PlantedServer,
    Tenants,
    may_see,
)
from tests.integration.server.test_board import happens
from tests.postgres import Cluster
from tests.server_process import ServerProcess


@contextmanager
def tenants(server: ServerProcess) -> Iterator[Tenants]:
    made = Tenants(server)
    try:
        made.open()
        yield made
    finally:
        made.close()
        server.close()


def test_no_room_is_given_what_is_not_its_own(cluster: Cluster, tmp_path: Path) -> None:
    with tenants(ServerProcess(tmp_path, cluster.database())) as rooms:
        for unit in (STREET, FAR_STREET):
            happens(rooms.desks[unit], f"event{unit}", unit=unit)
        boards = rooms.boards()
        assert rooms.leaks() == []
        assert rooms.asked > 300
        for reader, board in boards.items():
            assert [f"event{unit}" in board for unit in (STREET, FAR_STREET)] == [
                may_see(reader, unit, ()) for unit in (STREET, FAR_STREET)
            ]
        for reader, desk in rooms.desks.items():
            for secret in rooms.secrets:
                if secret.words.startswith("internal"):
                    record = desk.store.record(RecordId(secret.words.replace("internal", "log-")))
                    assert (record is not None) == may_see(reader, secret.writer, secret.to)


@pytest.mark.long
def test_a_lost_filter_is_caught_by_the_database(cluster: Cluster, tmp_path: Path) -> None:
    with tenants(PlantedServer(tmp_path, cluster.database())) as rooms:
        assert rooms.leaks() == []


def test_this_trial_finds_a_lost_filter_where_the_database_does_not_watch(cluster: Cluster, tmp_path: Path) -> None:
    url = cluster.database()
    with tenants(PlantedServer(tmp_path, url)) as rooms:
        owner = create_engine(url, poolclass=NullPool)
        with owner.connect() as connection, connection.begin():
            for table in ("feed", "journal", "naming", "blob"):
                connection.execute(text(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"))
        owner.dispose()
        found = rooms.leaks((NEXT_STREET,))

    assert any("feed of" in question for question, _ in found)
    assert any("blob" in question for question, _ in found)


def test_the_rooms_stand_as_the_trial_needs_them() -> None:
    assert may_see(CITY, STREET, ())
    assert may_see(NEXT_STREET, DISTRICT, (NEXT_STREET,))
    assert not may_see(FAR_STREET, NEXT_STREET, ())
