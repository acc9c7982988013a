"""The safe way to a foreign file: read it in a child process with limits of time and memory."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, Self

from commandpost.domain.errors import CommandPostError, RuleBroken, Unavailable
from commandpost.domain.map_import import (
    FileSurvey,
    MapReading,
    ReadChoice,
    ReadProgress,
    choice_to_plain,
    survey_from_plain,
)
from commandpost.domain.map_layer import MapLayerData
from commandpost.geodata.archive import load_layers

# Drivers that reach beyond the file they are given, or run what it says: other files, the network, queries.
_REACHING = (
    "VRT OGR_VRT WFS OAPIF CSW WMS WMTS WCS HTTP GMLAS Elasticsearch CARTO AmigoCloud PLSCENES NGW EEDA EEDAI "
    "PostgreSQL PGDUMP MySQL MSSQLSpatial ODBC OGR_OGDI STACTA STACIT TileDB GTI DAAS GTFS"
)
_ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",  # address space is scarce
    "OMP_NUM_THREADS": "1",
    "GDAL_NUM_THREADS": "1",
    "GDAL_SKIP": _REACHING.replace(" ", ","),
    "OGR_GEOJSON_MAX_OBJ_SIZE": "256",
}
_TIMES_UP = {-signal.SIGKILL, -signal.SIGXCPU, -signal.SIGALRM} if sys.platform != "win32" else set()
_KINDS: dict[str, type[CommandPostError]] = {"RuleBroken": RuleBroken, "Unavailable": Unavailable}


class MapReader:
    """One reading process, warm from the first call on; its jobs come one after another.

    Every method but :meth:`stop` blocks, so call them away from the GUI thread. Whatever ends the process ends the
    job in one ``RuleBroken``: ``map_file_too_slow``, ``map_file_too_large``, ``map_file_unreadable`` or, after
    :meth:`stop`, ``map_reading_stopped``. The next job starts a new process.
    """

    def __init__(self, *, seconds: int = 60, memory_mb: int = 2048) -> None:
        self._seconds = seconds
        self._memory_mb = memory_mb
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False
        self._closed = False
        self._starting = Lock()  # warming and the first job may come from two threads
        self._folder = tempfile.TemporaryDirectory(prefix="commandpost-map-")
        self._errors = Path(self._folder.name) / "errors.txt"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def warm(self) -> None:
        """Start the process and let it load its libraries, before a file is chosen."""
        with suppress(RuleBroken):  # closed meanwhile: nothing to warm
            self._running()

    def survey(self, file: Path) -> FileSurvey:
        """What the file says it holds."""
        for said in self._answers(file, verb="survey"):
            if "done" in said:
                return survey_from_plain(said["done"])
        raise self._ended(file)

    def read(self, file: Path, choice: ReadChoice | None = None) -> Iterator[ReadProgress | MapReading]:
        """Progress, perhaps with a first look, and at the end the whole reading."""
        yield from self._readings(file, verb="read", choice=choice_to_plain(choice or ReadChoice()))

    def keep(self, file: Path, choice: ReadChoice, folder: Path) -> Iterator[ReadProgress | MapReading]:
        """The same for taking the layers in: the copy in ``folder`` is complete when the reading arrives."""
        yield from self._readings(file, verb="keep", choice=choice_to_plain(choice), folder=str(folder))

    def stop(self) -> None:
        """End the running job at once, from any thread."""
        self._stopped = True
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the process and forget its files."""
        with self._starting:
            self._closed = True
            self._end()
        self._folder.cleanup()

    def _readings(self, file: Path, **job: Any) -> Iterator[ReadProgress | MapReading]:  # noqa: ANN401 - JSON
        for said in self._answers(file, **job):
            if "done" in said:
                yield _reading(said["done"])
                return
            early = _reading(said["first_look"]) if "first_look" in said else None
            yield ReadProgress(done=said["read"], total=said["total"], first_look=early)
        raise self._ended(file)

    def _answers(self, file: Path, **job: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON
        """What the process says until it has done the job or refused it."""
        self._stopped = False
        process = self._running()
        order = {"file": str(file), "out": self._folder.name, "seconds": self._seconds, **job}
        if process.stdin is None or process.stdout is None:
            return
        with suppress(BrokenPipeError):  # it died; the end of its answers says so
            process.stdin.write(json.dumps(order) + "\n")
            process.stdin.flush()
        for line in process.stdout:
            said = json.loads(line)
            if "refused" in said:
                raise _KINDS[said["kind"]](said["refused"], **said["params"])
            if "ready" not in said:
                yield said
            if "done" in said:
                return

    def _running(self) -> subprocess.Popen[str]:
        with self._starting:
            if self._closed:
                raise RuleBroken("map_reading_stopped", file="")
            if self._process is None or self._process.poll() is not None:
                self._end()
                self._process = self._started()
            return self._process

    def _started(self) -> subprocess.Popen[str]:
        with self._errors.open("wb") as errors:
            return subprocess.Popen(
                [sys.executable, "-m", "commandpost.geodata.child", str(self._memory_mb)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env={**os.environ, **_ENVIRONMENT},
                encoding="utf-8",
            )

    def _ended(self, file: Path) -> RuleBroken:
        """Sort a dead process: stopped, out of memory, out of time, or broken."""
        status = self._process.wait() if self._process is not None else 0
        words = self._errors.read_text(encoding="utf-8", errors="replace") if self._errors.exists() else ""
        last = next(reversed([line for line in words.splitlines() if line.strip()]), f"status {status}")
        if self._stopped:
            return RuleBroken("map_reading_stopped", file=file.name)
        if any(sign in words for sign in ("MemoryError", "bad_alloc", "Cannot allocate memory", "failed to map")):
            return RuleBroken("map_file_too_large", file=file.name)
        if status in _TIMES_UP:
            return RuleBroken("map_file_too_slow", file=file.name)
        return RuleBroken("map_file_unreadable", file=file.name, reason=last)

    def _end(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # what was never read is of no use now
                    pipe.close()
        self._process = None


def read_layers_bounded(path: Path, *, seconds: int = 60, memory_mb: int = 2048) -> tuple[MapLayerData, ...]:
    """Read a file's layers without risk for this process; blocks. Raises what :class:`MapReader` raises."""
    with MapReader(seconds=seconds, memory_mb=memory_mb) as reader:
        return whole_reading(reader.read(path)).layers


def whole_reading(steps: Iterator[ReadProgress | MapReading]) -> MapReading:
    """The reading at the end of its steps."""
    return next(step for step in steps if isinstance(step, MapReading))


def _reading(said: dict[str, Any]) -> MapReading:
    return MapReading(layers=load_layers(Path(said["layers"])), notes=tuple(said["notes"]))
