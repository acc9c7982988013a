"""The ports of the use cases; ring 3 implements them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from commandpost.domain.ids import EntryId, PersonId, RecordId, UnitCode
from commandpost.journal.entry import ChangeSet, Draft, Entry, Json
from commandpost.journal.fold import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The end of this workstation's chain, printed on papers and read out at roll-call."""

    stream: str
    seq: int
    hash: bytes
    entries: int  # of the whole journal
    first_seq_of_session: int = 1

    @property
    def code(self) -> str:
        """Sixteen hex digits in groups of four."""
        text = self.hash.hex()[:16]
        return " ".join(text[i : i + 4] for i in range(0, 16, 4))


class Store(Protocol):
    """One journal with its record cache; used from one thread at a time. Errors: RuleBroken("entry_too_large"), Unavailable("disk_full"|"disk_read_only"|…)."""

    def append(self, drafts: Sequence[Draft], author: PersonId | None) -> ChangeSet:
        """Write all drafts in one transaction, durable when this returns."""
        ...

    def record(self, record: RecordId) -> Record | None: ...

    def records(
        self,
        kind: str,
        *,
        unit: UnitCode | None = None,
        status: str | None = None,
        parent: RecordId | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
        newest_first: bool = False,
    ) -> tuple[Record, ...]:
        """Records of a kind ordered by their field ``at`` (ISO 8601 UTC; else creation). ``parent`` matches the field ``incident``; since ≤ at < until."""
        ...

    def count(self, kind: str, *, unit: UnitCode | None = None, status: str | None = None) -> int: ...

    def within(self, kind: str, west: float, south: float, east: float, north: float) -> tuple[Record, ...]:
        """Records of a kind whose geometry (fields ``lon``/``lat`` or ``geometry`` GeoJSON) meets the box, degrees."""
        ...

    def search(self, text: str, *, kinds: Sequence[str] = (), limit: int = 50) -> tuple[Record, ...]:
        """Full-text search over titles, texts, places, names; Chinese by characters, names by pinyin initials too."""
        ...

    def history(self, record: RecordId) -> tuple[Entry, ...]: ...

    def entry(self, entry: EntryId) -> Entry | None: ...

    def personal(self, record: RecordId) -> Mapping[str, str]:
        """The record's personal fields from their sealed blobs; {} when erased or not yet here."""
        ...

    def put_blob(self, content: bytes) -> str:
        """Keep an attachment; returns its sha256 in hex."""
        ...

    def blob(self, sha256: str) -> bytes | None: ...

    def setting(self, key: str) -> Json:
        """A local, unjournaled value of this workstation; None when absent."""
        ...

    def set_setting(self, key: str, value: Json) -> None: ...

    def next_number(self, series: str) -> int:
        """The next number of a series of this workstation; from 1, never reused. Called inside append's caller; burnt numbers are allowed."""
        ...

    def head(self) -> Head: ...

    def pending(self) -> int:
        """How many own entries have no verified receipt of the server yet."""
        ...


class PinHasher(Protocol):
    """argon2id over a PIN."""

    def hash(self, pin: str) -> str: ...

    def matches(self, pin: str, hashed: str) -> bool: ...
