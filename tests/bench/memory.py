"""Measure what a map keeps in memory, in a process of its own: ``python -m tests.bench.memory``; prints megabytes."""

from __future__ import annotations

import ctypes
import gc
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from commandpost.geodata.archive import load_layers
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.map.furniture import Attribution
from tests.bench.stage import VIEWS, Stage

MB = 2**20
SMALL = 3_000
WRITE = (
    "import sys; from pathlib import Path; from tests.bench.city import bench_city;"
    "from commandpost.geodata.archive import save_layers; save_layers(Path(sys.argv[1]), bench_city())"
)


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
    """Everything a map has after all three views were shown, less the pictures, per million vertices.

    The layers come from another process as in the product, so that the reader's memory is not the scene's.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "city.npz"
        subprocess.run([sys.executable, "-c", WRITE, str(file)], check=True)
        app = QApplication([])
        city = load_layers(file)
        small = [layer for layer in city if layer.vertex_count < SMALL]
        stage = Stage(app, small)  # window, fonts and libraries are there
        for view in VIEWS:
            stage.show(view)
        vertices = sum(layer.vertex_count for layer in city)
        del city, small
        before = resident_bytes() - _pictures(stage.canvas)
        stage.canvas.set_base(load_layers(file), Attribution(invented=True))
    for view in VIEWS:
        stage.show(view)
    print((resident_bytes() - before - _pictures(stage.canvas)) / MB / (vertices / 1_000_000))


def _pictures(canvas: MapCanvas) -> int:
    """Bytes of painted tiles and of the patch."""
    painted = canvas._scheduler
    return painted.cache.bytes_held + (painted.patch[1].sizeInBytes() if painted.patch else 0)


if __name__ == "__main__":
    main()
