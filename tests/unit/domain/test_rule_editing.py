from __future__ import annotations

from datetime import timedelta

import pytest

from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RuleId
from commandpost.domain.rule_editing import checked, next_version, with_alarm, with_rule, without_rule
from commandpost.domain.rules import AlarmTimes, Step
from tests.unit.domain.facts import a_pack, a_rule

PACK = a_pack(a_rule("A"), a_rule("B"))


def test_a_rule_is_put_in_the_place_of_another_or_at_the_end() -> None:
    assert [rule.id for rule in with_rule(PACK, a_rule("C")).rules] == ["A", "B", "C"]
    changed = with_rule(PACK, a_rule("A", note="改"), RuleId("A"))
    assert [(rule.id, rule.note) for rule in changed.rules] == [("A", "改"), ("B", "")]


def test_a_rule_taken_out_leaves_the_others() -> None:
    assert [rule.id for rule in without_rule(PACK, RuleId("A")).rules] == ["B"]


@pytest.mark.parametrize(
    ("before", "after"), [("1", "2"), ("2026.9", "2026.10"), ("3-试行", "4-试行"), ("draft", "draft.1")]
)
def test_the_next_version_counts_on(before: str, after: str) -> None:
    assert next_version(before) == after


def test_a_pack_that_cannot_be_is_refused_with_its_reason() -> None:
    assert checked(PACK).rules == PACK.rules
    with pytest.raises(RuleBroken, match="id_twice"):
        checked(with_rule(PACK, a_rule("A")))
    with pytest.raises(RuleBroken, match="out_of_range"):
        checked(with_rule(PACK, a_rule("C", step=Step.PHONE, minutes=0)))


def test_other_alarm_times_make_another_pack_and_survive_its_text() -> None:
    times = AlarmTimes(leader=timedelta(minutes=3), confirmed_by="陈建国")

    assert checked(with_alarm(a_pack(a_rule()), times)).alarm == times
    assert checked(with_alarm(a_pack(a_rule()), None)).alarm is None
