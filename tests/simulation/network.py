"""The lines between machines: requests are lost, cut, doubled, repeated an hour later, answered too late."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from commandpost.app.peer import Told
from commandpost.app.relay import RelayService
from commandpost.domain.errors import CommandPostError, RuleBroken, Unavailable
from commandpost.domain.ids import StreamId
from commandpost.journal.bundle import Run, decode, encode
from commandpost.journal.chain import Link, Receipt, body_hash
from commandpost.journal.revocation import Revocation
from tests.e2e.sync.street import CALM, DirectPeer, Mischief, Site
from tests.simulation.loop import VirtualLoop
from tests.simulation.machine import Killed

T = TypeVar("T")
LATE = 3_600.0  # seconds after which a doubled request may still arrive
WEATHERS = (CALM, Mischief(lost=0.3), Mischief(lost=0.1, unanswered=0.4), Mischief(twice=0.6, unanswered=0.2))


@dataclass(slots=True)
class Wire:
    """One line; ``receipts`` is what its lower end was told."""

    weather: Mischief = CALM
    down: bool = False
    cuts: bool = False  # bodies end in the middle
    frames: list[bytes] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    lies: list[Receipt] = field(default_factory=list)  # signed for and not held at that moment

    def mend(self) -> None:
        """Nothing befalls it any more."""
        self.weather, self.cuts, self.down = CALM, False, False

    def change(self, chance: random.Random) -> None:
        """Another weather."""
        self.weather, self.cuts, self.down = chance.choice(WEATHERS), chance.random() < 0.2, chance.random() < 0.2


class Host(Site, Protocol):
    """A server's machine, seen from its clients."""

    def fail(self) -> None:
        """Its process was killed; it starts again in a while."""

    def holds(self, stream: StreamId, seq: int) -> bytes | None:
        """The hash of an entry it has on its disk."""


class SimulatedPeer(DirectPeer):
    """A client's view of its server over a line with faults."""

    loop: VirtualLoop
    wire: Wire
    host: Host

    def have(self, holdings: Mapping[StreamId, tuple[int, bytes]]) -> Told:
        return self._heard(super().have(holdings))

    def revoked(self) -> tuple[Revocation, ...]:
        try:
            return super().revoked()
        except CommandPostError as refused:
            raise Unavailable("server_unreachable", said=refused.code) from refused

    def send(self, runs: Sequence[Run]) -> Told:
        frame, at = encode(runs), self._sealed_at()
        self.wire.frames = [*self.wire.frames[-5:], frame]
        chance = self._site.chance
        if chance.random() < self.wire.weather.twice:
            self.loop.after(chance.uniform(0, LATE), lambda: self._arrives(frame, at))
        if self.wire.cuts and chance.random() < 0.5:
            self._arrives(frame[: chance.randrange(len(frame))], at)
            raise Unavailable("server_unreachable")
        return self._heard(super().send(runs))

    def _arrives(self, frame: bytes, at: str) -> None:
        """A frame whose sender is not listening any more."""
        relay = self._site.relay
        if relay is None or self.wire.down:
            return
        try:
            relay.accept(self._card(), decode(frame), at)
        except Killed:
            self.host.fail()
        except (RuleBroken, Unavailable):
            return

    def _heard(self, told: Told) -> Told:
        receipts = [answer.receipt for answer in told.answers if answer.receipt is not None]
        self.wire.receipts += receipts
        if self._site.relay is not None:
            self.wire.lies += [one for one in receipts if self.host.holds(one.stream, one.high) != one.hash]
        return told

    def _carried(self, ask: Callable[[RelayService], T]) -> T:
        self.mischief = self.wire.weather
        if self.wire.down:
            raise Unavailable("server_unreachable")
        try:
            return super()._carried(ask)
        except Killed:  # the server's process, not ours
            self.host.fail()
            raise Unavailable("server_unreachable") from None
        except CommandPostError as refused:
            raise Unavailable("server_unreachable", said=refused.code) from refused


def forged(frame: bytes, chance: random.Random) -> list[Run]:
    """Runs of a frame that somebody on the line rewrote, with every digest put right but the signature."""
    runs = list(decode(frame))
    at = chance.randrange(len(runs))
    links = list(runs[at].links)
    which = chance.randrange(len(links))
    raw = links[which].raw
    if raw is None:
        return []
    changed = raw.replace(b'"text":"', b'"text":"not ', 1) if b'"text":"' in raw else raw + b" "
    links[which] = Link(body_hash=body_hash(changed), raw=changed)
    runs[at] = replace(runs[at], links=tuple(links))
    return runs
