"""Official papers as .docx, to go on writing in Word or WPS: the page, the grid and the fonts of GB/T 9704-2012.

The reader's program decides which fonts it has and where lines break; the PDF is the paper that is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FANG, TITLE, HEI, KAI, SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
PITCH, ADVANCE, SIZE = 28.95, 15.79, 16.0  # points
CLOSER = -5  # twentieths of a point: 28 characters of 16 points fit the line, which is then justified to 15.79 each
AFTER_SPACING = ("w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u")  # what stands behind it
RED = RGBColor(0xD7, 0x00, 0x0F)
RIGHT, CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
FACES = {1: HEI, 2: KAI}

Sheet = Mapping[str, Any]


def letter_docx(sheet: Sheet, at: datetime) -> bytes:
    """A letter from the data of ``official_sheet``."""
    document = _page(sheet, at)
    if sheet["urgency"]:
        _say(document, sheet["urgency"], face=HEI)
    mark = f"演练·{sheet['mark']}" if sheet["drill"] else sheet["mark"]
    _say(document, "" if sheet["preprinted"] else mark, face=TITLE, size=38, colour=RED, align=CENTER, free=True)
    number = sheet["number"] or "草稿，未编号"
    _say(document, f"{number}　　签发人：{sheet['signer'] or '待签发'}")
    _rule(_say(document, ""), hidden=sheet["preprinted"])
    if sheet["late"]:
        _say(document, sheet["late"], face=HEI, colour=RED)
    _say(document, sheet["title"], face=TITLE, size=22, align=CENTER, free=True)
    if sheet["addressees"]:
        _say(document, f"{sheet['addressees']}：")
    for section in sheet["sections"]:
        _section(document, section)
    for at_, name in enumerate(sheet["attachments"], 1):
        _say(document, f"{'附件：' if at_ == 1 else '　　　'}{at_}.{name}", indent=2)
    _say(document, "")
    for words in (sheet["unit"], sheet["date"]):
        _say(document, words, align=RIGHT).paragraph_format.right_indent = Pt(4 * ADVANCE)
    _imprint(document, sheet)
    return _bytes(document)


def form_docx(sheet: Sheet, at: datetime) -> bytes:
    """A slip from the data of ``form_sheet``."""
    document = _page(sheet, at)
    heading = f"演练·{sheet['heading']}" if sheet["drill"] else sheet["heading"]
    _say(document, heading, face=TITLE, size=22, align=CENTER, free=True)
    _say(document, f"{sheet['unit']}　　{sheet['number'] or '草稿，未编号'}", face=SONG, size=14)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for place, wide in zip(table.columns, (Mm(32), Mm(124)), strict=True):
        place.width = wide  # Word goes by the cells, LibreOffice by the columns
    for row in sheet["rows"]:
        label, value = table.add_row().cells
        label.width, value.width = Mm(32), Mm(124)
        _write(label.paragraphs[0], row["label"], face=HEI, size=14)
        _write(value.paragraphs[0], row["value"], face=SONG, size=14, colour=RED if row["red"] else None)
    return _bytes(document)


def _page(sheet: Sheet, at: datetime) -> DocumentType:
    """An A4 page with the type area, the grid of 22 lines and page numbers."""
    document = Document()
    properties = document.core_properties
    properties.title = str(sheet.get("title") or sheet.get("heading") or "")
    properties.author = str(sheet["unit"])
    properties.comments = ""
    properties.created = properties.modified = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    normal = document.styles["Normal"]
    normal.font.size = Pt(SIZE)
    normal.font.name = "Times New Roman"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FANG)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(35 - 7 - 5)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")  # a grid of characters takes two cells for each of them in LibreOffice
    grid.set(qn("w:linePitch"), str(round(PITCH * 20)))
    for old in section._sectPr.findall(qn("w:docGrid")):  # noqa: SLF001  # python-docx has no door to the grid
        section._sectPr.remove(old)  # noqa: SLF001  # the same
    section._sectPr.append(grid)  # noqa: SLF001  # the same
    document.settings.odd_and_even_pages_header_footer = True
    _numbered(section.footer.paragraphs[0], RIGHT)
    _numbered(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    if sheet["drill"]:
        for header in (section.header, section.even_page_header):
            header.paragraphs[0].alignment = CENTER
            _write(header.paragraphs[0], "演　练　　演　练　　演　练", face=HEI, size=22, colour=RED)
    return document


def _numbered(paragraph: Paragraph, align: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 —, one character from the edge."""
    paragraph.alignment = align
    paragraph.paragraph_format.right_indent = paragraph.paragraph_format.left_indent = Pt(14)
    _write(paragraph, "— ", face=SONG, size=14)
    run = _write(paragraph, "", face=SONG, size=14)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = words
        run._r.append(part)  # noqa: SLF001  # python-docx has no fields
    _write(paragraph, " —", face=SONG, size=14)


def _say(
    document: DocumentType,
    words: str,
    *,
    face: str = FANG,
    size: float = SIZE,
    colour: RGBColor | None = None,
    align: WD_ALIGN_PARAGRAPH | None = None,
    indent: int = 0,
    free: bool = False,
) -> Paragraph:
    """A paragraph on the grid; ``free``: larger type that takes the room it needs."""
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.first_line_indent = Pt(indent * ADVANCE) if indent else None
    if not free:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(PITCH)
    paragraph.alignment = JUSTIFY if align is None else align
    _write(paragraph, words, face=face, size=size, colour=colour)
    return paragraph


def _write(
    paragraph: Paragraph, words: str, *, face: str = FANG, size: float = SIZE, colour: RGBColor | None = None
) -> Run:
    run = paragraph.add_run(words.replace("\u200b", ""))
    run.font.size = Pt(size)
    run.font.name = "Times New Roman"
    if size == SIZE:
        closer = OxmlElement("w:spacing")
        closer.set(qn("w:val"), str(CLOSER))
        run._element.get_or_add_rPr().insert_element_before(closer, *AFTER_SPACING)  # noqa: SLF001  # no door to the spacing
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)  # noqa: SLF001  # the East Asian face has no door
    if colour is not None:
        run.font.color.rgb = colour
    return run


def _section(document: DocumentType, section: Sheet) -> None:
    lines = list(section["lines"]) or [""]
    if section["missing"]:
        lines[-1] += "【缺】"
    face = FACES.get(section["level"], FANG)
    if section["heading"] and section["level"] in FACES and section["lines"]:
        _say(document, section["heading"], face=face, indent=2)
        for line in lines:
            _say(document, line, indent=2)
        return
    for at, line in enumerate(lines):
        paragraph = _say(document, section["heading"] if at == 0 else "", face=face, indent=2)
        _write(paragraph, line)


def _imprint(document: DocumentType, sheet: Sheet) -> None:
    _rule(_say(document, ""))
    lines = [f"抄送：{sheet['copies']}。"] if sheet["copies"] else []
    lines.append(f"值班员：{sheet['officer']}　　电话：{sheet['phone']}")
    lines += [f"签发时间：{sheet['signed']}"] if sheet["signed"] else []
    for line in lines:
        _say(document, line, size=14).paragraph_format.left_indent = Pt(14)
    if sheet["head"]:
        _say(document, f"日志摘要 {sheet['head']}", size=9)


def _rule(paragraph: Paragraph, *, hidden: bool | None = None) -> None:
    """A rule below the paragraph: red in the head, black in the imprint; hidden on paper that has it."""
    if hidden:
        return
    border = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    colour = "000000" if hidden is None else "D7000F"
    for key, value in (("val", "single"), ("sz", "12"), ("space", "1"), ("color", colour)):
        bottom.set(qn(f"w:{key}"), value)
    border.append(bottom)
    paragraph._p.get_or_add_pPr().append(border)  # noqa: SLF001  # python-docx draws no borders


def _bytes(document: DocumentType) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()
