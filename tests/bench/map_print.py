"""How long printing the map holds up the window: ``python -m tests.bench.map_print [--json FILE]``.

The bench city with 10,000 markers, painted as the print desk paints it, while the loop counts its own turns: the
longest time it did not turn while levels are made, while it paints and while the picture is written.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time, thread_time
from typing import Self

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QApplication

from commandpost.domain.map_paper import frame_of
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.map.furniture import Attribution
from commandpost.gui.map.printing import MapPrint, svg_of
from commandpost.gui.runtime.collector import Collector
from commandpost.gui.runtime.loop import run
from commandpost.gui.runtime.slices import in_slices
from tests.bench.city import CENTER, bench_city, crowd

GOAL_MS = 8
SHEETS = (("a4", 5_000), ("a3", 5_000), ("a3", 25_000), ("a4", 100_000))


class Watch:
    """The longest time between two turns of the loop while something else goes on, ms.

    ``wall``; ``held``: as far as any thread of this process ran meanwhile, so that what others take (and the 50 ms of a
    second that Linux takes from a process with real-time priority) does not count; ``cpu``: of the window's thread.
    """

    def __init__(self) -> None:
        self.wall, self.held, self.cpu = 0.0, 0.0, 0.0

    async def __aenter__(self) -> Self:
        self._turning = asyncio.ensure_future(self._turn())
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *_error: object) -> None:
        self._turning.cancel()

    async def _turn(self) -> None:
        wall, all_of_it, cpu = perf_counter(), process_time(), thread_time()
        while True:
            await asyncio.sleep(0)
            now, run, used = perf_counter(), process_time(), thread_time()
            self.wall, self.cpu = max(self.wall, (now - wall) * 1000), max(self.cpu, (used - cpu) * 1000)
            self.held = max(self.held, min(now - wall, run - all_of_it) * 1000)
            wall, all_of_it, cpu = now, run, used


def timed(steps: Iterator[None], spent: list[float]) -> Iterator[None]:
    """The same steps; how long each took of the processor."""
    while True:
        begun = thread_time()
        try:
            next(steps)
        except StopIteration:
            return
        spent.append((thread_time() - begun) * 1000)
        yield


async def measure() -> list[dict[str, object]]:
    """Every sheet, the painting and the making of the PNG apart."""
    canvas = MapCanvas()
    canvas.resize(1600, 900)
    canvas.set_base(bench_city(), Attribution(invented=True))
    canvas.set_markers("people", crowd(10_000))
    await _at_rest(canvas)
    rows: list[dict[str, object]] = []
    collector = Collector(canvas)
    collector.start()  # as in the window: Python's own collection holds every thread up for 15 to 50 ms
    for sheet, scale in SHEETS:
        made, spent = MapPrint(canvas.scene, frame_of(CENTER, scale, sheet, upright=False)), list[float]()
        begun = perf_counter()
        async with Watch() as levels:
            await asyncio.to_thread(made.prepare)
        async with Watch() as painting:
            await in_slices(timed(made.steps(), spent))
        async with Watch() as writing:
            await asyncio.to_thread(svg_of, made.image)
        told = (
            ("all of it, ms", (perf_counter() - begun) * 1000, None),
            ("longest turn while levels are made, ms of this process", levels.held, GOAL_MS),
            ("longest turn while levels are made, ms on the clock", levels.wall, None),
            ("longest turn while painting, ms of this process", painting.held, GOAL_MS),
            ("longest turn while painting, ms of processor time", painting.cpu, GOAL_MS),
            ("longest turn while the PNG is written, ms of this process", writing.held, GOAL_MS),
            ("longest step, ms of processor time", max(spent), GOAL_MS),
        )
        for what, value, goal in told:
            holds = None if goal is None else value <= goal
            name = f"{sheet.upper()} 1:{scale:,}: {what}"
            rows.append({"name": name, "value": round(value, 3), "goal": goal, "holds": holds})
            print(f"{name:<66}{value:10.2f}  {'' if goal is None else f'goal {goal}'}", flush=True)
    collector.stop()
    canvas.close()
    return rows


async def _at_rest(canvas: MapCanvas) -> None:
    """Two threads that make levels, and the window's: with real-time priority on two cores one of them waits."""
    while not canvas.idle:  # noqa: ASYNC110 - what is watched is a widget, which knows no events of asyncio
        await asyncio.sleep(0.01)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", type=Path, help="also write the results to this file")
    chosen = options.parse_args()
    app = QApplication([])
    rows = run(app, measure)
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
