"""The handover sheet as .docx for WPS: the same words as the printed sheet, for editing; never the signed original."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell  # the library's only name for a cell
from docx.text.paragraph import Paragraph

from commandpost.documents.handover_sheet import handover_sheet
from commandpost.documents.wording import Words, printable
from commandpost.domain.papers import HandoverPaper

BODY, HEADING = "宋体", "黑体"
SIGNAL = RGBColor(0xC0, 0, 0)
LABEL_WIDTH = 24.0  # mm
INCIDENT_WIDTHS = (8.0, 43.0, 13.0, 16.0, 19.0, 19.0, 60.0)
INCIDENT_HEADS = ("序", "在办事件", "等级", "接报", "最近报告", "下一时限", "移交事项")
Runs = Sequence[Any]


def handover_docx(paper: HandoverPaper, words: Words) -> bytes:
    """The sheet as a Word document; the same paper gives the same words as the printed sheet."""
    data: Mapping[str, Any] = handover_sheet(paper, words)
    document = _document(paper)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(title, str(data["heading"]), size=20, font=HEADING, bold=True)
    head = document.add_paragraph()
    _run(head, f"{data['unit']}　　编号 {data['number'] or '（预览，未编号）'}")
    if data["void"]:
        _run(document.add_paragraph(), str(data["void"]), colour=SIGNAL, bold=True)
    _people(document, data)
    _rows(document, [("当前状态", _sentences(data["state"])), ("本班数据", _spaced(data["figures"]))])
    if data["zero"]:
        _rows(document, [("零报告", [{"text": "☑ 本班无突发事件（零报告）", "red": False}])])
    _incidents(document, data["incidents"])
    _rows(
        document,
        [
            ("领导指示", _listed(data["directives"])),
            ("未办结", _listed(data["undone"])),
            ("来电待定", _listed(data["undecided"])),
            ("传输冲突", _sentences(data["delivery"])),
            ("设备点检", _spaced(data["equipment"]) or _plain("未点检")),
            ("文电物品", _spaced(data["custody"]) or _plain("未填")),
            ("交接过程", _listed(data["course"])),
        ],
    )
    _signatures(document, data["signatures"])
    foot = document.add_paragraph()
    _run(foot, f"本单由值班日志自动生成，{data['made']}　{data['range']}　摘要 {data['head']}", size=8.5)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _document(paper: HandoverPaper) -> DocxDocument:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    style = document.styles["Normal"]
    style.font.size = Pt(10.5)
    style.font.name = BODY
    style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    made = paper.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    document.core_properties.created = document.core_properties.modified = made
    document.core_properties.title = printable(paper.number)
    document.core_properties.author = printable(paper.unit)
    return document


def _people(document: DocxDocument, data: Mapping[str, Any]) -> None:
    table = _table(document, (LABEL_WIDTH, 65, LABEL_WIDTH, 65))
    out, into = data["outgoing"], data["incoming"]
    for name, left, right in (
        ("班次", _plain(out["hours"]), _plain(into["hours"])),
        ("带班领导", _spaced(out["leader"]), _spaced(into["leader"])),
        ("主班／副班", _spaced(out["pair"]), _spaced(into["pair"])),
    ):
        cells = _cells(table)
        _fill(cells[0], _plain(f"交班{name}" if name == "班次" else name), head=True)
        _fill(cells[1], left)
        _fill(cells[2], _plain(f"接班{name}" if name == "班次" else name), head=True)
        _fill(cells[3], right)


def _incidents(document: DocxDocument, incidents: Sequence[Mapping[str, Any]]) -> None:
    table = _table(document, INCIDENT_WIDTHS)
    for cell, words in zip(_cells(table), INCIDENT_HEADS, strict=True):
        _fill(cell, _plain(words), head=True)
    for place, line in enumerate(incidents, start=1):
        title = "\n".join(part for part in (line["title"], line["under"]) if part)
        told: tuple[Runs, ...] = (
            _plain(str(place)),
            _plain(title),
            _plain(line["level"]),
            _plain(line["received"]),
            [line["last"]],
            [line["next"]],
            _plain(line["handed"]),
        )
        for cell, runs in zip(_cells(table), told, strict=True):
            _fill(cell, runs)
    if not incidents:
        row = _cells(table)
        _fill(row[0].merge(row[-1]), _plain("无在办事件"))


def _signatures(document: DocxDocument, signatures: Mapping[str, Mapping[str, str]]) -> None:
    rows = [
        (words, _plain(f"{signatures[side]['name'] or '　　　　'}　　时间 {signatures[side]['at']}"))
        for words, side in (("交班签名", "outgoing"), ("接班签名", "incoming"), ("带班领导", "leader"))
    ]
    _rows(document, rows)


def _rows(document: DocxDocument, rows: Sequence[tuple[str, Runs]]) -> None:
    table = _table(document, (LABEL_WIDTH, 154))
    for words, runs in rows:
        cells = _cells(table)
        _fill(cells[0], _plain(words), head=True)
        _fill(cells[1], runs)


def _table(document: DocxDocument, widths: Sequence[float]) -> Table:
    table: Table = document.add_table(rows=0, cols=len(widths))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def _cells(table: Table) -> tuple[_Cell, ...]:
    """The cells of a new row."""
    return tuple(table.add_row().cells)  # type: ignore[no-untyped-call]  # published without this annotation


def _fill(cell: _Cell, runs: Runs, *, head: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    for one in runs:
        colour = SIGNAL if one["red"] else None
        _run(paragraph, str(one["text"]), font=HEADING if head else BODY, colour=colour)


def _run(
    paragraph: Paragraph,
    text: str,
    *,
    size: float = 10.5,
    font: str = BODY,
    bold: bool = False,
    colour: RGBColor | None = None,
) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.name = font
    run.font.bold = bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)  # noqa: SLF001  # no public way
    if colour is not None:
        run.font.color.rgb = colour


def _plain(text: str) -> list[dict[str, Any]]:
    return [{"text": text, "red": False}]


def _spaced(runs: Runs) -> list[Any]:
    return [part for run in runs for part in (run, *_plain("　"))][:-1]


def _sentences(runs: Runs) -> list[Any]:
    return [part for run in runs for part in (run, *_plain("；"))][:-1]


def _listed(items: Sequence[Runs]) -> list[Any]:
    if not items:
        return _plain("无")
    return [part for item in items for part in (*item, *_plain("　"))][:-1]
