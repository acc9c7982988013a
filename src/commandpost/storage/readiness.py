"""Whether there is a journal of today's form in a database: looked at and left as it was.

An errand beside a running server neither makes the tables nor carries them to another form: the server that runs would
not understand them.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import Connection
from sqlalchemy.pool import NullPool

from commandpost.domain.errors import Unavailable
from commandpost.storage.database import fact
from commandpost.storage.engine import is_sqlite, line_of, open_engine, sqlite_path
from commandpost.storage.failures import sorted_failures
from commandpost.storage.migrations import NEWEST, version
from commandpost.storage.tables import CACHE, SCHEMA


def holds_journal(location: str | Path, key: bytes | None) -> bool:
    """Whether a journal was begun in a database, in the form of this version.

    Raises Unavailable("journal_older"|"journal_newer") where another version wrote it, and as ``open_engine`` does.
    """
    if is_sqlite(location) and not _is_file(sqlite_path(location)):
        return False
    engine = open_engine(location, key, read_only=True)
    try:
        with sorted_failures():
            return _passed(engine) and _looked(engine)
    finally:
        engine.dispose()


def _is_file(path: Path) -> bool:
    if not path.parent.is_dir():
        raise Unavailable("journal_missing", path=path.name)
    return path.exists()


def _passed(engine: Engine) -> bool:
    """Whether there are tables, which took every step; asked as the login itself: PostgreSQL's role may not be yet."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection, connection.begin():
            return _is_newest(version(connection))
    plain = create_engine(engine.url, poolclass=NullPool, connect_args=line_of(engine.url), hide_parameters=True)
    with plain.connect() as connection, connection.begin():
        return _is_newest(version(connection))


def _is_newest(held: int) -> bool:
    if 0 < held < NEWEST:
        raise Unavailable("journal_older", schema=held)
    return held == NEWEST


def _looked(engine: Engine) -> bool:
    with engine.connect() as connection, connection.begin():
        schema = fact(connection, "schema")
        if schema is None:  # the owner made the tables, and no server was started yet
            return False
        _compare(connection, int(str(schema)))
        return True


def _compare(connection: Connection, schema: int) -> None:
    cache = fact(connection, "cache_schema")
    if schema > SCHEMA or (isinstance(cache, int) and cache > CACHE):
        raise Unavailable("journal_newer", schema=schema)
    if schema < SCHEMA or cache != CACHE:
        raise Unavailable("journal_older", schema=schema)
