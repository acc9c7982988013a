"""Measure the opening of a large map file: ``python tests/bench/map_open.py [--json FILE]``; no network, no display.

A GeoPackage of some 100 MB made of the bench city is opened through the import dialog as an operator does it: until
the first picture, until all of it is there, the longest time the window did not live meanwhile, and how soon a stopped
reading has ended.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import qasync
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from commandpost.bootstrap.map_library import MapLibrary
from commandpost.bootstrap.paths import resources_dir
from commandpost.bootstrap.workstation import build_services
from commandpost.documents.fonts import FontChoice
from commandpost.documents.papers import PaperPress
from commandpost.geodata.writers import write_geopackage
from commandpost.gui.context import GuiContext, Navigator, Selection
from commandpost.gui.notices import Notices
from commandpost.gui.pages.map_import.dialog import MapImportDialog
from commandpost.gui.preferences import Liking, Preferences
from commandpost.gui.runtime.changes import ChangeBridge
from commandpost.gui.runtime.collector import Collector
from commandpost.gui.runtime.tasks import Tasks
from commandpost.gui.theme import Theme, ThemeName
from tests.bench.city import bench_city
from tests.bench.map import Table
from tests.factories import memory_desk

MEGABYTE = 1_000_000
TIMES = 4  # the city over: about 100 MB
HEARTBEAT_MS = 2


class Heartbeat:
    """The longest time between two turns of the window's loop."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self._last = perf_counter()
        self._timer = QTimer(interval=HEARTBEAT_MS)
        self._timer.timeout.connect(self._beat)

    def begin(self) -> None:
        self.longest_ms, self._last = 0.0, perf_counter()
        self._timer.start()

    def end(self) -> float:
        self._timer.stop()
        return self.longest_ms

    def _beat(self) -> None:
        now = perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000)
        self._last = now


def measure_opening(table: Table) -> None:
    """All figures of opening one large file; needs the application's loop to itself."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(app, already_running=False)
    asyncio.set_event_loop(loop)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "city.gpkg"
        layers = [replace(layer, name=f"{layer.name} {at}") for at, layer in enumerate(bench_city(TIMES))]
        write_geopackage(file, layers)
        table.add("GeoPackage, MB", file.stat().st_size / MEGABYTE)
        desk = memory_desk()
        library = MapLibrary(desk.store, Path(folder) / "maps")
        loop.run_until_complete(_open(table, _context(folder, library), library, file))
        library.close()
    loop.close()
    asyncio.set_event_loop(None)


def _context(folder: str, library: MapLibrary) -> GuiContext:
    desk = memory_desk()
    services = build_services(desk, PaperPress(FontChoice(), resources_dir() / "templates"), None)
    return GuiContext(
        services=replace(services, map_files=library),
        desk=desk,
        tasks=Tasks(),
        bridge=ChangeBridge(),
        theme=Theme(resources_dir(), ThemeName.DAY, 100),
        preferences=Preferences(Liking()),
        notices=Notices(),
        selection=Selection(),
        navigator=Navigator(),
        folder=Path(folder),
    )


async def _open(table: Table, context: GuiContext, library: MapLibrary, file: Path) -> None:
    dialog = MapImportDialog(context, library)
    dialog.resize(1180, 700)
    dialog.show()
    collector = Collector(dialog)
    collector.start()  # as in the window
    await asyncio.sleep(2.0)  # an operator looks for the file meanwhile
    beat = Heartbeat()
    beat.begin()
    begun = perf_counter()
    dialog.look_at(file)
    await _until(lambda: not dialog.preview.empty)
    dialog.preview.repaint()
    table.add("first picture, s", perf_counter() - begun, 1.0)
    await _until(lambda: not dialog._busy)
    table.add("all of it shown, s", perf_counter() - begun)
    table.add("longest time the window did not live, ms", beat.end(), 100)
    dialog.look_at(file)
    await asyncio.sleep(1.0)
    stopped = perf_counter()
    dialog._stop.click()
    await _until(lambda: not dialog._busy)
    table.add("stopped within, s", perf_counter() - stopped, 0.5)
    collector.stop()
    dialog.reject()
    await context.tasks.close()


async def _until(condition: Callable[[], object]) -> None:
    while not condition():  # noqa: ASYNC110 - what is watched is a widget, which knows no events of asyncio
        await asyncio.sleep(0.002)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", type=Path, help="also write the results to this file")
    chosen = options.parse_args()
    table = Table()
    measure_opening(table)
    if chosen.json:
        rows = [asdict(row) for row in table.rows]
        chosen.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
