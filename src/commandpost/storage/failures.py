"""Database errors, sorted once: the environment's fault becomes ``Unavailable``, anything else stays a bug."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlcipher3.dbapi2 import Error as DriverError

from commandpost.domain.errors import Unavailable

DATABASE_ERRORS = (DBAPIError, DriverError)  # through SQLAlchemy, and straight from SQLite's driver
# What SQLite and PostgreSQL say, and what it means to the person at the desk.
SAYINGS = (
    ('role "commandpost_server" does not exist', "database_not_prepared"),
    ("permission denied to set role", "database_not_granted"),
    ("permission denied for table migration", "database_not_granted"),
    ("authentication failed", "database_login_refused"),
    ("no password supplied", "database_login_refused"),
    ("no pg_hba.conf entry", "database_login_refused"),
    ('fatal:  role "', "database_login_refused"),
    ('fatal:  database "', "database_absent"),
    ("database or disk is full", "disk_full"),
    ("no such table: journal", "not_a_journal"),
    ('relation "journal" does not exist', "not_a_journal"),
    ("failed to resolve host", "database_unreachable"),
    ("no space left on device", "disk_full"),
    ("could not extend file", "disk_full"),
    ("readonly database", "disk_read_only"),
    ("read-only", "disk_read_only"),
    ("disk i/o error", "disk_failed"),
    ("unable to open database", "disk_failed"),
    ("disk image is malformed", "journal_damaged"),
    ("file is not a database", "journal_damaged"),
    ("hmac", "journal_damaged"),
    ("database is locked", "profile_in_use"),
)
# What PostgreSQL says in whatever language its owner chose: a deadlock, a transaction that could not stand beside
# another one, a lock not had in time. It let somebody else go first; whoever does the work again is served.
YIELDED = "database_contended"
STATES = {"40P01": YIELDED, "40001": YIELDED, "55P03": YIELDED}
NONE_FREE = 1.0  # seconds after which to come back, where every connection is taken


def meaning(error: BaseException) -> str | None:
    """Return the code of an environment's fault; None for our own bugs."""
    state = STATES.get(str(getattr(error, "sqlstate", "")))
    if state is not None:
        return state
    said = str(error).lower()
    found = next((code for saying, code in SAYINGS if saying in said), None)
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    return found or ("database_unreachable" if lost or "connection" in said else None)


@contextmanager
def sorted_failures() -> Iterator[None]:
    """Turn an environment's fault into ``Unavailable(code)``."""
    try:
        yield
    except NoneFree as error:  # every connection is taken, and stayed so
        raise Unavailable("server_full", retry_after=NONE_FREE) from error
    except DATABASE_ERRORS as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = meaning(cause or error) or meaning(error)
        if code is None:
            raise
        raise Unavailable(code) from error
