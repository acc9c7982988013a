"""Opening a database: SQLCipher or plain SQLite in a file, or PostgreSQL by its address.

WAL with synchronous=FULL and nothing else: WAL/NORMAL and SQLite's own default both lost acknowledged entries on power
cuts. ``sqlcipher3`` carries its own SQLite, because older ones corrupt a WAL when it is reset (fixed in 3.51.3).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from sqlite3 import Connection as DriverConnection  # the shape; sqlcipher3 has no types of its own

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Connection, RootTransaction
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import PoolProxiedConnection, StaticPool

from commandpost.domain.errors import Unavailable
from commandpost.storage.failures import meaning, sorted_failures
from commandpost.storage.packed_arrays import teach
from commandpost.storage.rights import SERVER_ROLE

MIN_SQLITE = (3, 51, 3)
FULL = 2  # PRAGMA synchronous
SQLITE_PREFIX = "sqlite:///"
PLAIN = b"SQLite format 3\0"  # how a file begins that is not encrypted
CONNECTIONS = 15  # at most, and kept: one that is made anew costs PostgreSQL as much as a push
WAIT = 10.0  # seconds for one of the connections; a desk gives up after twenty
# Of a machine that is gone without a word: a connection would wait for it a quarter of an hour, a new one two minutes.
LINE = {
    "connect_timeout": 5,  # seconds
    "tcp_user_timeout": 10_000,  # milliseconds without an acknowledgement
    "keepalives_idle": 5,  # seconds; then, while an answer is awaited
    "keepalives_interval": 2,
    "keepalives_count": 3,
}
WRITING = "commandpost_writing"  # of a connection's next transaction: take the write lock at BEGIN


def is_sqlite(location: str | Path) -> bool:
    """Whether a location is a file, written as a path or as ``sqlite:///path``."""
    return isinstance(location, Path) or "://" not in location or location.startswith(SQLITE_PREFIX)


def sqlite_path(location: str | Path) -> Path:
    """Path of a SQLite location."""
    return Path(str(location).removeprefix(SQLITE_PREFIX))


def open_engine(location: str | Path, key: bytes | None = None, *, read_only: bool = False) -> Engine:
    """Open a journal's database; ``key`` is the raw 32-byte key of an encrypted file.

    Raises Unavailable("wrong_passphrase"|"disk_failed"|"disk_read_only"|"journal_damaged"|"database_too_old"),
    Unavailable("database_address_wrong") for an address of no PostgreSQL.
    """
    if not is_sqlite(location):
        url = str(location).replace("postgresql://", "postgresql+psycopg://", 1)
        return _served(_address(url))
    connect = _connector(sqlite_path(location), key, read_only=read_only)
    return create_engine(
        "sqlite+journal://", module=sqlite, creator=connect, poolclass=StaticPool, hide_parameters=True
    )


def begin_writing(connection: Connection) -> RootTransaction:
    """Begin a transaction that takes SQLite's write lock at once, so that it never fails for it in the middle."""
    connection.info[WRITING] = True
    return connection.begin()


def settle_log(file: Path, key: bytes | None) -> None:
    """Bring what the write-ahead log holds into the file, by a connection of its own: writers and readers go on.

    Raises Unavailable as ``open_engine`` does, and for a disk that refuses.
    """
    engine = open_engine(file, key)
    try:
        with sorted_failures(), engine.connect() as connection:
            driver = connection.connection.driver_connection
            if driver is not None:
                driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    finally:
        engine.dispose()


def empty_log(connection: Connection) -> None:
    """Move the write-ahead log into the database file and empty it; outside of any transaction."""
    raw = connection.connection.driver_connection
    if raw is not None:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def line_of(address: URL) -> dict[str, int]:
    """How a connection to PostgreSQL notices that nobody is there, but for what its address says itself."""
    return {name: value for name, value in LINE.items() if name not in address.query}


def _address(said: str) -> URL:
    try:
        address = make_url(said)
    except (ArgumentError, ValueError) as wrong:
        raise Unavailable("database_address_wrong") from wrong
    if address.drivername != "postgresql+psycopg":
        raise Unavailable("database_address_wrong")
    return address


def _served(address: URL) -> Engine:
    """A pool whose every connection acts as the server's role, and whose every transaction names its unit."""
    from commandpost.storage.served import DRIVER, name_unit  # noqa: PLC0415  # no desk needs it

    said = address.query.get("options", "")
    given = said if isinstance(said, str) else " ".join(said)
    options = {"options": f"{given} -c role={SERVER_ROLE}".strip()}
    asked = {**line_of(address), **options}
    engine = create_engine(
        address.set(drivername=DRIVER),
        pool_pre_ping=True,
        pool_timeout=WAIT,
        pool_size=CONNECTIONS,
        max_overflow=0,
        connect_args=asked,
        hide_parameters=True,
    )
    event.listen(engine, "connect", teach)
    event.listen(engine, "begin", name_unit)
    return engine


def _connector(path: Path, key: bytes | None, *, read_only: bool) -> Callable[[], DriverConnection]:
    def connect() -> DriverConnection:
        try:
            return _connection(path, key, read_only=read_only)
        except sqlite.DatabaseError as error:
            raise Unavailable(
                _opening_code(error, path, keyed=key is not None, read_only=read_only), path=str(path)
            ) from error

    return connect


def _opening_code(error: Exception, path: Path, *, keyed: bool, read_only: bool) -> str:
    code = meaning(error) or "disk_failed"
    sealed = keyed or (path.is_file() and not _starts_plainly(path))
    if code == "journal_damaged" and sealed and "not a database" in str(error):
        return "wrong_passphrase"
    if code == "disk_failed" and not path.exists():
        return "disk_read_only" if path.parent.is_dir() and not read_only else "journal_missing"
    return code


def _starts_plainly(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(PLAIN)) == PLAIN


def _connection(path: Path, key: bytes | None, *, read_only: bool) -> DriverConnection:
    mode = _reading(path) if read_only else ""
    connection: DriverConnection = sqlite.connect(
        f"file:{_quoted(path)}{mode}", uri=True, isolation_level=None, check_same_thread=False, timeout=5.0
    )
    with ExitStack() as unless_sound:
        unless_sound.callback(connection.close)
        connection.execute("PRAGMA cipher_log_level = NONE")  # its lines on the terminal are for its makers
        if key is not None:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        _set_modes(connection, read_only=read_only)
        unless_sound.pop_all()
    return connection


def _reading(path: Path) -> str:
    """Leave no trace: without a write-ahead log nobody has the file open, and SQLite need make no files beside it."""
    log = path.with_name(path.name + "-wal")
    return "?mode=ro" if log.exists() else "?mode=ro&immutable=1"


def _set_modes(connection: DriverConnection, *, read_only: bool) -> None:
    if tuple(int(part) for part in sqlite.sqlite_version.split(".")) < MIN_SQLITE:
        raise Unavailable("database_too_old", version=sqlite.sqlite_version)
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cache_size = -16000")
    if read_only:
        return
    connection.execute("PRAGMA secure_delete = ON")  # what is erased is overwritten
    mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    connection.execute(f"PRAGMA synchronous = {FULL}")
    synchronous = connection.execute("PRAGMA synchronous").fetchone()[0]
    if (mode, synchronous) != ("wal", FULL):
        raise Unavailable("database_unsafe", mode=mode, synchronous=synchronous)


class JournalDialect(SQLiteDialect_pysqlite):
    """SQLite whose driver leaves every BEGIN to us; a listener for it made each statement dearer by a quarter."""

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: PoolProxiedConnection) -> None:
        writing = dbapi_connection.info.pop(WRITING, False)
        dbapi_connection.cursor().execute("BEGIN IMMEDIATE" if writing else "BEGIN")


registry.register("sqlite.journal", __name__, JournalDialect.__name__)


def _quoted(path: Path) -> str:
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
