"""The table of units a server starts with: who belongs to whom, from a TOML file into the journal."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from commandpost.app.desk import Tier
from commandpost.app.ports import Store
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import EVERYONE, RecordId, UnitCode
from commandpost.journal.entry import Draft, Json

UNIT = re.compile(r"[0-9]{4,12}")  # a division code: city 4, district 6, street 9; more for a unit's own


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One ``[[unit]]`` of the file."""

    code: UnitCode
    name: str
    tier: Tier
    parent: UnitCode | None = None
    valid_from: str = ""  # ISO 8601 date; "": always

    def fields(self) -> dict[str, Json]:
        return {
            "code": self.code,
            "name": self.name,
            "tier": self.tier.value,
            "parent": self.parent,
            "valid_from": self.valid_from or None,
        }


def read_units(file: Path | None) -> tuple[UnitRow, ...]:
    """Read a table of units; () without a file.

    Raises RuleBroken("units_invalid", reason).
    """
    if file is None:
        return ()
    try:
        rows = tomllib.loads(file.read_text("utf-8"))["unit"]
        return tuple(_row(row) for row in rows)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as wrong:
        raise RuleBroken("units_invalid", reason=str(wrong)) from wrong


def enter_units(store: Store, units: Sequence[UnitRow]) -> None:
    """Write what the journal does not say yet; every unit may read it."""
    drafts = [_draft(unit) for unit in units if not _known(store, unit)]
    if drafts:
        store.append(drafts, None)


def _row(said: dict[str, str]) -> UnitRow:
    return UnitRow(
        code=UnitCode(said["code"]),
        name=said["name"],
        tier=Tier(said["tier"]),
        parent=UnitCode(said["parent"]) if said.get("parent") else None,
        valid_from=str(said.get("valid_from", "")),
    )


def _known(store: Store, unit: UnitRow) -> bool:
    record = store.record(RecordId(f"unit-{unit.code}"))
    return record is not None and all(record.fields.get(name) == value for name, value in unit.fields().items())


def _draft(unit: UnitRow) -> Draft:
    record = RecordId(f"unit-{unit.code}")
    return Draft(kind="unit", record=record, act="unit.enter", set=unit.fields(), to=(EVERYONE,))
