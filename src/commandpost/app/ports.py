"""The ports of the use cases; ring 3 implements them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from commandpost.domain.ids import EntryId, PersonId, RecordId, StreamId, UnitCode
from commandpost.journal.bundle import MAX_BYTES, MAX_ENTRIES, Run
from commandpost.journal.chain import DeviceCard
from commandpost.journal.entry import ChangeSet, Draft, Entry, Json
from commandpost.journal.exchange import (
    Alarm,
    Enrolment,
    FeedPage,
    Ingested,
    Position,
    StreamAnswer,
)
from commandpost.journal.fold import Record
from commandpost.journal.revocation import Revocation


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
    """One journal with its record cache; from any thread, one transaction at a time.

    Raises RuleBroken("entry_too_large", limit, size), Unavailable("disk_full"|"disk_read_only"|"journal_damaged").
    """

    def append(self, drafts: Sequence[Draft], author: PersonId | None) -> ChangeSet:
        """Write all drafts in one transaction, durable when this returns."""
        ...

    def record(self, record: RecordId) -> Record | None: ...

    def several(self, records: Collection[RecordId]) -> Mapping[RecordId, Record]:
        """Those of these records that are here, by their names; a few questions, however many they are."""
        ...

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
        """Records of a kind ordered by their field ``at`` (ISO 8601 UTC; else creation); since ≤ at < until.

        ``parent`` matches the field ``incident``, else ``subject``.
        """
        ...

    def names(self, kind: str) -> tuple[RecordId, ...]:
        """The names of the records of a kind, in the order of ``records``; cheap, to read them in pieces."""
        ...

    def about(self, kind: str, subjects: Collection[RecordId]) -> tuple[Record, ...]:
        """Records of a kind whose field ``subject`` is one of these, oldest first."""
        ...

    def below(self, kind: str, parents: Collection[RecordId], *, newest: int | None = None) -> tuple[Record, ...]:
        """Records of a kind whose ``parent`` (as of ``records``) is one of these, oldest first.

        ``newest``: so many of each parent at most.
        """
        ...

    def unreceipted(self, kind: str) -> tuple[Record, ...]:
        """Records of a kind that wait for a receipt of this unit (``app.receipting``), newest first, all of them."""
        ...

    def to_follow(self) -> Mapping[str, RecordId]:
        """Why → incident: those this unit forwarded about which something was written since they were followed."""
        ...

    def followed(self, looked_at: Mapping[str, RecordId]) -> None:
        """These need no look any more, but for what was written meanwhile."""
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

    def personals(self, records: Collection[Record]) -> Mapping[RecordId, Mapping[str, str]]:
        """The same of many records, {} included; a few questions, however many they are."""
        ...

    def put_blob(self, content: bytes) -> str:
        """Keep an attachment; returns its sha256 in hex."""
        ...

    def blob(self, sha256: str) -> bytes | None: ...

    def setting(self, key: str) -> Json:
        """A local, unjournaled value of this workstation; None when absent."""
        ...

    def settings(self, keys: Sequence[str]) -> Mapping[str, Json]:
        """Those of many settings that are kept."""
        ...

    def set_setting(self, key: str, value: Json) -> None: ...

    def next_number(self, series: str) -> int:
        """The next number of a series of this workstation; from 1, never reused; burnt numbers are allowed."""
        ...

    def head(self) -> Head: ...

    def pending(self) -> int:
        """How many own entries have no verified receipt of the server yet."""

    def pending_about(self, records: Collection[RecordId], kinds: Sequence[str]) -> Mapping[RecordId, int]:
        """How many records still are on their way for each: itself, and those of these kinds whose parent it is."""
        ...

    def erase(self, record: RecordId, author: PersonId | None) -> ChangeSet:
        """Erase the record's personal fields here and, through the journal, everywhere; the chain still verifies."""
        ...

    def alarms(self) -> tuple[Alarm, ...]:
        """What a person must look at and nobody has dismissed: branches, forks, a restored backup, a full disk."""
        ...

    def dismiss(self, alarm: int) -> None: ...

    def kinds(self) -> frozenset[str]:
        """Every kind of record that is here."""
        ...

    def missing(self) -> int:
        """How many own entries that were saved once are not here; 0 as soon as they came back."""
        ...


class SyncStore(Protocol):
    """The client's side of a sync, on a workstation or on a relay with an upstream; the store's thread only."""

    @property
    def repairs(self) -> int:
        """How often the journal was repaired since the program began: it may hold less than the other side thinks."""
        ...

    def device(self) -> DeviceCard:
        """This workstation; ``enrolled_at`` is empty before its enrolment."""
        ...

    def sign_request(self, message: bytes) -> bytes:
        """Sign with the device's key."""
        ...

    def enrolled(self, enrolment: Enrolment) -> None:
        """Keep the card, pin the server's key and its epoch.

        Raises RuleBroken("enrolment_foreign") when the card is not this device's.
        """
        ...

    def authority(self) -> bytes | None:
        """The pinned public key of the server; None before enrolment."""
        ...

    def holdings(self) -> Mapping[StreamId, tuple[int, bytes]]:
        """Own streams not receipted to their end: seq and hash of their last entries; asked with ``have``."""
        ...

    def offers(self, *, max_entries: int = MAX_ENTRIES, max_bytes: int = MAX_BYTES) -> tuple[Run, ...]:
        """Own runs without a receipt, oldest session first; () when all is delivered, else at least one entry."""
        ...

    def delivered(self) -> Mapping[StreamId, int]:
        """How far each stream counts as delivered; asked before a question, and given back with its answers."""
        ...

    def settle(self, answers: Sequence[StreamAnswer], before: Mapping[StreamId, int] | None = None) -> ChangeSet:
        """Advance by verified receipts only, rewind on GAP, raise alarms on FORK or when the server holds more.

        The answers of ``have`` and of ``entries`` both go here. A receipt that does not verify, or names
        another hash, is ignored. ``before``: what counted as delivered when the question was asked; only a server that
        holds less than that has lost something. None: nothing came in between.
        """
        ...

    def heed(self, revocations: Sequence[Revocation]) -> None:
        """Keep what the own server says of revoked devices; a word that another one signed is left."""
        ...

    def position(self) -> Position: ...

    def take(self, page: FeedPage, asked: Position | None = None) -> Ingested:
        """Ingest a page and save its cursor in one transaction. A GAP puts the cursor back to the beginning.

        A cursor that is not where it was when the page was ``asked`` for stays: reading begins there anew.
        """
        ...

    def met_epoch(self, epoch: str) -> bool:
        """Compare with the epoch of the last exchange; True when it changed.

        On a change what was receipted and read counts no more, so that everything is offered again.
        """
        ...

    def blobs_to_send(self, limit: int = 500) -> tuple[str, ...]:
        """Hashes of own blobs the server has not confirmed."""
        ...

    def blobs_sent(self, names: Sequence[str]) -> None: ...

    def blobs_wanted(self, limit: int = 200) -> tuple[str, ...]:
        """Hashes named by entries whose content is not here; erased ones are not wanted."""
        ...

    def first_blobs(self, names: Sequence[str], room: int) -> tuple[tuple[str, bytes], ...]:
        """The first of those named blobs that are here, at most ``room`` bytes together but one at least."""
        ...

    def put_blob(self, content: bytes) -> str: ...

    def import_runs(self, runs: Sequence[Run]) -> Ingested:
        """Take runs from a bundle file or a peer, without a cursor."""
        ...

    def pending(self) -> int: ...

    def setting(self, key: str) -> Json: ...

    def set_setting(self, key: str, value: Json) -> None: ...


class CarryStore(Protocol):
    """What the channels beside the server need of a workstation's journal."""

    def device(self) -> DeviceCard: ...

    def sign_request(self, message: bytes) -> bytes:
        """Sign with the device's key."""
        ...

    def believed(self, card: DeviceCard) -> DeviceCard | None:
        """The card as enrolled here or vouched for by a server trusted here; None for a stranger's."""
        ...

    def hash_of(self, stream: StreamId, seq: int) -> bytes | None:
        """The hash of one entry of a stream; None where it has not arrived."""
        ...

    def runs_with(self, records: Collection[RecordId]) -> tuple[Run, ...]:
        """Runs that bring every entry of these records to whoever holds nothing; all others are only hashes."""
        ...

    def import_runs(self, runs: Sequence[Run]) -> Ingested: ...


class StickStore(Protocol):
    """What a sealed bundle needs of a workstation's journal."""

    def device(self) -> DeviceCard: ...

    def sign_request(self, message: bytes) -> bytes:
        """Sign with the device's key."""
        ...

    def believed(self, card: DeviceCard) -> DeviceCard | None:
        """The card as enrolled here or vouched for by a server trusted here; None for a stranger's."""
        ...

    def known_cards(self) -> tuple[DeviceCard, ...]:
        """Other workstations met here, enrolled and not revoked."""
        ...

    def reach(self) -> Mapping[StreamId, int]:
        """How far every stream is held here."""
        ...

    def runs_for(self, unit: UnitCode, held: Mapping[StreamId, int]) -> tuple[Run, ...]:
        """What a unit may see and does not hold; what it may not see comes as a hash."""
        ...

    def blobs_of(self, runs: Sequence[Run]) -> tuple[bytes, ...]:
        """The blobs here that the bodies in these runs name."""
        ...

    def seal(self, card: DeviceCard, plain: bytes, bound: bytes) -> bytes:
        """Encrypt to another workstation's key."""
        ...

    def unseal(self, sealed: bytes, bound: bytes) -> bytes:
        """Open what was sealed to this workstation. Raises ValueError."""
        ...

    def import_runs(self, runs: Sequence[Run]) -> Ingested: ...

    def put_blobs(self, contents: Sequence[bytes]) -> tuple[str, ...]: ...

    def setting(self, key: str) -> Json: ...

    def set_setting(self, key: str, value: Json) -> None: ...


class ChannelStore(CarryStore, StickStore, Protocol):
    """Every channel beside the server."""


class PinHasher(Protocol):
    """argon2id over a PIN."""

    def hash(self, pin: str) -> str: ...

    def matches(self, pin: str, hashed: str) -> bool: ...
