"""Readers of vector files: whatever of the known formats GDAL opens, as plain arrays of degrees.

A foreign file may be broken, empty, mislabelled or huge; each ends in one :class:`RuleBroken` with a reason.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pyogrio
import pyogrio.raw
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError
from shapely.errors import ShapelyError

from commandpost.domain.errors import RuleBroken
from commandpost.domain.map_import import Box, FileSurvey, LayerSurvey, MapReading, ReadChoice, ReadProgress
from commandpost.domain.map_layer import MapLayerData
from commandpost.geodata.numbers import Numbers
from commandpost.geodata.opening import OpenedFile, open_file
from commandpost.geodata.tables import FIELDS_WANTED, RawTable, Table, joined, layers_of, table_of, words_of

BROKEN = (DataSourceError, DataLayerError, FeatureError, FieldError, GeometryError, ShapelyError, OSError, ValueError)
FORMS: Mapping[str, str] = {
    "GPKG": "GeoPackage", "ESRI Shapefile": "Shapefile", "KML": "KML", "LIBKML": "KML", "GeoJSON": "GeoJSON",
    "GeoJSONSeq": "GeoJSON", "FlatGeobuf": "FlatGeobuf", "OSM": "OpenStreetMap", "DXF": "DXF", "GPX": "GPX",
}  # fmt: skip
_BY_CHUNKS = frozenset({"GPKG", "ESRI Shapefile", "FlatGeobuf"})  # the others are read from their beginning each time
_CHUNK = 20_000
_FIRST_CHUNK = 1_500  # small, so that the first look is there at once
_LISTS_OF_GPX = frozenset({"routes", "tracks", "route_points", "track_points", "waypoints"})

Report = Callable[[ReadProgress], None]


def survey_map(file: Path) -> FileSurvey:
    """What a file says it holds, without reading its features. Raises what :func:`read_map` raises."""
    with _opened(file) as opened:
        described = [_described(opened, name) for name in _layer_names(opened, file)]
    layers = tuple(layer for _, layer in described if layer is not None)
    if not layers:
        raise RuleBroken("map_file_empty", file=file.name)
    return FileSurvey(form=FORMS[described[0][0]], layers=layers, encoding=opened.encoding or "utf-8")


def read_layers(path: Path) -> tuple[MapLayerData, ...]:
    """Read every layer of a file as it describes itself; see :func:`read_map`."""
    return read_map(path).layers


def read_map(file: Path, choice: ReadChoice | None = None, report: Report = lambda _progress: None) -> MapReading:
    """Read the chosen layers of a file, split by kind of geometry and by role.

    Raises ``map_file_unreadable``, ``map_file_empty``, ``map_form_unknown``, ``map_crs_unknown``, ``map_crs_wrong``,
    ``map_plane_wrong``, ``map_ring_too_long``, ``map_too_many_points`` and what opening it raises.
    """
    chosen = choice or ReadChoice()
    numbers = Numbers(file=file.name, choice=chosen)
    with _opened(file, chosen.encoding) as opened:
        names = [name for name in _layer_names(opened, file) if chosen.takes(name)]
        if chosen.first_look:
            _look_first(opened, names, chosen, numbers, report)
        tables = [_whole_table(opened, name, numbers, report, source=str(file)) for name in names]
        layers = tuple(layer for table in tables if table is not None for layer in layers_of(table, file.name))
    if not layers:
        raise RuleBroken("map_file_empty", file=file.name)
    return MapReading(layers=layers, notes=tuple(sorted(numbers.notes | opened.notes)))


def read_attributes(layer: MapLayerData, fid: int) -> Mapping[str, str]:
    """All fields of one feature, read from its file only when somebody asks."""
    path = Path(layer.source)
    try:
        meta, _, _, columns = pyogrio.raw.read(path, layer=layer.name, fids=[fid], read_geometry=False)
    except BROKEN as error:
        raise RuleBroken("map_file_unreadable", file=path.name, reason=str(error)) from error
    return {
        str(field): words_of(column[0]) for field, column in zip(meta["fields"], columns, strict=True) if len(column)
    }


def raw_tables(file: Path, choice: ReadChoice) -> Iterator[tuple[str, RawTable]]:
    """Every chosen layer in pieces with all its fields, as the file writes them; raises as :func:`read_map`."""
    with _opened(file, choice.encoding) as opened:
        for name in _layer_names(opened, file):
            if choice.takes(name) and _described(opened, name)[1] is not None:
                yield from ((name, piece) for piece, _, _ in _pieces(opened, name, columns=None))


@contextmanager
def _opened(file: Path, encoding: str = "") -> Iterator[OpenedFile]:
    """The safe copy of a file for as long as it is read; GDAL's and shapely's errors become one of ours.

    ``encoding`` is the operator's word against the file's.
    """
    with tempfile.TemporaryDirectory(prefix="commandpost-map-") as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # GDAL warns of what it reads all the same; what it cannot read it refuses
        try:
            found = open_file(file, Path(scratch))
            opened = replace(found, encoding=encoding or found.encoding)
            options = {"DXF_ENCODING": opened.encoding or "UTF-8", "SHAPE_RESTORE_SHX": "YES"}
            pyogrio.set_gdal_config_options(options)
            yield opened
        except BROKEN as error:
            raise _refusal(file.name, str(error)) from error


def _refusal(file: str, reason: str) -> RuleBroken:
    """GDAL's words in ours where there are any."""
    codes = (("not recognized as being", "map_form_unknown"), ("too complex/large", "map_file_too_large"))
    code = next((code for words, code in codes if words in reason), "map_file_unreadable")
    return RuleBroken(code, file=file, reason=reason)


def _layer_names(opened: OpenedFile, file: Path) -> list[str]:
    names = [str(row[0]) for row in pyogrio.list_layers(opened.path)]
    if names and _described(opened, names[0])[0] not in FORMS:
        raise RuleBroken("map_form_unknown", file=file.name)
    return names


def _described(opened: OpenedFile, name: str) -> tuple[str, LayerSurvey | None]:
    """The driver and what the layer says of itself; None for a table without geometry and for GPX's empty lists."""
    counted = opened.path.suffix.lower() == ".gpx" and name in _LISTS_OF_GPX
    info = pyogrio.read_info(opened.path, layer=name, encoding=_text_encoding(opened), force_feature_count=counted)
    driver, count = str(info["driver"]), int(info["features"])
    if info["geometry_type"] is None or (counted and count == 0):
        return driver, None
    return driver, LayerSurvey(
        name=name,
        geometry=str(info["geometry_type"]),
        features=count,
        label=str(info["crs"] or ""),
        fields=tuple(str(field) for field in info["fields"]),
    )


def _text_encoding(opened: OpenedFile) -> str | None:
    return opened.encoding if opened.path.suffix.lower() == ".shp" else None


def _whole_table(opened: OpenedFile, name: str, numbers: Numbers, report: Report, *, source: str) -> Table | None:
    driver, layer = _described(opened, name)
    if layer is None:
        return None
    wanted = [field for field in FIELDS_WANTED if field in layer.fields]
    parts = []
    for raw, done, total in _pieces(opened, name, columns=wanted):
        parts.append(table_of(name, raw, numbers, source))
        early = (
            MapReading(layers=tuple(layers_of(parts[0], numbers.file))) if len(parts) == 1 and done < total else None
        )
        report(ReadProgress(done=done, total=total if driver in _BY_CHUNKS else 0, first_look=early))
    return joined(parts, numbers.file)


def _pieces(opened: OpenedFile, name: str, *, columns: list[str] | None) -> Iterator[tuple[RawTable, int, int]]:
    """A layer in pieces of some thousand features where its format allows, with how many are read and there."""
    driver, layer = _described(opened, name)
    total = max(0, layer.features) if layer is not None else 0
    starts = [0, *range(_FIRST_CHUNK, total, _CHUNK)] if driver in _BY_CHUNKS else [0]
    for first, following in zip(starts, [*starts[1:], None], strict=True):
        most = following - first if following is not None else _CHUNK
        raw = _read(opened, name, columns=columns, skip_features=first, max_features=most if len(starts) > 1 else None)
        yield raw, first + len(raw.wkb), total


def _read(opened: OpenedFile, name: str, *, columns: list[str] | None, **window: object) -> RawTable:
    meta, fids, wkb, values = pyogrio.raw.read(
        opened.path,
        layer=name,
        columns=columns,
        encoding=_text_encoding(opened),
        return_fids=True,
        force_2d=True,
        **window,
    )
    fields = dict(zip((str(field) for field in meta["fields"]), values, strict=True))
    return RawTable(label=meta["crs"], fids=fids, wkb=wkb, fields=fields)


def _look_first(opened: OpenedFile, names: list[str], choice: ReadChoice, numbers: Numbers, report: Report) -> None:
    """Read what lies in the window before everything else, where the format finds it by an index."""
    found: list[MapLayerData] = []
    for name in names:
        driver, layer = _described(opened, name)
        if layer is None or driver not in _BY_CHUNKS or choice.first_look is None:
            continue
        wanted = [field for field in FIELDS_WANTED if field in layer.fields]
        box = _box_in(layer.label, choice.first_look)
        raw = _read(opened, name, columns=wanted, bbox=box, max_features=_CHUNK)
        found.extend(layers_of(table_of(name, raw, numbers, str(opened.path)), numbers.file))
    if found:
        report(ReadProgress(done=0, total=0, first_look=MapReading(layers=tuple(found))))


def _box_in(label: str, box: Box) -> Box:
    """A box of degrees in the file's own numbers."""
    try:
        crs = CRS.from_user_input(label or "EPSG:4490")
        west, south, east, north = Transformer.from_crs("EPSG:4490", crs, always_xy=True).transform_bounds(*box)
    except (CRSError, ProjError):
        return box
    return float(west), float(south), float(east), float(north)
