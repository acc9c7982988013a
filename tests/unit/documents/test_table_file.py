"""Tables of places as Excel and CSV files of any office write them."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from commandpost.bootstrap.table_file import read_table_file
from commandpost.documents import table_file
from commandpost.documents.table_file import read_table
from commandpost.domain.errors import RuleBroken
from commandpost.domain.place_table import points_of

CSV = "名称,经度,纬度\n集合点,116.4,39.9\n"


def workbook(rows: list[list[object]]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("点位")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        book.add_worksheet("空表")
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_csv_file_is_read_in_any_usual_writing(encoding: str, delimiter: str) -> None:
    (sheet,) = read_table(CSV.replace(",", delimiter).encode(encoding), "点位.csv")
    table = points_of(sheet)
    assert table.layer is not None
    assert (sheet.name, table.layer.names) == ("点位", ("集合点",))


def test_a_workbook_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "点位.xlsx"
    path.write_bytes(workbook([["名称", "经度", "纬度"], ["集合点", 116.4127, 39.9052], [12, "116.4", "39.9"]]))

    (sheet,) = read_table_file(path)

    table = points_of(sheet)
    assert table.layer is not None
    assert table.layer.names == ("集合点", "12")
    assert table.layer.lonlat[0].tolist() == [116.4127, 39.9052]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"PK\x03\x04broken", "table_unreadable"), (b"\xd0\xcf\x11\xe0broken", "table_unreadable"),
     (b"a\0b", "table_unreadable"), (b'a,"b\r' + b"x" * 200_000, "table_unreadable")],
)  # fmt: skip
def test_what_is_no_table_is_refused_by_name(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "坏表.csv"
    path.write_bytes(content)
    with pytest.raises(RuleBroken) as caught:
        read_table_file(path)
    assert (caught.value.code, caught.value.params["file"]) == (code, "坏表.csv")


def test_a_vanished_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken) as caught:
        read_table_file(tmp_path / "absent.csv")
    assert caught.value.code == "map_file_gone"


def test_a_workbook_that_unpacks_to_a_flood_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_file, "LARGEST_UNPACKED", 1_000_000)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/worksheets/sheet1.xml", b" " * 1_000_001)
    with pytest.raises(RuleBroken) as caught:
        read_table(out.getvalue(), "bomb.xlsx")
    assert caught.value.code == "table_too_large"


def test_more_rows_than_a_map_shows_are_refused() -> None:
    with pytest.raises(RuleBroken) as caught:
        read_table(b"x,y\n" + b"116.4,39.9\n" * 100_001, "many.csv")
    assert caught.value.code == "table_too_large"


def test_formulae_nobody_counted_and_dates_are_no_places(tmp_path: Path) -> None:
    path = tmp_path / "点位.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, day = book.add_worksheet("点位"), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["名称", "经度", "纬度"])
        sheet.write_formula(1, 1, "=116+0.4")
        sheet.write_formula(1, 2, "=39+0.9")
        sheet.write_row(2, 0, ["日期", 45000, 45001], day)
        sheet.write_row(3, 0, ["逻辑", True, False])
        sheet.write_formula(4, 1, "=116+0.4", value=116.4)
        sheet.write_formula(4, 2, "=39+0.9", value=39.9)

    (sheet_read,) = read_table_file(path)
    table = points_of(sheet_read)

    assert table.layer is not None
    assert table.layer.lonlat.tolist() == [[116.4, 39.9]]
    assert table.without_place == (2, 3, 4)


def test_what_excel_calls_unicode_text_is_read() -> None:
    (sheet,) = read_table(CSV.replace(",", "\t").encode("utf-16"), "点位.txt")
    assert sheet.rows[1][0] == "集合点"


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda path: path.symlink_to("/dev/zero")])
def test_a_table_that_is_no_file_is_refused_at_once(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "点位.csv"
    make(path)
    with pytest.raises(RuleBroken) as caught:
        read_table_file(path)
    assert caught.value.code == "map_file_not_plain"
