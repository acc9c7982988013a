"""One opener per file: a second program on the same profile is told so, instead of corrupting its sessions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

from commandpost.domain.errors import Unavailable

if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


class Opener:
    """A lock that dies with its process."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".lock")
        self._file: BinaryIO | None = None

    def take(self) -> None:
        """Take the lock. Raises Unavailable("profile_in_use"|"disk_read_only"|"disk_failed")."""
        try:
            self._file = self._path.open("ab")
        except PermissionError as error:
            raise Unavailable("disk_read_only", path=self._path.name) from error
        except OSError as error:
            code = "disk_read_only" if error.errno == 30 else "disk_failed"  # EROFS
            raise Unavailable(code, path=self._path.name) from error
        try:
            _lock(self._file)
        except OSError as error:
            self.release()
            raise Unavailable("profile_in_use", path=self._path.name) from error

    def release(self) -> None:
        """Let others open the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
