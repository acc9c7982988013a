"""What is read at a handover, when an incident is in hand, and that a frozen sheet is what it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from commandpost.domain.duty_setup import HandoverFigures
from commandpost.domain.errors import RuleBroken
from commandpost.domain.handover_items import (
    Tick,
    digest_of,
    in_hand,
    items_of,
    refuse_unread,
    unread,
    with_ticks,
)
from commandpost.domain.papers import (
    CallLine,
    CheckLine,
    CustodyLine,
    DirectiveLine,
    HandoverPaper,
    IncidentLine,
    Post,
    ShiftBlock,
    ShiftFigures,
    Signature,
    StepMark,
    UndoneLine,
)

NOW = datetime(2026, 7, 19, 0, 20, tzinfo=UTC)
LONG_AGO = NOW - timedelta(hours=5)
BLOCK = ShiftBlock(start=LONG_AGO, end=NOW, leader=Post(), primary=Post(name="李静"), secondary=Post())
PAPER = HandoverPaper(
    unit="永宁街道",
    number="JJ-1",
    made_at=NOW,
    outgoing=BLOCK,
    incoming=BLOCK,
    figures=ShiftFigures(),
    incidents=(IncidentLine(number="S1-1", title="坍塌", level="larger", received=LONG_AGO),),
    directives=(DirectiveLine(at=NOW, sender="陈建国", text="核实人数"),),
    undone=(UndoneLine(text="催报", matter="matter-1"), UndoneLine(text="未登录记录 1 条待补认")),
    undecided=(CallLine(number="S1-9", at=NOW, text="井盖缺失"),),
    conflicts=("坍塌",),
    equipment=(CheckLine(name="传真", ok=False), CheckLine(name="时钟", ok=True)),
    custody=(CustodyLine(name="钥匙", quantity="1 串"),),
)


def tick(key: str, question: str = "") -> Tick:
    return Tick(key=key, by="刘洋", at=NOW, question=question)


def test_every_item_of_the_sheet_is_read_by_itself() -> None:
    items = items_of(PAPER)

    assert [item.kind for item in items] == [
        "incident",
        "directive",
        "undone",
        "undone",
        "undecided",
        "conflict",
        "equipment",
        "custody",
    ]
    assert len({item.key for item in items}) == len(items)
    assert items_of(replace(PAPER, custody=()))[-1].kind == "equipment"


def test_what_was_not_ticked_holds_the_handover_up() -> None:
    ticks = [tick(item.key) for item in items_of(PAPER)]

    refuse_unread(PAPER, ticks)
    assert [item.kind for item in unread(PAPER, ticks[:-1])] == ["custody"]
    with pytest.raises(RuleBroken) as broken:
        refuse_unread(PAPER, ticks[2:])
    assert broken.value.params["left"] == 2


def test_questions_come_onto_the_sheet_and_stray_ticks_do_not_count() -> None:
    paper = with_ticks(PAPER, [tick("custody", "钥匙几把"), tick("gone")])

    assert (paper.items_read, paper.questions[0].question, paper.questions[0].item) == (1, "钥匙几把", "钥匙 1 串")


@pytest.mark.parametrize(
    ("received", "due", "held"),
    [
        (NOW - timedelta(minutes=14), None, True),
        (LONG_AGO, None, False),
        (LONG_AGO, StepMark(step="initial"), True),
        (LONG_AGO, StepMark(step="follow_up", at=NOW + timedelta(minutes=10)), True),
        (LONG_AGO, StepMark(step="follow_up", at=NOW - timedelta(minutes=10)), True),
        (LONG_AGO, StepMark(step="follow_up", at=NOW + timedelta(minutes=11)), False),
    ],
)
def test_an_incident_is_in_hand_while_it_is_new_or_a_report_is_due(
    received: datetime, due: StepMark | None, held: bool
) -> None:
    line = replace(PAPER.incidents[0], received=received, next_due=due)

    assert in_hand(line, NOW, HandoverFigures()) is held


def test_the_digest_covers_what_was_frozen_and_not_what_is_signed_later() -> None:
    signed = replace(PAPER, signed_outgoing=Signature(name="李静", at=NOW), items_read=8, digest="x")

    assert digest_of(signed) == digest_of(PAPER)
    assert digest_of(replace(PAPER, custody=())) != digest_of(PAPER)
