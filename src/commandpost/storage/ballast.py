"""A few megabytes kept beside the journal, given back when the disk is full so that the last entries still fit."""

from __future__ import annotations

from pathlib import Path

SIZE = 8 * 1024 * 1024
CHUNK = bytes(64 * 1024)


class Ballast:
    """The file of dead weight next to a database file."""

    def __init__(self, database: Path, size: int = SIZE) -> None:
        self._file = database.with_name(database.name + ".ballast")
        self._size = size

    def lay(self) -> bool:
        """Write the ballast if it is not there; False when the disk has no room for it."""
        if self._file.exists() and self._file.stat().st_size >= self._size:
            return True
        try:
            with self._file.open("wb") as file:
                for _ in range(self._size // len(CHUNK)):
                    file.write(CHUNK)
        except OSError:
            self._file.unlink(missing_ok=True)
            return False
        return True

    def free(self) -> bool:
        """Give the room back; False when there was none to give."""
        if not self._file.exists():
            return False
        self._file.unlink()
        return True
