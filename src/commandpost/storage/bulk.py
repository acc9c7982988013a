"""Many rows in one statement: PostgreSQL plans and checks once, and takes every column as one array.

Row by row in a pipeline cost five times as much; ``COPY`` does not go with row-level security.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Column, Dialect, LargeBinary, Text
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.schema import Table
from sqlalchemy.types import TypeEngine

from commandpost.storage.packed_arrays import packed_array

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
    packed_rows(table, {name: [row[name] for row in rows] for name in rows[0]}, conflict=conflict).write(connection)


@dataclass(frozen=True, slots=True)
class PackedRows:
    """Rows as PostgreSQL takes them, made before they may be written."""

    said: str
    values: tuple[object, ...]

    def write(self, connection: Connection, *before: int) -> None:
        """``before``: of rows that are numbered, the number before the first one."""
        connection.exec_driver_sql(self.said, (*before, *self.values))


def packed_rows(
    table: Table, columns: Mapping[str, Sequence[Any]], *, numbered: str = "", conflict: str = ""
) -> PackedRows:
    """Rows of a table by their columns; ``numbered``: the column that gets consecutive numbers when they are written.

    A value that all rows have is sent once.
    """
    all_sent = [Sent(name, _kind(table.c[name]), values) for name, values in columns.items()]
    if all(column.alike for column in all_sent):  # something must say how many rows there are
        all_sent[0].alike = False
    many = [column for column in all_sent if not column.alike]
    names, taken = [*columns], [f"%b::{one.kind}" if one.alike else f"u.{one.name}" for one in all_sent]
    arrays, given = ", ".join(f"%b::{one.kind}[]" for one in many), [one.name for one in many]
    counted = ""
    if numbered:
        names, taken, given = [numbered, *names], ["%b::bigint + u.nth", *taken], [*given, "nth"]
        counted = " WITH ORDINALITY"
    said = (
        f"INSERT INTO {table.name} ({', '.join(names)}) SELECT {', '.join(taken)}"  # noqa: S608  # names of our own
        f" FROM unnest({arrays}){counted} u({', '.join(given)}) {conflict}"
    )
    alike = (column.values[0] for column in all_sent if column.alike)
    return PackedRows(said, (*alike, *(packed_array(column.kind, column.values) for column in many)))


@dataclass(slots=True)
class Sent:
    """One column of rows that are sent together."""

    name: str
    kind: str
    values: Sequence[Any]
    alike: bool = field(init=False)

    def __post_init__(self) -> None:
        first = self.values[0]
        self.alike = first == self.values[-1] and self.values.count(first) == len(self.values)


def overwriting(names: Sequence[str], keys: Sequence[str]) -> str:
    """The end of an insert that overwrites the row with the same keys."""
    values = ", ".join(f"{name} = excluded.{name}" for name in names if name not in keys)
    return f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {values}"


@cache
def _kind(column: Column[object]) -> str:
    kind: TypeEngine[object] = column.type
    if isinstance(kind, Text):
        return "text"
    return "bytea" if isinstance(kind, LargeBinary) else str(kind.compile(_postgresql())).lower()


@cache
def _postgresql() -> Dialect:
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415  # no desk needs it

    return cast("Dialect", postgresql.dialect())  # type: ignore[no-untyped-call]  # the library gives it no annotations
