"""A folded record as the JSON document of its cache row, and back; versioned by ``tables.CACHE``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

from commandpost.domain.ids import EntryId, PersonId, RecordId, UnitCode
from commandpost.journal.clock import Evidence, Grade
from commandpost.journal.encoding import dumps
from commandpost.journal.fold import Claim, Record, Stamp

V = TypeVar("V")


class Later(Mapping[str, V]):
    """What only the next fold needs, put together when it is asked for: most records are read to be shown."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], Mapping[str, V]]) -> None:
        self._make = make
        self._made: Mapping[str, V] | None = None

    def __getitem__(self, name: str) -> V:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> Mapping[str, V]:
        if self._made is None:
            self._made = self._make()
        return self._made


def to_document(record: Record) -> str:
    """Write what the fold needs to go on; conflicts and heads follow from the claims."""
    said: dict[str, object] = {
        "id": record.id,
        "kind": record.kind,
        "unit": record.unit,
        "fields": dict(record.fields),
        "author": record.author,
        "created": _evidence_json(record.created),
        "updated": record.updated.isoformat(),
        "entry": record.entry,
        "entries": record.entries,
        "stamps": _grouped(record.stamps),
        "claims": {name: [_claim_json(claim) for claim in claims] for name, claims in record.claims.items()},
        "superseded": {name: sorted(gone) for name, gone in record.superseded.items()},
        "conflicts": list(record.conflicts),
        "blobs": [[list(stamp), sha] for stamp, sha in record.blobs],
        "first": list(record.first),
        "last": list(record.last),
    }
    return dumps(said).decode()


def from_document(document: str) -> Record:
    """Read a cache row's document."""
    said: dict[str, Any] = json.loads(document)
    claims = Later(lambda: {name: tuple(_claim(one) for one in live) for name, live in said["claims"].items()})
    return Record(
        id=RecordId(said["id"]),
        kind=said["kind"],
        unit=UnitCode(said["unit"]),
        fields=said["fields"],
        conflicts={name: claims[name] for name in said["conflicts"]},
        heads=Later(lambda: {name: tuple(claim.entry for claim in live) for name, live in claims.items()}),
        author=PersonId(said["author"]) if said["author"] else None,
        created=_evidence(said["created"]),
        updated=datetime.fromisoformat(said["updated"]),
        entry=EntryId(said["entry"]),
        entries=said["entries"],
        stamps=Later(lambda: {name: _stamp(group) for group in said["stamps"] for name in group[3:]}),
        claims=claims,
        superseded=Later(lambda: {name: frozenset(map(EntryId, gone)) for name, gone in said["superseded"].items()}),
        blobs=tuple((_stamp(stamp), sha) for stamp, sha in said["blobs"]),
        first=_stamp(said["first"]),
        last=_stamp(said["last"]),
    )


def _grouped(stamps: Mapping[str, Stamp]) -> list[list[int | str]]:
    """Stamps with the fields they stand for: most fields of a record were written by few entries."""
    groups: dict[Stamp, list[int | str]] = {}
    for name, stamp in stamps.items():
        groups.setdefault(stamp, [*stamp]).append(name)
    return list(groups.values())


def _stamp(said: list[Any]) -> tuple[int, str, int]:
    return said[0], said[1], said[2]


def _claim_json(claim: Claim) -> dict[str, Any]:
    return {
        "value": claim.value,
        "entry": claim.entry,
        "author": claim.author,
        "unit": claim.unit,
        "at": claim.at.isoformat(),
        "hlc": claim.hlc,
    }


def _claim(said: dict[str, Any]) -> Claim:
    return Claim(
        value=said["value"],
        entry=EntryId(said["entry"]),
        author=PersonId(said["author"]) if said["author"] else None,
        unit=UnitCode(said["unit"]),
        at=datetime.fromisoformat(said["at"]),
        hlc=said["hlc"],
    )


def _evidence_json(made: Evidence) -> list[str]:
    return [made.at.isoformat(), made.earliest.isoformat(), made.latest.isoformat(), made.grade.value]


def _evidence(said: list[str]) -> Evidence:
    at, earliest, latest = (datetime.fromisoformat(text) for text in said[:3])
    return Evidence(at=at, earliest=earliest, latest=latest, grade=Grade(said[3]))
