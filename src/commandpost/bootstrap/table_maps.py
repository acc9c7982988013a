"""Tables as map files: rows from the documents' reading process become points of one layer for each sheet."""

from __future__ import annotations

from pathlib import Path

from commandpost.bootstrap.table_file import read_table_file
from commandpost.domain.errors import RuleBroken
from commandpost.domain.map_import import FileSurvey, LayerSurvey, MapReading, ReadChoice
from commandpost.domain.map_layer import drawn_in
from commandpost.domain.place_table import TableSheet, columns_of, points_of

TABLES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".et"})
_WORKBOOKS = frozenset({".xlsx", ".xls", ".ods", ".et"})


def survey_table_map(file: Path) -> FileSurvey:
    """The sheets that hold places. Raises what ``read_table_file`` raises, and ``table_without_places``."""
    found = [(sheet, columns_of(sheet)) for sheet in read_table_file(file)]
    layers = tuple(
        LayerSurvey(
            name=sheet.name,
            geometry="Point",
            features=len(sheet.rows) - columns.header - 1,
            label="",
            fields=sheet.rows[columns.header],
        )
        for sheet, columns in found
        if columns is not None
    )
    if not layers:
        raise RuleBroken("table_without_places", sheet=file.name)
    return FileSurvey(form="Excel" if file.suffix.lower() in _WORKBOOKS else "CSV", layers=layers)


def read_table_map(file: Path, choice: ReadChoice) -> MapReading:
    """The points of the chosen sheets at their true places. Raises also ``map_file_empty``."""
    chosen = [sheet for sheet in read_table_file(file) if _is_wanted(sheet, choice)]
    tables = [points_of(sheet) for sheet in chosen]
    layers = tuple(drawn_in(table.layer, choice.datum) for table in tables if table.layer is not None)
    if not layers:
        raise RuleBroken("map_file_empty", file=file.name)
    return MapReading(layers=layers, without_place=tuple(row for table in tables for row in table.without_place))


def _is_wanted(sheet: TableSheet, choice: ReadChoice) -> bool:
    return choice.takes(sheet.name) and columns_of(sheet) is not None
