"""Many rows in one statement: PostgreSQL plans and checks once, and takes every column as one array.

Row by row in a pipeline cost five times as much; ``COPY`` does not go with row-level security.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TypeVar, cast

from sqlalchemy import Column, Dialect, LargeBinary, Text
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.schema import Table
from sqlalchemy.types import TypeEngine

T = TypeVar("T")

FEW = 3  # rows; below it nothing is gained
PIECE = 500  # names in one question, so that no statement grows with the data


def pieces(many: Sequence[T]) -> Iterator[Sequence[T]]:
    """The same in their order, as many at once as one question may name."""
    return (many[at : at + PIECE] for at in range(0, len(many), PIECE))


def insert_of(dialect: str, table: Table) -> sqlite.Insert:
    """An insert that knows conflicts; PostgreSQL's has the same methods, and is read by a server alone."""
    if dialect == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415  # no desk needs it

    return cast("sqlite.Insert", postgresql.insert(table))


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
    return "bytea" if isinstance(kind, LargeBinary) else str(kind.compile(_postgresql())).lower()


@cache
def _postgresql() -> Dialect:
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415  # no desk needs it

    return cast("Dialect", postgresql.dialect())  # type: ignore[no-untyped-call]  # the library gives it no annotations
