"""Measure the map: ``python tests/bench/map.py [--json FILE]``; no network, no GPU, no display.

A generated city of about 300,000 vertices (and one of twice as many) with up to 100,000 markers. Results are ratios
or milliseconds of one run on one machine; nothing is asserted.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from commandpost.domain.coordinates import LonLat
from commandpost.domain.map_layer import GeometryKind, LayerRole, MapLayerData, layer_of
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.map.furniture import Attribution
from commandpost.gui.map.markers import Marker, Symbol
from commandpost.gui.map.scene import plain_picture

SIZE = (1600, 900)
CENTER = LonLat(116.4, 39.9)
STREET_RUNG, DISTRICT_RUNG, CITY_RUNG = 34, 29, 23


def city(houses: int) -> list[MapLayerData]:
    """Invented houses of eight corners and a net of winding roads over 40 km."""
    chance = np.random.default_rng(20260719)
    middles = chance.uniform(-0.2, 0.2, (houses, 2)) + np.array([CENTER.lon, CENTER.lat])
    turns = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    outline = 0.0002 * np.column_stack([np.cos(turns), np.sin(turns)])
    blocks = [[middle + outline] for middle in middles]
    along = np.linspace(-0.2, 0.2, 200)
    count = houses // 200
    offsets = chance.uniform(-0.2, 0.2, count)
    waves = [0.002 * np.sin(along * 40 + offset * 99) + offset for offset in offsets]
    roads = [
        [np.column_stack([along, wave] if at % 2 else [wave, along]) + np.array([CENTER.lon, CENTER.lat])]
        for at, wave in enumerate(waves)
    ]
    ranks = [at % 5 for at in range(count)]
    names = [f"第{at}路" for at in range(count)]
    return [
        layer_of("houses", LayerRole.BUILDING, GeometryKind.AREA, blocks),
        layer_of("roads", LayerRole.ROAD, GeometryKind.LINE, roads, names=names, ranks=ranks),
    ]


def settle(app: QApplication, canvas: MapCanvas) -> tuple[float, float]:
    """Let the map finish; milliseconds until idle and of the longest turn of the event loop."""
    begin, longest = perf_counter(), 0.0
    while not canvas.idle:
        turn = perf_counter()
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        longest = max(longest, perf_counter() - turn)
    return (perf_counter() - begin) * 1000, longest * 1000


def median_ms(act: Callable[[], None], rounds: int = 60) -> float:
    """Median time of one act in milliseconds."""
    spent = []
    for _ in range(rounds):
        begin = perf_counter()
        act()
        spent.append((perf_counter() - begin) * 1000)
    return statistics.median(spent)


def frame_ms(canvas: MapCanvas) -> float:
    """One frame while the map is dragged within its painted ring."""
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    steps = iter(range(10_000))

    def pan() -> None:
        canvas._viewport = canvas._viewport.panned(3 if next(steps) % 2 else -3, 2)
        with QPainter(image) as painter:
            canvas._paint(painter)

    return median_ms(pan)


def blit_ms() -> float:
    """A bare copy of one window-sized picture."""
    from_image, to_image = (QImage(*SIZE, QImage.Format.Format_RGB32) for _ in range(2))

    def blit() -> None:
        with QPainter(to_image) as painter:
            painter.drawImage(0, 0, from_image)

    return median_ms(blit, 200)


def direct_ms(canvas: MapCanvas) -> float:
    """The whole vector frame without tiles."""

    def draw() -> None:
        image = plain_picture(*SIZE, 1.0, canvas._scene.colours)
        with QPainter(image) as painter:
            canvas._scene.draw_directly(painter, canvas.viewport)

    return median_ms(draw, 5)


def crowd(count: int) -> list[Marker]:
    places = np.random.default_rng(3).uniform(-0.1, 0.1, (count, 2)).tolist()
    return [
        Marker(id=str(at), lonlat=LonLat(CENTER.lon + x, CENTER.lat + y), symbol=Symbol.PERSON)
        for at, (x, y) in enumerate(places)
    ]


def open_city(app: QApplication, houses: int) -> tuple[MapCanvas, float, float]:
    canvas = MapCanvas()
    canvas.resize(*SIZE)
    canvas.show()
    layers = city(houses)
    begin = perf_counter()
    canvas.set_base(layers, Attribution(invented=True))
    canvas.look_at(CENTER, DISTRICT_RUNG)
    opened = (perf_counter() - begin) * 1000
    return canvas, opened, sum(layer.vertex_count for layer in layers)


def measure() -> list[dict[str, object]]:
    app = QApplication([])
    rows: list[dict[str, object]] = []

    def note(name: str, value: float, goal: float | None = None) -> None:
        rows.append(
            {"name": name, "value": round(value, 3), "goal": goal, "holds": None if goal is None else value <= goal}
        )

    blit = blit_ms()
    small, opened, vertices = open_city(app, 30_000)
    note("vertices", vertices)
    note("bare blit, ms", blit)
    note("set_base, ms", opened)
    for name, rung in (("district", DISTRICT_RUNG), ("city", CITY_RUNG), ("street", STREET_RUNG)):
        small.look_at(CENTER, rung)
        done, longest = settle(app, small)
        note(f"{name}: first picture and ring, ms", done)
        note(f"{name}: longest turn of the loop, ms", longest, 8)
        small.look_at(LonLat(CENTER.lon + 0.02, CENTER.lat), rung)
        note(f"{name}: longest turn after a jump, ms", settle(app, small)[1], 8)
        note(f"{name}: full vector frame, ms", direct_ms(small))
        note(f"{name}: pan frame / bare blit", frame_ms(small) / blit, 4)
    small.look_at(CENTER, DISTRICT_RUNG)
    settle(app, small)
    small_frame = direct_ms(small)
    for count in (10_000, 100_000):
        small.set_markers("people", crowd(count))
        note(f"pan frame with {count} markers / bare blit", frame_ms(small) / blit, 15)
    note("click over 100,000 markers, ms", median_ms(lambda: small._scene.spot_at(small.viewport, 800, 450)), 0.5)
    large, _, _ = open_city(app, 60_000)
    settle(app, large)
    note("full vector frame at twice the vertices / once", direct_ms(large) / small_frame)
    note("pan frame at twice the vertices / bare blit", frame_ms(large) / blit, 4)
    for canvas in (small, large):
        canvas.close()
    return rows


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    rows = measure()
    for row in rows:
        goal = "" if row["goal"] is None else f"  goal {row['goal']}  {'holds' if row['holds'] else 'MISSED'}"
        print(f"{row['name']:<48} {row['value']:>12}{goal}")
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
