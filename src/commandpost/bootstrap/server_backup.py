"""Backing a server's journal up into one file, proven by reading it back, and putting it back again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from commandpost.app.desk import BEIJING
from commandpost.bootstrap.verify import verify_database
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.storage.copying import copy_journal

KEEP = 48  # copies


def back_up(database: str, folder: Path, key: bytes | None, now: datetime) -> Path:
    """Write a whole copy, verify it, forget the oldest; ``key`` encrypts it as it does the server's own file.

    Raises Unavailable("backup_failed", reason) and leaves no half-made file.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Unavailable("backup_failed", reason=str(error)) from error
    target = folder / now.astimezone(BEIJING).strftime("server-%Y%m%d-%H%M%S.db")
    fresh = target.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    copy_journal(database, fresh, from_key=key, to_key=key)
    seen = verify_database(fresh, key)
    if seen.exit_code != 0:
        raise Unavailable("backup_failed", reason=seen.message)
    for beside in (fresh.with_name(fresh.name + end) for end in ("-wal", "-shm")):
        beside.unlink(missing_ok=True)
    fresh.replace(target)
    for old in sorted(folder.glob("server-*.db"))[:-KEEP]:
        old.unlink()
    return target


def restore(copy: Path, database: str, key: bytes | None) -> int:
    """Put a copy back into an empty database; return how many entries it holds.

    The caller then begins a new epoch, so that every desk offers again all it has.
    Raises RuleBroken("copy_damaged", reason), RuleBroken("copy_target_in_use"), Unavailable.
    """
    seen = verify_database(copy, key)
    if seen.exit_code != 0:
        raise RuleBroken("copy_damaged", reason=seen.message)
    return copy_journal(copy, database, from_key=key, to_key=key)
