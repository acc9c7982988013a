"""The month's roster from and to Excel, the everyday habit of every office.

Names stay as typed; who they are is decided by the roster's service. A wrong cell is a ``Problem`` with its row and
column as Excel shows them, so that the operator finds it; the right rows come in all the same.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from commandpost.documents.packed import unpacked_bytes
from commandpost.domain.errors import RuleBroken
from commandpost.domain.roster import USUAL_COLUMNS, DutyRole, PostColumn, RosterRow, shift_of

LARGEST = 5_000_000  # bytes of a file
LARGEST_UNPACKED = 80_000_000  # bytes of an .xlsx once unpacked
HEADER_WITHIN = 10  # rows
ROWS_READ = 400
COLUMNS_READ = 40
LONGEST_NAME = 40  # with what tells namesakes apart

FIELDS = {
    "date": ("日期", "值班日期", "时间"),
    "note": ("备注", "说明"),
}
ALIASES = {
    DutyRole.LEADER: ("带班", "值班领导"),
    DutyRole.PRIMARY: ("主班人员", "主值班员", "值班员"),
    DutyRole.SECONDARY: ("副班人员", "副值班员"),
}

_MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_FULL = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?!\d)")
_SHORT = re.compile(r"(\d{1,2})[-/.月](\d{1,2})日?(?!\d)")
_DAY = re.compile(r"(\d{1,2})[日号]?(?!\d)")
_SEVERAL = re.compile(r"[、,，;；/／\n]")
_EPOCH = date(1899, 12, 30)  # day 0 of Excel's serial dates


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong in which cell; row 0 speaks of the whole sheet, ``params`` fills the sentence."""

    row: int
    column: str  # letter, "" for the whole row
    code: str
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterImport:
    """The days that could be read, in order, and everything that could not."""

    rows: tuple[RosterRow, ...]
    problems: tuple[Problem, ...]


Cell = object  # str, float, int, bool, date, datetime, time, timedelta as calamine gives them
Grid = list[list[Cell]]


def read_roster(
    content: bytes, *, year: int, month: int, columns: Sequence[PostColumn] = USUAL_COLUMNS
) -> RosterImport:
    """The roster of one month from an .xlsx or .xls file, told apart by its first bytes.

    ``columns`` are the posts to look for, by their headings.
    Raises RuleBroken("roster_file_too_large", "roster_file_unreadable").
    """
    for grid in _sheets(content):
        header = _header(grid, columns)
        if header is not None:
            return _Reading(year, month, header[1], columns).read(grid, header[0])
    return RosterImport(rows=(), problems=(Problem(row=0, column="", code="roster_header_missing"),))


def _sheets(content: bytes) -> Iterator[Grid]:
    _check_size(content)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=False, nrows=ROWS_READ)
            yield _filled_down([list(row[:COLUMNS_READ]) for row in rows], sheet.merged_cell_ranges or [])
    except (CalamineError, OSError, ValueError) as error:
        raise RuleBroken("roster_file_unreadable", reason=str(error)) from error


def _filled_down(grid: Grid, merged: list[tuple[tuple[int, int], tuple[int, int]]]) -> Grid:
    """One name merged over several days stands on each of them."""
    for (top, left), (bottom, right) in merged:
        if left == right < COLUMNS_READ and top < len(grid):
            for row in grid[top + 1 : bottom + 1]:
                row[left] = grid[top][left]
    return grid


def _check_size(content: bytes) -> None:
    if len(content) > LARGEST:
        raise RuleBroken("roster_file_too_large", limit=LARGEST)
    if not content.startswith(_MAGIC):
        raise RuleBroken("roster_file_unreadable", reason="magic")
    try:
        unpacked = unpacked_bytes(content)
    except ValueError as error:
        raise RuleBroken("roster_file_unreadable", reason=str(error)) from error
    if unpacked > LARGEST_UNPACKED:
        raise RuleBroken("roster_file_too_large", limit=LARGEST_UNPACKED)


def _header(grid: Grid, columns: Sequence[PostColumn]) -> tuple[int, dict[str, int]] | None:
    """The row of the header, from 0, and the column of each field found; None without date and a post."""
    names: dict[str, tuple[str, ...]] = dict(FIELDS)
    names |= {one.role: (_squeezed(one.title), *ALIASES.get(one.role, ())) for one in columns}
    for place, row in enumerate(grid[:HEADER_WITHIN]):
        words = [_squeezed(cell) for cell in row]
        found = {
            field: next(words.index(name) for name in told if name in words)
            for field, told in names.items()
            if any(name in words for name in told)
        }
        if "date" in found and any(one.role in found for one in columns):
            return place, found
    return None


def _squeezed(cell: Cell) -> str:
    """The text of a cell without any space; Chinese names are often padded to equal width."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", str(cell)))


def _name(cell: Cell) -> str:
    """A name with inner spaces only between Latin words."""
    text = " ".join(unicodedata.normalize("NFKC", str(cell)).split())
    return text if text.isascii() else text.replace(" ", "")


class _Reading:
    """One pass over one sheet."""

    def __init__(self, year: int, month: int, places: dict[str, int], columns: Sequence[PostColumn]) -> None:
        self._year = year
        self._month = month
        self._places = places
        self._columns = columns
        self._rows: dict[date, RosterRow] = {}
        self._unfilled: set[date] = set()
        self._problems: list[Problem] = []

    def read(self, grid: Grid, header: int) -> RosterImport:
        for column in self._columns:
            if column.role not in self._places:
                self._say(header + 1, "", "roster_column_missing", column=column.title)
        for number, row in enumerate(grid[header + 1 :], start=header + 2):
            self._line(number, row)
        days = (date(self._year, self._month, day + 1) for day in range(monthrange(self._year, self._month)[1]))
        for day in days:
            if day not in self._rows and day not in self._unfilled:
                self._say(0, "", "roster_day_missing", date=day.isoformat())
        rows = tuple(self._rows[day] for day in sorted(self._rows))
        return RosterImport(rows=rows, problems=tuple(self._problems))

    def _line(self, number: int, row: list[Cell]) -> None:
        names = {one.role: _name(self._cell(row, one.role)) for one in self._columns}
        cell = self._cell(row, "date")
        day = self._date(cell)
        if not any(names.values()):
            self._empty(number, day)
            return
        if day is None:
            self._say_field(number, "date", "roster_date_unreadable", text=str(cell))
        elif (day.year, day.month) != (self._year, self._month):
            self._say_field(number, "date", "roster_date_outside_month", date=day.isoformat())
        elif day in self._rows:
            self._say_field(number, "date", "roster_date_twice", first=str(self._rows[day].row), date=day.isoformat())
        else:
            good = {one.role: self._checked(number, one, names[one.role]) for one in self._columns}
            self._check_twice(number, good)
            note = str(self._cell(row, "note")).strip()
            self._rows[day] = RosterRow(row=number, date=day, names=good, note=note)

    def _empty(self, number: int, day: date | None) -> None:
        """A line without names: a day nobody is on, or a blank line or remark, which is no matter."""
        if day is not None and (day.year, day.month) == (self._year, self._month) and day not in self._rows:
            self._unfilled.add(day)
            self._say(number, "", "roster_day_empty", date=day.isoformat())

    def _cell(self, row: list[Cell], field: str) -> Cell:
        column = self._places.get(field)
        return "" if column is None or column >= len(row) else row[column]

    def _date(self, cell: Cell) -> date | None:
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        if isinstance(cell, (int, float)) and cell > 10_000:
            return _EPOCH + timedelta(days=min(int(cell), 100_000))
        return self._written(_squeezed(cell))

    def _written(self, text: str) -> date | None:
        try:
            if match := _FULL.match(text):
                return date(int(match[1]), int(match[2]), int(match[3]))
            if match := _SHORT.match(text):
                return date(self._year, int(match[1]), int(match[2]))
            match = _DAY.match(text)
            return date(self._year, self._month, int(match[1])) if match else None
        except ValueError:  # 31 June
            return None

    def _checked(self, number: int, column: PostColumn, name: str) -> str:
        post = column.role
        if not name and post in self._places:
            self._say_field(number, post, "roster_post_empty", post=column.title)
        elif _SEVERAL.search(name):
            self._say_field(number, post, "roster_several_names", text=name[:80])
            return ""
        elif len(name) > LONGEST_NAME:
            self._say_field(number, post, "roster_name_too_long", text=name[:80])
            return ""
        return name

    def _check_twice(self, number: int, names: dict[DutyRole, str]) -> None:
        seen: set[tuple[str, str]] = set()
        for post, name in names.items():
            if name and (shift_of(post), name) in seen:
                self._say_field(number, post, "roster_person_twice", name=name)
            seen.add((shift_of(post), name))

    def _say_field(self, number: int, field: str, code: str, **params: str) -> None:
        self._say(number, column_letter(self._places[field]), code, **params)

    def _say(self, number: int, letter: str, code: str, **params: str) -> None:
        self._problems.append(Problem(row=number, column=letter, code=code, params=tuple(params.items())))


def column_letter(column: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)
