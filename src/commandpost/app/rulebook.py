"""Rule packs in force here: shipped ones until the unit adopts its own; adoption is an entry of the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.domain.deadlines import Deadline
from commandpost.domain.ids import RecordId
from commandpost.domain.incident import NewIncident
from commandpost.domain.rules import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRow:
    """One pack as the settings show it."""

    pack: RulePack
    record: RecordId | None  # None: shipped, not adopted
    adopted_at: datetime | None
    adopted_by: str
    in_force: bool


class RuleService:
    """Use cases of rule packs; ``shipped`` maps a file's name to its TOML text."""

    def __init__(self, desk: Desk, shipped: Mapping[str, str]) -> None:
        self._desk = desk
        self._shipped = shipped

    def packs(self) -> tuple[PackRow, ...]:
        """All packs known here, in force first."""
        raise NotImplementedError

    def in_force(self, at: datetime) -> tuple[RulePack, ...]:
        raise NotImplementedError

    def by_keys(self, keys: Iterable[str], at: datetime) -> tuple[RulePack, ...]:
        """The packs an incident was received under (``id@version``); those not known here give way to the ones in force."""
        raise NotImplementedError

    def adopt(self, toml_text: str, effective_from: datetime | None = None) -> RecordId:
        """Put a pack in force. Raises RuleBroken("rule_pack_invalid", line=…, reason=…); the old pack stays in force."""
        raise NotImplementedError

    def what_if(self, new: NewIncident) -> tuple[Deadline, ...]:
        """What such an incident would owe."""
        raise NotImplementedError
