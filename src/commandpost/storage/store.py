"""``JournalStore``: one journal with its record cache, for a workstation, a relay or a server."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from sqlalchemy.engine import Connection

from commandpost.domain.errors import Unavailable
from commandpost.journal.chain import Signing
from commandpost.journal.clock import Clock
from commandpost.storage.backup import Keeping
from commandpost.storage.ballast import Ballast
from commandpost.storage.database import Place, fact, keep_fact, put_new
from commandpost.storage.engine import is_sqlite, open_engine, sqlite_path
from commandpost.storage.mending import Healing
from commandpost.storage.opener import Opener
from commandpost.storage.queries import Queries
from commandpost.storage.refold import Progress, quietly, refold
from commandpost.storage.relay_side import EPOCH
from commandpost.storage.repair import Mending
from commandpost.storage.revoking import Revoking
from commandpost.storage.room_joining import RoomJoining
from commandpost.storage.schema import create_tables
from commandpost.storage.sessions import AUTHORITY_SECRET, Session, kept_signer
from commandpost.storage.stick import Stick
from commandpost.storage.tables import CACHE, COUNTER, SCHEMA
from commandpost.storage.writing import Writing


class JournalStore(Writing, Queries, RoomJoining, Revoking, Healing, Stick, Keeping):
    """Implements ``Store``, ``SyncStore``, ``RelayStore`` and ``RoomStore``; open it with ``open_store``."""

    _opener: Opener | None = None

    def start(self) -> None:
        """Bring the tables up to this version and take up a new session."""
        create_tables(self._engine)
        self._session = Session(self._place, self._clock, self._signing)
        self._refused = set()
        self._attempt(self._prepare)

    def close(self) -> None:
        """Release the file; further calls are bugs."""
        self._engine.dispose()
        if self._opener is not None:
            self._opener.release()

    def _prepare(self, connection: Connection) -> None:
        schema = fact(connection, "schema")
        if isinstance(schema, int) and schema > SCHEMA:
            raise Unavailable("journal_newer", schema=schema)
        if schema is None:
            keep_fact(connection, "schema", SCHEMA)
            keep_fact(connection, EPOCH, self._signing.random(8).hex())
            put_new(connection, COUNTER, [{"name": "lsn", "value": 0}])
        self._place = self._session.begin(connection)
        self._authority_key = kept_signer(connection, self._signing, AUTHORITY_SECRET)
        if fact(connection, "cache_schema") != CACHE:
            refold(connection, reader=self._place.reader, progress=self._progress)
            keep_fact(connection, "cache_schema", CACHE)
        self._compare_witness(connection)


def open_store(
    location: str | Path,
    place: Place,
    *,
    clock: Clock,
    signing: Signing,
    key: bytes | None = None,
    ballast: bool = False,
    copies: Path | None = None,
    begin_from: Path | None = None,
    progress: Progress = quietly,
) -> JournalStore:
    """Open or make a journal in a file (encrypted with the raw 32-byte ``key``, if given) or a PostgreSQL database.

    With ``copies``, the folder of verified backups, a damaged file is set aside and the journal goes on from the
    newest of them; without it damage is only told. ``begin_from`` is one of them, from which the journal begins on a
    machine that never had it. ``progress`` hears of a refold at this start.
    Raises Unavailable("profile_in_use"|"wrong_passphrase"|"disk_read_only"|"disk_failed"|"journal_damaged"|
    "journal_newer"|"database_unreachable"|…).
    """
    file = sqlite_path(location) if is_sqlite(location) else None
    opener = None if file is None or place.serving else Opener(file)
    with ExitStack() as unless_open:
        if opener is not None:
            opener.take()
            unless_open.callback(opener.release)
        store = JournalStore(open_engine(location, key), place, clock, signing, file=file)
        if file is not None and copies is not None:
            store.heal_from(Mending(file=file, key=key, copies=copies, begin_from=begin_from))
        store._progress = progress  # noqa: SLF001  # whoever waits for the first refold hears of it
        store.open()
        unless_open.pop_all()
    store._opener = opener  # noqa: SLF001  # the file's lock lives as long as its store
    if ballast and file is not None:
        Ballast(file).lay()
    return store
