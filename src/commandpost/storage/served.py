"""PostgreSQL as a server asks it: as few turns of the line as a transaction can have.

A new connection was asked whether it still stands, then told to begin, then whose rows it may see: three turns before
the first question, each of which costs Python more than the database.
"""

from __future__ import annotations

from select import POLLIN, poll

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import PoolProxiedConnection

from commandpost.storage.rights import SCOPE, UNIT, WHOLE

DRIVER = "postgresql+commandpost"


class ServedDialect(PGDialect_psycopg):
    """Its connections are in autocommit, so that a transaction begins by our word: with the unit it works for."""

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: PoolProxiedConnection) -> None:
        unit = str(dbapi_connection.info.pop(UNIT, WHOLE)).replace("'", "''")
        driver = dbapi_connection.driver_connection
        driver.execute(f"BEGIN; SET LOCAL {SCOPE} = '{unit}'", prepare=False)  # type: ignore[union-attr]  # psycopg's

    def do_ping(self, dbapi_connection: DBAPIConnection) -> bool:
        """Whether a quiet connection is quiet: a server that ends says so; one that is gone would not answer anyway."""
        line = poll()
        line.register(dbapi_connection.pgconn.socket, POLLIN)
        return not line.poll(0)


def name_unit(connection: Connection) -> None:
    """Tell the transaction that begins next whose rows it is to see."""
    connection.info[UNIT] = connection.get_execution_options().get(UNIT, WHOLE)


registry.register("postgresql.commandpost", __name__, ServedDialect.__name__)
