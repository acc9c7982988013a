"""One child process with limits of time and memory that answers lines of JSON, warm from its first call on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

from commandpost.domain.errors import CommandPostError, RuleBroken, Unavailable

_TIMES_UP = {-signal.SIGKILL, -signal.SIGXCPU, -signal.SIGALRM} if sys.platform != "win32" else set()
_KINDS: dict[str, type[CommandPostError]] = {"RuleBroken": RuleBroken, "Unavailable": Unavailable}


class BoundedProcess:
    """Runs a module that serves with :func:`~commandpost.geodata.serving.serve`; its jobs come one after another.

    Every method but :meth:`stop` blocks, so call them away from the GUI thread. Whatever ends the process ends the
    job in one ``RuleBroken``: ``map_file_too_slow``, ``map_file_too_large``, ``map_file_unreadable`` or, after
    :meth:`stop`, ``map_reading_stopped``. The next job starts a new process.
    """

    def __init__(self, module: str, *, seconds: int, memory_mb: int, environment: Mapping[str, str]) -> None:
        self._module = module
        self._seconds = seconds
        self._memory_mb = memory_mb
        self._environment = environment
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False
        self._closed = False
        self._starting = Lock()  # warming and the first job may come from two threads
        self._folder = tempfile.TemporaryDirectory(prefix="commandpost-map-")
        self._errors = self.folder / "errors.txt"

    @property
    def folder(self) -> Path:
        """Where the process may leave files; gone when it is closed."""
        return Path(self._folder.name)

    def warm(self) -> None:
        """Start the process and let it load its libraries, before a file is chosen."""
        with suppress(RuleBroken):  # closed meanwhile: nothing to warm
            self._running()

    def answers(self, file: Path, **job: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON
        """What the process says until it has done the job; raises what it refuses or what became of it."""
        self._stopped = False
        process = self._running()
        order = {"file": str(file), "out": self._folder.name, "seconds": self._seconds, **job}
        if process.stdin is None or process.stdout is None:
            return
        with suppress(BrokenPipeError):  # it died; the end of its answers says so
            process.stdin.write(json.dumps(order) + "\n")
            process.stdin.flush()
        for line in process.stdout:
            said = json.loads(line)
            if "refused" in said:
                raise _KINDS[said["kind"]](said["refused"], **said["params"])
            if "ready" not in said:
                yield said
            if "done" in said:
                return
        raise self._ended(file)

    def stop(self) -> None:
        """End the running job at once, from any thread."""
        self._stopped = True
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the process and forget its files."""
        with self._starting:
            self._closed = True
            self._end()
        self._folder.cleanup()

    def _running(self) -> subprocess.Popen[str]:
        with self._starting:
            if self._closed:
                raise RuleBroken("map_reading_stopped", file="")
            if self._process is None or self._process.poll() is not None:
                self._end()
                self._process = self._started()
            return self._process

    def _started(self) -> subprocess.Popen[str]:
        with self._errors.open("wb") as errors:
            return subprocess.Popen(
                [sys.executable, "-m", self._module, str(self._memory_mb)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env={**os.environ, **self._environment},
                encoding="utf-8",
            )

    def _ended(self, file: Path) -> RuleBroken:
        """Sort a dead process: stopped, out of memory, out of time, or broken."""
        status = self._process.wait() if self._process is not None else 0
        words = self._errors.read_text(encoding="utf-8", errors="replace") if self._errors.exists() else ""
        last = next(reversed([line for line in words.splitlines() if line.strip()]), f"status {status}")
        if self._stopped:
            return RuleBroken("map_reading_stopped", file=file.name)
        if any(sign in words for sign in ("MemoryError", "bad_alloc", "Cannot allocate memory", "failed to map")):
            return RuleBroken("map_file_too_large", file=file.name)
        if status in _TIMES_UP:
            return RuleBroken("map_file_too_slow", file=file.name)
        return RuleBroken("map_file_unreadable", file=file.name, reason=last)

    def _end(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # what was never read is of no use now
                    pipe.close()
        self._process = None
