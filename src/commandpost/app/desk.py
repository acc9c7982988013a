"""The desk: what every use case needs of the place it runs at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from commandpost.app.permissions import refuse_write
from commandpost.app.ports import Store
from commandpost.app.record_fields import as_typed
from commandpost.app.session import PersonRole, Session
from commandpost.domain import visible_text
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.local_time import BEIJING
from commandpost.journal.clock import Clock
from commandpost.journal.entry import ChangeSet, Draft

__all__ = ["BEIJING", "Desk", "PersonRole", "Session", "Tier"]

MINUTE = timedelta(minutes=1)


class Tier(StrEnum):
    """The role of the room; rules whose ``from`` is another role do not fire here."""

    STREET = "street"
    DISTRICT = "district"
    CITY = "city"
    DEPARTMENT = "department"  # 委办局: beside the rooms of its tier; gets forwarded copies, owes no reports upward


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Passed to every service; built once in the composition root."""

    store: Store
    clock: Clock
    unit: UnitCode
    unit_name: str
    parent_unit: UnitCode | None
    tier: Tier
    station: str  # short code of the workstation inside human numbers, e.g. "S1"
    session: Session = field(default_factory=Session)
    new_id: Callable[[str], RecordId]  # prefix → fresh id
    announce: Callable[[ChangeSet], None] = lambda _changes: None
    drill: bool = False

    def write(self, *drafts: Draft) -> ChangeSet:
        """Append the drafts as one transaction in the signed-in person's name and announce what changed.

        This is the one door of every change, so the rights are asked here; a locked desk writes in nobody's name.
        Raises RuleBroken("sign_in_first"|"locked"|"not_permitted").
        """
        refuse_write(self.session, [draft.act for draft in drafts])
        changes = self.store.append([self._as_typed(draft) for draft in drafts], self.session.writer)
        self.announce(changes)
        return changes

    def _as_typed(self, draft: Draft) -> Draft:
        """Nothing that was only shown is written over the letters typed, whatever form gives it back."""
        kept = self.store.record(draft.record) if "‹" in f"{draft.set}{draft.personal}" else None
        if kept is None:
            return draft
        sealed = self.store.personal(draft.record) if draft.personal else {}
        personal = {key: visible_text.as_typed(value, sealed.get(key, "")) for key, value in draft.personal.items()}
        told = {key: as_typed(value, kept.fields.get(key)) for key, value in draft.set.items()}
        return replace(draft, set=told, personal=personal)

    def now(self) -> datetime:
        return self.clock.now()

    def latest(self) -> datetime:
        """The latest that it may be: a time told up to then lies in no future. A lost clock knows no end.

        Times are told to the minute, and a clock may be put right while a form is open.
        """
        trust = self.clock.trust()
        if trust.lost:
            return datetime.max.replace(tzinfo=UTC)
        return self.now() + MINUTE + timedelta(seconds=trust.uncertainty or 0.0)

    def number(self, series: str, moment: datetime) -> str:
        """A human number such as ``S1-20260719-0007``: station, local date, counter of this station, day and series."""
        day = moment.astimezone(BEIJING).strftime("%Y%m%d")
        return f"{self.station}-{day}-{self.store.next_number(f'{series}:{day}'):04d}"
