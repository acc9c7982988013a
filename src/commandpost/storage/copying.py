"""A whole journal from one database into another: PostgreSQL into a file and back. Tables are the same everywhere.

The record cache is left out; it is folded anew where the copy is opened.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Integer, Table, delete, func, insert, select, text
from sqlalchemy.engine import Connection

from commandpost.domain.errors import RuleBroken
from commandpost.journal.entry import Json
from commandpost.storage.database import keep_fact
from commandpost.storage.engine import begin_writing, open_engine
from commandpost.storage.facts import SETTING
from commandpost.storage.failures import sorted_failures
from commandpost.storage.schema import create_tables
from commandpost.storage.tables import JOURNAL, META, METADATA, MIGRATION, RECORD

CHUNK = 1_000  # rows at once
CACHE_FACT = "cache_schema"  # a copy without it is refolded when it is opened
COPIED = tuple(table for table in METADATA.sorted_tables if table not in {RECORD, MIGRATION})


def copy_journal(source: str | Path, target: str | Path, *, from_key: bytes | None, to_key: bytes | None) -> int:
    """Copy everything one snapshot of ``source`` holds into an empty ``target``; return how many entries it holds.

    Raises RuleBroken("copy_target_in_use") when the target holds a journal already, and Unavailable.
    """
    reading, writing = open_engine(source, from_key, read_only=True), open_engine(target, to_key)
    try:
        create_tables(writing)
        with sorted_failures():
            return _copied(reading, writing)
    finally:
        reading.dispose()
        writing.dispose()


def keep_setting(location: str | Path, key: bytes | None, name: str, value: Json) -> None:
    """Keep a local value in a journal that a server may have open. Raises Unavailable."""
    engine = open_engine(location, key)
    try:
        with sorted_failures(), engine.connect() as connection, begin_writing(connection):
            keep_fact(connection, f"{SETTING}{name}", value)
    finally:
        engine.dispose()


def _copied(reading: Engine, writing: Engine) -> int:
    with reading.connect() as here, here.begin(), writing.connect() as there, begin_writing(there):
        if here.dialect.name != "sqlite":
            here.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        if there.execute(select(META.c.k).limit(1)).first() is not None:
            raise RuleBroken("copy_target_in_use")
        for table in COPIED:
            _copy_table(here, there, table)
        there.execute(delete(META).where(META.c.k == CACHE_FACT))
        if there.dialect.name != "sqlite":
            _advance_sequences(there)
        return int(there.execute(select(func.count()).select_from(JOURNAL)).scalar_one())


def _copy_table(here: Connection, there: Connection, table: Table) -> None:
    rows = here.execution_options(yield_per=CHUNK).execute(select(table))
    for part in rows.mappings().partitions(CHUNK):
        there.execute(insert(table), [_plain(dict(row)) for row in part])


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()}


def _advance_sequences(there: Connection) -> None:
    """Let PostgreSQL number the next rows after the copied ones."""
    for table in COPIED:
        column = table.autoincrement_column
        if column is None or not isinstance(column.type.dialect_impl(there.dialect), Integer):
            continue
        name = there.execute(
            text("SELECT pg_get_serial_sequence(:table, :column)"), _named(table, column.name)
        ).scalar()
        if name is not None:
            last = there.execute(select(func.max(column))).scalar()
            there.execute(text("SELECT setval(:name, :last, :used)"), _next(str(name), last))


def _named(table: Table, column: str) -> dict[str, str]:
    return {"table": table.name, "column": column}


def _next(name: str, last: int | None) -> dict[str, object]:
    return {"name": name, "last": last or 1, "used": last is not None}
