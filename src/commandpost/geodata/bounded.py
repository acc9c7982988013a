"""The safe way to a foreign file: read it in a child process with limits of time and memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

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
from commandpost.geodata.process import BoundedProcess

_CHILD = "commandpost.geodata.child"
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


class MapReader:
    """One reading process; blocks and raises as :class:`~commandpost.geodata.process.BoundedProcess` does."""

    def __init__(self, *, seconds: int = 60, memory_mb: int = 2048) -> None:
        self._child = BoundedProcess(_CHILD, seconds=seconds, memory_mb=memory_mb, environment=_ENVIRONMENT)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def warm(self) -> None:
        """Start the process and let it load its libraries, before a file is chosen."""
        self._child.warm()

    def survey(self, file: Path) -> FileSurvey:
        """What the file says it holds."""
        return survey_from_plain(next(said["done"] for said in self._child.answers(file, verb="survey")))

    def read(self, file: Path, choice: ReadChoice | None = None) -> Iterator[ReadProgress | MapReading]:
        """Progress, perhaps with a first look, and at the end the whole reading."""
        yield from self._readings(file, verb="read", choice=choice_to_plain(choice or ReadChoice()))

    def keep(self, file: Path, choice: ReadChoice, folder: Path) -> Iterator[ReadProgress | MapReading]:
        """The same for taking the layers in: the copy in ``folder`` is complete when the reading arrives."""
        yield from self._readings(file, verb="keep", choice=choice_to_plain(choice), folder=str(folder))

    def stop(self) -> None:
        """End the running job at once, from any thread."""
        self._child.stop()

    def close(self) -> None:
        """End the process and forget its files."""
        self._child.close()

    def _readings(self, file: Path, **job: Any) -> Iterator[ReadProgress | MapReading]:  # noqa: ANN401 - JSON
        for said in self._child.answers(file, **job):
            if "done" in said:
                yield _reading(said["done"])
                return
            early = _reading(said["first_look"]) if "first_look" in said else None
            yield ReadProgress(done=said["read"], total=said["total"], first_look=early)


def read_layers_bounded(path: Path, *, seconds: int = 60, memory_mb: int = 2048) -> tuple[MapLayerData, ...]:
    """Read a file's layers without risk for this process; blocks. Raises what :class:`MapReader` raises."""
    with MapReader(seconds=seconds, memory_mb=memory_mb) as reader:
        return whole_reading(reader.read(path)).layers


def whole_reading(steps: Iterator[ReadProgress | MapReading]) -> MapReading:
    """The reading at the end of its steps."""
    return next(step for step in steps if isinstance(step, MapReading))


def _reading(said: dict[str, Any]) -> MapReading:
    return MapReading(layers=load_layers(Path(said["layers"])), notes=tuple(said["notes"]))
