"""A record is a pure fold over its own entries; the cache of records may be dropped and refolded at any time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from commandpost.domain.ids import EntryId, PersonId, RecordId, UnitCode
from commandpost.journal.clock import Evidence
from commandpost.journal.entry import Json

CRITICAL: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "incident": frozenset({"level", "status", "sensitive", "place", "lon", "lat"})
        | frozenset({"dead", "missing", "injured", "trapped", "moved"}),
        "report": frozenset({"status", "signed_by"}),
    }
)  # fields whose concurrent values are a conflict; all others: last writer by HLC


class Delivery(StrEnum):
    """State of a record on its way up: 待传 → 已送达 → 已签收."""

    PENDING = "pending"
    DELIVERED = "delivered"
    RECEIPTED = "receipted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One of several live values of a critical field."""

    value: Json
    entry: EntryId
    author: PersonId | None
    unit: UnitCode
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The state of one thing, folded from its entries."""

    id: RecordId
    kind: str
    unit: UnitCode  # of the first entry
    fields: Mapping[str, Json]
    personal: Mapping[str, str] = field(default_factory=dict)  # empty until asked for
    conflicts: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    heads: Mapping[str, tuple[EntryId, ...]] = field(default_factory=dict)  # of critical fields
    author: PersonId | None  # of the first entry
    created: Evidence  # when the first entry was made
    updated: datetime
    entry: EntryId  # the first entry
    entries: int
    delivery: Delivery = Delivery.PENDING
