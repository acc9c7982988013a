"""Tables of places from CSV and Excel as plain texts; which columns mean what is decided elsewhere."""

from __future__ import annotations

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from io import BytesIO, StringIO

from python_calamine import CalamineError, CalamineWorkbook

from commandpost.documents.packed import unpacked_bytes
from commandpost.domain.errors import RuleBroken
from commandpost.domain.place_table import TableSheet

LARGEST = 50_000_000  # bytes of a file
LARGEST_UNPACKED = 400_000_000  # bytes of an .xlsx once unpacked
MOST_ROWS = 100_000
MOST_COLUMNS = 80
LONGEST_CELL = 500
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_DELIMITERS = (",", "\t", ";", "|")


def read_table(content: bytes, name: str) -> tuple[TableSheet, ...]:
    """Every sheet of a workbook, or the one of a CSV file, told apart by its first bytes.

    Raises RuleBroken("table_too_large"|"table_unreadable", file=…).
    """
    if len(content) > LARGEST:
        raise RuleBroken("table_too_large", file=name)
    is_workbook = content.startswith(_WORKBOOKS)
    sheets = tuple(_workbook(content, name)) if is_workbook else (_csv(content, name),)
    if any(len(sheet.rows) > MOST_ROWS for sheet in sheets):
        raise RuleBroken("table_too_large", file=name)
    return tuple(sheet for sheet in sheets if sheet.rows)


def _workbook(content: bytes, name: str) -> Iterator[TableSheet]:
    _check_unpacked(content, name)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for title in book.sheet_names:
            rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)
            yield TableSheet(name=title, rows=tuple(tuple(map(_text, row[:MOST_COLUMNS])) for row in rows))
    except (CalamineError, OSError, ValueError) as error:
        raise RuleBroken("table_unreadable", file=name, reason=str(error)) from error


def _check_unpacked(content: bytes, name: str) -> None:
    try:
        unpacked = unpacked_bytes(content)
    except ValueError as error:
        raise RuleBroken("table_unreadable", file=name, reason=str(error)) from error
    if unpacked > LARGEST_UNPACKED:
        raise RuleBroken("table_too_large", file=name)


def _csv(content: bytes, name: str) -> TableSheet:
    text = _decoded(content, name)
    head = text[:4000].partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        rows = tuple(
            tuple(cell[:LONGEST_CELL] for cell in row[:MOST_COLUMNS])
            for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        )
    except csv.Error as error:
        raise RuleBroken("table_unreadable", file=name, reason=str(error)) from error
    return TableSheet(name=name.rpartition(".")[0] or name, rows=rows)


def _decoded(content: bytes, name: str) -> str:
    marked = ("utf-16",) if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else ()  # Excel's "Unicode text"
    for encoding in (*marked, "utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise RuleBroken("table_unreadable", file=name, reason="encoding")


def _text(cell: object) -> str:
    """A cell as it is read; whole numbers lose the point that Excel gives them."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return repr(cell) if isinstance(cell, float) else str(cell)[:LONGEST_CELL]
