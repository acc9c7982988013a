"""The server as a workstation sees it: a port, and the values that travel over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from commandpost.app.presence import Roll
from commandpost.domain.ids import UNSAID, StreamId, UnitCode
from commandpost.journal.bundle import MAX_ENTRIES, Run
from commandpost.journal.clock import TimeSample
from commandpost.journal.exchange import Enrolment, FeedPage, Position, StreamAnswer
from commandpost.journal.revocation import Revocation

PROTOCOL = 1  # the wire's version; both sides name it in every request and answer
MAX_BLOB_BYTES = 20_000_000  # an attachment larger than this does not travel
MAX_WAIT = 25.0  # seconds a feed request may wait for news


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A server's answer to ``have`` or ``entries``."""

    epoch: str
    answers: tuple[StreamAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """A server's answer to ``time``."""

    epoch: str
    version: str  # of the server's program, shown to people
    sample: TimeSample


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """Blobs that came in one turn; ``begun``: name and first bytes of a large one that goes on at the next."""

    whole: tuple[bytes, ...] = ()
    begun: tuple[str, bytes] | None = None


class Peer(Protocol):
    """One server. Every method waits for the network, belongs to no store's thread and may run beside the others.

    All raise ``Unavailable``: "server_unreachable", "server_untrusted", "server_foreign", "server_version",
    "server_refused", "server_busy", "device_unknown", "device_revoked" or, after ``abort``, "link_closed".
    """

    def greet(self) -> Greeting: ...

    def enroll(self, code: str, public_key: bytes, name: str, unit: UnitCode = UNSAID) -> Enrolment:
        """Become a desk of ``unit`` by a one-time code.

        Also raises RuleBroken("enrolment_code_wrong"|"enrolment_code_used"|"enrolment_code_expired"), and
        RuleBroken("enrolment_other_unit", unit) where the code is another unit's; then it is not spent.
        """
        ...

    def have(self, holdings: Mapping[StreamId, tuple[int, bytes]]) -> Told: ...

    def send(self, runs: Sequence[Run]) -> Told: ...

    def feed(self, position: Position, *, limit: int = MAX_ENTRIES, wait: float = 0) -> FeedPage:
        """A page after the position; waits up to ``wait`` seconds on the server while there is nothing new."""
        ...

    def fetch(self, sha256: str) -> bytes | None:
        """A blob's content, verified; None when the server does not have it yet or does not show it."""
        ...

    def fetch_some(self, names: Sequence[str], begun: tuple[str, bytes] | None) -> Fetched:
        """Some of the blobs, verified: many small ones or a part of a large one, so that news never waits for long."""
        ...

    def store(self, blobs: Sequence[tuple[str, bytes]]) -> tuple[str, ...]:
        """Give blobs to the server; returns the names of those it keeps, without those it will never take."""
        ...

    def revoked(self) -> tuple[Revocation, ...]:
        """Who of this unit and those below it is let in no more; () from an older server."""
        ...

    def presence(self) -> Roll:
        """When the units this one may see were last heard by the server."""
        ...

    def abort(self) -> None:
        """End what is under way, from another thread, at once; the peer is of no further use."""
        ...
