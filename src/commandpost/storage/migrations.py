"""Forward steps from every shape a journal's tables ever had to today's; each is done once and its number kept.

A new database gets today's tables whole and then passes every step as well, so a step must bear finding its work done.
The record cache may be dropped instead of being carried over: another number of ``CACHE`` folds it anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import func, insert, inspect, select
from sqlalchemy.engine import Connection

from commandpost.domain.errors import Unavailable
from commandpost.storage import rights
from commandpost.storage.tables import CACHE_METADATA, METADATA, MIGRATION, OWED, POSTGRES_DDL, RECORD, TEXT


@dataclass(frozen=True, slots=True)
class Migration:
    """One step forward."""

    number: int
    name: str
    apply: Callable[[Connection], None]


def _first_tables(connection: Connection) -> None:
    METADATA.create_all(connection)
    if connection.dialect.name != "sqlite":
        CACHE_METADATA.create_all(connection)
        for statement in POSTGRES_DDL:
            connection.exec_driver_sql(statement)


def _record_indexes(connection: Connection) -> None:
    """Lists by status and by parent scanned every record of a kind."""
    for index in RECORD.indexes:
        index.create(connection, checkfirst=True)
    connection.exec_driver_sql("DROP INDEX IF EXISTS record_parent")


def _search_columns(connection: Connection) -> None:
    """The text of records is searched in columns; SQLite makes it anew with the cache."""
    if connection.dialect.name != "sqlite":
        TEXT.drop(connection, checkfirst=True)
        TEXT.create(connection)


def _rights(connection: Connection) -> None:
    """The server may only add to what is evidence, and a unit's transaction sees that unit's rows."""
    OWED.create(connection, checkfirst=True)  # rights are given to every table of today
    if connection.dialect.name != "sqlite":
        rights.grant(connection)


def _narrow_indexes(connection: Connection) -> None:
    """Indexes of columns that most records leave empty hold only those that do not."""
    for index in RECORD.indexes:
        narrow = index.dialect_options["sqlite"]["where"]
        if narrow is not None:  # said here for PostgreSQL, since no desk is to read its dialect
            index.drop(connection, checkfirst=True)
            columns = ", ".join(column.name for column in index.columns)
            connection.exec_driver_sql(f"CREATE INDEX {index.name} ON record ({columns}) WHERE {narrow}")


MIGRATIONS = (
    Migration(1, "first tables", _first_tables),
    Migration(2, "indexes of records by status and parent", _record_indexes),
    Migration(3, "columns of the searched text", _search_columns),
    Migration(4, "rights and row-level security", _rights),
    Migration(5, "records that wait for a receipt", _rights),
    Migration(6, "indexes of records without those that have nothing to find", _narrow_indexes),
)
NEWEST = MIGRATIONS[-1].number


def version(connection: Connection) -> int:
    """The last step a database passed; 0 for an empty one, 1 for one from before steps were counted.

    Raises Unavailable("journal_newer", schema=…) for a database of a later program.
    """
    found = inspect(connection)
    if not found.has_table(MIGRATION.name):
        return 1 if found.has_table("meta") else 0
    held = int(connection.execute(select(func.max(MIGRATION.c.number))).scalar() or 0)
    if held > NEWEST:
        raise Unavailable("journal_newer", schema=held)
    return held


def migrate(connection: Connection) -> None:
    """Take every step not taken yet, in the transaction of the caller. Raises as ``version`` does."""
    held = version(connection)
    MIGRATION.create(connection, checkfirst=True)
    for step in MIGRATIONS:
        if step.number > held:
            step.apply(connection)
            connection.execute(insert(MIGRATION).values(number=step.number, name=step.name))
