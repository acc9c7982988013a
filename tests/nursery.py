"""A process that has the server's code in memory and forks a server at every request: a start without the imports.

A forked server is killed like any other: it has a process number, files and sockets of its own.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import Self

from tests.server_process import ServerProcess

ENDED = 0  # how it ended, its parent knows alone


class Forked:
    """Of ``Popen`` what a server's owner needs; the process is somebody else's child."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._end = os.pidfd_open(pid)

    def poll(self) -> int | None:
        return ENDED if select.select([self._end], [], [], 0)[0] else None

    def wait(self, timeout: float) -> int:
        if not select.select([self._end], [], [], timeout)[0]:
            raise TimeoutError(f"process {self.pid} lives on after {timeout} s")
        os.close(self._end)
        return ENDED


class Nursery:
    """The parent of forked servers; ends with its input."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.nursery"]
        self._parent = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def fork(self, arguments: list[str], log: Path) -> Forked:
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        print(json.dumps([str(log), *arguments]), file=self._parent.stdin, flush=True)
        return Forked(int(self._parent.stdout.readline()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self._parent.communicate(timeout=30)


class ForkedServer(ServerProcess):
    """A server that starts without importing anything."""

    def __init__(self, nursery: Nursery, home: Path, database: str | None = None) -> None:
        super().__init__(home, database)
        self._nursery = nursery

    def spawn(self, *more: str) -> Forked:
        return self._nursery.fork(self.command(*more)[3:], self.log)


def serve() -> None:
    """Fork a server for every line of arguments; its number is the answer."""
    from commandpost.bootstrap.server import main  # in the parent of servers only

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    for line in sys.stdin:
        child = os.fork()
        if child:
            print(child, flush=True)
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        log, *arguments = json.loads(line)
        place = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        for stream in (1, 2):
            os.dup2(place, stream)
        os._exit(main(arguments))


if __name__ == "__main__":
    serve()
