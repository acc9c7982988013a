"""What the two workers of a sync hand to one another: what one push and one pull carry, and what came back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from commandpost.app.peer import Greeting, Told
from commandpost.domain.ids import StreamId
from commandpost.journal.bundle import Run
from commandpost.journal.exchange import FeedPage, Position
from commandpost.journal.revocation import Revocation


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What one push carries."""

    greet: int = 0  # how many samples of the server's clock to take first
    epoch: str = ""  # of the server as this journal knew it
    holdings: Mapping[StreamId, tuple[int, bytes]] | None = None  # asked before anything is offered; None: known
    delivered: Mapping[StreamId, int] = field(default_factory=dict)  # so far, where ``holdings`` are asked
    repairs: int = 0  # of the journal when they were read
    blobs: tuple[tuple[str, bytes], ...] = ()  # go before the entries that name them
    runs: tuple[Run, ...] = ()

    @property
    def before(self) -> Mapping[StreamId, int]:
        """What of each stream counted as delivered when this was asked."""
        return {**self.delivered, **{run.stream: run.first - 1 for run in self.runs}}

    @property
    def idle(self) -> bool:
        return not (self.greet or self.holdings is not None or self.blobs or self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What came back of one push."""

    sent: Outgoing
    greetings: tuple[Greeting, ...] = ()
    revoked: tuple[Revocation, ...] = ()  # asked at every greeting
    told: tuple[Told, ...] = ()
    blobs_kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What one pull asks for."""

    position: Position
    wanted: tuple[str, ...] = ()  # blobs named by entries that are here


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What one pull brought."""

    page: FeedPage
    asked: Position
    blobs: tuple[bytes, ...] = ()
    more: bool = False  # a large blob is on its way

    @property
    def empty(self) -> bool:
        return not (self.page.runs or self.blobs or self.more)
