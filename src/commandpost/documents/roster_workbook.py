"""The month's roster as an Excel workbook: empty to be filled in, or as it stands."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from commandpost.documents.roster_xlsx import FIELDS, RosterRow
from commandpost.documents.wording import WEEKDAYS

COLUMNS = ("date", "weekday", "leader", "primary", "secondary", "note")
WIDTHS = (12, 8, 14, 14, 14, 30)
HEADER_ROW = 1  # under the title, from 0
PEOPLE = "人员"


def write_roster_template(year: int, month: int, people: Sequence[str]) -> bytes:
    """An empty month to fill in; names are offered in a drop-down, others may be typed."""
    return write_roster(year, month, (), people)


def write_roster(year: int, month: int, rows: Sequence[RosterRow], people: Sequence[str]) -> bytes:
    """The month as .xlsx; days without a row stay empty and are marked red until filled."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        sheet = book.add_worksheet(f"{year}年{month}月")
        days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
        _head(book, sheet, f"{year}年{month}月值班表")
        _days(book, sheet, days, {row.date: row for row in rows})
        _offer(book, sheet, len(days), people)
        _print_on_one_page(sheet, len(days))
    return content.getvalue()


def _head(book: Workbook, sheet: Worksheet, title: str) -> None:
    large = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
    bold = book.add_format({"bold": True, "align": "center", "border": 1, "bg_color": "#F3F3F3"})
    sheet.merge_range(0, 0, 0, len(COLUMNS) - 1, title, large)
    sheet.set_row(0, 30)
    for column, (field, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(HEADER_ROW, column, "星期" if field == "weekday" else FIELDS[field][0], bold)
    sheet.freeze_panes(HEADER_ROW + 1, 2)


def _days(book: Workbook, sheet: Worksheet, days: Sequence[date], rows: Mapping[date, RosterRow]) -> None:
    formats = {rest: _cell_formats(book, rest=rest) for rest in (False, True)}
    for number, day in enumerate(days, start=HEADER_ROW + 1):
        dated, plain = formats[day.weekday() > 4]
        row = rows.get(day, RosterRow(row=0, date=day))
        sheet.write_datetime(number, 0, day, dated)
        sheet.write_string(number, 1, f"周{WEEKDAYS[day.weekday()]}", plain)
        for column, text in enumerate((row.leader, row.primary, row.secondary, row.note), start=2):
            sheet.write(number, column, text or None, plain)


def _cell_formats(book: Workbook, *, rest: bool) -> tuple[Format, Format]:
    look: dict[str, object] = {"border": 1, "align": "center"} | ({"bg_color": "#EEF5F1"} if rest else {})
    return book.add_format(look | {"num_format": 'm"月"d"日"'}), book.add_format(look)


def _offer(book: Workbook, sheet: Worksheet, days: int, people: Sequence[str]) -> None:
    first, last = HEADER_ROW + 1, HEADER_ROW + days
    empty = book.add_format({"bg_color": "#FDE4E4"})
    sheet.conditional_format(first, 2, last, 4, {"type": "blanks", "format": empty})
    if not people:
        return
    names = book.add_worksheet(PEOPLE)
    names.write_column(0, 0, people)
    names.hide()
    sheet.data_validation(
        first,
        2,
        last,
        4,
        {
            "validate": "list",
            "source": f"='{PEOPLE}'!$A$1:$A${len(people)}",
            "error_type": "warning",
            "error_title": "名单外人员",
            "error_message": "此人不在人员名单内，确定要填吗？",
        },
    )


def _print_on_one_page(sheet: Worksheet, days: int) -> None:
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, HEADER_ROW + days, len(COLUMNS) - 1)
