"""Many rows in one statement: PostgreSQL plans and checks once, and takes every column as one array.

Row by row in a pipeline cost five times as much; ``COPY`` does not go with row-level security.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Column, LargeBinary, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Connection
from sqlalchemy.schema import Table
from sqlalchemy.types import TypeEngine

DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]  # the library gives it no annotations
FEW = 3  # rows; below it nothing is gained


def insert_arrays(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, object]], conflict: str = ""
) -> None:
    """Insert rows of the same columns into a PostgreSQL table; ``conflict`` is what to do where one exists."""
    names = list(rows[0])
    columns = [table.c[name] for name in names]
    arrays = ", ".join(f"%b::{_kind(column)}[]" for column in columns)
    said = f"INSERT INTO {table.name} ({', '.join(names)}) SELECT * FROM unnest({arrays}) {conflict}"  # noqa: S608  # names of our own
    connection.exec_driver_sql(said, tuple([row[name] for row in rows] for name in names))


def overwriting(names: Sequence[str], keys: Sequence[str]) -> str:
    """The end of an insert that overwrites the row with the same keys."""
    values = ", ".join(f"{name} = excluded.{name}" for name in names if name not in keys)
    return f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {values}"


def _kind(column: Column[object]) -> str:
    kind: TypeEngine[object] = column.type
    if isinstance(kind, Text):
        return "text"
    return "bytea" if isinstance(kind, LargeBinary) else str(kind.compile(DIALECT)).lower()
