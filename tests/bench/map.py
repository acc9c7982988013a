"""Measure the map against its goals: ``python -m tests.bench.map [--json FILE] [--pictures FOLDER]``.

No network, no GPU, no display (the live drag brings a virtual one). The bench city has about 1.03 million vertices,
100,000 features and up to 100,000 markers; where Debian's ``python3-qgis`` is installed QGIS draws the same layers in
the same run, turn by turn. Everything is a ratio of processor times or a time of one run; nothing is asserted.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QApplication

from commandpost.domain.map_layer import GeometryKind
from commandpost.gui.map.base import paint_by_role
from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.style import Paint, Stroke
from commandpost.gui.map.vector_layer import VectorLayer
from commandpost.gui.runtime.collector import Collector
from tests.bench.city import bench_city, crowd
from tests.bench.drag import drag_p95_ms
from tests.bench.memory import memory_mb_per_million
from tests.bench.opponent import Qgis
from tests.bench.stage import VIEWS, Stage

ROUNDS = 7
QGIS_GOALS = {"city": (0.12, 0.15), "district": (0.25, 0.35), "street": (0.9, 1.0)}  # a frame, a jump


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table; ``goal`` and ``holds`` are None where nothing was promised."""

    name: str
    value: float | None
    goal: float | None = None
    holds: bool | None = None


class Table:
    """Prints and keeps the results as they come."""

    def __init__(self) -> None:
        self.rows: list[Result] = []

    def add(self, name: str, value: float | None, goal: float | None = None) -> None:
        holds = None if goal is None or value is None else value <= goal
        self.rows.append(Result(name, None if value is None else round(value, 3), goal, holds))
        words = "not measured here" if value is None else f"{value:10.3f}"
        print(f"{name:<66}{words}  {'' if goal is None else f'goal {goal:g}'}  {_verdict(holds)}", flush=True)


def _verdict(holds: bool | None) -> str:
    return {None: "", True: "holds", False: "MISSED"}[holds]


def measure(table: Table, pictures: Path | None) -> None:
    """All goals of the map, in the order of the issue."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    layers = bench_city()
    table.add("vertices of the bench city", sum(layer.vertex_count for layer in layers))
    table.add("features of the bench city", sum(layer.feature_count for layer in layers))
    stage = Stage(app, layers)
    table.add("scene memory, MB per million vertices (tiles apart)", memory_mb_per_million(), 90)
    collector = Collector(stage.canvas)
    collector.start()  # as in the window, which collects at a time of its own
    _frames(table, stage)
    with tempfile.TemporaryDirectory() as folder, Qgis(Path(folder), stage.base) as qgis:
        _against_qgis(table, stage, qgis, pictures)
    _clicks(table, stage)
    for at in range(5):
        stage.canvas.remove_layer(f"people{at}")
    _twice(table, app, stage)
    collector.stop()
    stage.close()
    table.add("live drag at 60 Hz, input to painted, p95 ms", drag_p95_ms(), 16)
    _opening(table)


def _frames(table: Table, stage: Stage) -> None:
    blit = stage.blit_ms()
    table.add("bare blit, ms", blit)
    for view in VIEWS:
        first, longest = stage.show(view)
        table.add(f"{view.name}: levels made, window and ring painted, ms", first)
        table.add(f"{view.name}: longest turn of the GUI thread, ms of processor time", longest, 8)
        table.add(f"{view.name}: longest turn after a jump, ms of processor time", stage.jump(view)[1], 8)
        table.add(f"{view.name}: pan frame / bare blit", stage.pan_ms(view) / stage.blit_ms(), 4)
    for count in (10_000, 100_000):
        stage.canvas.set_markers("people", crowd(count))
        for view in VIEWS:
            stage.show(view)
            ratio = stage.pan_ms(view) / stage.blit_ms()
            table.add(f"{view.name}: pan frame with {count:,} clustered markers / bare blit", ratio, 15)
    stage.canvas.remove_layer("people")


def _against_qgis(table: Table, stage: Stage, qgis: Qgis, pictures: Path | None) -> None:
    """Twice: every layer in plain paint at every scale, and our base style with its rules; the same on both sides."""
    for style, paint in (("plain", plain_paint), ("styled", paint_by_role)):
        stage.base.paint = paint
        for view in VIEWS:
            frame, jump = QGIS_GOALS[view.name]
            ours = stage.direct_ms(view, ROUNDS, qgis.memory_ms)
            table.add(f"{view.name}, {style}: full vector frame, ms", ours[0])
            table.add(f"{view.name}, {style}: full vector frame / QGIS memory layers", ours[1], frame)
            jumps = stage.jump_ms(view, ROUNDS, qgis.file_ms)
            table.add(f"{view.name}, {style}: jump to a sharp picture, ms", jumps[0])
            table.add(f"{view.name}, {style}: jump to a sharp picture / QGIS from GeoPackage", jumps[1], jump)
            if pictures:
                stage.save(view, pictures / f"{view.name}-{style}.png")
                qgis.save(view, pictures / f"{view.name}-{style}-qgis.png")


def plain_paint(layer: VectorLayer, resolution: float, colours: MapColours) -> Paint:
    """As a GIS opens a layer: areas filled and outlined, lines one pixel wide, everything at every scale."""
    if layer.kind is GeometryKind.POINT:
        return Paint(dot=(colours.dim, colours.ground))
    edge = Stroke(colour=colours.boundary)
    return Paint(fill=colours.building if layer.kind is GeometryKind.AREA else None, strokes=(edge,))


def _clicks(table: Table, stage: Stage) -> None:
    table.add("click over 100,000 markers and five layers, ms", stage.click_ms(crowd(100_000)), 0.5)


def _twice(table: Table, app: QApplication, once: Stage) -> None:
    """Turn by turn, the quietest of each, because others use the machine too."""
    twice = Stage(app, bench_city(2))
    for view in VIEWS:
        for stage in (once, twice):
            stage.show(view)
        spent = [(once.pan_ms(view), twice.pan_ms(view)) for _ in range(ROUNDS)]
        single, double = (min(times) for times in zip(*spent, strict=True))
        table.add(f"{view.name}: pan frame at twice the vertices / once", double / single, 1.3)
    twice.close()


def _opening(table: Table) -> None:
    """The opening of a large file has a bench of its own, in a process of its own, because it brings its own loop."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "opening.json"
        command = [sys.executable, "-m", "tests.bench.map_open", "--json", str(out)]
        subprocess.run(command, check=True, cwd=Path(__file__).resolve().parents[2])
        table.rows += [Result(**row) for row in json.loads(out.read_text(encoding="utf-8"))]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", type=Path, help="also write the results to this file")
    options.add_argument("--pictures", type=Path, help="also save the pictures of both programs in this folder")
    chosen = options.parse_args()
    if chosen.pictures:
        chosen.pictures.mkdir(parents=True, exist_ok=True)
    table = Table()
    measure(table, chosen.pictures)
    if chosen.json:
        rows = [asdict(row) for row in table.rows]
        chosen.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
