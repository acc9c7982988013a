"""Several desks and one server in one process, on one seed, with everything between them unreliable."""

from __future__ import annotations

import itertools
import json
import random
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol, TypeVar

from commandpost.app import wire
from commandpost.app.peer import Fetched, Greeting, Told
from commandpost.app.presence import Roll
from commandpost.app.relay import RelayService
from commandpost.app.syncing import SyncService
from commandpost.bootstrap.unit_table import enter_units, read_units
from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import UNSAID, DeviceId, EntryId, RecordId, StreamId, UnitCode
from commandpost.journal.blob_frame import MAX_BLOB, decode_blobs, encode_blobs
from commandpost.journal.bundle import Run, decode, encode
from commandpost.journal.chain import DeviceCard
from commandpost.journal.clock import TimeSample, TrustedClock
from commandpost.journal.entry import Draft, Json
from commandpost.journal.exchange import Enrolment, FeedPage, Position
from commandpost.journal.revocation import Revocation
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.database import Place
from commandpost.storage.store import JournalStore, open_store
from tests.server_process import DISTRICT, UNITS

T = TypeVar("T")
START = datetime(2026, 7, 18, 12, 0, tzinfo=UTC)


class LooseClock:
    """Boot and wall clocks of one machine; true time is the street's, the wall may be set to anything."""

    def __init__(self, street: Street) -> None:
        self._street = street
        self.off = timedelta()
        self.boots = 0
        self._booted = street.now

    def wall(self) -> datetime:
        return self._street.now + self.off

    def boot_ns(self) -> int:
        return (self._street.now - self._booted) // timedelta(microseconds=1) * 1000

    def boot_id(self) -> str:
        return f"boot-{self.boots}"

    def set_wall(self, seconds: float) -> None:
        self.off = timedelta(seconds=seconds)

    def reboot(self) -> None:
        self.boots += 1
        self._booted = self._street.now


@dataclass(frozen=True, slots=True, kw_only=True)
class Mischief:
    """Chances for one request."""

    lost: float = 0.0  # never arrives
    unanswered: float = 0.0  # arrives, and the answer is lost
    twice: float = 0.0  # arrives twice


SEALED = itertools.count()
CALM = Mischief()
ROUGH = Mischief(lost=0.2, unanswered=0.3, twice=0.3)


class Site(Protocol):
    """What a peer without a network needs of the place where its server stands."""

    chance: random.Random

    @property
    def now(self) -> datetime: ...

    @property
    def relay(self) -> RelayService | None: ...

    def card(self, device: DeviceId) -> DeviceCard: ...


class DirectPeer:
    """A peer without a network between: the same frames and JSON, the same relay, planned mischief."""

    def __init__(self, site: Site, device: DeviceId, clock: TrustedClock) -> None:
        self._site = site
        self._device = device
        self._clock = clock
        self.mischief = CALM

    def greet(self) -> Greeting:
        before = self._clock.boot_ns()
        sample = TimeSample(sent_boot_ns=before, received_boot_ns=before, server_time=self._site.now)
        return self._carried(lambda relay: Greeting(epoch=relay.epoch(), version="test", sample=sample))

    def enroll(self, code: str, public_key: bytes, name: str, unit: UnitCode = UNSAID) -> Enrolment:
        said = self._carried(lambda relay: json.dumps(wire.enrolment_json(relay.enroll(code, public_key, name, unit))))
        return wire.enrolment_from_json(json.loads(said))

    def have(self, holdings: Mapping[StreamId, tuple[int, bytes]]) -> Told:
        at = self._sealed_at()
        return self._carried(lambda relay: Told(epoch=relay.epoch(), answers=relay.have(self._card(), holdings, at)))

    def revoked(self) -> tuple[Revocation, ...]:
        """Without mischief, so that chance goes on as it did before anybody asked this."""
        relay = self._site.relay
        return () if relay is None else relay.revoked(self._card())

    def send(self, runs: Sequence[Run]) -> Told:
        frame, at = encode(runs), self._sealed_at()
        return self._carried(
            lambda relay: Told(epoch=relay.epoch(), answers=relay.accept(self._card(), decode(frame), at).answers)
        )

    def feed(self, position: Position, *, limit: int = 3, wait: float = 0) -> FeedPage:
        return self._carried(lambda relay: self._page(relay, position, min(limit, 7)))

    def fetch(self, sha256: str) -> bytes | None:
        return self._carried(lambda relay: relay.blob(self._card(), sha256))

    def fetch_some(self, names: Sequence[str], begun: tuple[str, bytes] | None) -> Fetched:
        found = (self.fetch(name) for name in names)
        return Fetched(whole=tuple(content for content in found if content is not None))

    def store(self, blobs: Sequence[tuple[str, bytes]]) -> tuple[str, ...]:
        frame = encode_blobs([content for _, content in blobs if len(content) <= MAX_BLOB])
        kept = self._carried(lambda relay: relay.put_blobs(decode_blobs(frame)))
        for name, content in blobs:
            if len(content) > MAX_BLOB:
                self._carried(lambda relay, one=name, what=content: relay.put_blob(one, what))
        return (*kept, *(name for name, content in blobs if len(content) > MAX_BLOB))

    def presence(self) -> Roll:
        return self._carried(lambda relay: relay.presence(self._card()))

    def abort(self) -> None:
        """There is nothing to abort."""

    def _card(self) -> DeviceCard:
        return self._site.card(self._device)

    def _sealed_at(self) -> str:
        """When the next request is sealed; no two at one moment."""
        return f"{self._site.now.isoformat()} {next(SEALED):012d}"

    def _page(self, relay: RelayService, position: Position, limit: int) -> FeedPage:
        page = relay.feed(self._card(), position, limit)
        return FeedPage(
            unit=page.unit, epoch=page.epoch, after=page.after, runs=decode(encode(page.runs)), more=page.more
        )

    def _carried(self, ask: Callable[[RelayService], T]) -> T:
        chance, mischief = self._site.chance, self.mischief
        if self._site.relay is None or chance.random() < mischief.lost:
            raise Unavailable("server_unreachable")
        answer = ask(self._site.relay)
        if chance.random() < mischief.twice:
            answer = ask(self._site.relay)
        if chance.random() < mischief.unanswered:
            raise Unavailable("server_unreachable")
        return answer


@dataclass(slots=True)
class Desk:
    """One workstation; ``acknowledged`` is what its operator was told is saved."""

    street: Street
    home: Path
    unit: UnitCode
    name: str
    raw: LooseClock
    store: JournalStore
    peer: DirectPeer
    sync: SyncService
    acknowledged: list[EntryId] = field(default_factory=list)

    def write(self, record: str, **fields: Json) -> EntryId:
        draft = Draft(kind="log", record=RecordId(record), act="log.record", set=fields)
        written = self.store.append([draft], None).entries
        self.acknowledged += written
        return written[-1]

    def exchange(self, mischief: Mischief) -> None:
        """Try once; failing is no fault."""
        self.peer.mischief = mischief
        try:
            self.sync.once()
        except Unavailable:
            assert not self.sync.status().online

    def restart(self) -> None:
        self.store.close()
        self._open()

    def back_up(self) -> Path:
        """Copy the closed journal, as a careless backup does."""
        self.store.close()
        copy = self.home.with_name(f"{self.home.name}-backup-{self.street.chance.randrange(10**9)}")
        shutil.copytree(self.home, copy)
        self._open()
        return copy

    def restore(self, copy: Path) -> None:
        self.store.close()
        shutil.rmtree(self.home)
        shutil.copytree(copy, self.home)
        self._open()

    def _open(self) -> None:
        self.store, self.peer, self.sync = self.street.opened(self.home, self.unit, self.name, self.raw)


class Street:
    """The whole: true time, chance, one server, its desks."""

    def __init__(self, home: Path, seed: int, *, desk_store: type[JournalStore] = JournalStore) -> None:
        self.home = home
        self.chance = random.Random(seed)
        self.now = START
        self.desks: list[Desk] = []
        self.relay: RelayService | None = None
        self._desk_store = desk_store
        self._units = home / "units.toml"
        self._units.write_text(UNITS, "utf-8")
        self.server_file = home / "server.db"
        self.start_server()

    def advance(self, seconds: float = 1.0) -> None:
        self.now += timedelta(seconds=seconds)

    def start_server(self) -> None:
        place = Place(unit=DISTRICT, name="server", tier="district", serving=True, searchable=False)
        clock = TrustedClock(LooseClock(self))
        self.server = open_store(self.server_file, place, clock=clock, signing=Ed25519Signing())
        enter_units(self.server, read_units(self._units))
        self.relay = RelayService(self.server, Ed25519Signing(), clock, pick=self.chance.choice)

    def stop_server(self) -> None:
        self.relay = None
        self.server.close()

    def card(self, device: DeviceId) -> DeviceCard:
        card = self.server.card(device)
        assert card is not None
        return card

    def desk(self, unit: UnitCode, name: str) -> Desk:
        """Open and enrol a desk."""
        home = self.home / name
        home.mkdir()
        raw = LooseClock(self)
        store, peer, sync = self.opened(home, unit, name, raw)
        assert self.relay is not None
        sync.enroll(self.relay.invite(unit), name)
        desk = Desk(self, home, unit, name, raw, store, peer, sync)
        self.desks.append(desk)
        return desk

    def clone(self, desk: Desk, copy: Path, name: str) -> Desk:
        """A second machine from a copy of the first one's disk."""
        home = self.home / name
        shutil.copytree(copy, home)
        raw = LooseClock(self)
        store, peer, sync = self.opened(home, desk.unit, desk.name, raw)
        twin = Desk(self, home, desk.unit, name, raw, store, peer, sync)
        self.desks.append(twin)
        return twin

    def opened(
        self, home: Path, unit: UnitCode, name: str, raw: LooseClock
    ) -> tuple[JournalStore, DirectPeer, SyncService]:
        clock = TrustedClock(raw)
        store = open_store(home / "journal.db", Place(unit=unit, name=name), clock=clock, signing=Ed25519Signing())
        store.__class__ = self._desk_store  # a harness may plant its bug
        peer = DirectPeer(self, store.device().device, clock)
        return store, peer, SyncService(store, peer, clock, chance=self.chance.random)

    def calm_down(self, rounds: int = 6) -> None:
        """Let everybody talk without mischief until nothing moves."""
        if self.relay is None:
            self.start_server()
        for _ in range(rounds):
            self.advance()
            for desk in self.desks:
                desk.exchange(CALM)

    def close(self) -> None:
        for desk in self.desks:
            desk.store.close()
        if self.relay is not None:
            self.stop_server()


def held(store: JournalStore, records: Sequence[str]) -> dict[str, tuple[EntryId, ...]]:
    """The entries of each record in the order a journal keeps them."""
    return {record: tuple(entry.id for entry in store.history(RecordId(record))) for record in records}
