"""Statements of the busy ways: made once, and on SQLite told to its driver, inside the transaction that is open.

SQLAlchemy takes 20 to 80 µs for a statement that SQLite answers in 2 to 10. PostgreSQL waits for its server anyway,
and goes the usual way.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from sqlite3 import Connection as Driver  # the shape; sqlcipher3 has no types of its own
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from sqlalchemy import Dialect, Row, Select
from sqlalchemy.engine import Connection
from sqlalchemy.sql.expression import UpdateBase

NOTHING: Mapping[str, object] = MappingProxyType({})


class Said(NamedTuple):
    """A statement as SQLite's driver takes it."""

    text: str
    values: Callable[[Mapping[str, Any]], tuple[Any, ...]]  # in the order of its question marks


class Statement:
    """One statement; its parameters are given by their names, all of them each time."""

    __slots__ = ("_clause", "_said")

    def __init__(self, clause: Select[Any] | UpdateBase) -> None:
        self._clause = clause
        self._said: Said | None = None

    def rows(self, connection: Connection, given: Mapping[str, object] = NOTHING) -> Sequence[Row[Any]]:
        """What it answers; on SQLite named tuples, which are read like rows."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self._clause, given).all()
        said = self._on(connection.dialect)
        cursor = driver(connection).execute(said.text, said.values(given))
        found = cursor.fetchall()
        shape = _shape(tuple(column[0] for column in cursor.description)) if found else None
        return cast("Sequence[Row[Any]]", list(map(shape, found)) if shape else [])

    def row(self, connection: Connection, given: Mapping[str, object] = NOTHING) -> Row[Any] | None:
        """The first row of its answer; None without one."""
        found = self.rows(connection, given)
        return found[0] if found else None

    def value(self, connection: Connection, given: Mapping[str, object] = NOTHING) -> Any:  # noqa: ANN401  # a column's
        """The first value of its answer; None without one."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self._clause, given).scalar()
        said = self._on(connection.dialect)
        found = driver(connection).execute(said.text, said.values(given)).fetchall()
        return found[0][0] if found else None

    def run(self, connection: Connection, rows: Sequence[Mapping[str, object]]) -> None:
        """Do it once for each of the rows."""
        if not rows:
            return
        if connection.dialect.name != "sqlite":
            connection.execute(self._clause, rows if len(rows) > 1 else rows[0])
            return
        said = self._on(connection.dialect)
        driver(connection).executemany(said.text, list(map(said.values, rows)))

    def _on(self, dialect: Dialect) -> Said:
        if self._said is None:
            compiled = self._clause.compile(dialect=dialect)
            order = list(getattr(compiled, "positiontup", None) or ())
            self._said = Said(str(compiled), _values(order, dict(compiled.params)))
        return self._said


def driver(connection: Connection) -> Driver:
    """SQLite's own connection, in the same transaction."""
    return cast("Driver", connection.connection.driver_connection)


def _values(order: Sequence[str], known: Mapping[str, object]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """Takes the values out of a row; those that stand in the statement itself are ``known``."""
    fixed = {name: value for name, value in known.items() if value is not None}
    if fixed or len(order) < 2:
        return lambda row: tuple(fixed[name] if name in fixed else row[name] for name in order)
    return cast("Callable[[Mapping[str, Any]], tuple[Any, ...]]", itemgetter(*order))


@lru_cache(100)
def _shape(names: tuple[str, ...]) -> Callable[[Sequence[object]], tuple[object, ...]]:
    shape: Any = namedtuple("Found", names, rename=True)  # type: ignore[misc]  # noqa: PYI024  # its fields are a table's columns
    return cast("Callable[[Sequence[object]], tuple[object, ...]]", shape._make)
