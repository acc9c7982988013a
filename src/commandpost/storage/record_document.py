"""A folded record as the JSON document of its cache row, and back; versioned by ``tables.CACHE``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar

from commandpost.domain.ids import EntryId, PersonId, RecordId, UnitCode
from commandpost.journal.clock import Evidence, Grade
from commandpost.journal.encoding import document_text, read_document
from commandpost.journal.fold import Claim, Record, Stamp

V = TypeVar("V")
MICROSECOND = timedelta(microseconds=1)


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
    """Write what the fold needs to go on; conflicts and heads follow from the claims, most of the rest is seldom there.

    ``marks`` are the entries that count, in their order: the first of the record, the last, and the last writers.
    """
    marks = _marks(record)
    said: dict[str, object] = {
        "id": record.id,
        "kind": record.kind,
        "unit": record.unit,
        "fields": record.fields,
        "author": record.author,
        "created": _evidence_json(record.created),
        "updated": record.updated,
        "entries": record.entries,
        "marks": [[*mark, *sorted(names)] for mark, names in marks.items()],
    }
    if record.claims:
        said["claims"] = {name: [_claim_json(claim) for claim in claims] for name, claims in record.claims.items()}
        said["superseded"] = {name: sorted(gone) for name, gone in record.superseded.items()}
        said["conflicts"] = list(record.conflicts)
    if record.blobs:
        said["blobs"] = record.blobs
    return document_text(said)


def from_document(document: str) -> Record:
    """Read a cache row's document."""
    said: dict[str, Any] = read_document(document)
    marks = said["marks"]
    first, last = _stamp(marks[0]), _stamp(marks[-1])
    live = said.get("claims", {})
    claims = Later(lambda: {name: tuple(map(_claim, told)) for name, told in live.items()})
    gone = said.get("superseded", {})
    return Record(
        id=RecordId(said["id"]),
        kind=said["kind"],
        unit=UnitCode(said["unit"]),
        fields=said["fields"],
        conflicts={name: claims[name] for name in said.get("conflicts", ())},
        heads=Later(lambda: {name: tuple(claim.entry for claim in told) for name, told in claims.items()}),
        author=PersonId(said["author"]) if said["author"] else None,
        created=_evidence(said["created"]),
        updated=datetime.fromisoformat(said["updated"]),
        entry=EntryId(f"{first[1]}:{first[2]}"),
        entries=said["entries"],
        stamps=Later(lambda: {name: _stamp(mark) for mark in marks for name in mark[3:]}),
        claims=claims,
        superseded=Later(lambda: {name: frozenset(map(EntryId, told)) for name, told in gone.items()}),
        blobs=tuple((_stamp(stamp), sha) for stamp, sha in said.get("blobs", ())),
        first=first,
        last=last,
    )


def _marks(record: Record) -> dict[Stamp, list[str]]:
    """The entries that count and the fields each was the last to write: most fields were written by few entries."""
    marks: dict[Stamp, list[str]] = {record.first: [], record.last: []}
    for name, stamp in record.stamps.items():
        if stamp in marks:
            marks[stamp].append(name)
        else:
            marks[stamp] = [name]
    return marks if len(marks) == 1 else {stamp: marks[stamp] for stamp in sorted(marks)}


def _stamp(said: list[Any]) -> tuple[int, str, int]:
    return said[0], said[1], said[2]


def _claim_json(claim: Claim) -> dict[str, Any]:
    return {
        "value": claim.value,
        "entry": claim.entry,
        "author": claim.author,
        "unit": claim.unit,
        "at": claim.at,
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


def _evidence_json(made: Evidence) -> list[object]:
    before, after = (made.at - made.earliest) // MICROSECOND, (made.latest - made.at) // MICROSECOND
    return [made.at, before, after, made.grade.value]


def _evidence(said: list[Any]) -> Evidence:
    at, before, after = (
        datetime.fromisoformat(said[0]),
        timedelta(microseconds=said[1]),
        timedelta(microseconds=said[2]),
    )
    return Evidence(at=at, earliest=at - before, latest=at + after, grade=Grade(said[3]))
