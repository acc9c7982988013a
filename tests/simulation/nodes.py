"""Workstations, relays and servers: one class, as in the program; they differ in who serves and who has an upstream."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from commandpost.app.relay import RelayService
from commandpost.app.room_side import RoomSide
from commandpost.app.syncing import SyncService
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.ids import DeviceId, StreamId, UnitCode
from commandpost.journal.chain import DeviceCard
from commandpost.journal.clock import TrustedClock
from commandpost.journal.entry import Draft, Entry
from commandpost.storage.database import Place
from commandpost.storage.links import hash_at
from commandpost.storage.store import open_store
from commandpost.storage.tables import STREAM
from tests.simulation.loop import VirtualLoop
from tests.simulation.machine import Disk, Killed, MachineClock, SeededSigning, SimulatedStore, sharing_statements
from tests.simulation.network import SimulatedPeer, Wire
from tests.simulation.room_part import RoomPart
from tests.simulation.talking import Talking

JOURNAL = "journal.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """What one machine is for; a harness may plant its bugs here."""

    name: str
    unit: UnitCode
    tier: str = ""
    serves: bool = False
    upstream: str = ""


@dataclass(slots=True)
class Classes:
    """The classes under trial; a mutant replaces one."""

    store: type[SimulatedStore] = SimulatedStore
    sync: type[SyncService] = SyncService
    side: type[RoomSide] = RoomSide


@dataclass(slots=True)
class Node:
    """One machine: clock, disk, journal, and its ends of the lines."""

    design: Design
    home: Path
    loop: VirtualLoop
    chance: random.Random
    classes: Classes
    above: Node | None
    clock: MachineClock
    disk: Disk = field(default_factory=Disk)
    wire: Wire = field(default_factory=Wire)
    up: bool = False
    store: SimulatedStore = field(init=False)
    sync: SyncService | None = field(init=False, default=None)
    line: Talking | None = field(init=False, default=None)
    room: RoomPart | None = None  # of a desk, in the lives that have rooms
    _relay: RelayService | None = field(init=False, default=None)

    # What a peer of a lower machine needs (``Site``).

    @property
    def now(self) -> datetime:
        return self.loop.now

    @property
    def relay(self) -> RelayService | None:
        return self._relay if self.up else None

    def card(self, device: DeviceId) -> DeviceCard:
        card = self.store.card(device)
        if card is None:
            raise Unavailable("device_unknown")
        if card.revoked_at is not None:
            raise RuleBroken("device_revoked")
        return card

    def holds(self, stream: StreamId, seq: int) -> bytes | None:
        return self.store._read(lambda connection: hash_at(connection, stream, seq))

    def falsely_delivered(self) -> list[str]:
        """What this machine counts as delivered and its server does not hold, hash for hash."""
        server = self.above
        if server is None or not server.up:
            return []
        query = select(STREAM.c.stream, STREAM.c.acked).where(STREAM.c.acked > 0)
        rows = self.store._read(lambda connection: list(connection.execute(query)))
        return [
            f"{self.design.name} counts {stream[:6]}:{acked} as delivered, and it is not"
            for stream, acked in rows
            if self.holds(StreamId(stream), acked) != server.holds(StreamId(stream), acked)
        ]

    # Power.

    def start(self) -> None:
        design, signing = self.design, SeededSigning(self.chance)
        place = Place(
            unit=design.unit, name=design.name, tier=design.tier, serving=design.serves, searchable=not design.serves
        )
        clock = TrustedClock(self.clock)
        with sharing_statements():
            opened = open_store(self.home / JOURNAL, place, clock=clock, signing=signing)
        opened.__class__ = self.classes.store  # a harness may plant its bug
        assert isinstance(opened, SimulatedStore)
        self.store, self.store.disk = opened, self.disk
        self._relay = RelayService(opened, signing, clock, pick=self.chance.choice) if design.serves else None
        if self.above is not None:
            peer = SimulatedPeer(self.above, opened.device().device, clock)
            peer.loop, peer.wire, peer.host = self.loop, self.wire, self.above
            self.sync = self.classes.sync(opened, peer, clock, chance=self.chance.random)
            self.line = Talking(self.sync, self.loop, self.chance, self.fail)
        self.up = True
        if self.room is not None:
            self.room.resume(self)

    def stop(self) -> None:
        if self.up:
            self.up = False
            for line in (self.line, self.room and self.room.line):
                if line is not None:
                    line.drop()
            self.store.close()

    def kill(self) -> None:
        """End without a word: the write-ahead log stays as it is, and the next start must read it."""
        if not self.up:
            return
        left = self.home.with_name(f"{self.home.name}-left")
        shutil.copytree(self.home, left)
        self.stop()
        shutil.rmtree(self.home)
        left.rename(self.home)

    def fail(self) -> None:
        """Be killed now and started again within minutes."""
        self.kill()
        self.loop.after(self.chance.choice((0.0, 5.0, 300.0)), self.revive)

    def revive(self) -> None:
        if not self.up:
            self.start()

    def copy_to(self, place: Path) -> Path:
        """Copy the disk of the machine, which is off or lives on."""
        shutil.copytree(self.home, place)
        return place

    def put_back(self, copy: Path) -> None:
        self.stop()
        shutil.rmtree(self.home)
        shutil.copytree(copy, self.home)
        self.start()

    # Work.

    def write(self, drafts: list[Draft]) -> tuple[Entry, ...]:
        """Append as the operator does; () when the operator was not told that it is saved."""
        try:
            named = self.store.append(drafts, None).entries
        except Unavailable:
            return ()
        except Killed:
            self.fail()
            return ()
        return tuple(entry for name in named if (entry := self.store.entry(name)) is not None)

    def wake(self) -> None:
        """Begin a talk with the server above, unless one is under way."""
        if self.up and self.line is not None:
            self.line.wake()
