"""Copies or proves a journal in a process of its own: ``python -m commandpost.bootstrap.copy_child``.

Reading every page of a long journal takes minutes; here that stands aside for all else on the machine. One line
of JSON in (``verb`` copy or prove, ``file``, ``to``, ``key``), one out: ``done`` with the entries, or ``refused``.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from commandpost.domain.errors import Unavailable
from commandpost.storage.backup import check_copy, write_copy

NICEST = 19


def main() -> int:
    """Do the one job; see the module."""
    stand_aside()
    job = json.loads(sys.stdin.readline())
    key = bytes.fromhex(job["key"]) if job["key"] else None
    try:
        if job["verb"] == "copy":
            write_copy(Path(job["file"]), Path(job["to"]), key)
            said: dict[str, object] = {"done": 0}
        else:
            said = {"done": check_copy(Path(job["file"]), key)}
    except Unavailable as refused:
        said = {"refused": refused.code, "params": {name: str(value) for name, value in refused.params.items()}}
    sys.stdout.write(json.dumps(said) + "\n")
    return 0


def stand_aside() -> None:
    """Run when nobody else wants to, where the system can say so and lets us: a copy in the way is still a copy."""
    with suppress(OSError):
        if sys.platform != "win32":
            os.nice(NICEST)
        if sys.platform == "linux":
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


if __name__ == "__main__":
    sys.exit(main())
