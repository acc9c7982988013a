"""Drag the map at 60 Hz under a virtual display with a real pointer: from the X server's time stamp to painted.

``python -m tests.bench.drag`` is what runs inside the display; it prints the milliseconds, one a line.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from time import clock_gettime_ns

ROOT = Path(__file__).resolve().parents[2]
SCREEN = "-screen 0 1600x900x24"
SECONDS = 6
HZ = 60


def drag_p95_ms() -> float | None:
    """95 of 100 motions are painted within so many milliseconds; None without Xvfb and xdotool."""
    if not (shutil.which("xvfb-run") and shutil.which("xdotool")):
        return None
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    command = ["xvfb-run", "-a", "-s", SCREEN, sys.executable, "-m", "tests.bench.drag"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=environment)
    return statistics.quantiles([float(line) for line in done.stdout.split()], n=20)[-1]


def main() -> None:
    """Be the window in the display."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QApplication

    from commandpost.gui.map.canvas import MapCanvas
    from commandpost.gui.map.furniture import Attribution
    from tests.bench.city import bench_city, crowd
    from tests.bench.stage import SIZE, VIEWS

    waiting: list[int] = []
    spent: list[float] = []

    class Watched(MapCanvas):
        """Notes when a motion came and when the frame that shows it was painted."""

        def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt calls it so
            waiting.append(event.timestamp())
            super().mouseMoveEvent(event)

        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt calls it so
            super().paintEvent(event)
            now = clock_gettime_ns(1) / 1_000_000  # CLOCK_MONOTONIC, which the X server stamps with
            spent.extend(now - stamp for stamp in waiting)
            waiting.clear()

    app = QApplication([])
    canvas = Watched()
    canvas.resize(*SIZE)
    canvas.move(0, 0)
    canvas.set_base(bench_city(), Attribution(invented=True))
    canvas.set_markers("people", crowd(10_000))
    canvas.show()
    canvas.look_at(VIEWS[1].places[0], VIEWS[1].rung)
    ready = QTimer(interval=200)

    def begin() -> None:
        if canvas.idle:
            ready.stop()
            subprocess.Popen(["xdotool", *_gesture()])
            QTimer.singleShot((SECONDS + 1) * 1000, app.quit)

    ready.timeout.connect(begin)
    ready.start()
    app.exec()
    canvas.close()
    print("\n".join(f"{one:.2f}" for one in spent))


def _gesture() -> list[str]:
    """Press, draw large slow circles, release."""
    moves = []
    for at in range(SECONDS * HZ):
        right, down = (9, 3) if (at // 60) % 2 == 0 else (-9, -3)
        moves += ["mousemove_relative", "--", str(right), str(down), "sleep", f"{1 / HZ:.4f}"]
    return ["mousemove", "600", "400", "mousedown", "1", *moves, "mouseup", "1"]


if __name__ == "__main__":
    main()
