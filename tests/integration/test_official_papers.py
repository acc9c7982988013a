"""Letters and slips as they leave the press, measured on the PDF itself against GB/T 9704-2012, and as .docx."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from defusedxml.ElementTree import fromstring
from docx import Document
from docx.oxml.ns import qn

from commandpost.documents.fonts import FontChoice
from commandpost.documents.papers import PaperPress
from commandpost.domain.official import FormPaper, FormRow, OfficialPaper, PaperKind, Section
from tests.unit.documents.samples import TEMPLATES

MM = 72 / 25.4
AT = datetime(2026, 7, 18, 18, 41, tzinfo=UTC)
LETTER = OfficialPaper(
    kind=PaperKind.SPECIAL,
    unit="永宁街道办事处",
    number="专报〔2026〕S1第3期",
    issued_at=AT,
    title="关于槐树里12号院自建房局部坍塌的初报",
    addressees=("区委区政府总值班室", "区应急管理局"),
    copies=("区住房城乡建设委",),
    urgency="特急",
    sections=(
        Section(text="7月19日2时20分，槐树里12号院自建房局部坍塌。"),
        Section(level=1, heading="casualties", text="截至2时36分，被困1人，受伤2人，无死亡。"),
        Section(level=2, heading="现场处置", text="消防2车12人到场搜救。"),
        Section(level=3, heading="警戒", text="应急队9人设警戒。"),
        Section(level=4, heading="疏散", text="疏散17人。"),
        Section(level=1, heading="next", missing=True),
    ),
    attachments=("现场平面图", "人员名单"),
    late_by=timedelta(minutes=6),
    late_reason="通信中断",
    signer="陈建国",
    signed_at=AT,
    duty_officer="李静",
    phone="010-00000000",
    head_code="9f3c 71ab",
)
LONG = replace(LETTER, sections=(Section(text="字" * 2_000),))
SLIP = FormPaper(
    kind=PaperKind.PHONE_RECORD,
    unit="永宁街道办事处",
    number="电话〔2026〕S1第2期",
    made_at=AT,
    rows=(
        FormRow(label="direction", value="来电"),
        FormRow(label="content", value="槐树里12号院坍塌，疑有人被埋。", tall=True),
        FormRow(label="limit", value="超时", red=True),
    ),
)


@dataclass(frozen=True)
class Word:
    """A word on a page; points from the left and from the top."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@pytest.fixture(scope="module")
def press() -> PaperPress:
    return PaperPress(FontChoice(), TEMPLATES)


def lines_of(pdf: bytes, folder: Path, page: int, unit: str = "line") -> list[Word]:
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    command = ["pdftotext", "-bbox-layout", "-f", str(page), "-l", str(page), str(path), "-"]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    root: ET.Element = fromstring(said)
    return [
        Word(
            re.sub(r"\s", "", "".join(one.itertext())),
            *(float(one.attrib[key]) for key in ("xMin", "yMin", "xMax", "yMax")),
        )
        for one in root.iter(f"{{http://www.w3.org/1999/xhtml}}{unit}")
    ]


def text_of(pdf: bytes, folder: Path) -> str:
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    said = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True, text=True).stdout
    return re.sub(r"\s", "", said)


def test_a_full_page_has_twenty_two_lines_of_twenty_eight_characters_in_the_type_area(
    press: PaperPress, tmp_path: Path
) -> None:
    body = [line for line in lines_of(press.pdf(LONG), tmp_path, 2) if "字" in line.text]

    assert [len(line.text) for line in body] == [28] * 22
    tops = sorted(line.top for line in body)
    pitch = [below - above for above, below in pairwise(tops)]
    assert all(step == pytest.approx(28.95, abs=0.05) for step in pitch)
    assert all(line.left == pytest.approx(28 * MM, abs=0.5) for line in body)
    assert all(line.right == pytest.approx((210 - 26) * MM, abs=1.0) for line in body)
    advance = (body[0].right - body[0].left) / 28
    assert advance == pytest.approx(15.79, abs=0.02)
    assert 37 * MM - 3 <= tops[0] <= 37 * MM + 3  # the box of a line stands a little above its ink
    assert max(line.bottom for line in body) <= (297 - 35) * MM + 5


@pytest.mark.parametrize(("page", "side"), [(1, "right"), (2, "left"), (3, "right")])
def test_page_numbers_stand_seven_millimetres_below_odd_right_and_even_left(
    press: PaperPress, tmp_path: Path, page: int, side: str
) -> None:
    (number,) = [line for line in lines_of(press.pdf(LONG), tmp_path, page) if line.text == f"—{page}—"]

    below = (297 - 35) * MM
    assert below + 4 * MM < number.top < below + 9 * MM
    if side == "right":
        assert number.right == pytest.approx((210 - 26) * MM - 14, abs=3)
    else:
        assert number.left == pytest.approx(28 * MM + 14, abs=3)


def test_the_head_stands_where_the_standard_wants_it(press: PaperPress, tmp_path: Path) -> None:
    found = {line.text: line for line in lines_of(press.pdf(LETTER), tmp_path, 1)}

    mark = found["突发事件信息专报"]
    middle = (mark.left + mark.right) / 2
    assert middle == pytest.approx((28 + 156 / 2) * MM, abs=4)
    assert mark.top == pytest.approx((37 + 35) * MM, abs=14)  # the box of large type begins above its ink
    assert found["特急"].left == pytest.approx(28 * MM, abs=0.5)
    number = next(line for words, line in found.items() if words.startswith("专报〔2026〕S1第3期"))
    assert number.left == pytest.approx(28 * MM + 15.79, abs=2)
    title = found["关于槐树里12号院自建房局部坍塌的初报"]
    assert (title.left + title.right) / 2 == pytest.approx((28 + 156 / 2) * MM, abs=3)
    addressees = found["区委区政府总值班室、区应急管理局："]
    assert addressees.left == pytest.approx(28 * MM, abs=0.5)


def test_a_letter_says_everything_it_was_given_with_numbered_levels(press: PaperPress, tmp_path: Path) -> None:
    printed = text_of(press.pdf(LETTER), tmp_path)

    for words in (
        "专报〔2026〕S1第3期",
        "签发人：陈建国",
        "迟报6分",
        "原因：通信中断",
        "一、人员情况截至2时36分",
        "（一）现场处置消防2车",
        "1.警戒。应急队",
        "（1）疏散。疏散17人",
        "二、下一步措施【缺】",
        "附件：1.现场平面图2.人员名单",
        "2026年7月19日",
        "抄送：区住房城乡建设委。",
        "值班员：李静",
    ):
        assert words in printed
    assert "演练" not in printed
    assert "草稿" not in printed


def test_paper_with_a_printed_head_leaves_the_red_parts_free_and_moves_nothing(
    press: PaperPress, tmp_path: Path
) -> None:
    plain = lines_of(press.pdf(LETTER), tmp_path, 1)
    free = lines_of(press.pdf(replace(LETTER, preprinted=True)), tmp_path, 1)

    assert "突发事件信息专报" not in {line.text for line in free}
    assert [line for line in plain if line.text != "突发事件信息专报"] == free


def test_a_drill_is_marked_on_every_page_of_letter_and_slip(press: PaperPress, tmp_path: Path) -> None:
    for paper in (replace(LONG, drill=True), replace(SLIP, drill=True)):
        path = tmp_path / "drill.pdf"
        path.write_bytes(press.pdf(paper))
        said = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True, text=True).stdout
        assert all(set("演练") <= set(page) for page in said.split("\f")[:-1])


def test_a_draft_says_that_it_has_no_number(press: PaperPress, tmp_path: Path) -> None:
    draft = replace(LETTER, draft=True, number="", signer="")

    printed = text_of(press.pdf(draft), tmp_path)

    assert "草稿，未编号" in printed
    assert "签发人：待签发" in printed


def test_a_slip_holds_its_rows(press: PaperPress, tmp_path: Path) -> None:
    printed = text_of(press.pdf(SLIP), tmp_path)

    for words in ("值班电话记录单", "电话〔2026〕S1第2期", "来／去电来电", "通话内容槐树里12号院坍塌", "超时"):
        assert words in printed


def test_markup_in_a_letter_is_printed_as_it_is(press: PaperPress, tmp_path: Path) -> None:
    hostile = '#import "x" $a$ *b* _c_ <d> \\e'
    letter = replace(LETTER, sections=(Section(level=1, heading=hostile, text=hostile),), title=hostile)

    assert text_of(press.pdf(letter), tmp_path).count(re.sub(r"\s", "", hostile)) == 3


def test_the_fonts_that_stand_in_for_the_official_ones_are_named(press: PaperPress) -> None:
    used, instead = press.fonts_used, press.substitutes()

    assert set(instead) <= {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"}
    assert set(instead.values()) <= set(used.values())


# ------------------------------------------------------------------------------------------------ .docx


def test_the_word_file_has_the_page_the_grid_and_the_fonts_of_the_standard(press: PaperPress) -> None:
    document = Document(BytesIO(press.word(LETTER)))

    (section,) = document.sections
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(one.mm) for one in margins if one is not None] == [37, 35, 28, 26]
    assert (round((section.page_width or 0) / 36_000), round((section.page_height or 0) / 36_000)) == (210, 297)
    (grid,) = section._sectPr.findall(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    lines = (297 - 37 - 35) * MM / (int(grid.get(qn("w:linePitch"))) / 20)
    (closer,) = {
        one.get(qn("w:val")) for one in document.paragraphs[0]._p.iter(qn("w:spacing")) if one.get(qn("w:val"))
    }
    characters = (210 - 28 - 26) * MM / (16 + int(closer) / 20)
    assert (int(lines), int(characters)) == (22, 28)
    faces = {fonts.get(qn("w:eastAsia")) for one in document.paragraphs for fonts in one._p.iter(qn("w:rFonts"))}
    assert {"仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"} <= faces
    assert "PAGE" in section.footer._element.xml
    assert document.settings.odd_and_even_pages_header_footer


def test_the_word_file_says_what_the_print_says(press: PaperPress) -> None:
    told = "\n".join(one.text for one in Document(BytesIO(press.word(LETTER))).paragraphs)

    for words in (
        "突发事件信息专报",
        "专报〔2026〕S1第3期",
        "一、人员情况",
        "1.警戒。应急队",
        "二、下一步措施【缺】",
        "附件：1.现场平面图",
    ):
        assert words in told
    free = "\n".join(one.text for one in Document(BytesIO(press.word(replace(LETTER, preprinted=True)))).paragraphs)
    assert "突发事件信息专报" not in free
    drill = Document(BytesIO(press.word(replace(LETTER, drill=True))))
    assert "演" in drill.sections[0].header.paragraphs[0].text
    assert "演练·突发事件信息专报" in "\n".join(one.text for one in drill.paragraphs)


def test_a_slip_as_a_word_file_is_a_table_one_can_go_on_filling(press: PaperPress) -> None:
    document = Document(BytesIO(press.word(replace(SLIP, drill=True))))

    (table,) = document.tables
    assert [row.cells[0].text for row in table.rows] == ["来／去电", "通话内容", "时　　限"]
    assert table.rows[1].cells[1].text == "槐树里12号院坍塌，疑有人被埋。"
    assert document.paragraphs[0].text == "演练·值班电话记录单"
