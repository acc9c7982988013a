"""Backup and self-check of a workstation's journal, and what the status bar says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from commandpost.app.desk import BEIJING
from commandpost.bootstrap.profile import JOURNAL
from commandpost.domain.errors import Unavailable
from commandpost.gui.services import StationFacts
from commandpost.journal.entry import Json
from commandpost.storage.store import JournalStore

LAST_BACKUP = "backup.last"
CHAIN_WHOLE = "chain.whole"
COPIES = "backups"  # folder of the verified copies, beside the journal
KEEP = 24  # copies
DUE = timedelta(hours=1)  # after the last verified copy


class Upkeep:
    """Every method waits for the disk and may run beside the store's worker."""

    def __init__(self, folder: Path, store: JournalStore, key: bytes, now: Callable[[], datetime]) -> None:
        self._journal = folder / JOURNAL
        self._place = folder / COPIES
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
        target, known = self._place / name, self._store.repairs
        try:
            self._store.backup_into(target, self._key)
        except Unavailable as refused:
            if refused.code == "backup_failed" or not self._store.mend(known):
                raise
            self._store.backup_into(target, self._key)
        said: Json = moment.isoformat()
        self._store.set_setting(LAST_BACKUP, said)
        for old in sorted(self._place.glob("journal-*.db"))[:-KEEP]:
            old.unlink(missing_ok=True)
        return str(target)

    def tend(self) -> None:
        """Make the hourly copy when it is due; else prove every page. Either way damage is met and repaired.

        Raises as ``backup``, and ``Unavailable("journal_damaged")`` where it cannot be repaired.
        """
        last = self.facts().last_backup
        if last is None or abs(self._now() - last) >= DUE:
            self.backup()
        else:
            self._store.check()

    def verify(self) -> bool:
        """Check chain, signatures and receipts of the whole journal, after damage that is met was repaired."""
        from commandpost.bootstrap.verify import verify_database

        self._store.check()
        self._whole = verify_database(self._journal, self._key).exit_code == 0
        return self._whole
