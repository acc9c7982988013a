"""应急队伍: who can be sent."""

from __future__ import annotations

from commandpost.domain.ledgers.base import (
    NOTE,
    PLACE_FIELDS,
    VERIFIED,
    Choice,
    FieldKind,
    FieldSpec,
    Label,
    LedgerSpec,
)

TEAM_TYPES: tuple[Choice, ...] = (
    Choice(key="community", label=Label(zh="社区应急队", en="community")),
    Choice(key="fire", label=Label(zh="微型消防站", en="fire post")),
    Choice(key="flood", label=Label(zh="防汛抢险", en="flood")),
    Choice(key="medical", label=Label(zh="医疗", en="medical")),
    Choice(key="works", label=Label(zh="市政抢修", en="works")),
    Choice(key="volunteer", label=Label(zh="志愿者", en="volunteers")),
)

TEAMS = LedgerSpec(
    key="team",
    title=Label(zh="应急队伍", en="Teams"),
    validity_days=180,
    symbol="disc",
    colour="blue",
    glyph="队",
    counted={"members": "members"},
    fields=(
        FieldSpec(key="name", label=Label(zh="名称", en="Name"), required=True, searched=True),
        FieldSpec(
            key="type", label=Label(zh="类型", en="Type"), kind=FieldKind.CHOICE, choices=TEAM_TYPES, required=True
        ),
        FieldSpec(
            key="members", label=Label(zh="人数", en="Members"), kind=FieldKind.INT, unit="人", required=True, minimum=0
        ),
        *PLACE_FIELDS,
        FieldSpec(key="leader", label=Label(zh="负责人", en="Leader"), searched=True),
        FieldSpec(key="phone", label=Label(zh="电话", en="Phone"), sensitive=True),
        FieldSpec(
            key="ready_minutes",
            label=Label(zh="到岗时间", en="Ready in"),
            kind=FieldKind.INT,
            unit="分钟",
            minimum=0,
        ),
        FieldSpec(key="equipment", label=Label(zh="装备", en="Equipment"), searched=True, in_table=False),
        VERIFIED,
        NOTE,
    ),
)
