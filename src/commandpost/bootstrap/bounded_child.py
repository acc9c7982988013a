"""One Python module run to its end as a child process with limits of time and memory; it may crash, this one not."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from functools import partial

from commandpost.domain.errors import RuleBroken


def run_bounded(module: str, *arguments: str, seconds: int, memory_bytes: int) -> bytes:
    """What the module printed. Raises RuleBroken("child_too_slow"|"child_died"); blocks, away from the window."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            check=False,
            capture_output=True,
            timeout=seconds,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},  # address space is scarce
            preexec_fn=partial(_bound, seconds, memory_bytes),  # nothing but two system calls
        )
    except subprocess.TimeoutExpired as error:
        raise RuleBroken("child_too_slow", seconds=seconds) from error
    if done.returncode != 0:
        raise RuleBroken("child_died")
    return done.stdout


def _bound(seconds: int, memory_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
