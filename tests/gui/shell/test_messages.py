from __future__ import annotations

import string
from datetime import timedelta

import pytest

from commandpost.domain.errors import RuleBroken
from commandpost.gui.messages import WORDS, sentence, words
from tests.fakes import START


def test_a_sentence_carries_its_parameters() -> None:
    assert "20000" in sentence(RuleBroken("log_too_long", limit=20000, size=1))


@pytest.mark.parametrize("code", sorted(WORDS))
def test_no_sentence_breaks_when_a_parameter_is_missing(code: str) -> None:
    said = words(code)

    parts = [(name, spec) for _, name, spec, _ in string.Formatter().parse(WORDS[code]) if name]
    assert said
    assert [name for name, _ in parts if f"{{{name}" in said] == []  # braces that are meant stay, as of {z}
    assert [name for name, spec in parts if spec] == []


def test_an_unknown_code_is_told_as_such() -> None:
    assert "never_heard" in words("never_heard")


def test_moments_and_spans_are_told_as_people_say_them() -> None:
    assert "02:24" in words("moment_unreadable", {"typed": START})
    assert "4" in words("moment_unreadable", {"typed": timedelta(minutes=4, seconds=54)})
