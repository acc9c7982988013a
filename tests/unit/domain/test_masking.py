from __future__ import annotations

import pytest

from commandpost.domain.masking import mask_name, mask_phone, mask_text


@pytest.mark.parametrize(
    ("phone", "shown"),
    [("13900000218", "139····0218"), (" 01000000218 ", "010····0218"), ("5218", "····18"), ("", ""), (" ", "")],
)
def test_a_telephone_number_keeps_its_ends_only(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown


@pytest.mark.parametrize(
    ("name", "shown"), [("王小明", "王○明"), ("王明", "王○"), ("王", "○"), ("", ""), ("欧阳小明", "欧○○明")]
)
def test_a_name_keeps_its_ends_only(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@pytest.mark.parametrize(("value", "shown"), [("周大姐每天来", "周○○"), ("周", "周○○"), ("  ", "")])
def test_other_personal_words_show_their_first_letter_and_not_their_length(value: str, shown: str) -> None:
    assert mask_text(value) == shown
