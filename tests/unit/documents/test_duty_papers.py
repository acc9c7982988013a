"""Calendars, blank forms with a readable code, and the handover sheet for WPS."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from docx import Document
from icalendar import Calendar

from commandpost.bootstrap.paths import resources_dir
from commandpost.documents.codes import codes_on
from commandpost.documents.fonts import FontChoice
from commandpost.documents.papers import PaperPress
from commandpost.documents.roster_ics import write_ics
from commandpost.domain.papers import BlankPaper, Post, QuestionLine, Release, RosterEvent, UndoneLine, VoidMark
from tests.unit.documents.samples import HANDOVER, ROSTER

START = datetime(2026, 7, 18, 0, 30, tzinfo=UTC)
EVENT = RosterEvent(
    uid="110199001-2026-07-18@commandpost",
    start=START,
    end=START + timedelta(days=1),
    summary="值班（主班）",
    description="带班领导 陈建国，主班 李静",
)


@pytest.fixture(scope="module")
def press() -> PaperPress:
    return PaperPress(FontChoice(), resources_dir() / "templates")


def test_a_calendar_reads_back_with_its_shifts_and_a_reminder_for_ones_own() -> None:
    content = write_ics("李静值班", [EVENT, replace(EVENT, uid="x", remind=timedelta(hours=12))], START)

    calendar = Calendar.from_ical(content)
    plain, own = calendar.walk("VEVENT")

    assert (plain.decoded("dtstart"), plain.decoded("dtend")) == (EVENT.start, EVENT.end)
    assert str(plain["summary"]) == "值班（主班）"
    assert str(plain["uid"]) == EVENT.uid
    assert own.walk("VALARM")[0].decoded("trigger") == timedelta(hours=-12)
    assert plain.walk("VALARM") == []


@pytest.mark.parametrize("kind", ["handover", "phone"])
def test_a_blank_form_is_one_page_whose_code_says_its_number(press: PaperPress, kind: str) -> None:
    paper = BlankPaper(
        kind=kind,
        unit="永宁街道",
        number="ZD-S1-0001",
        made_at=START,
        code=f"CP1:{kind}:110199001:ZD-S1-0001",
        posts=("带班领导", "主班", "副班"),
        equipment=("值班电话", "传真"),
        custody=("钥匙",),
    )

    pages = press.pages_png(paper, 144)

    assert len(pages) == 1
    assert codes_on(pages[0]) == (paper.code,)
    assert press.pdf(paper).startswith(b"%PDF")


def test_the_sheet_for_wps_says_what_the_printed_one_says(press: PaperPress) -> None:
    paper = replace(
        HANDOVER,
        questions=(QuestionLine(item="钥匙", question="钥匙几把", by="刘洋", at=START),),
        items_read=6,
        release=Release(by="陈建国", at=START, reason="续报由接班人员报出"),
        taken_over_at=START,
        paper_number="ZJ-S1-0001",
        undone=(UndoneLine(text="催报", times=2, since=START),),
        zero_report=True,
    )

    words = "\n".join(
        cell.text for table in Document(BytesIO(press.docx(paper))).tables for row in table.rows for cell in row.cells
    )

    for told in (
        "钥匙几把",
        "续报由接班人员报出",
        "正式交接",
        "ZJ-S1-0001",
        "第3次移交",
        paper.outgoing.primary.name,
        "零报告",
    ):
        assert told in words


def test_a_void_or_quiet_sheet_for_wps_says_so(press: PaperPress) -> None:
    void = VoidMark(at=START, by="李静", reason="填错班次")
    quiet = replace(HANDOVER, incidents=(), directives=(), undone=(), equipment=(), custody=(), void=void)

    document = Document(BytesIO(press.docx(quiet)))

    assert any("作废：填错班次" in one.text for one in document.paragraphs)
    assert "无在办事件" in "".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)


def test_a_month_with_more_posts_prints_telephones_on_a_page_of_their_own(press: PaperPress) -> None:
    other = Post(name="周丽华", title="防汛值班领导", phone="13900000220")
    crowded = replace(ROSTER, days=tuple(replace(line, others=(other,)) for line in ROSTER.days))
    phones = replace(crowded, phones=crowded.phones or ROSTER.phones)

    assert len(press.pages_svg(ROSTER)) == 1
    assert len(press.pages_svg(phones)) == 1 + bool(phones.phones)


def test_tick_boxes_are_drawn_and_not_asked_of_a_font() -> None:
    """A box no font of the paper has was printed crossed out, on a form that is to be filled in by hand."""
    asked = {
        template.name: set("☐☑☒□") & set(template.read_text("utf-8"))
        for template in (resources_dir() / "templates").glob("*.typ")
    }

    assert {name: signs for name, signs in asked.items() if signs} == {}
    assert {"blank.typ", "handover.typ"} <= set(asked)
