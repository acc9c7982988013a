"""Papers are values, and survive the journal unchanged."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from commandpost.domain.errors import RuleBroken
from commandpost.domain.paper_encoding import Plain, from_plain, to_plain
from commandpost.domain.papers import (
    Conversation,
    HandoverPaper,
    IncidentLine,
    Paragraph,
    Post,
    ReportPaper,
    RosterLine,
    RosterPaper,
    ShiftBlock,
    ShiftFigures,
    StepMark,
)

AT = datetime(2026, 7, 18, 18, 41, tzinfo=UTC)

REPORT = ReportPaper(
    unit="永宁街道办事处",
    step="initial",
    number="第1期",
    issued_at=AT,
    title="关于槐树里12号院自建房局部坍塌的初报",
    addressees=("区委区政府总值班室",),
    paragraphs=(Paragraph(text="7月19日2时20分许……"), Paragraph(heading="cause", missing=True)),
    late_by=timedelta(minutes=1),
    received_at=AT,
    phone_report=Conversation(at=AT, to="区总值班室"),
)
SHIFT = ShiftBlock(start=AT, end=AT + timedelta(days=1), leader=Post(name="陈建国"), primary=Post(), secondary=Post())
SHEET = HandoverPaper(
    unit="永宁街道应急值班室",
    number="JJ-20260719-01",
    made_at=AT,
    outgoing=SHIFT,
    incoming=SHIFT,
    figures=ShiftFigures(calls_in=17, spot_check_answer=timedelta(seconds=41)),
    incidents=(
        IncidentLine(
            title="积水", level="general", received=AT, next_due=StepMark(step="follow_up", sequence=3, at=AT)
        ),
    ),
)
ROSTER = RosterPaper(unit="永宁街道", year=2026, month=7, days=(RosterLine(date=date(2026, 7, 1)),), made_at=AT)


@pytest.mark.parametrize("paper", [REPORT, SHEET, ROSTER])
def test_a_paper_comes_back_from_plain_json_as_it_went(paper: ReportPaper | HandoverPaper | RosterPaper) -> None:
    assert from_plain(type(paper), to_plain(paper)) == paper


def test_a_report_without_a_signer_waits_for_the_leader() -> None:
    assert REPORT.pending_signature
    assert not replace(REPORT, signer="陈建国").pending_signature


def test_a_key_a_later_version_added_is_ignored() -> None:
    assert from_plain(ReportPaper, to_plain(REPORT) | {"colour": "red"}) == REPORT


def test_only_papers_are_encoded() -> None:
    with pytest.raises(TypeError):
        to_plain(object())


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": 3},
        {"made_at": "yesterday"},
        {"incidents": "none"},
        {"incidents": ["one"]},
        {"outgoing": None},
        {"zero_report": 1},
    ],
)
def test_a_sheet_that_cannot_be_read_is_refused(wrong: dict[str, Plain]) -> None:
    with pytest.raises(RuleBroken, match="paper_unreadable"):
        from_plain(HandoverPaper, to_plain(SHEET) | wrong)


def test_a_sheet_with_a_piece_missing_is_refused() -> None:
    plain = to_plain(SHEET)
    del plain["figures"]

    with pytest.raises(RuleBroken, match="paper_unreadable"):
        from_plain(HandoverPaper, plain)
