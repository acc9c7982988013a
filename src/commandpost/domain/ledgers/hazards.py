"""隐患: what was found, until when it must be put right, and whether it was (安全生产法 §41)."""

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

HAZARD_TYPES: tuple[Choice, ...] = (
    Choice(key="small_venue", label=Label(zh="九小场所", en="small venue")),
    Choice(key="building", label=Label(zh="房屋建筑", en="building")),
    Choice(key="gas", label=Label(zh="燃气", en="gas")),
    Choice(key="electric", label=Label(zh="用电", en="electricity")),
    Choice(key="ebike", label=Label(zh="电动自行车", en="e-bike")),
    Choice(key="flooding", label=Label(zh="积水点", en="flooding")),
    Choice(key="tree", label=Label(zh="危树", en="tree")),
    Choice(key="other", label=Label(zh="其他", en="other")),
)
HAZARD_LEVELS: tuple[Choice, ...] = (
    Choice(key="ordinary", label=Label(zh="一般隐患", en="ordinary")),
    Choice(key="major", label=Label(zh="重大隐患", en="major")),
)
HAZARD_STATES: tuple[Choice, ...] = (
    Choice(key="open", label=Label(zh="未销账", en="open")),
    Choice(key="closed", label=Label(zh="已销账", en="closed")),
)

HAZARDS = LedgerSpec(
    key="hazard",
    title=Label(zh="隐患", en="Hazards"),
    validity_days=90,
    symbol="triangle",
    colour="orange",
    fields=(
        FieldSpec(key="name", label=Label(zh="名称", en="Name"), required=True, searched=True),
        FieldSpec(
            key="type", label=Label(zh="类型", en="Type"), kind=FieldKind.CHOICE, choices=HAZARD_TYPES, required=True
        ),
        FieldSpec(key="level", label=Label(zh="等级", en="Level"), kind=FieldKind.CHOICE, choices=HAZARD_LEVELS),
        FieldSpec(
            key="status",
            label=Label(zh="状态", en="State"),
            kind=FieldKind.CHOICE,
            choices=HAZARD_STATES,
            required=True,
        ),
        FieldSpec(key="found", label=Label(zh="发现日期", en="Found"), kind=FieldKind.DATE),
        FieldSpec(key="due", label=Label(zh="整改期限", en="Due"), kind=FieldKind.DATE),
        *PLACE_FIELDS,
        FieldSpec(key="responsible", label=Label(zh="责任人", en="Responsible")),
        FieldSpec(key="phone", label=Label(zh="电话", en="Phone"), sensitive=True, in_table=False),
        FieldSpec(key="measures", label=Label(zh="管控措施", en="Measures"), searched=True, in_table=False),
        VERIFIED,
        NOTE,
    ),
)


def is_open(values: Mapping[str, Value]) -> bool:
    """Whether it still stands; what is not said to be closed does."""
    return values.get("status") != "closed"


def is_overdue(values: Mapping[str, Value], today: date) -> bool:
    """Whether it should have been put right by now."""
    due = values.get("due")
    return is_open(values) and isinstance(due, str) and bool(due) and date.fromisoformat(due) < today
