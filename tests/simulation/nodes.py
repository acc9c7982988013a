"""Workstations, relays and servers: one class, as in the program; they differ in who serves and who has an upstream."""

from __future__ import annotations

import random
import shutil
from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from commandpost.app.relay import RelayService
from commandpost.app.syncing import SyncService
from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import DeviceId, StreamId, UnitCode
from commandpost.journal.chain import DeviceCard
from commandpost.journal.clock import TrustedClock
from commandpost.journal.entry import Draft, Entry
from commandpost.storage.database import Place
from commandpost.storage.links import hash_at
from commandpost.storage.store import open_store
from tests.simulation.loop import VirtualLoop
from tests.simulation.machine import Disk, Killed, MachineClock, SeededSigning, SimulatedStore, sharing_statements
from tests.simulation.network import SimulatedPeer, Wire

JOURNAL = "journal.db"
MOST_TURNS = 12  # of one talk; more are left to the next


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
    talk: Generator[float, None, None] | None = None
    store: SimulatedStore = field(init=False)
    sync: SyncService | None = field(init=False, default=None)
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
        return card

    def holds(self, stream: StreamId, seq: int) -> bytes | None:
        return self.store._read(lambda connection: hash_at(connection, stream, seq))

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
        self.up = True

    def stop(self) -> None:
        if self.up:
            self.up, self.talk = False, None
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
        if self.up and self.sync is not None and self.talk is None:
            self.talk = self._talk(self.sync)
            self._turn(self.talk)

    def _turn(self, talk: Generator[float, None, None]) -> None:
        if self.talk is not talk:
            return  # the machine was stopped meanwhile; what was under way is gone
        try:
            pause = next(talk)
        except StopIteration:
            self.talk = None
        except Unavailable:  # of the own disk: the window shows it, the next talk tries again
            self.talk = None
        except Killed:
            self.fail()
        else:
            self.loop.after(pause, lambda: self._turn(talk))

    def _talk(self, sync: SyncService) -> Generator[float, None, None]:
        """The steps of the window's loop, with time between any two of them."""
        try:
            yield from self._push(sync)
            yield from self._pull(sync)
        except Unavailable as problem:
            sync.failed(problem)

    def _push(self, sync: SyncService) -> Generator[float, None, None]:
        before = None
        for _ in range(MOST_TURNS):
            outgoing = sync.gather()
            if outgoing.idle or outgoing == before:
                return
            yield self._delay()
            answered = sync.exchange(outgoing)
            yield self._delay()
            sync.settle(answered)
            before = outgoing

    def _pull(self, sync: SyncService) -> Generator[float, None, None]:
        for _ in range(MOST_TURNS):
            question = sync.position()
            yield self._delay()
            news = sync.listen(question)
            yield self._delay()
            sync.take(news)
            if not (news.page.more or news.page.runs or news.blobs):
                return

    def _delay(self) -> float:
        return self.chance.choice((0.0, 0.1, 2.0, 20.0))
