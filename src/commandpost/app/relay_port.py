"""What a serving journal can do for its clients; ``commandpost.storage`` has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol, Self

from commandpost.domain.ids import UNSAID, DeviceId, StreamId, UnitCode
from commandpost.journal.bundle import MAX_ENTRIES, Run
from commandpost.journal.chain import DeviceCard, Receipt
from commandpost.journal.exchange import (
    ALL,
    Enrolment,
    FeedPage,
    Glance,
    Ingested,
    Shown,
    StreamAnswer,
    UnitActivity,
    Without,
)
from commandpost.journal.revocation import Revocation


class RelayStore(Protocol):
    """The serving side: every method is one transaction and may be called from several threads."""

    def epoch(self) -> str:
        """Identity of this journal's line of truth; another one after a restore or a fail-over to a lagging standby."""
        ...

    def heard(self) -> Mapping[UnitCode, datetime]:
        """When the desks of units were last heard, as it was kept."""
        ...

    def keep_heard(self, seen: Mapping[UnitCode, datetime]) -> Mapping[UnitCode, datetime]:
        """Keep it, the later of what is kept and what is told; returns what is kept now."""
        ...

    def newest(self) -> int:
        """The last number given to an entry: whether anything came since."""
        ...

    def glance(self, known: int | None) -> Glance:
        """Where this journal stands, with what was published after ``known``, the newest of it if it is much."""
        ...

    def standing(self) -> Glance:
        """Where the journal stands, without what was published."""
        ...

    def newest_for(self, unit: UnitCode) -> int:
        """The number of the last entry in the unit's feed; 0 where it is empty."""
        ...

    def shown(self, stream: StreamId, after: int) -> tuple[Shown, ...]:
        """The links of a stream after a seq, in order, with those who may see their bodies."""
        ...

    def seen_by(self, unit: UnitCode) -> Self:
        """This journal as one unit may see it, for reading; on PostgreSQL the database keeps the rest away."""
        ...

    def relay_authority(self) -> bytes:
        """The server's own public key; made at the first start."""
        ...

    def new_epoch(self) -> str:
        """Begin another line of truth after a restore from a backup; clients then offer everything again."""
        ...

    def trust(self, authority: bytes) -> None:
        """Believe another server's word on its devices: a relay below this one."""
        ...

    def add_enrolment(self, code: str, unit: UnitCode, expires_at: str | None = None) -> None:
        """Keep the digest of a one-time code for a workstation of a unit."""
        ...

    def enroll(self, code: str, public_key: bytes, name: str, unit: UnitCode = UNSAID) -> Enrolment:
        """Register a device; the same device may repeat its own code. ``unit``: whose it takes itself for.

        Raises RuleBroken("enrolment_code_wrong"|"enrolment_code_used"|"enrolment_code_expired"),
        RuleBroken("enrolment_other_unit", unit), RuleBroken("station_taken"|"station_enrolled", station).
        """
        ...

    def card(self, device: DeviceId) -> DeviceCard | None: ...

    def revoke(self, device: DeviceId) -> None: ...

    def revoked(self, unit: UnitCode) -> tuple[Revocation, ...]:
        """The revoked devices of a unit and of those below it, under this server's signature."""
        ...

    def have(
        self, streams: Mapping[StreamId, tuple[int, bytes]], device: DeviceId | None = None
    ) -> tuple[StreamAnswer, ...]:
        """What is held of the streams somebody names, with a fresh signed receipt where the hashes agree.

        Also the newest streams of the asking ``device`` it did not name: it may have lost them.
        """
        ...

    def ingest(self, runs: Sequence[Run]) -> Ingested:
        """Verify, append, fold and sign for runs in one transaction; idempotent; a bad run never blocks the others."""
        ...

    def ingest_all(self, pushes: Sequence[Sequence[Run]]) -> tuple[Ingested | Exception, ...]:
        """Several pushes in one transaction, each answered for itself: by what came of it, or by what is wrong with it.

        Raises Unavailable, of which none is to blame.
        """
        ...

    def feed(
        self,
        unit: UnitCode,
        after: int,
        *,
        limit: int = MAX_ENTRIES,
        without: Without = ALL,
        upto: int | None = None,
    ) -> FeedPage:
        """What ``unit`` may see after the cursor, in order, but for what the reader holds anyway.

        ``upto``: nothing that was numbered later.
        """
        ...

    def blob(self, sha256: str) -> bytes | None: ...

    def blob_part(self, sha256: str, first: int, length: int) -> tuple[bytes, int] | None:
        """Bytes of a blob from ``first`` on, and the size of all of it; None where it is not here."""
        ...

    def first_blobs(self, names: Sequence[str], room: int) -> tuple[tuple[str, bytes], ...]:
        """The first of those named blobs that are here, at most ``room`` bytes together but one at least."""
        ...

    def blob_sizes(self, names: Sequence[str], unit: UnitCode) -> Mapping[str, int]:
        """Bytes of those of the blobs that are here and that a unit may see, in the order of the names."""
        ...

    def blob_audience(self, sha256: str) -> frozenset[UnitCode]:
        """Units that may see an entry naming the blob ("*": everyone)."""
        ...

    def put_blob(self, content: bytes) -> str: ...

    def put_blobs(self, contents: Sequence[bytes]) -> tuple[str, ...]:
        """Keep blobs in one transaction; returns their names in order."""
        ...

    def family(self, unit: UnitCode) -> frozenset[UnitCode]:
        """Units with enrolled devices that are the unit itself or below it."""
        ...

    def activity(self) -> tuple[UnitActivity, ...]:
        """Every unit with enrolled devices, for the status page."""
        ...

    def receipts(self, stream: StreamId) -> tuple[Receipt, ...]: ...
