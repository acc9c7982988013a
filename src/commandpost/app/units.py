"""Units: streets and districts by code and name, with the time they are valid for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from commandpost.app import record_fields as read
from commandpost.app.desk import Desk, Tier
from commandpost.app.ports import Store
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.units import proposed_parent
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitView:
    """One unit."""

    code: UnitCode
    name: str
    parent: UnitCode | None
    tier: Tier
    valid_from: date | None

    @property
    def department(self) -> bool:
        return self.tier is Tier.DEPARTMENT


class UnitService:
    """Use cases of units."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def units(self) -> tuple[UnitView, ...]:
        """All units on file, by code."""
        return tuple(sorted((_view(record) for record in self._desk.store.records("unit")), key=lambda one: one.code))

    def children(self) -> tuple[UnitView, ...]:
        """The units directly below this one; its departments stand beside it, not below."""
        return tuple(one for one in self.units() if one.parent == self._desk.unit and not one.department)

    def departments(self) -> tuple[UnitView, ...]:
        """Units a report may be handed to sideways: departments beside this room, and of the room above."""
        near = {self._desk.unit, self._desk.parent_unit}
        return tuple(one for one in self.units() if one.department and one.parent in near)

    def name(self, code: UnitCode) -> str:
        """A unit's name, its code where it is not on file."""
        if code == self._desk.unit:
            return self._desk.unit_name
        record = self._desk.store.record(_id(code))
        return read.text(record.fields, "name") if record else code

    def enter(
        self,
        code: UnitCode,
        name: str,
        *,
        tier: Tier,
        parent: UnitCode | None = None,
        valid_from: date | None = None,
    ) -> RecordId:
        """Put a unit on file or rename it. Raises RuleBroken("unit_code_invalid"), RuleBroken("name_missing")."""
        if len(code) not in {4, 6, 9} or not code.isdigit():
            raise RuleBroken("unit_code_invalid", field="code", value=code)
        if not name.strip():
            raise RuleBroken("name_missing", field="name")
        values = {"code": code, "name": name.strip(), "parent": parent, "tier": tier.value}
        since = valid_from.isoformat() if valid_from else None
        self._desk.write(Draft(kind="unit", record=_id(code), act="unit.enter", set={**values, "valid_from": since}))
        return _id(code)

    def phone(self) -> str:
        """The public number of this unit's duty room, "" while nobody has told it."""
        record = self._desk.store.record(_id(self._desk.unit))
        return read.text(record.fields, "phone") if record else ""

    def set_phone(self, phone: str) -> None:
        """Tell the duty room's number, which stands on reports and rosters; it is public, no person's."""
        told: dict[str, Json] = {"phone": phone.strip()}
        self._desk.write(Draft(kind="unit", record=_id(self._desk.unit), act="unit.set_phone", set=told))


def parent_of(store: Store, code: UnitCode) -> UnitCode | None:
    """The unit above: as the table of units says, else as the code proposes."""
    record = store.record(_id(code))
    return told_parent(code, {} if record is None else record.fields)


def told_parent(code: UnitCode, fields: Mapping[str, Json]) -> UnitCode | None:
    """The unit above, out of what the table tells of this one; {} where it tells nothing."""
    return read.unit_code(fields, "parent") or None if "parent" in fields else proposed_parent(code)


def tier_of(store: Store, code: UnitCode) -> Tier:
    """The role of a unit's room: as the table of units says, else as the length of its code proposes."""
    record = store.record(_id(code))
    told = read.text(record.fields, "tier") if record is not None else ""
    return Tier(told) if told in set(Tier) else _TIER_BY_DIGITS.get(len(code), Tier.STREET)


_TIER_BY_DIGITS = {4: Tier.CITY, 6: Tier.DISTRICT, 9: Tier.STREET}


def _id(code: UnitCode) -> RecordId:
    return RecordId(f"unit-{code}")


def _view(record: Record) -> UnitView:
    fields = record.fields
    since, tier = read.text(fields, "valid_from"), read.text(fields, "tier")
    return UnitView(
        code=read.unit_code(fields, "code"),
        name=read.text(fields, "name"),
        parent=read.unit_code(fields, "parent") or None,
        tier=Tier(tier) if tier in set(Tier) else Tier.STREET,
        valid_from=date.fromisoformat(since) if since else None,
    )
