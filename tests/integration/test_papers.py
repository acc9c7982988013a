"""Papers as they come out of the press, read back from the PDF itself."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from defusedxml.ElementTree import fromstring

from commandpost.documents.fonts import FontChoice
from commandpost.documents.papers import PaperPress
from commandpost.domain.papers import Outage, Paper, Paragraph, Signature, UndoneLine
from tests.unit.documents.samples import FORTY, GAPS, HANDOVER, INCIDENTS, REPORT, ROSTER, TEMPLATES, VOID, ZERO, at

HOSTILE = '<a> #b @c $d$ *e* _f_ `g` \\n // = - + "h" [i] {j} #import "x" ~ \' --- 1. https://x.invalid/?q=#'


@pytest.fixture(scope="module")
def press() -> PaperPress:
    return PaperPress(FontChoice(), TEMPLATES)


def read_back(pdf: bytes, tmp_path: Path, program: str, *options: str) -> str:
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    tail = ["-"] if program == "pdftotext" else []
    return subprocess.run([program, *options, str(path), *tail], capture_output=True, check=True, text=True).stdout


@pytest.fixture
def text(press: PaperPress, tmp_path: Path) -> Callable[[Paper], str]:
    return lambda paper: re.sub(r"\s", "", read_back(press.pdf(paper), tmp_path, "pdftotext", "-raw"))


def pages(pdf: bytes, tmp_path: Path) -> int:
    found = re.search(r"Pages:\s+(\d+)", read_back(pdf, tmp_path, "pdfinfo"))
    assert found
    return int(found[1])


def test_a_report_says_everything_it_was_given(text: Callable[[Paper], str]) -> None:
    printed = text(REPORT)

    for words in (
        "突发事件信息",
        "永宁街道办事处",
        "初报第1期",
        "7月19日2时41分",
        "关于槐树里12号院自建房局部坍塌的初报",
        "区委区政府总值班室、区应急管理局：",
        "一、人员情况。截至2时36分",
        "二、原因、性质。正在核实。",
        "四、请求支援。",
        "2026年7月19日",
        "抄送：区住房城乡建设委、区城管委",
        "签发：陈建国7月19日02:40",
        "电话首报：02:29（区总值班室周航接）",
        "现场联系人：陈建国13900000219",
        "B级",
        "±0.2秒",
        "9f3c71ab04de55c2",
    ):
        assert words in printed
    for words in ("迟报", "【缺】", "补签", "演练", "草稿"):
        assert words not in printed


def test_gaps_lateness_and_the_missing_signature_stand_on_the_paper(text: Callable[[Paper], str]) -> None:
    printed = text(GAPS)

    assert printed.count("【缺】") == 3
    assert "【缺：事发时间、地点】" in printed
    for words in ("续报十二", "迟报1分5秒·原因：通信中断，2时50分恢复后立即补报", "待带班领导补签", "草稿，尚未上报"):
        assert words in printed


def test_a_drill_is_marked_on_every_page(press: PaperPress, tmp_path: Path) -> None:
    drill = replace(REPORT, drill=True, paragraphs=(Paragraph(text="字" * 3000),))

    printed = read_back(press.pdf(drill), tmp_path, "pdftotext", "-raw")

    assert all(set("演练") <= set(page) for page in printed.split("\f")[:-1])
    assert len(printed.split("\f")) > 4


def grid_of(pdf: bytes, tmp_path: Path, page: int) -> list[tuple[float, int]]:
    """The lines of one page: baseline from the top in points, and how many of the letter 字."""
    options = ("-bbox-layout", "-f", str(page), "-l", str(page))
    root: ET.Element = fromstring(read_back(pdf, tmp_path, "pdftotext", *options))
    lines = [
        (float(line.attrib["yMax"]), "".join(line.itertext()).count("字"))
        for line in root.iter("{http://www.w3.org/1999/xhtml}line")
    ]
    return sorted(line for line in lines if line[1])


def test_a_page_holds_twenty_two_lines_of_twenty_eight_characters(press: PaperPress, tmp_path: Path) -> None:
    pdf = press.pdf(replace(REPORT, paragraphs=(Paragraph(text="字" * 2000),)))

    lines = grid_of(pdf, tmp_path, 2)

    assert [count for _, count in lines] == [28] * 22
    pitch = (lines[-1][0] - lines[0][0]) / 21
    assert pitch == pytest.approx(28.95, abs=0.02)


def test_every_font_is_embedded(press: PaperPress, tmp_path: Path) -> None:
    for paper in (REPORT, HANDOVER, ROSTER):
        rows = read_back(press.pdf(paper), tmp_path, "pdffonts").splitlines()[2:]
        assert rows
        assert all(row.split()[-5] == "yes" for row in rows)
        assert all("CJK" in row for row in rows)


def test_paper_is_a4(press: PaperPress, tmp_path: Path) -> None:
    assert "595.276 x 841.89" in read_back(press.pdf(HANDOVER), tmp_path, "pdfinfo")
    assert "841.89 x 595.276" in read_back(press.pdf(ROSTER), tmp_path, "pdfinfo")


def test_a_residents_words_are_never_markup(text: Callable[[Paper], str]) -> None:
    bare = re.sub(r"\s", "", HOSTILE)
    report = replace(REPORT, paragraphs=(Paragraph(heading="cause", text=HOSTILE),), late_by=timedelta(0))
    sheet = replace(HANDOVER, undone=(UndoneLine(text=HOSTILE),))

    assert bare in text(report).replace("\u200b", "")
    assert bare in text(sheet).replace("\u200b", "")


def test_rare_characters_emoji_right_to_left_and_controls_print(text: Callable[[Paper], str]) -> None:
    printed = text(replace(REPORT, paragraphs=(Paragraph(text="𠮷䶮 😀 甲\x00乙\u202e丙 שלום"),)))

    for words in ("𠮷", "䶮", "😀", "甲‹0000›乙‹202E›丙", "שלום"):
        assert words in printed


def test_a_megabyte_of_text_flows_over_the_pages(press: PaperPress, tmp_path: Path) -> None:
    long = "居民来电。" * 70_000  # 1.05 MB in UTF-8

    report = press.pdf(replace(REPORT, paragraphs=(Paragraph(text=long),)))
    sheet = press.pdf(replace(HANDOVER, undone=(UndoneLine(text=long),)))

    assert read_back(report, tmp_path, "pdftotext", "-raw").count("居") > 69_000
    assert pages(sheet, tmp_path) > 100


def test_the_handover_sheet_holds_every_block(text: Callable[[Paper], str]) -> None:
    printed = text(HANDOVER)

    for words in (
        "值班交接班记录单",
        "编号JJ-20260719-01",
        "7月18日08:30—7月19日08:30",
        "王磊（代张敏，陈建国批准）",
        "暴雨黄色预警（7月18日18:20起）；防汛四级响应",
        "02:04—05:31中断，已恢复，补传31条全部签收",
        "来电17",
        "超时1",
        "查岗1（应答41秒）",
        "点名应答12/12",
        "08:40续报三",
        "03:05（迟报）",
        "1.02:25陈建国：逐户核实相邻两院人数。（已落实03:10）",
        "（未反馈，移交，时限08:30）",
        "09:00前（马超）",
        "#488807:51居民称井盖缺失",
        "未送达2条；无冲突",
        "卫星电话√（电量80%）",
        "打印机异常（缺墨，已报修）",
        "钥匙1串",
        "李静时间08:28",
        "刘洋时间08:31",
        "待补签",
        "日志#4790—#4902",
        "摘要9f3c71ab04de55c2",
        "第1页共1页",
    ):
        assert words in printed
    assert "作废" not in printed


def test_an_outage_is_told_as_far_as_it_has_mended(text: Callable[[Paper], str]) -> None:
    outages = (
        Outage(since=at(18, 20), until=at(18, 21)),
        Outage(since=at(19, 2), until=at(19, 3), resent=31, receipted=30),
        Outage(since=at(19, 8)),
    )

    printed = text(replace(HANDOVER, outages=outages, conflicts=("死亡人数：0 或 1",), remarks=("中雨",)))

    for words in (
        "通信20:00—21:00中断，已恢复；",
        "补传31条，签收30条",
        "通信08:00起中断，尚未恢复；中雨",
        "冲突：死亡人数：0或1",
    ):
        assert words in printed


def test_warnings_nobody_told_are_not_said_to_be_none(text: Callable[[Paper], str]) -> None:
    quiet = replace(HANDOVER, warnings=(), figures=replace(HANDOVER.figures, call_outs=0, call_outs_answered=0))

    printed = text(quiet)

    assert "生效预警未填写" in printed
    assert "无生效预警" not in printed
    assert "点名应答" not in printed


def test_the_fonts_of_a_paper_can_be_told(press: PaperPress) -> None:
    assert set(press.fonts_used) == {"title", "body", "heading", "table", "kai", "song"}


def test_a_sheet_the_leader_signed_later_shows_name_and_date(text: Callable[[Paper], str]) -> None:
    printed = text(replace(HANDOVER, signed_leader=Signature(name="陈建国", at=at(20, 9))))

    assert "待补签" not in printed
    assert "陈建国时间7月20日09:00" in printed


def test_a_quiet_shift_is_a_zero_report(text: Callable[[Paper], str]) -> None:
    printed = text(ZERO)

    assert "零报告本班无突发事件（零报告）" in printed
    assert "在办事件" not in printed
    assert "空岗" in printed


def test_a_void_sheet_says_so_and_why(text: Callable[[Paper], str]) -> None:
    printed = text(VOID)

    assert "7月19日08:29李静作废：交接开始后又接报一起，重新编号" in printed
    assert printed.count("废") >= 3


def test_forty_incidents_repeat_the_head_and_keep_the_signatures_together(press: PaperPress, tmp_path: Path) -> None:
    sheets = read_back(press.pdf(FORTY), tmp_path, "pdftotext", "-raw").split("\f")[:-1]

    assert len(sheets) == 3
    assert all("移交事项" in sheet and f"第 {page} 页 共 3 页" in sheet for page, sheet in enumerate(sheets, start=1))
    assert all("编号 JJ-20260719-01" in sheet for sheet in sheets)
    assert [page for page, sheet in enumerate(sheets) if "交班签名" in sheet or "08:28" in sheet] == [2]


@pytest.mark.parametrize("count", range(14, 23))
def test_the_signature_block_is_never_torn(press: PaperPress, tmp_path: Path, count: int) -> None:
    sheet = replace(HANDOVER, incidents=tuple(INCIDENTS[place % 4] for place in range(count)))

    sheets = read_back(press.pdf(sheet), tmp_path, "pdftotext", "-raw").split("\f")[:-1]

    signed = [page for page in sheets if "交班签名" in page]
    assert len(signed) == 1
    assert "待补签" in signed[0]


def test_the_months_roster_is_one_page_with_its_gap(press: PaperPress, tmp_path: Path) -> None:
    pdf = press.pdf(ROSTER)

    printed = re.sub(r"\s", "", read_back(pdf, tmp_path, "pdftotext", "-raw"))
    assert pages(pdf, tmp_path) == 1
    for words in ("永宁街道2026年7月值班表", "空岗1个", "主班空岗", "代张敏", "全市防汛演练", "值班电话：13900000100"):
        assert words in printed


def test_a_month_of_six_weeks_fits_one_page(press: PaperPress, tmp_path: Path) -> None:
    days = tuple(replace(line, date=line.date.replace(month=8)) for line in ROSTER.days)

    assert pages(press.pdf(replace(ROSTER, month=8, days=days)), tmp_path) == 1


def test_the_same_paper_gives_the_same_bytes(press: PaperPress) -> None:
    assert press.pdf(REPORT) == press.pdf(REPORT) == PaperPress(FontChoice(), TEMPLATES).pdf(REPORT)


@pytest.mark.parametrize("paper", [REPORT, GAPS, HANDOVER, FORTY, ROSTER])
def test_the_preview_has_the_pages_of_the_print(press: PaperPress, tmp_path: Path, paper: Paper) -> None:
    printed = pages(press.pdf(paper), tmp_path)

    assert len(press.pages_svg(paper)) == len(press.pages_png(paper, dpi=40)) == printed
    assert all(page.startswith(b"<svg") for page in press.pages_svg(paper))


@pytest.mark.parametrize("paper", [GAPS, VOID, ROSTER])
def test_the_preview_uses_no_colour_qt_would_draw_black(press: PaperPress, paper: Paper) -> None:
    assert not re.search(rb'(?:fill|stroke)="(?:#[0-9a-fA-F]{8}"|rgba)', press.pages_svg(paper)[0])
