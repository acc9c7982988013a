"""Making the tables, bringing older ones up to date, and the triggers that keep the journal append-only."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from commandpost.domain.errors import Unavailable
from commandpost.storage.engine import begin_writing, line_of, open_engine
from commandpost.storage.failures import sorted_failures
from commandpost.storage.migrations import NEWEST, migrate, version
from commandpost.storage.tables import SQLITE_DDL

LOCK = 20_260_719  # PostgreSQL advisory lock: two servers may start at once
NOT_ALLOWED = "42501"  # SQLSTATE insufficient_privilege


def create_tables(engine: Engine) -> None:
    """Create or bring up to date what is missing.

    Raises Unavailable for the environment's faults; "database_not_prepared" where PostgreSQL's tables want a step that
    this login may not take: their owner takes it with ``--migrate``.
    """
    with sorted_failures():
        if engine.dialect.name != "sqlite":
            _prepare_cluster(engine)
            return
        with engine.connect() as connection, begin_writing(connection):
            migrate(connection)
            for statement in SQLITE_DDL:
                connection.exec_driver_sql(statement)


def bring_up_to_date(location: str | Path, key: bytes | None) -> None:
    """Create or migrate the tables of a database and leave it. Raises as ``create_tables`` and ``open_engine`` do."""
    engine = open_engine(location, key)
    try:
        create_tables(engine)
    finally:
        engine.dispose()


def _prepare_cluster(engine: Engine) -> None:
    """Migrate as the login itself: the server's role may not."""
    owner = create_engine(engine.url, poolclass=NullPool, connect_args=line_of(engine.url), hide_parameters=True)
    with owner.connect() as connection, connection.begin():
        if version(connection) == NEWEST:
            return
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        try:
            migrate(connection)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", "") != NOT_ALLOWED:
                raise
            raise Unavailable("database_not_prepared") from error
