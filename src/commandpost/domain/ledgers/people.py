"""重点人群: people who need help first in an evacuation, with their kinds of need (policy and 5.1 of real lists)."""

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
    Sensitivity,
)

NEEDS: tuple[Choice, ...] = (
    Choice(key="alone", label=Label(zh="独居老人", en="elderly, living alone")),
    Choice(key="disabled_care", label=Label(zh="失能", en="needs care")),
    Choice(key="aged", label=Label(zh="高龄80+", en="over 80")),
    Choice(key="pregnant", label=Label(zh="孕妇", en="pregnant")),
    Choice(key="dialysis", label=Label(zh="透析", en="dialysis")),
    Choice(key="oxygen", label=Label(zh="氧疗", en="oxygen")),
    Choice(key="impaired", label=Label(zh="残障", en="disability")),
    Choice(key="mental", label=Label(zh="精神疾病", en="mental illness")),
    Choice(key="child", label=Label(zh="无人照看儿童", en="unattended child")),
)
MOBILITY: tuple[Choice, ...] = (
    Choice(key="walks", label=Label(zh="可自行转移", en="walks")),
    Choice(key="helped", label=Label(zh="需搀扶", en="needs a hand")),
    Choice(key="wheelchair", label=Label(zh="需轮椅", en="wheelchair")),
    Choice(key="stretcher", label=Label(zh="需担架", en="stretcher")),
)
VULNERABLE: frozenset[str] = frozenset({"alone", "disabled_care", "dialysis", "oxygen"})  # 其中失能/独居

PEOPLE = LedgerSpec(
    key="person",
    title=Label(zh="重点人员", en="People in need"),
    sensitivity=Sensitivity.PERSONAL,
    validity_days=180,
    symbol="person",
    colour="dim",
    fields=(
        FieldSpec(key="name", label=Label(zh="姓名", en="Name"), required=True, sensitive=True),
        FieldSpec(key="needs", label=Label(zh="需求", en="Needs"), kind=FieldKind.TAGS, choices=NEEDS, required=True),
        FieldSpec(key="mobility", label=Label(zh="行动能力", en="Mobility"), kind=FieldKind.CHOICE, choices=MOBILITY),
        *PLACE_FIELDS,
        FieldSpec(key="phone", label=Label(zh="电话", en="Phone"), sensitive=True),
        FieldSpec(key="carer", label=Label(zh="帮扶人", en="Carer"), sensitive=True),
        FieldSpec(key="carer_phone", label=Label(zh="帮扶人电话", en="Carer's phone"), sensitive=True, in_table=False),
        FieldSpec(
            key="device", label=Label(zh="用药或设备依赖", en="Medicine or device"), sensitive=True, in_table=False
        ),
        VERIFIED,
        NOTE,
    ),
)
