"""A process that has the server's code in memory and forks a server at every request: a start without the imports.

A forked server is killed like any other: it has a process number, files and sockets of its own. It ends with the
nursery, and the nursery with the tests.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from tests.server_process import ServerProcess

PR_SET_PDEATHSIG = 1  # of prctl(2)


class Forked:
    """Of ``Popen`` what a server's owner needs; the process is somebody else's child."""

    def __init__(self, pid: int, status: Path) -> None:
        self.pid = pid
        self._end = os.pidfd_open(pid)
        self._status = status

    def poll(self) -> int | None:
        return self._left() if select.select([self._end], [], [], 0)[0] else None

    def wait(self, timeout: float) -> int:
        if not select.select([self._end], [], [], timeout)[0]:
            raise TimeoutError(f"process {self.pid} lives on after {timeout} s")
        os.close(self._end)
        return self._left()

    def _left(self) -> int:
        """The status it wrote down last; one that was killed wrote none."""
        return int(self._status.read_text("ascii")) if self._status.exists() else -signal.SIGKILL


class Nursery:
    """The parent of forked servers; ends with its input."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.nursery"]
        self._parent = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def fork(self, arguments: list[str], log: Path) -> Forked:
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        status = log.with_suffix(".status")
        status.unlink(missing_ok=True)
        print(json.dumps([str(log), str(status), *arguments]), file=self._parent.stdin, flush=True)
        return Forked(int(self._parent.stdout.readline()), status)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self._parent.communicate(timeout=30)


class ForkedServer(ServerProcess):
    """A server that starts without importing anything."""

    def __init__(
        self, nursery: Nursery, home: Path, database: str | None = None, arguments: Sequence[str] = ()
    ) -> None:
        super().__init__(home, database, arguments)
        self._nursery = nursery

    def spawn(self, *more: str) -> Forked:
        return self._nursery.fork(self.command(*more)[3:], self.log)


def serve() -> None:
    """Fork a server for every line of arguments; its number is the answer."""
    from commandpost.bootstrap import server_pages, serving, upper_link  # noqa: F401  # what a server reads late
    from commandpost.bootstrap.server import main  # in the parent of servers only

    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    for line in sys.stdin:
        child = os.fork()
        if child:
            print(child, flush=True)
            continue
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        log, status, *arguments = json.loads(line)
        place = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        for stream in (1, 2):
            os.dup2(place, stream)
        ended = main(arguments)
        Path(status).write_text(str(ended), "ascii")
        os._exit(ended)


if __name__ == "__main__":
    serve()
