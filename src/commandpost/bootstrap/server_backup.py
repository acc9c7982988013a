"""Backing a server's journal up into one file, proven by reading it back, and putting it back again."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from commandpost.app.board_doors import Settings
from commandpost.bootstrap.copy_names import CopyNames
from commandpost.bootstrap.terminal import reason_of
from commandpost.bootstrap.verify import verify_database
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.storage.copying import copy_journal, keep_setting

KEEP = 48  # copies
NAMES = CopyNames("server-%Y%m%d-%H%M%S.db", "server-*.db")
LAST = "backup.last"  # setting: when the last copy was read back


def back_up(database: str, folder: Path, key: bytes | None, now: datetime) -> Path:
    """Write a whole copy, verify it, forget the oldest; ``key`` encrypts it as it does the server's own file.

    The journal notes when, so that the board and ``/metrics`` tell where copies fail to come.
    Raises Unavailable("backup_failed", reason) and leaves no half-made file.
    """
    target = folder / NAMES.at(now)
    fresh = target.with_suffix(".new")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        NAMES.put_behind(folder, now)
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600)  # keys and persons are in it
    except OSError as error:
        raise Unavailable("backup_failed", reason=f"{folder}: {reason_of(error)}") from error
    try:
        _copy(database, fresh, key)
        fresh.replace(target)
    finally:
        for half in (fresh, *(fresh.with_name(fresh.name + end) for end in ("-wal", "-shm"))):
            half.unlink(missing_ok=True)
    for old in sorted(folder.glob(NAMES.all))[:-KEEP]:
        with suppress(OSError):  # one that the system does not remove is no fault of the copy just made
            old.unlink()
    with suppress(Unavailable):  # a standby of PostgreSQL is copied, too, and takes no note
        keep_setting(database, key, LAST, now.isoformat())
    return target


def last_backup(settings: Settings) -> datetime | None:
    """When a server's journal was last copied and read back; None where nobody noted it. Raises Unavailable."""
    said = settings.setting(LAST)
    return datetime.fromisoformat(said) if isinstance(said, str) else None


def restore(copy: Path, database: str, key: bytes | None) -> int:
    """Put a copy back into an empty database; return how many entries it holds.

    The caller then begins a new epoch, so that every desk offers again all it has.
    Raises RuleBroken("copy_missing", file), RuleBroken("copy_damaged", reason), RuleBroken("copy_target_in_use"),
    Unavailable.
    """
    if not copy.is_file():
        raise RuleBroken("copy_missing", file=str(copy))
    seen = verify_database(copy, key)
    if seen.exit_code != 0:
        raise RuleBroken("copy_damaged", reason=seen.message)
    return copy_journal(copy, database, from_key=key, to_key=key)


def _copy(database: str, fresh: Path, key: bytes | None) -> None:
    copy_journal(database, fresh, from_key=key, to_key=key)
    seen = verify_database(fresh, key)
    if seen.exit_code != 0:
        raise Unavailable("backup_failed", reason=seen.message)
