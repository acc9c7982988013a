"""A month's roster comes from Excel, and what is wrong in it is named by row and column."""

from __future__ import annotations

import json
import os
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter

from commandpost.bootstrap.document_reader import read_document
from commandpost.bootstrap.roster_file import read_roster_file
from commandpost.documents import roster_xlsx
from commandpost.documents.roster_wire import heard_roster, told_roster
from commandpost.documents.roster_workbook import RosterBook, write_roster
from commandpost.documents.roster_xlsx import Problem, RosterImport, column_letter, read_roster
from commandpost.domain.errors import RuleBroken
from commandpost.domain.roster import DutyRole, PostColumn
from tests.rosters import roster_row

TITLES = {"leader": "带班领导", "primary": "主班", "secondary": "副班"}
HEAD = ("日期", "星期", "带班领导", "主班", "副班", "备注")


def workbook(rows: Sequence[Sequence[object]], *, above: int = 1) -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        dated = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows, start=above):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, dated)
                else:
                    sheet.write(number, column, cell)
    return content.getvalue()


def july(*rows: Sequence[object]) -> RosterImport:
    return read_roster(workbook([HEAD, *rows]), year=2026, month=7)


def cell_problems(found: RosterImport) -> list[tuple[int, str, str]]:
    return [(item.row, item.column, item.code) for item in found.problems if item.code != "roster_day_missing"]


@pytest.mark.parametrize(
    "written",
    [date(2026, 7, 18), "7月18日", "2026-07-18", "2026年7月18日", "2026/7/18", "7.18", "18", 18, "18日", "１８", 46221],
)
def test_a_date_is_read_however_it_was_typed(written: object) -> None:
    found = july([written, "周六", "陈建国", "李静", "王磊", ""])

    assert found.rows == (roster_row(3, date(2026, 7, 18), "陈建国", "李静", "王磊"),)
    assert cell_problems(found) == []


@pytest.mark.parametrize(("year", "month"), [(2026, 2), (2028, 2), (2026, 4), (2026, 7)])
def test_a_month_written_out_reads_back_the_same(year: int, month: int) -> None:
    rows = [
        replace(roster_row(day + 2, date(year, month, day), "陈建国", "李静", "王磊"), note="备勤")
        for day in range(1, monthrange(year, month)[1] + 1)
    ]

    content = write_roster(RosterBook(year=year, month=month, rows=rows, people=["李静"]))
    found = read_roster(content, year=year, month=month)

    assert found == RosterImport(rows=tuple(rows), problems=())


def test_an_empty_template_holds_every_day_and_nobody() -> None:
    content = write_roster(RosterBook(year=2026, month=7, people=["李静", "王磊"]))

    found = read_roster(content, year=2026, month=7)

    assert found.rows == ()
    assert [item.code for item in found.problems] == ["roster_day_empty"] * 31
    assert found.problems[0].row == 3


def test_a_formula_in_a_name_stays_a_name() -> None:
    row = roster_row(3, date(2026, 7, 1), "=1+1", "李静", "王磊")

    found = read_roster(write_roster(RosterBook(year=2026, month=7, rows=[row])), year=2026, month=7)

    assert found.rows[0].names[DutyRole.LEADER] == "=1+1"


@pytest.mark.parametrize("above", range(10))
def test_the_header_is_found_in_the_first_ten_rows(above: int) -> None:
    content = workbook([HEAD, ["1", "", "陈建国", "李静", "王磊", ""]], above=above)

    assert read_roster(content, year=2026, month=7).rows[0].row == above + 2


def test_a_sheet_without_a_header_says_so() -> None:
    found = read_roster(workbook([["甲", "乙"]]), year=2026, month=7)

    assert found == RosterImport(rows=(), problems=(Problem(row=0, column="", code="roster_header_missing"),))


def test_a_missing_column_is_named() -> None:
    found = read_roster(workbook([["日期", "带班领导"], ["1", "陈建国"]]), year=2026, month=7)

    named = [dict(item.params) for item in found.problems if item.code == "roster_column_missing"]
    assert named == [{"column": "主班"}, {"column": "副班"}]
    assert found.rows[0].names[DutyRole.LEADER] == "陈建国"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (["昨天", "", "陈建国", "李静", "王磊"], (4, "A", "roster_date_unreadable")),
        (["2026-02-31", "", "陈建国", "李静", "王磊"], (4, "A", "roster_date_unreadable")),
        (["8月2日", "", "陈建国", "李静", "王磊"], (4, "A", "roster_date_outside_month")),
        (["1", "", "陈建国", "李静", "王磊"], (4, "A", "roster_date_twice")),
        (["2", "", "陈建国", "", "王磊"], (4, "D", "roster_post_empty")),
        (["2", "", "陈建国", "李静、何雪", "王磊"], (4, "D", "roster_several_names")),
        (["2", "", "陈建国", "李静", "李静"], (4, "E", "roster_person_twice")),
        (["2", "", "陈" * 41, "李静", "王磊"], (4, "C", "roster_name_too_long")),
    ],
)
def test_a_wrong_cell_is_named_and_the_good_rows_stay(row: list[object], problem: tuple[int, str, str]) -> None:
    found = july(["1", "", "陈建国", "李静", "王磊"], row)

    assert cell_problems(found) == [problem]
    assert found.rows[0].date == date(2026, 7, 1)


def test_names_padded_with_spaces_are_the_same_names() -> None:
    found = july(["1", "", "陈建国", "李　静", " 王 磊 "], ["2", "", "Li  Jing", "何雪", "冯涛"])

    first, second = (row.names for row in found.rows)
    told = (first[DutyRole.PRIMARY], first[DutyRole.SECONDARY], second[DutyRole.LEADER])
    assert told == ("李静", "王磊", "Li Jing")


def test_empty_lines_and_a_remark_under_the_table_are_no_problems() -> None:
    found = july(["1", "", "陈建国", "李静", "王磊"], [], ["制表：党政办"], ["7月1日"])

    assert cell_problems(found) == []


def test_a_leader_merged_over_a_week_leads_every_day_of_it() -> None:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        for day in range(1, 8):
            sheet.write_row(day, 0, [f"7月{day}日", "", "", "李静", "王磊"])
        sheet.merge_range(1, 2, 7, 2, "陈建国")

    found = read_roster(content.getvalue(), year=2026, month=7)

    assert [row.names[DutyRole.LEADER] for row in found.rows] == ["陈建国"] * 7


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0" + bytes(600), workbook([HEAD])[:-400]],
)
def test_a_broken_file_is_refused(content: bytes) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_roster(content, year=2026, month=7)

    assert refused.value.code == "roster_file_unreadable"


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    import zipfile

    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("note.txt", "hello")

    with pytest.raises(RuleBroken, match="roster_file_unreadable"):
        read_roster(content.getvalue(), year=2026, month=7)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RuleBroken, match="roster_file_too_large"):
        read_roster(bytes(roster_xlsx.LARGEST + 1), year=2026, month=7)
    monkeypatch.setattr(roster_xlsx, "LARGEST_UNPACKED", 10)
    with pytest.raises(RuleBroken, match="roster_file_too_large"):
        read_roster(workbook([HEAD]), year=2026, month=7)


@pytest.mark.parametrize(("column", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (39, "AN")])
def test_columns_are_named_as_excel_names_them(column: int, letter: str) -> None:
    assert column_letter(column) == letter


def test_a_roster_comes_over_the_wire_as_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "值班表.xlsx"
    path.write_bytes(workbook([HEAD, ["1", "", "陈建国", "李静", "李静"]]))

    over_the_wire = json.loads(json.dumps(told_roster(path, 2026, 7, TITLES)))
    assert heard_roster(over_the_wire) == read_roster(path.read_bytes(), year=2026, month=7)


def test_a_process_of_its_own_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "值班表.xlsx"
    path.write_bytes(workbook([HEAD, ["1", "", "陈建国", "李静", "李静"]]))
    columns = [PostColumn(role=DutyRole(key), title=title) for key, title in TITLES.items()]

    reading = read_roster_file(path, 2026, 7, columns)
    assert reading.rows == read_roster(path.read_bytes(), year=2026, month=7).rows


@pytest.mark.parametrize("name", ["值班表.xls", "gone.xlsx"])
def test_a_process_of_its_own_says_why_it_refuses(tmp_path: Path, name: str) -> None:
    (tmp_path / "值班表.xls").write_bytes(b"hello")

    with pytest.raises(RuleBroken, match="roster_file_unreadable"):
        read_roster_file(tmp_path / name, 2026, 7, ())


def test_a_file_that_never_ends_is_stopped_and_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "endless.xlsx")
    job = {"verb": "roster", "year": 2026, "month": 7, "headings": TITLES}

    with pytest.raises(RuleBroken) as caught:
        read_document(tmp_path / "endless.xlsx", seconds=1, memory_mb=1024, **job)
    assert (caught.value.code, caught.value.params["file"]) == ("map_file_too_slow", "endless.xlsx")


def test_a_process_that_died_is_said(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="child_died"):
        read_document(tmp_path / "a.xlsx", seconds=5, memory_mb=1024, verb="no such job")


def test_the_columns_follow_the_units_own_roles() -> None:
    columns = [
        PostColumn(role=DutyRole("night:leader"), title="夜班带班领导"),
        PostColumn(role=DutyRole("night:primary"), title="夜班主班"),
        PostColumn(role=DutyRole("day:primary"), title="白班主班"),
    ]
    row = replace(roster_row(3, date(2026, 7, 1)), names=dict.fromkeys([one.role for one in columns], "李静"))
    content = write_roster(RosterBook(year=2026, month=7, columns=columns, rows=[row], phones=[("李静", "1390000")]))

    found = read_roster(content, year=2026, month=7, columns=columns)

    assert found.rows == (row,)
    assert (3, "D", "roster_person_twice") in cell_problems(found)


def test_who_stands_in_is_marked_for_the_eye_and_reads_back_as_the_name_alone() -> None:
    row = replace(roster_row(3, date(2026, 7, 1), "陈建国", "李静", "王磊"), marks={DutyRole.PRIMARY: "代"})

    content = write_roster(RosterBook(year=2026, month=7, rows=[row]))

    (read,) = read_roster(content, year=2026, month=7).rows
    assert dict(read.names) == dict(row.names)
    with ZipFile(BytesIO(content)) as packed:
        assert "（代）" in packed.read("xl/styles.xml").decode()
