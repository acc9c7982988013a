"""One opener per file: a second program on the same profile is told so, instead of corrupting its sessions."""

from __future__ import annotations

import os
import sys
import weakref
from collections.abc import Mapping
from errno import EACCES, EDQUOT, ENOSPC, EPERM, EROFS
from pathlib import Path
from types import MappingProxyType

from commandpost.domain.errors import Unavailable

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


CODES: Mapping[int, str] = MappingProxyType(
    {
        ENOSPC: "disk_full",
        EDQUOT: "disk_full",
        EROFS: "disk_read_only",
        EACCES: "disk_read_only",
        EPERM: "disk_read_only",
    }
)


def disk_code(error: OSError) -> str:
    """Which of "disk_full", "disk_read_only" and "disk_failed" a refusal of the system means."""
    return CODES.get(error.errno or 0, "disk_failed")


class Opener:
    """A lock that dies with its process, at the latest."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".lock")
        self._end: weakref.finalize[[int], Opener] | None = None

    def take(self) -> None:
        """Take the lock. Raises Unavailable("profile_in_use"|"disk_full"|"disk_read_only"|"disk_failed", path)."""
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise Unavailable(disk_code(error), path=str(self._path)) from error
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise Unavailable("profile_in_use", path=str(self._path)) from error
        self._end = weakref.finalize(self, os.close, descriptor)

    def release(self) -> None:
        """Let others open the file."""
        if self._end is not None:
            self._end()
