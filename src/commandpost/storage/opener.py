"""One opener per file: a second program on the same profile is told so, instead of corrupting its sessions."""

from __future__ import annotations

import os
import sys
import weakref
from errno import EACCES, EPERM, EROFS
from pathlib import Path

from commandpost.domain.errors import Unavailable

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Opener:
    """A lock that dies with its process, at the latest."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".lock")
        self._end: weakref.finalize[[int], Opener] | None = None

    def take(self) -> None:
        """Take the lock. Raises Unavailable("profile_in_use"|"disk_read_only"|"disk_failed")."""
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            code = "disk_read_only" if error.errno in {EROFS, EACCES, EPERM} else "disk_failed"
            raise Unavailable(code, path=self._path.name) from error
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise Unavailable("profile_in_use", path=self._path.name) from error
        self._end = weakref.finalize(self, os.close, descriptor)

    def release(self) -> None:
        """Let others open the file."""
        if self._end is not None:
            self._end()
