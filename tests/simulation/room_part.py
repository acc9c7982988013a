"""A desk's two roles in its room: it serves the others, or is joined to one that does; its journal keeps which."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from commandpost.app.room import RoomService
from commandpost.app.room_side import SETTINGS, RoomSide
from commandpost.app.syncing import SyncService
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.ids import DeviceId, StreamId
from commandpost.journal.chain import DeviceCard
from commandpost.journal.clock import TrustedClock
from commandpost.storage.store import JournalStore
from tests.simulation.loop import VirtualLoop
from tests.simulation.machine import MachineClock, RememberingSigning
from tests.simulation.network import SimulatedPeer, Wire
from tests.simulation.talking import Talking

SERVING, HOST = f"{SETTINGS}serving", f"{SETTINGS}host"


class Machine(Protocol):
    """What a room needs of the desk it stands on."""

    loop: VirtualLoop
    chance: random.Random
    clock: MachineClock
    up: bool

    @property
    def store(self) -> JournalStore: ...

    def fail(self) -> None: ...

    def holds(self, stream: StreamId, seq: int) -> bytes | None: ...


@dataclass(slots=True)
class RoomPart:
    """One desk's; to the others it is a server's site."""

    find: Callable[[str], RoomPart | None]
    side: Callable[[JournalStore], RoomSide] = RoomSide  # a harness may plant its bug
    wire: Wire = field(default_factory=Wire)
    service: RoomService | None = None
    line: Talking | None = None
    machine: Machine = field(init=False)
    chance: random.Random = field(init=False)

    def resume(self, machine: Machine) -> None:
        """Take up both roles at a start, as the journal says."""
        self.machine, self.chance = machine, machine.chance
        self.service = self._serving() if machine.store.setting(SERVING) else None
        host = self.find(str(machine.store.setting(HOST) or ""))
        self.line = None if host is None else self._joined(host)

    def serve(self, *, run: bool) -> None:
        """Begin or end serving, now and at every later start. Raises what the journal does."""
        if run and self.service is None:
            self.machine.store.open_room()
            self.service = self._serving()
        elif not run:
            self.service = None
        self.machine.store.set_setting(SERVING, run)

    def join(self, name: str) -> None:
        """Get to know the desk ``name`` and read from it from now on. Raises RuleBroken, Unavailable."""
        host = self.find(name)
        if host is None or host.relay is None:
            raise Unavailable("server_unreachable")
        own, other = self.machine.store.device(), host.machine.store.device()
        if own.device == other.device:
            raise RuleBroken("room_itself")
        known = self.machine.store.believed(other)
        if known is None or known.revoked_at is not None or known.unit != own.unit:
            raise Unavailable("room_untrusted")
        host.relay.introduce(own)
        self.machine.store.open_room()
        self.machine.store.set_setting(HOST, name)
        self.line = self._joined(host)

    def wake(self) -> None:
        """Begin a talk with the desk this one is joined to."""
        if self.line is not None and self.machine.up:
            self.line.wake()

    # What a peer needs of where its server stands (``Host``).

    @property
    def now(self) -> datetime:
        return self.machine.loop.now

    @property
    def relay(self) -> RoomService | None:
        return self.service if self.machine.up else None

    def card(self, device: DeviceId) -> DeviceCard:
        """As ``RoomService.admit`` does behind the seal."""
        if self.service is None:
            raise Unavailable("server_unreachable")
        return self.service._of_the_unit(self.machine.store.card(device), device)

    def fail(self) -> None:
        self.machine.fail()

    def holds(self, stream: StreamId, seq: int) -> bytes | None:
        return self.machine.holds(stream, seq)

    def _serving(self) -> RoomService:
        clock = TrustedClock(self.machine.clock)
        return RoomService(self.machine.store, RememberingSigning(), clock, lambda _changes: None, "room")

    def _joined(self, host: RoomPart) -> Talking:
        machine = self.machine
        clock = TrustedClock(machine.clock)  # its own: what a desk says of the time proves nothing
        peer = SimulatedPeer(host, machine.store.device().device, clock)
        peer.loop, peer.wire, peer.host = machine.loop, self.wire, host
        sync = SyncService(self.side(machine.store), peer, clock, chance=machine.chance.random)
        return Talking(sync, machine.loop, machine.chance, machine.fail)
