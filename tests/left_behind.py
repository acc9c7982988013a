"""Ends what a test started once the test is gone, however it went: a process of its own that waits for a pipe to close.

Whatever names the test's folder in its command line or environment belongs to it. Patroni starts PostgreSQL in a
session of its own, so neither a process group nor the death of the parent reaches it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

PATIENCE = 60.0  # seconds for processes to be gone and this one with them


class Keeper:
    """Holds the pipe; ``close`` ends the folder's processes and takes the folder away."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, __file__, str(folder)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(PATIENCE)


def belonging_to(folder: Path) -> list[int]:
    """The processes that name the folder, without the one that asks."""
    found: list[int] = []
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended meanwhile, or is another user's
            said = (place / "cmdline").read_bytes() + b"\0" + (place / "environ").read_bytes()
            if os.fsencode(folder) in said and int(place.name) != os.getpid():
                found.append(int(place.name))
    return found


def end_all(folder: Path) -> None:
    """Kill until nobody is left; children of the killed may have been under way."""
    limit = monotonic() + PATIENCE / 2
    while (left := belonging_to(folder)) and monotonic() < limit:
        for process in left:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        sleep(0.1)
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    while sys.stdin.buffer.read(1):
        pass
    end_all(Path(sys.argv[1]))
