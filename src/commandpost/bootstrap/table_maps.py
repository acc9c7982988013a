"""Tables as map files: rows from the documents' reading process become points of one layer for each sheet."""

from __future__ import annotations

from pathlib import Path

from commandpost.bootstrap.table_file import read_table_file
from commandpost.domain.coordinates import Datum
from commandpost.domain.errors import RuleBroken
from commandpost.domain.map_import import FileSurvey, LayerSurvey, MapReading, ReadChoice
from commandpost.domain.map_layer import drawn_in
from commandpost.domain.place_table import TableSheet, columns_of, points_of
from commandpost.domain.plane_table import plane_columns_of, plane_points_of

_WORKBOOKS = frozenset({".xlsx", ".xls", ".ods", ".et"})


def survey_table_map(file: Path) -> FileSurvey:
    """The sheets that hold places or plane metres. Raises what ``read_table_file`` raises, and more.

    The more is ``table_without_places``.
    """
    found = [(sheet, _header(sheet)) for sheet in read_table_file(file)]
    layers = tuple(
        LayerSurvey(
            name=sheet.name,
            geometry="Point",
            features=len(sheet.rows) - header - 1,
            label=_said(sheet),
            fields=sheet.rows[header],
        )
        for sheet, header in found
        if header is not None
    )
    if not layers:
        raise RuleBroken("table_without_places", sheet=file.name)
    return FileSurvey(form="Excel" if file.suffix.lower() in _WORKBOOKS else "CSV", layers=layers)


def read_table_map(file: Path, choice: ReadChoice) -> MapReading:
    """The points of the chosen sheets at their true places.

    Raises also ``map_file_empty``, ``table_no_degrees`` for metres read as degrees, and for a plane what
    ``plane_points_of`` raises.
    """
    chosen = [sheet for sheet in read_table_file(file) if choice.takes(sheet.name) and _header(sheet) is not None]
    if choice.plane is not None:
        plane = choice.plane
        told = [plane_points_of(sheet, plane) for sheet in chosen if plane_columns_of(sheet) is not None]
        tables, datums = [table for table, _ in told], [choice.datum] * len(told)
        notes = tuple(sorted({way for _, way in told if way}))
        if not told:
            raise RuleBroken("table_without_plane", sheet=file.name)
    else:
        placed = [sheet for sheet in chosen if columns_of(sheet) is not None]
        tables, datums = [points_of(sheet) for sheet in placed], [_datum(sheet, choice) for sheet in placed]
        notes = tuple(sorted({f"said_{said}" for said in map(_said, chosen) if said}))
    both = zip(tables, datums, strict=True)
    layers = tuple(drawn_in(table.layer, datum) for table, datum in both if table.layer is not None)
    if not layers and choice.plane is None and any(plane_columns_of(sheet) is not None for sheet in chosen):
        raise RuleBroken("table_no_degrees", sheet=file.name)
    if not layers:
        raise RuleBroken("map_file_empty", file=file.name)
    without = tuple(row for table in tables for row in table.without_place)
    return MapReading(layers=layers, notes=notes, without_place=without)


def _datum(sheet: TableSheet, choice: ReadChoice) -> Datum:
    told = _said(sheet) if choice.as_told else ""
    return Datum(told) if told else choice.datum


def _said(sheet: TableSheet) -> str:
    """The datum its headings tell of, "" where they tell none."""
    found = columns_of(sheet)
    return found.datum.value if found is not None and found.datum is not None else ""


def _header(sheet: TableSheet) -> int | None:
    """The row of the headings; None where nothing looks like a place."""
    found = columns_of(sheet) or plane_columns_of(sheet)
    return found.header if found is not None else None
