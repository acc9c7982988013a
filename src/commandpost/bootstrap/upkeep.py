"""Backup and self-check of a workstation's journal, and what the status bar says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from commandpost.app.local_settings import LocalSettings
from commandpost.bootstrap.profile import JOURNAL
from commandpost.bootstrap.second_place import NAMES, SecondPlace, forget_the_oldest
from commandpost.domain import report_text
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.gui.services import StationFacts
from commandpost.journal.entry import Json
from commandpost.storage.engine import settle_log
from commandpost.storage.repair import keep_second_place, newest_copy, second_place
from commandpost.storage.store import JournalStore

LAST_BACKUP = "backup.last"
LAST_SECOND = "backup.second"  # when the second place got its last copy
SECOND_KIT = "backup.kit"  # whether the desk's kit lies beside it
SECOND_SAME = "backup.same"  # whether it lies on the journal's own disk
CHAIN_WHOLE = "chain.whole"
COPIES = "backups"  # folder of the verified copies, beside the journal
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
        self._settled = 0

    def facts(self) -> StationFacts:
        second = second_place(self._place)
        return StationFacts(
            database_bytes=self._journal.stat().st_size if self._journal.exists() else 0,
            last_backup=self._moment(LAST_BACKUP),
            chain_whole=self._whole,
            second_place=None if second is None else str(second),
            second_backup=None if second is None else self._moment(LAST_SECOND),
            second_kit=second is not None and self._store.setting(SECOND_KIT) is True,
            second_is_same=second is not None and self._store.setting(SECOND_SAME) is True,
        )

    def choose_second(self, place: Path | None) -> None:
        """Bring every copy to a folder on another disk too, from now on, and the newest at once; None: no more.

        Raises ``Unavailable("second_place_failed", folder)`` where it takes no copy, and
        ``RuleBroken("second_place_inside", folder)`` for a folder of this desk's own; then nothing is changed.
        """
        if place is not None:
            if place.resolve().is_relative_to(self._journal.parent.resolve()):
                raise RuleBroken("second_place_inside", folder=str(place))
            copy = newest_copy(self._place, self._key) or Path(self.backup())
            self._bring(copy, place)
        keep_second_place(self._place, place)

    def backup(self) -> str:
        """Make a copy, check it, forget the oldest; returns its path. The second place gets it too.

        Raises ``Unavailable("backup_failed")``, and ``Unavailable("second_place_failed")`` when the copy is made and
        could not be brought there.
        """
        moment = self._now()
        try:
            self._place.mkdir(parents=True, exist_ok=True, mode=0o700)
            NAMES.put_behind(self._place, moment)
        except OSError as error:
            raise Unavailable("backup_failed", reason=str(error)) from error
        target, known = self._place / NAMES.at(moment), self._store.repairs
        try:
            self._store.backup_into(target, self._key)
        except Unavailable as refused:
            if refused.code == "backup_failed" or not self._store.mend(known):
                raise
            self._store.backup_into(target, self._key)
        self._note(LAST_BACKUP)
        forget_the_oldest(self._place)
        self._carry(target)
        return str(target)

    def tend(self) -> None:
        """Make the hourly copy when it is due; else prove every page. Either way damage is met and repaired.

        A second place that failed, an unplugged disk, is tried again each time.
        Raises as ``backup``, and ``Unavailable("journal_damaged")`` where it cannot be repaired.
        """
        facts = self.facts()
        if self._due(facts.last_backup):
            self.backup()
            return
        self._store.check()
        copy = newest_copy(self._place, self._key) if facts.second_place and self._due(facts.second_backup) else None
        if copy is not None:
            self._carry(copy)

    def settle(self) -> None:
        """Empty the write-ahead log when it has grown since the last time; raises as ``settle_log``.

        From the first time on no entry does so itself.
        """
        if not self._settled:
            self._store.leave_log()
        log = self._journal.with_name(self._journal.name + "-wal")
        grown = log.stat().st_mtime_ns if log.exists() else 0
        if grown != self._settled:
            settle_log(self._journal, self._key)
            self._settled = grown

    def verify(self) -> bool:
        """Check chain, signatures and receipts of the whole journal, after damage that is met was repaired."""
        from commandpost.bootstrap.verify import verify_database

        self._store.check()
        self._whole = verify_database(self._journal, self._key).exit_code == 0
        return self._whole

    def _carry(self, copy: Path) -> None:
        place = second_place(self._place)
        if place is not None:
            self._bring(copy, place)

    def _bring(self, copy: Path, place: Path) -> None:
        device = self._store.device().device
        there = SecondPlace(root=place, home=self._journal.parent, device=device, key=self._key)
        self._store.set_setting(SECOND_KIT, there.bring(copy, self._now()))
        self._store.set_setting(SECOND_SAME, there.is_same_disk)
        self._note(LAST_SECOND)

    def _due(self, last: datetime | None) -> bool:
        return last is None or abs(self._now() - last) >= DUE

    def _note(self, name: str) -> None:
        said: Json = self._now().isoformat()
        self._store.set_setting(name, said)

    def _moment(self, name: str) -> datetime | None:
        said = self._store.setting(name)
        return datetime.fromisoformat(said) if isinstance(said, str) else None


def choose_second(local: LocalSettings, upkeep: Upkeep, place: Path | None) -> None:
    """As ``Upkeep.choose_second``, for an administrator. Raises as ``permissions.require`` does, too."""
    name = local.administrator()
    upkeep.choose_second(place)
    local.note(report_text.second_place_log(name, "" if place is None else str(place)))
