"""Any table of figures as a workbook: a bold head that stays in sight, columns as wide as their words."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from commandpost.documents.wording import holdable

Cell = str | int | float
WIDEST = 40  # characters of a column


def write_table(rows: Sequence[Sequence[Cell]], name: str) -> bytes:
    """Rows as they stand; text is written as text and never as a formula."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(name[:31])
        bold = book.add_format({"bold": True, "bg_color": "#F3F3F3", "border": 1})
        plain = book.add_format({"border": 1})
        for place, row in enumerate(rows):
            for column, value in enumerate(row):
                shown = holdable(value) if isinstance(value, str) else value
                sheet.write(place, column, shown, bold if place == 0 else plain)
        for column in range(max(map(len, rows), default=0)):
            sheet.set_column(column, column, _width(rows, column))
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def _width(rows: Sequence[Sequence[Cell]], column: int) -> int:
    longest = max((_wide(str(row[column])) for row in rows if column < len(row)), default=0)
    return min(WIDEST, longest + 2)


def _wide(text: str) -> int:
    """Columns a text takes; a Chinese character takes two."""
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)
