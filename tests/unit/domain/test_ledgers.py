"""Specifications of ledgers, and all that is derived from them."""

from __future__ import annotations

from datetime import date

import pytest

from commandpost.domain.errors import RuleBroken
from commandpost.domain.ledgers import LEDGERS
from commandpost.domain.ledgers.base import (
    LONGEST_TEXT,
    FieldKind,
    FieldSpec,
    Label,
    LedgerGeometry,
    LedgerSpec,
    Value,
)
from commandpost.domain.ledgers.hazards import HAZARDS, is_open, is_overdue
from commandpost.domain.ledgers.people import PEOPLE
from commandpost.domain.ledgers.shelters import SHELTERS, free_places
from commandpost.domain.ledgers.supplies import SUPPLIES, below_safety_stock, is_expired
from commandpost.domain.ledgers.teams import TEAMS
from commandpost.domain.masking import mask_text

TODAY = date(2026, 7, 19)


@pytest.mark.parametrize("spec", LEDGERS, ids=lambda spec: spec.key)
def test_every_ledger_has_a_name_a_place_a_check_and_words_in_both_languages(spec: LedgerSpec) -> None:
    keys = [one.key for one in spec.fields]

    assert {"name", "grid", "address", "verified_at"} <= set(keys)
    assert len(keys) == len(set(keys))
    assert spec.kind == f"ledger.{spec.key}"
    assert all(one.label.text("zh_CN") and one.label.text("en") for one in spec.fields)
    assert all(one.choices for one in spec.fields if one.kind in {FieldKind.CHOICE, FieldKind.TAGS})


def test_people_are_personal_and_their_names_are_sealed() -> None:
    layer = PEOPLE.layer()

    assert layer is not None
    assert layer.personal
    assert PEOPLE.field("name").sensitive
    assert PEOPLE.search_text({"name": "王小明", "grid": "三网格", "phone": "139"}) == "三网格"
    assert not PEOPLE.matches({"name": "王小明", "grid": "三网格"}, "王小明")


def test_the_table_shows_what_the_form_need_not_hide() -> None:
    columns = TEAMS.columns()

    assert [column.key for column in columns][:3] == ["name", "type", "members"]
    assert "equipment" not in {column.key for column in columns}
    assert next(column for column in columns if column.key == "members").unit == "人"
    assert next(column for column in columns if column.key == "phone").masked
    assert TEAMS.form() == TEAMS.fields


def test_a_ledger_that_lies_nowhere_has_no_layer() -> None:
    spec = LedgerSpec(key="contact", title=Label(zh="通讯录", en="Contacts"), fields=(), geometry=LedgerGeometry.NONE)

    assert spec.layer() is None


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (FieldSpec(key="a", label=Label(zh="", en="")), None, ""),
        (FieldSpec(key="a", label=Label(zh="", en=""), kind=FieldKind.BOOL), True, "是"),
        (FieldSpec(key="a", label=Label(zh="", en=""), kind=FieldKind.BOOL), False, "否"),
        (FieldSpec(key="a", label=Label(zh="", en=""), kind=FieldKind.FLOAT), 2.5, "2.5"),
        (PEOPLE.field("needs"), ("oxygen", "aged"), "氧疗、高龄80+"),
        (HAZARDS.field("status"), "open", "未销账"),
        (HAZARDS.field("status"), "lost", "lost"),
    ],
)
def test_a_value_is_shown_in_words(field: FieldSpec, value: Value, shown: str) -> None:
    assert TEAMS.shown(field, value) == shown


def test_words_follow_the_language() -> None:
    assert SHELTERS.shown(SHELTERS.field("accessible"), value=True, language="en") == "yes"
    assert HAZARDS.shown(HAZARDS.field("status"), "open", "en") == "open"


def test_the_filter_asks_for_every_word() -> None:
    values: dict[str, Value] = {"name": "永宁微型消防站", "type": "fire", "members": 8, "grid": "三网格"}

    assert TEAMS.matches(values, "消防 三网格")
    assert TEAMS.matches(values, "FIRE", "en")
    assert not TEAMS.matches(values, "消防 四网格")


def test_what_comes_in_gets_its_type() -> None:
    checked = SHELTERS.checked(
        {"name": " 永宁小学 ", "capacity": "120", "type": "室内", "accessible": True, "verified_at": "2026-07-01"}
    )

    assert checked == {
        "name": "永宁小学",
        "capacity": 120,
        "type": "indoor",
        "accessible": True,
        "verified_at": "2026-07-01",
    }
    assert SUPPLIES.checked({"name": "沙袋", "quantity": "12.5", "measure": "条", "note": ""})["note"] is None
    assert PEOPLE.checked({"name": "王某", "needs": "孕妇、氧疗"})["needs"] == ("pregnant", "oxygen")
    assert PEOPLE.checked({"name": "王某", "needs": ("alone",)})["needs"] == ("alone",)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("capacity", "很多"),
        ("capacity", -1),
        ("type", "地下"),
        ("verified_at", "7月1日"),
        ("accessible", "是"),
        ("address", "号" * (LONGEST_TEXT + 1)),
    ],
)
def test_a_wrong_value_is_refused_with_its_field(field: str, value: Value) -> None:
    with pytest.raises(RuleBroken) as broken:
        SHELTERS.checked({"name": "永宁小学", "capacity": 120, field: value})

    assert broken.value.code == "ledger_value_invalid"
    assert broken.value.params["field"] == field


def test_infinity_is_no_quantity() -> None:
    with pytest.raises(RuleBroken, match="ledger_value_invalid"):
        SUPPLIES.checked({"name": "沙袋", "measure": "条", "quantity": "inf"})


def test_a_missing_or_unknown_field_is_refused() -> None:
    with pytest.raises(RuleBroken, match="ledger_field_missing"):
        TEAMS.checked({"name": "社区应急队"})
    with pytest.raises(RuleBroken, match="ledger_field_unknown"):
        TEAMS.checked({"wings": 2})


def test_a_row_not_verified_in_time_is_out_of_date() -> None:
    assert TEAMS.out_of_date({}, TODAY)
    assert TEAMS.out_of_date({"verified_at": "2026-01-01"}, TODAY)
    assert not TEAMS.out_of_date({"verified_at": "2026-07-01"}, TODAY)
    assert not LedgerSpec(key="a", title=Label(zh="", en=""), fields=()).out_of_date({}, TODAY)


def test_free_places_are_never_fewer_than_none() -> None:
    assert free_places({"capacity": 120, "occupied": 20}) == 100
    assert free_places({"capacity": 120}) == 120
    assert free_places({"capacity": 120, "occupied": 150}) == 0
    assert free_places({"capacity": 120, "status": "closed"}) == 0
    assert free_places({}) == 0


def test_stock_and_expiry_of_supplies() -> None:
    assert below_safety_stock({"quantity": 1, "safety_stock": 2.0})
    assert not below_safety_stock({"quantity": 2})
    assert is_expired({"expires": "2026-07-18"}, TODAY)
    assert not is_expired({"expires": "2026-07-19"}, TODAY)
    assert not is_expired({}, TODAY)


def test_a_hazard_stands_until_it_is_closed() -> None:
    assert is_open({})
    assert is_overdue({"status": "open", "due": "2026-07-18"}, TODAY)
    assert not is_overdue({"status": "closed", "due": "2026-07-18"}, TODAY)
    assert not is_overdue({"status": "open"}, TODAY)


def test_other_personal_text_keeps_its_first_character() -> None:
    assert mask_text("周敏楼长") == "周○○"
    assert mask_text(" ") == ""
