"""The invented people of the sample: who works where, in which role, under which obviously false number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from commandpost.app.desk import PersonRole, Tier

SAMPLE_PIN = "1234"  # the sign-in screen of the sample says it


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePerson:
    """One person of the staff."""

    name: str
    title: str
    phone: str
    roles: tuple[PersonRole, ...]


def _leader(name: str, title: str, phone: str) -> SamplePerson:
    return SamplePerson(name=name, title=title, phone=phone, roles=(PersonRole.DUTY_LEADER,))


def _officer(name: str, phone: str, *more: PersonRole, role: PersonRole = PersonRole.DUTY_OFFICER) -> SamplePerson:
    return SamplePerson(name=name, title="值班员", phone=phone, roles=(role, *more))


# In the order of the roster: today's first.
_STREET = (
    _leader("陈建国", "街道办事处主任", "13900000218"),
    _leader("赵明", "街道工委副书记", "13900000219"),
    _leader("周丽华", "街道办事处副主任", "13900000220"),
    _leader("孙伟", "武装部部长", "13900000221"),
    _leader("吴海燕", "街道办事处副主任", "13900000222"),
    _officer("李静", "13900000301", PersonRole.ADMINISTRATOR),
    _officer("张敏", "13900000302"),
    _officer("刘洋", "13900000303"),
    _officer("马超", "13900000304"),
    _officer("郑洁", "13900000305"),
    _officer("冯涛", "13900000306"),
    _officer("何雪", "13900000307"),
    _officer("王磊", "13900000308"),
    SamplePerson(name="高翔", title="内审员", phone="13900000309", roles=(PersonRole.AUDITOR,)),
)
_DISTRICT = (
    _leader("韩志远", "区总值班室主任", "13900000101"),
    _leader("杜文", "区总值班室副主任", "13900000102"),
    _officer("赵强", "13900000111", PersonRole.ADMINISTRATOR, role=PersonRole.DISTRICT_OFFICER),
    _officer("周航", "13900000112", role=PersonRole.DISTRICT_OFFICER),
    _officer("林燕", "13900000113", role=PersonRole.DISTRICT_OFFICER),
    _officer("许鹏", "13900000114", role=PersonRole.DISTRICT_OFFICER),
)
_CITY = (
    _leader("宋立", "市应急值守带班", "13900000001"),
    _officer("唐宁", "13900000002", PersonRole.ADMINISTRATOR, role=PersonRole.DISTRICT_OFFICER),
    _officer("罗成", "13900000003", role=PersonRole.DISTRICT_OFFICER),
)
_DEPARTMENT = (
    _leader("石岩", "区住建委值班领导", "13900000401"),
    _officer("孙工", "13900000411", PersonRole.ADMINISTRATOR),
    _officer("袁方", "13900000412"),
)
SAMPLE_STAFF: Mapping[Tier, tuple[SamplePerson, ...]] = MappingProxyType(
    {Tier.STREET: _STREET, Tier.DISTRICT: _DISTRICT, Tier.CITY: _CITY, Tier.DEPARTMENT: _DEPARTMENT}
)
DUTY_PHONE: Mapping[Tier, str] = MappingProxyType(
    {
        Tier.STREET: "13900000100",
        Tier.DISTRICT: "13900000010",
        Tier.CITY: "13900000009",
        Tier.DEPARTMENT: "13900000400",
    }
)
