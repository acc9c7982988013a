"""A record is a pure fold over its own entries; the cache of records may be dropped and refolded at any time.

The fold does not depend on the order of arrival: plain fields go to the last writer by (hlc, stream, seq); a critical
field's live values are those no seen entry names as its base. Two live, different values are a conflict.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from commandpost.domain.ids import EntryId, PersonId, RecordId, UnitCode
from commandpost.journal.clock import Evidence, evidence
from commandpost.journal.entry import Entry, Json
from commandpost.journal.merge import Pick, most_serious

CRITICAL: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "incident": frozenset({"level", "status", "sensitive", "place", "lon", "lat"})
        | frozenset({"dead", "missing", "injured", "trapped", "moved"}),
        "report": frozenset({"status", "signed_by"}),
    }
)  # fields whose concurrent values are a conflict; all others: last writer by HLC

Stamp = tuple[int, str, int]  # hlc, stream, seq: a total order all journals agree on
NEVER: Stamp = (-1, "", 0)


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
    hlc: int = 0


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
    # What the fold needs to go on; the pages have no use for it.
    stamps: Mapping[str, Stamp] = field(default_factory=dict)  # last writer of each plain field
    claims: Mapping[str, tuple[Claim, ...]] = field(
        default_factory=dict
    )  # live values of critical fields, oldest first
    superseded: Mapping[str, frozenset[EntryId]] = field(default_factory=dict)  # heads some entry named as its base
    blobs: tuple[tuple[Stamp, str], ...] = ()  # personal blobs, oldest first
    first: Stamp = (0, "", 0)
    last: Stamp = (0, "", 0)


def stamp(entry: Entry) -> Stamp:
    """The place of an entry in the order all journals agree on."""
    return entry.body.hlc, entry.stream, entry.seq


def fold(entries: Iterable[Entry], pick: Pick = most_serious) -> Record:
    """Fold all entries of one record, in any order. Raises ValueError without entries."""
    record: Record | None = None
    for entry in entries:
        record = apply(record, entry, pick)
    if record is None:
        raise ValueError("nothing to fold")
    return record


def apply(record: Record | None, entry: Entry, pick: Pick = most_serious) -> Record:
    """Fold one more entry, which must not have been folded before; None starts a record."""
    made = evidence(entry.body.timing)
    record = _begun(entry, made) if record is None else _counted(record, entry, made)
    critical = CRITICAL.get(entry.body.kind, frozenset())
    plain = {name: value for name, value in entry.body.set.items() if name not in critical}
    record = _written(record, stamp(entry), plain)
    for name in entry.body.set.keys() & critical:
        record = _claimed(record, entry, name, made, pick)
    return record


def _begun(entry: Entry, made: Evidence) -> Record:
    mark = stamp(entry)
    return Record(
        id=entry.body.record,
        kind=entry.body.kind,
        unit=entry.body.unit,
        fields={},
        author=entry.body.author,
        created=made,
        updated=made.at,
        entry=entry.id,
        entries=1,
        blobs=((mark, entry.body.personal),) if entry.body.personal else (),
        first=mark,
        last=mark,
    )


def _counted(record: Record, entry: Entry, made: Evidence) -> Record:
    mark = stamp(entry)
    blobs = record.blobs
    if entry.body.personal:
        blobs = tuple(sorted([*blobs, (mark, entry.body.personal)]))
    counted = replace(
        record,
        entries=record.entries + 1,
        updated=max(record.updated, made.at),
        last=max(record.last, mark),
        blobs=blobs,
    )
    if mark > record.first:
        return counted
    return replace(
        counted,
        kind=entry.body.kind,
        unit=entry.body.unit,
        author=entry.body.author,
        created=made,
        entry=entry.id,
        first=mark,
    )


def _written(record: Record, mark: Stamp, values: Mapping[str, Json]) -> Record:
    won = {name: value for name, value in values.items() if record.stamps.get(name, NEVER) < mark}
    if not won:
        return record
    return replace(record, fields={**record.fields, **won}, stamps={**record.stamps, **dict.fromkeys(won, mark)})


def _claimed(record: Record, entry: Entry, name: str, made: Evidence, pick: Pick) -> Record:
    gone = record.superseded.get(name, frozenset()) | frozenset(entry.body.base.get(name, ()))
    claim = Claim(
        value=entry.body.set[name],
        entry=entry.id,
        author=entry.body.author,
        unit=entry.body.unit,
        at=made.at,
        hlc=entry.body.hlc,
    )
    seen = (*record.claims.get(name, ()), claim)
    live = sorted((claim for claim in seen if claim.entry not in gone), key=lambda claim: (claim.hlc, claim.entry))
    record = replace(
        record,
        claims={**record.claims, name: tuple(live)},
        superseded={**record.superseded, name: gone} if gone else record.superseded,
        heads={**record.heads, name: tuple(claim.entry for claim in live)},
    )
    return _shown(record, name, tuple(live), pick)


def _shown(record: Record, name: str, live: tuple[Claim, ...], pick: Pick) -> Record:
    fields, conflicts = dict(record.fields), dict(record.conflicts)
    conflicts.pop(name, None)
    fields.pop(name, None)
    if live:
        fields[name] = live[pick(name, [claim.value for claim in live])].value
    if len({json.dumps(claim.value, sort_keys=True) for claim in live}) > 1:
        conflicts[name] = live
    return replace(record, fields=fields, conflicts=conflicts)
