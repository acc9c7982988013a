"""What is asked of a database while something runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection

from commandpost.storage import straight


@contextmanager
def statements_heard() -> Iterator[list[str]]:
    """Every statement run meanwhile, told by SQLAlchemy or straight to SQLite's driver."""
    heard: list[str] = []
    honest = straight.driver

    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        heard.append(statement)

    def watched(connection: Connection) -> sqlite3.Connection:
        heard.append("straight")
        return honest(connection)

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        with patch.object(straight, "driver", watched):
            yield heard
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
