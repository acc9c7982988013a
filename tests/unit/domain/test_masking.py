"""Personal data as it stands on screens."""

from __future__ import annotations

import pytest

from commandpost.domain.masking import mask_name, mask_phone, mask_text


@pytest.mark.parametrize(
    ("name", "masked"), [("王小明", "王○明"), ("王明", "王○"), ("欧阳小明", "欧○○明"), ("王", "○"), ("", "")]
)
def test_a_name_keeps_its_ends(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(("phone", "masked"), [("13900000218", "139····0218"), ("8123", "····23"), (" ", "")])
def test_a_number_keeps_its_ends(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked


def test_marks_pasted_with_a_number_are_not_masked_for_its_digits() -> None:
    assert mask_phone("\u202d13900000218\u202c") == "139····0218"
    assert mask_name("\u200b王小明\ufeff") == "王○明"
    assert mask_text("\u2066周敏\u2069") == "周○○"
