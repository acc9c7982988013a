"""The safe way to a foreign file: read it in a child process with limits of time and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from commandpost.domain.errors import RuleBroken
from commandpost.domain.map_layer import MapLayerData
from commandpost.geodata.archive import load_layers
from commandpost.geodata.child import REFUSED

_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "GDAL_NUM_THREADS": "1"}  # address space is scarce


def read_layers_bounded(path: Path, *, seconds: int = 60, memory_mb: int = 2048) -> tuple[MapLayerData, ...]:
    """Read a file's layers without risk for this process; blocks, so call it away from the GUI thread.

    Raises what :func:`commandpost.geodata.readers.read_layers` raises, and ``map_file_too_slow``,
    ``map_file_too_large`` or ``map_file_unreadable`` when the child runs into a limit or dies.
    """
    with tempfile.TemporaryDirectory(prefix="commandpost-map-") as folder:
        out = Path(folder) / "layers.npz"
        command = [sys.executable, "-m", "commandpost.geodata.child", str(path), str(out), str(seconds), str(memory_mb)]
        try:
            done = subprocess.run(
                command, check=False, capture_output=True, timeout=seconds, env={**os.environ, **_ONE_THREAD}
            )
        except subprocess.TimeoutExpired as error:
            raise RuleBroken("map_file_too_slow", file=path.name, seconds=seconds) from error
        if done.returncode == REFUSED:
            refused = json.loads(out.read_text(encoding="utf-8"))
            raise RuleBroken(refused["code"], **refused["params"])
        if done.returncode != 0:
            raise _died(path, done.returncode, done.stderr.decode(errors="replace"))
        return load_layers(out)


def _died(path: Path, status: int, words: str) -> RuleBroken:
    """Sort a dead child: out of memory, out of time, or broken."""
    last = next(reversed([line for line in words.splitlines() if line.strip()]), f"status {status}")
    if "MemoryError" in words or "bad_alloc" in words or "Cannot allocate memory" in words:
        return RuleBroken("map_file_too_large", file=path.name)
    if status in {-9, -24}:  # SIGKILL and SIGXCPU are how the system ends a process over its limit
        return RuleBroken("map_file_too_slow", file=path.name)
    return RuleBroken("map_file_unreadable", file=path.name, reason=last)
