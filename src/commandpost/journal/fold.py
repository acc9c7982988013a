"""A record is a pure fold over its own entries; the cache of records may be dropped and refolded at any time.

The fold does not depend on the order of arrival: plain fields go to the last writer by (hlc, stream, seq); a critical
field's live values are those no seen entry names as its base. Two live, different values are a conflict.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from commandpost.domain.ids import EntryId, PersonId, RecordId, StreamId, UnitCode
from commandpost.journal.clock import Evidence, entered_at, evidence
from commandpost.journal.entry import Body, Entry, Json
from commandpost.journal.merge import Pick, most_serious

CRITICAL: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "incident": frozenset({"level", "status", "sensitive", "place", "lon", "lat"})
        | frozenset({"dead", "missing", "injured", "badly_injured", "trapped", "moved", "homes", "loss"}),
        "report": frozenset({"status", "signed_by"}),
    }
)  # fields whose concurrent values are a conflict; all others: last writer by HLC

Stamp = tuple[int, str, int]  # hlc, stream, seq: a total order all journals agree on
NEVER: Stamp = (-1, "", 0)
LATEST: Stamp = (2**63, "", 0)  # after every entry
BEGINNING = datetime.min.replace(tzinfo=UTC)
NOTHING: frozenset[str] = frozenset()


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


class Record(Struct, frozen=True, kw_only=True):
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

    def come(self, delivery: Delivery, created: Evidence) -> Record:
        """The same record, come so far on its way up, with what receipts prove of its time."""
        return replace(self, delivery=delivery, created=created)


def fold(entries: Iterable[Entry], pick: Pick = most_serious) -> Record:
    """Fold all entries of one record, in any order. Raises ValueError without entries."""
    folding = Folding()
    for entry in entries:
        folding.take(entry.stream, entry.seq, entry.body, pick)
    return folding.record()


def apply(record: Record | None, entry: Entry, pick: Pick = most_serious) -> Record:
    """Fold one more entry, which must not have been folded before; None starts a record."""
    if record is None and _is_plain(entry.body):
        return _begun(entry)
    folding = Folding(record)
    folding.take(entry.stream, entry.seq, entry.body, pick)
    return folding.record()


def _is_plain(body: Body) -> bool:
    """Whether nothing of it can be in conflict, and nothing is sealed: a line of the log, as most entries are."""
    return not body.personal and CRITICAL.get(body.kind, NOTHING).isdisjoint(body.set)


def _begun(entry: Entry) -> Record:
    """What ``Folding`` makes of a plain entry that stands alone, in half the time."""
    body, mark = entry.body, (entry.body.hlc, entry.stream, entry.seq)
    made = evidence(body.timing)
    return Record(
        id=body.record,
        kind=body.kind,
        unit=body.unit,
        fields=dict(body.set),
        author=body.author,
        created=made,
        updated=entered_at(body.timing),
        entry=entry.id,
        entries=1,
        stamps=dict.fromkeys(body.set, mark),
        first=mark,
        last=mark,
    )


class Folding:
    """A record while entries are folded into it, in any order; what many entries cost is paid once, in ``record``."""

    __slots__ = (
        "_before",
        "_begun",
        "_blobs",
        "_claims",
        "_conflicts",
        "_count",
        "_fields",
        "_first",
        "_heads",
        "_last",
        "_stamps",
        "_superseded",
        "_updated",
    )

    def __init__(self, record: Record | None = None) -> None:
        self._before = record
        self._begun: Body | None = None  # of the first entry, where it came after ``record`` was folded
        self._fields: dict[str, Json] = {} if record is None else dict(record.fields)
        self._conflicts: dict[str, tuple[Claim, ...]] = {} if record is None else dict(record.conflicts)
        self._heads: dict[str, tuple[EntryId, ...]] = {} if record is None else dict(record.heads)
        self._stamps: dict[str, Stamp] = {} if record is None else dict(record.stamps)
        self._claims: dict[str, tuple[Claim, ...]] = {} if record is None else dict(record.claims)
        self._superseded: dict[str, frozenset[EntryId]] = {} if record is None else dict(record.superseded)
        self._blobs: tuple[tuple[Stamp, str], ...] = () if record is None else record.blobs
        self._count = 0 if record is None else record.entries
        self._first = LATEST if record is None else record.first
        self._last = NEVER if record is None else record.last
        self._updated = BEGINNING if record is None else record.updated

    def take(self, stream: StreamId, seq: int, body: Body, pick: Pick = most_serious) -> None:
        """Fold one more entry, which must not have been folded before."""
        mark = (body.hlc, stream, seq)
        at = entered_at(body.timing)
        self._count += 1
        self._updated = max(self._updated, at)
        self._last = max(self._last, mark)
        if mark < self._first:
            self._first, self._begun = mark, body
        if body.personal:
            self._blobs = tuple(sorted([*self._blobs, (mark, body.personal)]))
        critical = CRITICAL.get(body.kind, NOTHING)
        for name, value in body.set.items():
            if name in critical:
                claim = _claim(body, f"{stream}:{seq}", name, at)
                self._claim(name, claim, body.base.get(name, ()), pick)
            elif self._stamps.get(name, NEVER) < mark:
                self._fields[name] = value
                self._stamps[name] = mark

    def record(self) -> Record:
        """The record as it stands; the folding's own values go with it. Raises ValueError when nothing was folded."""
        name, kind, unit, author, created = self._beginning()
        _, stream, seq = self._first
        return Record(
            id=name,
            kind=kind,
            unit=unit,
            fields=self._fields,
            conflicts=self._conflicts,
            heads=self._heads,
            author=author,
            created=created,
            updated=self._updated,
            entry=EntryId(f"{stream}:{seq}"),
            entries=self._count,
            stamps=self._stamps,
            claims=self._claims,
            superseded=self._superseded,
            blobs=self._blobs,
            first=self._first,
            last=self._last,
        )

    def _beginning(self) -> tuple[RecordId, str, UnitCode, PersonId | None, Evidence]:
        begun, before = self._begun, self._before
        if begun is not None:
            return begun.record, begun.kind, begun.unit, begun.author, evidence(begun.timing)
        if before is None:
            raise ValueError("nothing to fold")
        return before.id, before.kind, before.unit, before.author, before.created

    def _claim(self, name: str, claim: Claim, base: Iterable[EntryId], pick: Pick) -> None:
        gone = self._superseded.get(name, frozenset()) | frozenset(base)
        seen = (*self._claims.get(name, ()), claim)
        live = sorted((one for one in seen if one.entry not in gone), key=lambda one: (one.hlc, one.entry))
        self._claims[name] = tuple(live)
        self._heads[name] = tuple(one.entry for one in live)
        if gone:
            self._superseded[name] = gone
        self._fields.pop(name, None)
        self._conflicts.pop(name, None)
        if live:
            self._fields[name] = live[pick(name, [one.value for one in live])].value
        if len(live) > 1 and len({json.dumps(one.value, sort_keys=True) for one in live}) > 1:
            self._conflicts[name] = tuple(live)


def _claim(body: Body, entry: str, name: str, at: datetime) -> Claim:
    return Claim(value=body.set[name], entry=EntryId(entry), author=body.author, unit=body.unit, at=at, hlc=body.hlc)
