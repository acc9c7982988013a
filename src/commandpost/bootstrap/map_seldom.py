"""What a desk does to map files seldom, in its own process: GDAL and the readers of tables come with the first use.

Foreign files are read by a child; here are a layer's own copy, the sample's drawing and what is given to others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from commandpost.domain.layer_style import FieldValues, LayerStyle
from commandpost.domain.map_export import ExportLayer, MapForm
from commandpost.domain.map_import import FileSurvey, KeptLayer, MapReading, ReadChoice
from commandpost.domain.map_layer import MapLayerData
from commandpost.geodata.archive import KEPT, load_layers, save_layers


def drawn_layers(file: Path) -> tuple[MapLayerData, ...]:
    """The layers of the sample's drawing, from plain arrays beside it once they are made; two desks may make them."""
    arrays = file.with_suffix(".npz")
    if not arrays.is_file() or arrays.stat().st_mtime_ns < file.stat().st_mtime_ns:
        from commandpost.geodata.readers import read_layers

        with TemporaryDirectory(dir=arrays.parent) as own:
            fresh = Path(own) / arrays.name
            save_layers(fresh, read_layers(file))
            fresh.replace(arrays)
    return load_layers(arrays)


def styled(layers: Sequence[MapLayerData], style: LayerStyle, file: Path) -> tuple[MapLayerData, ...]:
    """See ``geodata.classes``."""
    from commandpost.geodata import classes

    return classes.styled(layers, style, file)


def values_in(file: Path) -> tuple[FieldValues, ...]:
    """See ``geodata.classes``."""
    from commandpost.geodata import classes

    return classes.values_in(file)


def fields_of(file: Path, layer: str, fid: int) -> tuple[tuple[str, str], ...]:
    """See ``geodata.classes``."""
    from commandpost.geodata import classes

    return classes.fields_of(file, layer, fid)


def write_map(target: Path, form: MapForm, layers: Sequence[ExportLayer], kept: Mapping[Path, KeptLayer]) -> None:
    """See ``geodata.exporting``; ``kept``: copies of layers that go with it."""
    from commandpost.geodata import exporting

    files = [exporting.KeptFile(path=file, title=one.title, origin=one.origin) for file, one in kept.items()]
    exporting.write_map(target, form, layers, files)


def survey_table(file: Path) -> FileSurvey:
    """See ``bootstrap.table_maps``."""
    from commandpost.bootstrap import table_maps

    return table_maps.survey_table_map(file)


def read_table(file: Path, choice: ReadChoice) -> MapReading:
    """See ``bootstrap.table_maps``."""
    from commandpost.bootstrap import table_maps

    return table_maps.read_table_map(file, choice)


def kept_table(file: Path, choice: ReadChoice, folder: Path, arrays: str) -> Iterator[MapReading]:
    """Write the points of a table into ``folder`` and read them back from there."""
    from commandpost.geodata.readers import read_layers
    from commandpost.geodata.writers import write_geopackage

    read = read_table(file, choice)
    write_geopackage(folder / KEPT, read.layers)
    layers = read_layers(folder / KEPT)
    save_layers(folder / arrays, layers)
    yield MapReading(layers=layers, notes=read.notes, without_place=read.without_place)
