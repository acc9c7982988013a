"""避难场所: where people can go, and how many places are left."""

from __future__ import annotations

from collections.abc import Mapping

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

SHELTER_TYPES: tuple[Choice, ...] = (
    Choice(key="indoor", label=Label(zh="室内", en="indoor")),
    Choice(key="outdoor", label=Label(zh="室外", en="outdoor")),
)
SHELTER_STATES: tuple[Choice, ...] = (
    Choice(key="ready", label=Label(zh="可启用", en="ready")),
    Choice(key="open", label=Label(zh="已启用", en="open")),
    Choice(key="closed", label=Label(zh="停用", en="closed")),
)

SHELTERS = LedgerSpec(
    key="shelter",
    title=Label(zh="避难场所", en="Shelters"),
    validity_days=365,
    symbol="square",
    colour="green",
    glyph="避",
    counted={"capacity": "capacity", "occupied": "occupied"},
    fields=(
        FieldSpec(key="name", label=Label(zh="名称", en="Name"), required=True, searched=True),
        FieldSpec(key="type", label=Label(zh="类型", en="Type"), kind=FieldKind.CHOICE, choices=SHELTER_TYPES),
        FieldSpec(
            key="capacity",
            label=Label(zh="容量", en="Capacity"),
            kind=FieldKind.INT,
            unit="人",
            required=True,
            minimum=0,
        ),
        FieldSpec(key="occupied", label=Label(zh="当前人数", en="Occupied"), kind=FieldKind.INT, unit="人", minimum=0),
        FieldSpec(key="status", label=Label(zh="状态", en="State"), kind=FieldKind.CHOICE, choices=SHELTER_STATES),
        *PLACE_FIELDS,
        FieldSpec(key="keeper", label=Label(zh="钥匙保管人", en="Key keeper")),
        FieldSpec(key="phone", label=Label(zh="电话", en="Phone"), sensitive=True),
        FieldSpec(key="accessible", label=Label(zh="无障碍", en="Accessible"), kind=FieldKind.BOOL),
        FieldSpec(key="water_power", label=Label(zh="水电厕医", en="Water, power, toilets"), in_table=False),
        VERIFIED,
        NOTE,
    ),
)


def free_places(values: Mapping[str, Value]) -> int:
    """Places left; none in a closed shelter, and never fewer than none."""
    capacity, occupied = values.get("capacity"), values.get("occupied")
    if values.get("status") == "closed" or not isinstance(capacity, int):
        return 0
    return max(0, capacity - (occupied if isinstance(occupied, int) else 0))
