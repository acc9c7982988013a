from __future__ import annotations

import pytest

from commandpost.domain.corrections import (
    Before,
    Correction,
    FigureChange,
    TellingOf,
    Tellings,
    changes,
    paragraph,
    unknown,
)
from commandpost.domain.figures import Mention
from commandpost.domain.report import UNKNOWN
from tests.unit.domain.facts import minutes


def reported(after: float, **figures: int | None) -> TellingOf:
    return TellingOf(at=minutes(after), figures=figures)


def logged(after: float, **figures: int) -> Mention:
    return Mention(at=minutes(after), source="on_scene", figures=figures)


def found(now: dict[str, int | None], *told: TellingOf | Mention, **typed: Correction) -> tuple[FigureChange, ...]:
    reports = [one for one in told if isinstance(one, TellingOf)]
    lines = [one for one in told if isinstance(one, Mention)]
    return changes(now, Tellings(reports=reports, mentions=lines, typed=typed, writer="李静"))


def test_a_figure_told_as_before_is_no_change() -> None:
    assert found({"trapped": 1}, reported(14, trapped=1), logged(12, trapped=1)) == ()
    assert found({"trapped": 1}) == ()
    assert found({"trapped": None}, logged(12, trapped=1)) == ()


def test_a_fall_against_the_last_report_wants_a_reason_and_a_name() -> None:
    (change,) = found({"trapped": 0}, reported(5, trapped=2), reported(14, trapped=1), logged(30, trapped=0))

    assert (change.told_in, change.before, change.now, change.is_fall) == (Before.REPORT, 1, 0, True)
    assert not change.is_explained


def test_a_figure_that_becomes_unknown_is_a_fall() -> None:
    (change,) = found({"injured": None}, reported(14, injured=2))

    assert change.is_fall
    assert not change.is_explained


def test_growth_the_log_tells_is_explained_by_its_line_in_the_writers_name() -> None:
    (change,) = found({"moved": 20}, reported(14, moved=17), logged(40, moved=20))

    assert change.correction == Correction(reason="据3时04分记录", verifier="李静")
    assert change.is_explained


def test_growth_nobody_wrote_down_and_a_jump_want_words() -> None:
    (silent,) = found({"moved": 20}, reported(14, moved=17))
    (jump,) = found({"injured": 6}, reported(14, injured=2), logged(40, injured=6))

    assert (silent.is_explained, jump.is_explained) == (False, False)
    assert jump.is_jump


@pytest.mark.parametrize(
    ("before", "now", "jumps"), [(0, 2, False), (0, 3, True), (2, 4, False), (3, 6, True), (17, 23, False)]
)
def test_a_jump_doubles_by_three_at_least(before: int, now: int, jumps: bool) -> None:
    (change,) = found({"injured": now}, reported(14, injured=before))

    assert change.is_jump is jumps


def test_what_the_log_told_last_and_the_report_does_not_is_a_change_too() -> None:
    (change,) = found({"trapped": 3}, logged(2, trapped=3), logged(12, trapped=1))

    assert (change.told_in, change.before, change.now, change.is_explained) == (Before.LOG, 1, 3, False)


def test_words_and_a_name_explain_it_and_both_values_stand_on_the_paper() -> None:
    typed = Correction(reason="已救出送医。", verifier="王敏")
    (change,) = found({"trapped": 0}, reported(14, trapped=1), trapped=typed)

    assert change.is_explained
    assert paragraph([change]) == "7月19日2时38分所报被困1人，现为无被困，原因：已救出送医（核实人：王敏）。"


def test_one_key_writes_being_verified_for_whatever_nobody_explained() -> None:
    told = found({"trapped": 0, "moved": 20}, reported(14, trapped=1, moved=17), logged(40, moved=20))

    assert unknown(told) == {"trapped": Correction(reason=UNKNOWN, verifier=UNKNOWN)}
    assert UNKNOWN in paragraph(found({"dead": None}, reported(14, dead=1)))
