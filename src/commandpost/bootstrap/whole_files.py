"""Small files that are on the disk whole when a call returns, or as they were before."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from commandpost.storage.backup import own_only


def put_whole(file: Path, content: bytes) -> None:
    """Write a file of its owner's alone, the whole of it or nothing, through a power cut too. Raises OSError."""
    fresh = file.with_name(f"{file.name}.new")
    try:
        own_only(fresh)
        with fresh.open("r+b") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        fresh.replace(file)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    settle(file.parent)


def settle(folder: Path) -> None:
    """Bring a folder's names to the disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
