"""The month's roster as an Excel workbook: empty to be filled in, or as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from commandpost.documents.wording import WEEKDAYS, holdable
from commandpost.domain.roster import USUAL_COLUMNS, PostColumn, RosterRow, month_days

FIRST_POST = 2  # after date and weekday
HEADER_ROW = 1  # under the title, from 0
NOTE_WIDTH, POST_WIDTH = 30, 14
PEOPLE = "人员"
PHONES = "电话"


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterBook:
    """What a workbook of a month holds: posts as columns, days as rows, whom the drop-down offers, telephones."""

    year: int
    month: int
    columns: Sequence[PostColumn] = USUAL_COLUMNS
    rows: Sequence[RosterRow] = ()
    people: Sequence[str] = ()
    rest_days: Sequence[date] = ()
    phones: Sequence[tuple[str, str]] = ()


def write_roster(told: RosterBook) -> bytes:
    """The month as .xlsx; without rows an empty template, whose blanks are marked red until filled."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        sheet = book.add_worksheet(f"{told.year}年{told.month}月")
        days = month_days(told.year, told.month)
        _head(book, sheet, told)
        _days(book, sheet, days, told)
        _offer(book, sheet, len(days), told)
        _print_on_one_page(sheet, len(days), FIRST_POST + len(told.columns))
        _phones(book, told)
    return content.getvalue()


def _head(book: Workbook, sheet: Worksheet, told: RosterBook) -> None:
    large = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
    bold = book.add_format({"bold": True, "align": "center", "border": 1, "bg_color": "#F3F3F3"})
    titles = ["日期", "星期", *(one.title for one in told.columns), "备注"]
    widths = [12, 8, *(max(POST_WIDTH, 2 * len(one.title) + 2) for one in told.columns), NOTE_WIDTH]
    sheet.merge_range(0, 0, 0, len(titles) - 1, f"{told.year}年{told.month}月值班表", large)
    sheet.set_row(0, 30)
    for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(HEADER_ROW, column, holdable(title), bold)
    sheet.freeze_panes(HEADER_ROW + 1, FIRST_POST)


def _days(book: Workbook, sheet: Worksheet, days: Sequence[date], told: RosterBook) -> None:
    formats = {rest: _cell_formats(book, rest=rest) for rest in (False, True)}
    rows = {row.date: row for row in told.rows}
    for number, day in enumerate(days, start=HEADER_ROW + 1):
        dated, plain = formats[day in told.rest_days if told.rest_days else day.weekday() > 4]
        row = rows.get(day, RosterRow(row=0, date=day, names={}))
        sheet.write_datetime(number, 0, day, dated)
        sheet.write_string(number, 1, f"周{WEEKDAYS[day.weekday()]}", plain)
        for column, one in enumerate(told.columns, start=FIRST_POST):
            mark = row.marks.get(one.role, "")
            look = _marked(book, mark, rest=plain is formats[True][1]) if mark else plain
            sheet.write(number, column, holdable(row.names.get(one.role, "")) or None, look)
        sheet.write(number, FIRST_POST + len(told.columns), holdable(row.note) or None, plain)


def _marked(book: Workbook, mark: str, *, rest: bool) -> Format:
    """A name with 代 or 调 behind it, shown and printed but no part of the cell, so that it reads back as it was."""
    look: dict[str, object] = {"border": 1, "align": "center"} | ({"bg_color": "#EEF5F1"} if rest else {})
    return book.add_format(look | {"num_format": f'@"（{mark}）"', "font_color": "#9A5B00"})


def _cell_formats(book: Workbook, *, rest: bool) -> tuple[Format, Format]:
    look: dict[str, object] = {"border": 1, "align": "center"} | ({"bg_color": "#EEF5F1"} if rest else {})
    return book.add_format(look | {"num_format": 'm"月"d"日"'}), book.add_format(look)


def _offer(book: Workbook, sheet: Worksheet, days: int, told: RosterBook) -> None:
    first, last = HEADER_ROW + 1, HEADER_ROW + days
    right = FIRST_POST + len(told.columns) - 1
    empty = book.add_format({"bg_color": "#FDE4E4"})
    sheet.conditional_format(first, FIRST_POST, last, right, {"type": "blanks", "format": empty})
    if not told.people:
        return
    names = book.add_worksheet(PEOPLE)
    names.write_column(0, 0, told.people)
    names.hide()
    sheet.data_validation(
        first,
        FIRST_POST,
        last,
        right,
        {
            "validate": "list",
            "source": f"='{PEOPLE}'!$A$1:$A${len(told.people)}",
            "error_type": "warning",
            "error_title": "名单外人员",
            "error_message": "此人不在人员名单内，确定要填吗？",
        },
    )


def _phones(book: Workbook, told: RosterBook) -> None:
    if not told.phones:
        return
    sheet = book.add_worksheet(PHONES)
    bold = book.add_format({"bold": True, "border": 1, "bg_color": "#F3F3F3"})
    cell = book.add_format({"border": 1})
    sheet.set_column(0, 1, 20)
    for number, (name, phone) in enumerate([("姓名", "电话"), *told.phones]):
        for column, text in enumerate((name, phone)):
            sheet.write_string(number, column, holdable(text), bold if number == 0 else cell)


def _print_on_one_page(sheet: Worksheet, days: int, last: int) -> None:
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, HEADER_ROW + days, last)
