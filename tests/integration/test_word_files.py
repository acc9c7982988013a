"""The .docx papers as a word processor sets them, measured on the PDF that LibreOffice makes of them."""

from __future__ import annotations

import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from commandpost.documents.fonts import FontChoice
from commandpost.documents.papers import PaperPress
from tests.integration.test_official_papers import LETTER, LONG, MM, SLIP, lines_of, text_of
from tests.unit.documents.samples import TEMPLATES

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed (libreoffice-writer-nogui)"),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The papers by name, as PDF; one start of the word processor for all."""
    folder = tmp_path_factory.mktemp("word")
    press = PaperPress(FontChoice(), TEMPLATES)
    files = []
    for name, paper in (("letter", LETTER), ("long", LONG), ("slip", SLIP)):
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(press.word(paper))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {file.stem: file.with_suffix(".pdf").read_bytes() for file in files}


def test_a_full_page_has_twenty_two_lines_of_twenty_eight_characters_in_the_type_area(
    printed: dict[str, bytes], tmp_path: Path
) -> None:
    body = [line for line in lines_of(printed["long"], tmp_path, 2) if "字" in line.text]

    assert [len(line.text) for line in body] == [28] * 22
    tops = sorted(line.top for line in body)
    assert all(below - above == pytest.approx(28.95, abs=0.1) for above, below in pairwise(tops))
    assert all(line.left == pytest.approx(28 * MM, abs=1) for line in body)
    assert all(line.right == pytest.approx((210 - 26) * MM, abs=3) for line in body)
    assert 37 * MM - 3 <= tops[0] <= 37 * MM + 8
    assert max(line.bottom for line in body) <= (297 - 35) * MM + 5


@pytest.mark.parametrize(("page", "side"), [(1, "right"), (2, "left"), (3, "right")])
def test_page_numbers_stand_below_the_type_area_odd_right_and_even_left(
    printed: dict[str, bytes], tmp_path: Path, page: int, side: str
) -> None:
    (number,) = [line for line in lines_of(printed["long"], tmp_path, page) if line.text == f"—{page}—"]

    assert (297 - 35) * MM < number.top < (297 - 35) * MM + 20 * MM
    if side == "right":
        assert number.right == pytest.approx((210 - 26) * MM - 14, abs=4)
    else:
        assert number.left == pytest.approx(28 * MM + 14, abs=4)


def test_the_letter_and_the_slip_say_what_they_should(printed: dict[str, bytes], tmp_path: Path) -> None:
    letter = text_of(printed["letter"], tmp_path)
    for words in (
        "突发事件信息专报",
        "关于槐树里12号院自建房局部坍塌的初报",
        "（一）现场处置",
        "抄送：区住房城乡建设委",
    ):
        assert words in letter

    value = next(line for line in lines_of(printed["slip"], tmp_path, 1) if line.text.startswith("槐树里12号院坍塌"))
    assert value.left == pytest.approx((28 + 32) * MM, abs=12)  # the column of the values begins after 32 mm
