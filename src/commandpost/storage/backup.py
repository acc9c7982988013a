"""A second copy of the journal: written by the database itself, opened and checked before it counts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import DeviceId
from commandpost.journal.chain import Signing, key_digest
from commandpost.storage.database import DAMAGE, Database, fact
from commandpost.storage.engine import open_engine
from commandpost.storage.failures import sorted_failures
from commandpost.storage.sessions import DEVICE_SECRET

LOG_PAGES = 8000  # 32 MB; SQLite's own figure is 1000, which a long journal fills with sixteen entries


@dataclass(frozen=True, slots=True)
class PageWork:
    """Who reads all pages of a file: the thread that asks, or a process that stands aside for the desk."""

    copy: Callable[[Path, Path, bytes | None], None]
    prove: Callable[[Path, bytes | None], int]


def carry(copy: Path, place: Path, key: bytes | None) -> Path:
    """Bring a finished copy to another folder and prove it there; returns where it lies.

    Raises ``Unavailable("second_place_failed", folder)``; what was begun is removed.
    """
    target = place / copy.name
    fresh = target.with_suffix(".new")
    try:
        own_only(fresh)
        shutil.copyfile(copy, fresh)
        flush(fresh)
        check_copy(fresh, key)
        fresh.replace(target)
    except (OSError, Unavailable) as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise Unavailable("second_place_failed", folder=str(place)) from error
    return target


def own_only(fresh: Path) -> None:
    """Begin an empty file that only its owner may read, where the file system knows owners. Raises OSError."""
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600, exist_ok=False)


def flush(file: Path) -> None:
    """Bring what was written of a file to the disk. Raises OSError."""
    with file.open("r+b") as written:  # Windows flushes only what was opened for writing
        os.fsync(written.fileno())


def write_copy(file: Path, fresh: Path, key: bytes | None) -> None:
    """Write a whole copy, read by a connection of its own, so that nobody's entry waits for it."""
    engine = open_engine(file, key, read_only=True)
    try:
        with sorted_failures(), engine.connect() as connection:
            driver = connection.connection.driver_connection
            if driver is not None:
                driver.execute("VACUUM INTO ?", (str(fresh),))
    finally:
        engine.dispose()


def check_copy(copy: Path, key: bytes | None) -> int:
    """Open a copy, prove every page, and count its entries. Raises Unavailable when it is not whole."""
    engine = open_engine(copy, key, read_only=True)
    try:
        with sorted_failures(), engine.connect() as connection:
            if connection.execute(text("PRAGMA quick_check")).scalar() != "ok":
                raise Unavailable("journal_damaged")
            return int(connection.execute(text("SELECT count(*) FROM journal")).scalar_one())
    finally:
        engine.dispose()


def opens(copy: Path, key: bytes | None) -> bool:
    """Whether a copy is under this key, without reading all of it."""
    try:
        engine = open_engine(copy, key, read_only=True)
        try:
            with sorted_failures(), engine.connect() as connection:
                connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one()
        finally:
            engine.dispose()
    except Unavailable:
        return False
    return True


def device_of(copy: Path, key: bytes | None, signing: Signing) -> DeviceId | None:
    """Whose journal a copy is; None where it names no workstation. Raises Unavailable when it does not open."""
    engine = open_engine(copy, key, read_only=True)
    try:
        with sorted_failures(), engine.connect() as connection:
            secret = fact(connection, DEVICE_SECRET)
    finally:
        engine.dispose()
    if not isinstance(secret, str):
        return None
    return DeviceId(key_digest(signing.restore(bytes.fromhex(secret)).public_key))


class Keeping(Database):
    """Copies a journal kept in a file, beside the running work; the live file itself is never copied."""

    page_work = PageWork(write_copy, check_copy)

    def leave_log(self) -> None:
        """Somebody settles the log between entries (``settle_log``); an entry empties it only when that fell behind."""
        with self._lock, sorted_failures(), self._engine.connect() as connection:
            driver = connection.connection.driver_connection
            if driver is not None:
                driver.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")

    def backup_into(self, target: Path, key: bytes | None) -> int:
        """Write a whole copy under the same key, from any thread; return how many entries it holds.

        Raises ``Unavailable("backup_failed", reason)``; a copy that does not open or is not whole is removed.
        ``Unavailable("journal_damaged")`` means the journal itself: its pages were all read.
        """
        if self._file is None:
            raise Unavailable("backup_failed", reason="server")
        fresh = target.with_suffix(".new")
        try:
            own_only(fresh)
        except OSError as error:
            raise Unavailable("backup_failed", reason=str(error)) from error
        try:
            self.page_work.copy(self._file, fresh, key)
        except Unavailable as error:
            fresh.unlink(missing_ok=True)
            if error.code in DAMAGE:
                raise
            raise Unavailable("backup_failed", reason=error.code) from error
        try:
            count = self.page_work.prove(fresh, key)
        except Unavailable as error:
            fresh.unlink(missing_ok=True)
            raise Unavailable("backup_failed", reason=error.code) from error
        fresh.replace(target)
        return count
