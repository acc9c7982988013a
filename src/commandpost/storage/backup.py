"""A second copy of the journal: written by the database itself, opened and checked before it counts."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from commandpost.domain.errors import Unavailable
from commandpost.storage.database import Database
from commandpost.storage.engine import open_engine
from commandpost.storage.failures import sorted_failures


class Keeping(Database):
    """Copies a journal kept in a file; the live file itself is never copied."""

    def backup_into(self, target: Path, key: bytes | None) -> int:
        """Write a whole copy under the same key; return how many entries it holds.

        Raises ``Unavailable("backup_failed", reason)``; a copy that does not open or is not whole is removed.
        """
        fresh = target.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        with self._lock, sorted_failures(), self._engine.connect() as connection:
            driver = connection.connection.driver_connection
            if driver is None:
                raise Unavailable("backup_failed", reason="closed")
            driver.execute("VACUUM INTO ?", (str(fresh),))
        try:
            count = _checked(fresh, key)
        except Unavailable as error:
            fresh.unlink(missing_ok=True)
            raise Unavailable("backup_failed", reason=error.code) from error
        fresh.replace(target)
        return count


def _checked(copy: Path, key: bytes | None) -> int:
    engine = open_engine(copy, key, read_only=True)
    try:
        with sorted_failures(), engine.connect() as connection:
            if connection.execute(text("PRAGMA quick_check")).scalar() != "ok":
                raise Unavailable("journal_damaged")
            return int(connection.execute(text("SELECT count(*) FROM journal")).scalar_one())
    finally:
        engine.dispose()
