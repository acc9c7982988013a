"""Measure what a map keeps in memory, in a process of its own: ``python -m tests.bench.memory``; prints megabytes."""

from __future__ import annotations

import ctypes
import gc
import os
import subprocess
import sys
from pathlib import Path

MB = 2**20


def memory_mb_per_million() -> float | None:
    """What a fresh process says; None where the system does not tell."""
    if not Path("/proc/self/statm").exists():
        return None
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.memory"], check=True, capture_output=True, text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, cwd=Path(__file__).resolve().parents[2],
    )  # fmt: skip
    return float(done.stdout)


def resident_bytes() -> int:
    """Resident memory of this process after everything free was given back."""
    gc.collect()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Everything a map has after all three views were shown, less the tiles, per million vertices."""
    from PySide6.QtWidgets import QApplication

    from tests.bench.city import bench_city
    from tests.bench.stage import VIEWS, Stage

    app = QApplication([])
    city = bench_city()
    stage = Stage(app, [layer for layer in city if layer.vertex_count < 10_000])  # loads fonts and libraries
    for view in VIEWS:
        stage.show(view)
    stage.close()
    vertices = sum(layer.vertex_count for layer in city)
    del stage, city
    before = resident_bytes()
    stage = Stage(app, bench_city())
    for view in VIEWS:
        stage.show(view)
    tiles = stage.canvas._scheduler.cache.bytes_held
    print((resident_bytes() - before - tiles) / MB / (vertices / 1_000_000))


if __name__ == "__main__":
    main()
