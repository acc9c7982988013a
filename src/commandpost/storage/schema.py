"""Making the tables and the triggers that keep the journal append-only."""

from __future__ import annotations

from sqlalchemy import Engine

from commandpost.storage.engine import WRITING
from commandpost.storage.failures import sorted_failures
from commandpost.storage.tables import CACHE_METADATA, METADATA, POSTGRES_DDL, RECORD, SQLITE_DDL

LOCK = 20_260_719  # PostgreSQL advisory lock: two servers may start at once


def create_tables(engine: Engine) -> None:
    """Create what is missing. Raises Unavailable for the environment's faults."""
    with sorted_failures():
        writing = engine.execution_options(**{WRITING: True})
        with writing.connect() as connection, connection.begin():
            if engine.dialect.name != "sqlite":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
                CACHE_METADATA.create_all(connection)
            METADATA.create_all(connection)
            for index in RECORD.indexes:  # a journal of an earlier version has the table without them
                index.create(connection, checkfirst=True)
            for statement in SQLITE_DDL if engine.dialect.name == "sqlite" else POSTGRES_DDL:
                connection.exec_driver_sql(statement)
