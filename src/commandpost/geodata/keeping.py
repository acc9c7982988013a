"""Taking a foreign layer in: a copy of the workstation's own, in degrees CGCS2000, with all its fields."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pyogrio.raw
import shapely

from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.map_import import MapReading, ReadChoice, ReadProgress
from commandpost.geodata.archive import KEPT
from commandpost.geodata.numbers import Numbers
from commandpost.geodata.readers import BROKEN, Report, raw_tables, read_map

_CRS = "EPSG:4490"


def keep_map(file: Path, choice: ReadChoice, folder: Path, report: Report = lambda _progress: None) -> MapReading:
    """Write the chosen layers into ``folder`` and read them back from there.

    Raises what :func:`~commandpost.geodata.readers.read_map` raises, and ``file_not_writable``.
    """
    target = folder / KEPT
    numbers = Numbers(file=file.name, choice=choice)
    begun: set[str] = set()
    done = 0
    for name, raw in raw_tables(file, choice):
        shapes = shapely.from_wkb(raw.wkb, on_invalid="ignore")
        usable = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
        if not usable.any():
            continue
        shapes = numbers.to_degrees(shapes[usable], raw.label)
        fields = {field: column[usable] for field, column in raw.fields.items()}
        with _called(file):
            _append(target, name, shapes, fields, begun)
        done += len(shapes)
        report(ReadProgress(done=done, total=0))
    if not begun:
        raise RuleBroken("map_file_empty", file=file.name)
    with _called(file):
        reading = read_map(target, report=report)
    return MapReading(layers=reading.layers, notes=tuple(sorted(numbers.notes)))


@contextmanager
def _called(file: Path) -> Iterator[None]:
    """Errors name the file that the operator knows, never the copy."""
    try:
        yield
    except (RuleBroken, Unavailable) as error:
        raise type(error)(error.code, **error.params | {"file": file.name}) from error


def _append(
    target: Path,
    name: str,
    shapes: np.ndarray[tuple[int], np.dtype[np.object_]],
    fields: dict[str, np.ndarray[tuple[int], np.dtype[np.object_]]],
    begun: set[str],
) -> None:
    """Add rows to a layer of the copy; the first rows make it."""
    plain = {
        _field(field): column for field, column in fields.items() if field.lower() not in {"fid", "geom", "ogc_fid"}
    }
    try:
        pyogrio.raw.write(
            target,
            shapely.to_wkb(shapes),
            list(plain.values()),
            list(plain),
            layer=name,
            driver="GPKG",
            geometry_type="Unknown",
            crs=_CRS,
            append=bool(begun),
        )
    except BROKEN as error:
        raise Unavailable("file_not_writable", file=target.name, reason=str(error)) from error
    begun.add(name)


def _field(name: str) -> str:
    return name or "_"
