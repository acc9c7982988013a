from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.visible_text import as_typed, hidden, visible, without_hiding

BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize("code", [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
def test_an_override_is_shown_and_turns_nothing(code: int) -> None:
    assert visible(f"请速到{chr(code)}三号楼") == f"请速到‹{code:04X}›三号楼"


@pytest.mark.parametrize("text", ["\u200b\u2060", "\u3164", "\u2800\ufeff", "\U000e0041", "\x1b[31m", "\x00"])
def test_a_line_of_nothing_visible_is_seen(text: str) -> None:
    assert "‹" in visible(text)


@pytest.mark.parametrize(
    "text",
    ["02:41 槐树里12号院", "𠮷野家，𪚥某", "👨‍👩‍👧‍👦 到场 ❤️", "葛\U000e0100城", "مرحبا שלום", "一\n二\t三\r\n四", "Z͑ͫ̓"],
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@given(st.text())
def test_no_direction_control_is_left_and_nothing_is_lost(text: str) -> None:
    shown = visible(text)
    assert not {unicodedata.bidirectional(letter) for letter in shown} & BIDI
    assert visible(shown) == shown
    assert len(shown) >= len(text)


@given(st.text(), st.text())
def test_what_was_shown_and_given_back_is_what_was_typed(text: str, other: str) -> None:
    assert as_typed(visible(text), text) == text
    assert visible(as_typed(other, text)) == visible(other)


def test_a_number_that_stood_there_in_letters_is_left_alone() -> None:
    assert as_typed("甲‹200B›乙‹200B›！", "甲\u200b乙‹200B›") == "甲‹200B›乙‹200B›！"
    assert as_typed("甲‹200B›乙", "甲乙") == "甲‹200B›乙"


def test_what_hides_is_left_out_of_a_number() -> None:
    assert without_hiding("\u202d139\u202c") == "139"


def test_what_hides_is_found_where_it_stands() -> None:
    assert hidden("usual") == hidden("前后") == ()
    assert hidden("a\u202e𠮷\u2066") == ((1, "\u202e"), (3, "\u2066"))
