"""The handover sheet's own rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from commandpost.domain.errors import RuleBroken
from commandpost.domain.handover import (
    SheetState,
    SheetStatus,
    Signer,
    clock_note,
    custody_to_hand_over,
    equipment_to_check,
    sheet_number,
)
from commandpost.domain.papers import Signature
from tests.unit.documents.samples import HANDOVER, at

BLANK = replace(HANDOVER, signed_outgoing=Signature(), signed_incoming=Signature())
BEGUN = SheetState(status=SheetStatus.BEGUN, paper=BLANK)
SIGNED = BEGUN.sign(Signer.OUTGOING, "李静", at(19, 8, 28)).sign(Signer.INCOMING, "刘洋", at(19, 8, 31))


def test_both_signatures_make_the_handover_in_whichever_order() -> None:
    other_way = BEGUN.sign(Signer.INCOMING, "刘洋", at(19, 8, 28)).sign(Signer.OUTGOING, "李静", at(19, 8, 31))

    assert BEGUN.sign(Signer.OUTGOING, "李静", at(19, 8, 28)).status is SheetStatus.BEGUN
    assert SIGNED.status is other_way.status is SheetStatus.SIGNED
    assert SIGNED.signature(Signer.INCOMING) == Signature(name="刘洋", at=at(19, 8, 31))


def test_the_leader_signs_after_both_and_later() -> None:
    with pytest.raises(RuleBroken, match="sign_both_first"):
        BEGUN.sign(Signer.LEADER, "陈建国", at(19, 8, 30))

    complete = SIGNED.sign(Signer.LEADER, "陈建国", at(19, 15))

    assert complete.status is SheetStatus.COMPLETE
    assert complete.paper.signed_leader.name == "陈建国"


@pytest.mark.parametrize("signer", [Signer.OUTGOING, Signer.INCOMING])
def test_nobody_signs_over_a_signature(signer: Signer) -> None:
    with pytest.raises(RuleBroken, match="already_signed"):
        SIGNED.sign(signer, "王磊", at(19, 9))


def test_a_void_sheet_is_kept_with_its_reason_and_takes_no_signature() -> None:
    void = BEGUN.void("李静", " 交接开始后又接报一起 ", at(19, 8, 29))

    assert void.status is SheetStatus.VOID
    assert void.paper.void is not None
    assert void.paper.void.reason == "交接开始后又接报一起"
    with pytest.raises(RuleBroken, match="sheet_void"):
        void.sign(Signer.OUTGOING, "李静", at(19, 8, 30))
    with pytest.raises(RuleBroken, match="sheet_void"):
        void.void("李静", "再次", at(19, 8, 30))


def test_a_sheet_in_force_cannot_be_made_void_and_a_reason_is_needed() -> None:
    with pytest.raises(RuleBroken, match="sheet_in_force"):
        SIGNED.void("李静", "写错", at(19, 9))
    with pytest.raises(RuleBroken, match="reason_missing"):
        BEGUN.void("李静", " ", at(19, 9))


def test_a_number_carries_the_day_and_the_station() -> None:
    assert sheet_number(date(2026, 7, 19), "S1", 1) == "JJ-20260719-S1-01"


def test_nothing_is_checked_before_somebody_checks_it() -> None:
    lines = equipment_to_check(clock_note(-0.24))

    assert {line.ok for line in lines} == {None}
    assert lines[-1].note == "差 0.2 秒"
    assert {line.note for line in equipment_to_check()} == {""}
    assert [line.name for line in custody_to_hand_over()] == ["收文", "值班手机", "钥匙", "印章"]
