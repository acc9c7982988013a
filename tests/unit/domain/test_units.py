from __future__ import annotations

import pytest

from commandpost.domain.ids import UnitCode
from commandpost.domain.units import proposed_parent


@pytest.mark.parametrize(
    ("code", "parent"),
    [("110199001", "110199"), ("110199", "1101"), ("1101", None), ("nndims", None), ("", None)],
)
def test_a_code_proposes_the_unit_above(code: str, parent: str | None) -> None:
    assert proposed_parent(UnitCode(code)) == parent
