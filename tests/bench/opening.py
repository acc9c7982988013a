"""Open a GeoPackage of 100 MB as the import does: a warm bounded process reads, the first piece is shown at once."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from threading import Event
from time import perf_counter, thread_time

from PySide6.QtWidgets import QApplication

from commandpost.domain.errors import RuleBroken
from commandpost.domain.map_import import MapReading
from commandpost.geodata.bounded import MapReader
from commandpost.geodata.writers import write_geopackage
from commandpost.gui.map.base import BaseMap
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.map.furniture import Attribution
from tests.bench.city import bench_city
from tests.bench.stage import SIZE

Row = tuple[str, float, float | None]
MB = 2**20
LARGE = 100 * MB


def opening(app: QApplication) -> list[Row]:
    """Names, values and goals."""
    with tempfile.TemporaryDirectory() as folder, MapReader(seconds=120) as reader:
        file = _large_file(Path(folder))
        reader.warm()
        list(reader.read(_small_file(Path(folder))))  # its libraries are loaded, as when the wizard stands open
        with Opening(app, reader, file) as run:
            run.watch()
            cancelled = run.cancel_ms()
        return [
            ("open a GeoPackage: megabytes", file.stat().st_size / MB, None),
            ("open a 100 MB GeoPackage: first picture, ms", run.first_ms, 1000),
            ("open a 100 MB GeoPackage: everything read and painted, ms", run.whole_ms, None),
            ("open a 100 MB GeoPackage: longest turn meanwhile, ms of processor time", run.longest_ms, 8),
            ("open a 100 MB GeoPackage: reports of progress (at least 1, negative)", -run.reports, -1),
            ("open a 100 MB GeoPackage: cancelled within, ms", cancelled, 1000),
        ]


class Opening:
    """The worker reads and projects, the window paints what it is handed."""

    def __init__(self, app: QApplication, reader: MapReader, file: Path) -> None:
        self.first_ms = self.whole_ms = self.longest_ms = 0.0
        self.reports = 0
        self._app, self._reader, self._file = app, reader, file
        self._maps: SimpleQueue[BaseMap] = SimpleQueue()
        self._worker = ThreadPoolExecutor(1)
        self._begun = Event()
        self._canvas = MapCanvas()
        self._canvas.resize(*SIZE)
        self._canvas.show()
        for _ in range(5):
            app.processEvents()

    def __enter__(self) -> Opening:  # noqa: PYI034 - there is no other kind
        return self

    def __exit__(self, *_error: object) -> None:
        self._canvas.close()
        self._worker.shutdown()

    def watch(self) -> None:
        """Read it all; how long until something and until everything is on the screen."""
        begun = perf_counter()
        reading = self._worker.submit(self._read)
        self._turn_until(lambda: self._shown() and self._canvas.sharp)
        self.first_ms = (perf_counter() - begun) * 1000
        self._turn_until(reading.done)
        reading.result()
        self._turn_until(lambda: self._shown() and self._canvas.sharp)
        self.whole_ms = (perf_counter() - begun) * 1000

    def cancel_ms(self) -> float:
        """From the click on Stop to the refused reading."""
        reading: Future[None] = self._worker.submit(self._read)
        self._begun.wait()
        begun = perf_counter()
        self._reader.stop()
        assert isinstance(reading.exception(), RuleBroken)
        return (perf_counter() - begun) * 1000

    def _read(self) -> None:
        self._begun.clear()
        first = True
        for step in self._reader.read(self._file):
            self._begun.set()
            if isinstance(step, MapReading):
                self._maps.put(BaseMap(step.layers))
                continue
            self.reports += 1
            if step.first_look is not None and first:
                self._maps.put(BaseMap(step.first_look.layers))
                first = False

    def _shown(self) -> bool:
        if not self._maps.empty():
            self._canvas.show_base(self._maps.get(), Attribution(provider="bench"))
        return bool(self._canvas._scene.base.stores) and self._maps.empty()

    def _turn_until(self, done: Callable[[], bool]) -> None:
        while not done():
            turn = thread_time()
            self._app.processEvents()
            self.longest_ms = max(self.longest_ms, (thread_time() - turn) * 1000)


def _large_file(folder: Path) -> Path:
    file, times = folder / "large.gpkg", 3
    write_geopackage(file, bench_city(times))
    while file.stat().st_size < LARGE:
        times += 1
        file.unlink()
        write_geopackage(file, bench_city(times))
    return file


def _small_file(folder: Path) -> Path:
    file = folder / "small.gpkg"
    write_geopackage(file, bench_city()[-1:])
    return file
