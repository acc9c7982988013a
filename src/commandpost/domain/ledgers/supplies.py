"""应急物资: what lies where, how much of it, and until when it is good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from commandpost.domain.ledgers.base import (
    NOTE,
    PLACE_FIELDS,
    VERIFIED,
    Choice,
    FieldKind,
    FieldSpec,
    Label,
    LedgerSpec,
    Value,
)

# The three top classes of GB/T 38565-2020; sub-classes are loaded by the unit, not invented here.
SUPPLY_KINDS: tuple[Choice, ...] = (
    Choice(key="living", label=Label(zh="基本生活保障物资", en="living")),
    Choice(key="equipment", label=Label(zh="应急装备及配套物资", en="equipment")),
    Choice(key="works", label=Label(zh="工程材料与机械加工设备", en="materials and machines")),
)

SUPPLIES = LedgerSpec(
    key="supply",
    title=Label(zh="应急物资", en="Supplies"),
    validity_days=90,
    symbol="diamond",
    colour="accent",
    glyph="物",
    counted={"quantity": "quantity"},
    fields=(
        FieldSpec(key="name", label=Label(zh="名称", en="Name"), required=True, searched=True),
        FieldSpec(key="type", label=Label(zh="类别", en="Class"), kind=FieldKind.CHOICE, choices=SUPPLY_KINDS),
        FieldSpec(
            key="quantity",
            label=Label(zh="库存", en="Quantity"),
            kind=FieldKind.FLOAT,
            required=True,
            minimum=0,
        ),
        FieldSpec(key="measure", label=Label(zh="单位", en="Measure"), required=True),
        FieldSpec(key="safety_stock", label=Label(zh="安全库存", en="Safety stock"), kind=FieldKind.FLOAT, minimum=0),
        FieldSpec(key="expires", label=Label(zh="有效期", en="Expires"), kind=FieldKind.DATE),
        FieldSpec(key="store", label=Label(zh="存放点", en="Store"), searched=True),
        *PLACE_FIELDS,
        FieldSpec(key="keeper", label=Label(zh="保管人", en="Keeper")),
        FieldSpec(key="phone", label=Label(zh="电话", en="Phone"), sensitive=True, in_table=False),
        VERIFIED,
        NOTE,
    ),
)


def below_safety_stock(values: Mapping[str, Value]) -> bool:
    """Whether less is left than there must be."""
    quantity, safety = values.get("quantity"), values.get("safety_stock")
    return isinstance(quantity, (int, float)) and isinstance(safety, (int, float)) and quantity < safety


def is_expired(values: Mapping[str, Value], today: date) -> bool:
    """Whether the date on it has passed; the last day is still good."""
    expires = values.get("expires")
    return isinstance(expires, str) and bool(expires) and date.fromisoformat(expires) < today
