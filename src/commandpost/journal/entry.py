"""What the journal is made of: a draft becomes a signed entry; entries never change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from commandpost.domain.ids import EntryId, PersonId, RecordId, StreamId, UnitCode

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

# What a body may hold, whoever reads it.
MAX_DEPTH = 40  # of nested lists and objects
MAX_INTEGER = 2**63 - 1  # what every database holds
LONGEST_NAME = 200  # characters of an identity
DIGEST = re.compile("[0-9a-f]{64}")
MAX_BODY_BYTES = 2_000_000  # a larger entry is refused at append, on the workstation, with the text kept in the box


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A change somebody wants to make to one record; the store turns it into an entry."""

    kind: str  # the record's kind: "log", "incident", "report", …
    record: RecordId
    act: str  # what the person did: "log.record", "incident.open", "report.send", …; shown in the history
    set: Mapping[str, Json] = field(default_factory=dict)
    base: Mapping[str, tuple[EntryId, ...]] = field(default_factory=dict)
    to: tuple[UnitCode, ...] = ()  # addressed units beyond the own unit and its ancestors
    personal: Mapping[str, str] = field(default_factory=dict)  # goes to a sealed, erasable blob
    note: str = ""  # why


class Timing(Struct, frozen=True, kw_only=True):
    """The four times' machine part: what the clocks of the writing machine said when the entry was made."""

    wall: str  # ISO 8601 UTC, the machine's wall clock
    boot_ns: int  # CLOCK_BOOTTIME
    boot_id: str
    offset: float | None  # seconds to add to ``wall`` to get trusted time; None: never exchanged with a server
    uncertainty: float | None  # ± seconds of ``wall + offset``; None: not bounded


class Body(Struct, frozen=True, kw_only=True):
    """The signed content of an entry, decoded from its JSON bytes."""

    version: int
    hlc: int  # hybrid logical clock: milliseconds << 16 | counter
    timing: Timing
    author: PersonId | None  # None: emergency entry without sign-in (未登录)
    unit: UnitCode
    kind: str
    record: RecordId
    act: str
    set: Mapping[str, Json]
    base: Mapping[str, tuple[EntryId, ...]]
    to: tuple[UnitCode, ...]
    personal: str | None  # sha256 of the blob with the personal fields
    blobs: tuple[str, ...]
    note: str


class Entry(Struct, frozen=True, kw_only=True):
    """One link of a chain: ``hash = SHA-256("cp1" ‖ stream ‖ seq ‖ prev ‖ SHA-256(body))``."""

    stream: StreamId
    seq: int  # from 1
    prev: bytes  # 32 bytes; zeros before the first
    hash: bytes  # 32 bytes
    signature: bytes | None  # Ed25519 over ``hash``; None inside a run, present at its end
    raw: bytes  # the JSON, written once and signed verbatim
    body: Body

    @property
    def id(self) -> EntryId:
        return EntryId(f"{self.stream}:{self.seq}")

    def signed(self, signature: bytes | None) -> Entry:
        """The same entry where a run ends with it."""
        return replace(self, signature=signature)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """What a transaction changed: announced after commit, compared by the pages."""

    kinds: frozenset[str] = frozenset()
    records: tuple[RecordId, ...] = ()
    entries: tuple[EntryId, ...] = ()

    def __or__(self, other: ChangeSet) -> ChangeSet:
        return ChangeSet(
            kinds=self.kinds | other.kinds,
            records=(*self.records, *other.records),
            entries=(*self.entries, *other.entries),
        )
