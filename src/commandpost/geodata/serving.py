"""How a child process serves: lines of JSON in, lines of JSON out, under limits of memory and time.

The process says ``{"ready": true}`` when its libraries are loaded and then does one job for each line it is given; it
answers ``{"done": …}``, ``{"refused": …}``, or before that whatever the job tells.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TextIO

from commandpost.domain.errors import CommandPostError

Say = Callable[[dict[str, Any]], None]
Jobs = Mapping[str, Callable[[Mapping[str, Any], Say], Any]]


def serve(memory_mb: int, load: Callable[[], Jobs]) -> int:
    """Do the jobs that stand on the input, a line each, under limits; ``load`` runs under the limit of memory."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints must not look like an answer
    bound_memory(memory_mb)
    jobs = load()
    _say(channel, {"ready": True})
    for line in sys.stdin:
        job = json.loads(line)
        bound_time(int(job["seconds"]))
        _do(channel, jobs, job)
        bound_time(None)
    return 0


def _do(channel: TextIO, jobs: Jobs, job: dict[str, Any]) -> None:
    """Do one job and tell its end or its refusal."""
    try:
        answer = jobs[job["verb"]](job, lambda said: _say(channel, said))
    except CommandPostError as error:
        words = {name: str(value) for name, value in error.params.items()}
        _say(channel, {"refused": error.code, "kind": type(error).__name__, "params": words})
    except MemoryError:
        file = Path(job["file"]).name
        _say(channel, {"refused": "map_file_too_large", "kind": "RuleBroken", "params": {"file": file}})
    else:
        _say(channel, {"done": answer})


def _say(channel: TextIO, said: dict[str, Any]) -> None:
    channel.write(json.dumps(said) + "\n")
    channel.flush()


def bound_memory(memory_mb: int) -> None:
    """Limit this process's address space where the system can (not on Windows)."""
    if find_spec("resource") is None:
        return
    import resource  # noqa: PLC0415 - does not exist on Windows

    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * 2**20, memory_mb * 2**20))


def bound_time(seconds: int | None) -> None:
    """Let the system end this process after so many seconds more, of the processor or of the wall; None lifts it."""
    if find_spec("resource") is None:
        return
    import resource  # noqa: PLC0415 - does not exist on Windows

    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    soft = resource.RLIM_INFINITY if seconds is None else int(used) + max(1, seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_REAL, 0 if seconds is None else max(0.001, 2.0 * seconds))
