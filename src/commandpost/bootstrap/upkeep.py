"""Backup and self-check of a workstation's journal, and what the status bar says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from commandpost.app.desk import BEIJING
from commandpost.bootstrap.profile import JOURNAL
from commandpost.domain.errors import Unavailable
from commandpost.gui.services import StationFacts
from commandpost.journal.entry import Json
from commandpost.storage.store import JournalStore

LAST_BACKUP = "backup.last"
CHAIN_WHOLE = "chain.whole"
KEEP = 24  # copies


class Upkeep:
    """Every method waits for the disk; ``place`` is where copies go, a second disk where there is one."""

    def __init__(self, folder: Path, store: JournalStore, key: bytes, now: Callable[[], datetime]) -> None:
        self._journal = folder / JOURNAL
        self._place = folder / "backups"
        self._store = store
        self._key = key
        self._now = now
        self._whole: bool | None = None

    def facts(self) -> StationFacts:
        last = self._store.setting(LAST_BACKUP)
        return StationFacts(
            database_bytes=self._journal.stat().st_size if self._journal.exists() else 0,
            last_backup=datetime.fromisoformat(last) if isinstance(last, str) else None,
            chain_whole=self._whole,
        )

    def backup(self) -> str:
        """Make a copy, check it, forget the oldest; returns its path. Raises ``Unavailable("backup_failed")``."""
        moment = self._now()
        name = moment.astimezone(BEIJING).strftime("journal-%Y%m%d-%H%M%S.db")
        try:
            self._place.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise Unavailable("backup_failed", reason=str(error)) from error
        target = self._place / name
        self._store.backup_into(target, self._key)
        said: Json = moment.isoformat()
        self._store.set_setting(LAST_BACKUP, said)
        for old in sorted(self._place.glob("journal-*.db"))[:-KEEP]:
            old.unlink(missing_ok=True)
        return str(target)

    def verify(self) -> bool:
        """Check chain, signatures and receipts of the whole journal."""
        from commandpost.bootstrap.verify import verify_database

        self._whole = verify_database(self._journal, self._key).exit_code == 0
        return self._whole
