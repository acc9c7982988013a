"""Tables of places as Excel and CSV files of any office write them."""

from __future__ import annotations

import zipfile
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
    assert caught.value.code == "table_unreadable"


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
