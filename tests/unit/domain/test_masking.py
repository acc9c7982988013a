"""Personal data as it stands on screens."""

from __future__ import annotations

import pytest

from commandpost.domain.masking import mask_name, mask_phone


@pytest.mark.parametrize(
    ("name", "masked"), [("王小明", "王○明"), ("王明", "王○"), ("欧阳小明", "欧○○明"), ("王", "○"), ("", "")]
)
def test_a_name_keeps_its_ends(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(("phone", "masked"), [("13900000218", "139····0218"), ("8123", "····23"), (" ", "")])
def test_a_number_keeps_its_ends(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked
