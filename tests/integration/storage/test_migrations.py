"""Databases of every earlier shape are brought to today's, with all they hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, create_engine, insert, inspect, select, text
from sqlalchemy.pool import NullPool

from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import RecordId
from commandpost.storage.migrations import MIGRATIONS, NEWEST
from commandpost.storage.store import JournalStore
from commandpost.storage.tables import METADATA, MIGRATION
from tests.factories import folder, note, server_journal

OLDEST = Path(__file__).parent


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{folder() / 'server.db'}"
    return str(request.getfixturevalue("cluster").database())


def plain_engine(location: str) -> Engine:
    """The database without the program's roles and modes."""
    if location.startswith("sqlite"):
        path = location.removeprefix("sqlite:///")
        return create_engine("sqlite+pysqlite://", creator=lambda: driver.connect(path), poolclass=NullPool)
    return create_engine(location, poolclass=NullPool)


def make_oldest(location: str) -> None:
    kind = "sqlite" if location.startswith("sqlite") else "postgresql"
    engine = plain_engine(location)
    with engine.connect() as connection, connection.begin():
        for statement in (OLDEST / f"oldest_{kind}.sql").read_text("utf-8").splitlines():
            if not statement.startswith("--"):
                connection.exec_driver_sql(statement.rstrip(";"))


def shape(location: str) -> dict[str, Any]:
    """Columns and indexes of every table of ours."""
    seen = inspect(plain_engine(location))
    return {
        table: (
            sorted((column["name"], str(column["type"]), column["nullable"]) for column in seen.get_columns(table)),
            sorted(str(index["name"]) for index in seen.get_indexes(table)),
        )
        for table in METADATA.tables
    }


def steps(store: JournalStore) -> list[int]:
    with store._engine.connect() as connection:
        return list(connection.execute(select(MIGRATION.c.number).order_by(MIGRATION.c.number)).scalars())


def test_the_oldest_shape_becomes_todays(location: str, request: pytest.FixtureRequest) -> None:
    make_oldest(location)
    migrated = server_journal(location)
    migrated.append([note("移交前的一条", record="log-1")], None)
    taken = steps(migrated)
    migrated.close()
    kind = "cluster" if location.startswith("postgresql") else ""
    fresh = request.getfixturevalue(kind).database() if kind else f"sqlite:///{folder() / 'fresh.db'}"
    new = server_journal(fresh)

    assert shape(location) == shape(fresh)
    assert taken == [step.number for step in MIGRATIONS if step.number > 1]
    assert steps(new) == [step.number for step in MIGRATIONS]
    new.close()


def test_what_was_written_before_a_migration_is_there_after_it(location: str) -> None:
    before = server_journal(location)
    entry = before.append([note("第一条", record="log-1")], None).entries[0]
    before.close()
    engine = plain_engine(location)
    with engine.connect() as connection, connection.begin():
        connection.execute(text("DROP TABLE migration"))
        connection.execute(text("DROP INDEX record_kind_status_at"))

    after = server_journal(location)

    assert after.entry(entry) is not None
    assert after.record(RecordId("log-1")) is not None
    assert "record_kind_status_at" in {index["name"] for index in inspect(engine).get_indexes("record")}
    after.close()


def test_a_database_of_a_later_program_is_left_alone(location: str) -> None:
    server_journal(location).close()
    with plain_engine(location).connect() as connection, connection.begin():
        connection.execute(insert(MIGRATION).values(number=NEWEST + 1, name="of tomorrow"))

    with pytest.raises(Unavailable, match="journal_newer"):
        server_journal(location)


def test_a_failed_step_leaves_nothing_half_done(location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make_oldest(location)

    def torn(_connection: object) -> None:
        raise ZeroDivisionError

    from commandpost.storage import migrations

    broken = (*MIGRATIONS[:3], migrations.Migration(4, "torn", torn))
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", broken)
        with pytest.raises(ZeroDivisionError):
            server_journal(location)
    assert not inspect(plain_engine(location)).has_table("migration")

    server_journal(location).close()
    assert inspect(plain_engine(location)).has_table("migration")


def test_steps_are_counted_without_a_gap() -> None:
    assert [step.number for step in MIGRATIONS] == list(range(1, NEWEST + 1))


def test_indexes_of_columns_that_most_records_leave_empty_hold_only_those_that_do_not(location: str) -> None:
    make_oldest(location)
    server_journal(location).close()
    catalogue = "pg_indexes" if "postgresql" in location else "sqlite_master"
    columns = "indexname, indexdef" if "postgresql" in location else "name, sql"
    engine = plain_engine(location)
    with engine.connect() as connection:
        said = connection.exec_driver_sql(f"SELECT {columns} FROM {catalogue}").all()
    engine.dispose()

    narrow = {name for name, made in said if str(name).startswith("record_") and "WHERE" in str(made)}
    assert narrow == {"record_kind_status_at", "record_parent_kind_at", "record_subject"}
