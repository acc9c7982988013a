"""How codes, moments, durations and foreign text read on paper."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from commandpost.documents.wording import (
    Words,
    chinese,
    duration,
    full_day,
    limit_stamp,
    printable,
    printable_in_cell,
    short_stamp,
    spoken,
    stamp,
)
from commandpost.domain.codes import Level
from commandpost.domain.report import ELEMENTS, ElementSpec
from commandpost.domain.rules import Step
from tests.unit.documents.samples import TEMPLATES

WORDS = Words.read(TEMPLATES / "words.toml")
NIGHT = datetime(2026, 7, 18, 18, 5, tzinfo=UTC)  # 02:05 of the 19th in Beijing


@pytest.mark.parametrize(
    ("number", "word"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九"), (0, "0"), (100, "100")]
)
def test_follow_ups_are_counted_in_chinese(number: int, word: str) -> None:
    assert chinese(number) == word


def test_steps_have_their_words_and_only_follow_ups_their_number() -> None:
    assert [WORDS.step(step, 2) for step in ("phone", "initial", "follow_up", "final")] == [
        "电话首报",
        "初报",
        "续报二",
        "终报",
    ]


def test_a_code_a_later_version_sent_is_printed_as_it_is() -> None:
    assert WORDS.word("step", "rehearsal") == "rehearsal"


@pytest.mark.parametrize("spec", ELEMENTS, ids=lambda spec: spec.key)
def test_every_element_of_a_report_has_its_heading(spec: ElementSpec) -> None:
    assert WORDS.word("element", spec.key) != spec.key


@pytest.mark.parametrize("code", [*Step, *Level])
def test_every_step_and_level_has_its_word(code: Step | Level) -> None:
    table = "step" if isinstance(code, Step) else "level"
    assert WORDS.word(table, code) != code


def test_moments_are_told_in_beijing_time() -> None:
    assert (spoken(NIGHT), stamp(NIGHT), full_day(NIGHT)) == ("7月19日2时05分", "7月19日02:05", "2026年7月19日")


def test_a_moment_of_another_day_carries_its_date() -> None:
    assert short_stamp(NIGHT, NIGHT + timedelta(hours=23)) == "02:05"
    assert short_stamp(NIGHT, NIGHT + timedelta(hours=24)) == "7月19日02:05"


def test_a_limit_that_is_past_is_not_taken_for_todays() -> None:
    change = NIGHT + timedelta(hours=6, minutes=25)  # 08:30
    assert limit_stamp(change + timedelta(hours=5), change) == "13:30"
    assert limit_stamp(change - timedelta(hours=19), change) == "7月18日13:30"
    assert limit_stamp(change + timedelta(hours=22, minutes=22), change) == "7月20日06:52"
    assert limit_stamp(change + timedelta(hours=29), change) == "7月20日13:30"


@pytest.mark.parametrize(
    ("seconds", "word"), [(0, "0秒"), (41, "41秒"), (60, "1分"), (61, "1分1秒"), (3900, "1小时5分"), (-5, "0秒")]
)
def test_no_second_of_a_duration_is_rounded_away(seconds: int, word: str) -> None:
    assert duration(timedelta(seconds=seconds)) == word


def test_controls_and_direction_overrides_are_shown() -> None:
    assert printable("甲\x00乙\x07\u202e丙\x7f\r\n丁\u2028戊\ud800") == "甲‹0000›乙‹0007›‹202E›丙‹007F›\n丁\n戊\ufffd"


def test_letters_stay_untouched() -> None:
    text = "𠮷䶮 😀 <a> #b @c $d$ *e* שלום 13900000218"

    assert printable(text) == text
    assert printable_in_cell(text) == text


def test_an_endless_word_may_break() -> None:
    assert printable("x" * 61).split("\u200b") == ["x" * 30, "x" * 30, "x"]
    assert printable_in_cell("x" * 29).split("\u200b") == ["x" * 14, "x" * 14, "x"]
    assert "\u200b" not in printable("字" * 61)
