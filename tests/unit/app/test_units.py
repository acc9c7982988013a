"""Units by code and name."""

from __future__ import annotations

from datetime import date

import pytest

from commandpost.app.desk import Tier
from commandpost.app.units import UnitService
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import UnitCode
from tests.factories import DISTRICT, OTHER_STREET, STREET, as_administrator
from tests.unit.app.rooms import desk_on_disk, room


def test_a_unit_is_known_by_its_code_until_its_name_is_on_file() -> None:
    desk = desk_on_disk(tier=Tier.DISTRICT, unit=DISTRICT, unit_name="示范区总值班室", parent_unit=None)
    units = UnitService(desk)
    assert units.name(OTHER_STREET) == OTHER_STREET

    with as_administrator(desk):
        units.enter(OTHER_STREET, "安和街道", tier=Tier.STREET, parent=DISTRICT, valid_from=date(2026, 1, 1))
        units.enter(STREET, "清河街道", tier=Tier.STREET, parent=DISTRICT)
        units.enter(DISTRICT, "示范区", tier=Tier.DISTRICT)

    assert units.name(OTHER_STREET) == "安和街道"
    assert units.name(DISTRICT) == "示范区总值班室"
    assert [one.name for one in units.children()] == ["清河街道", "安和街道"]
    assert units.children()[1].valid_from == date(2026, 1, 1)
    assert units.units()[0].tier is Tier.DISTRICT


@pytest.mark.parametrize(
    ("code", "name", "refused"), [("11A", "街", "unit_code_invalid"), ("110190003", " ", "name_missing")]
)
def test_a_wrong_code_or_no_name_is_refused(code: str, name: str, refused: str) -> None:
    with pytest.raises(RuleBroken, match=refused):
        UnitService(desk_on_disk()).enter(UnitCode(code), name, tier=Tier.STREET)


def test_the_duty_rooms_number_is_told_once_and_stands_on_the_roster() -> None:
    duty_room = room()
    units = UnitService(duty_room.desk)
    assert units.phone() == ""

    with duty_room.as_administrator():
        units.set_phone(" 13900000100 ")

    assert units.phone() == duty_room.duty.paper(2026, 7).phone == "13900000100"
