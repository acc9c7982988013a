"""Reading all pages of the journal in a process that stands aside, so that no entry waits for the hourly copy."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from threading import Lock

from commandpost.domain.errors import Unavailable
from commandpost.storage.backup import PageWork

_CHILD = "commandpost.bootstrap.copy_child"


class CopyAside:
    """One such process at a time; each call blocks, away from the window. ``close`` ends it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._one = Lock()
        self._closed = False

    def work(self) -> PageWork:
        """As the store asks for it."""
        return PageWork(self.copy, self.prove)

    def copy(self, file: Path, fresh: Path, key: bytes | None) -> None:
        """Raises what ``storage.backup.write_copy`` raises, and ``Unavailable("backup_failed", reason)``."""
        self._ask({"verb": "copy", "file": str(file), "to": str(fresh)}, key)

    def prove(self, file: Path, key: bytes | None) -> int:
        """Raises what ``storage.backup.check_copy`` raises, and ``Unavailable("backup_failed", reason)``."""
        return self._ask({"verb": "prove", "file": str(file)}, key)

    def close(self) -> None:
        """End what runs; a copy that was begun is removed when the next is made."""
        self._closed = True
        if self._process is not None:
            self._process.kill()

    def _ask(self, job: dict[str, str], key: bytes | None) -> int:
        line = json.dumps({**job, "key": key.hex() if key else ""}) + "\n"
        with self._one:
            if self._closed:
                raise Unavailable("backup_failed", reason="closing")
            command = [sys.executable, "-m", _CHILD]
            with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as self._process:
                answer, _ = self._process.communicate(line)
                code = self._process.returncode
        if not answer:
            raise Unavailable("backup_failed", reason=f"{_CHILD}: {code}")
        said = json.loads(answer)
        if "refused" in said:
            raise Unavailable(str(said["refused"]), **said["params"])
        return int(said["done"])
