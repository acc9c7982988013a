"""A real server process on loopback, and desks that talk to it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

from commandpost.app.syncing import SyncService
from commandpost.bootstrap.clocks import SystemRawClock
from commandpost.domain.ids import EntryId, RecordId, UnitCode
from commandpost.journal.clock import RawClock, TrustedClock
from commandpost.journal.entry import Draft, Json
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.database import Place
from commandpost.storage.store import JournalStore, open_store
from commandpost.transport.http_peer import HttpPeer

STREET = UnitCode("110199001")
DISTRICT = UnitCode("110199")
CITY = UnitCode("1101")
UNITS = """
[[unit]]
code = "1101"
name = "示范市"
tier = "city"

[[unit]]
code = "110199"
name = "示范区"
tier = "district"
parent = "1101"

[[unit]]
code = "110199001"
name = "永宁街道"
tier = "street"
parent = "110199"

[[unit]]
code = "110199002"
name = "安和街道"
tier = "street"
parent = "110199"
"""
PATIENCE = 120.0  # seconds for a start on a busy machine
ONCE = 240.0  # for one errand there


class Running(Protocol):
    """Of a process what its owner needs."""

    pid: int

    def poll(self) -> int | None: ...

    def wait(self, timeout: float) -> int: ...


class ServerProcess:
    """``commandpost-server`` as people start it; keeps its port over restarts."""

    def __init__(self, home: Path, database: str | None = None, arguments: Sequence[str] = ()) -> None:
        self.home = home
        self.file = home / "server.db"
        self.log = home / "server.log"
        self.database = database or f"sqlite:///{self.file}"
        self._arguments = list(arguments)
        self.more: list[str] = []  # arguments known only after another server's start
        self.units = home / "units.toml"
        self.units.write_text(UNITS, "utf-8")
        self._port = 0
        self._process: Running | None = None
        self._input: IO[bytes] | None = None  # held open while it is to run
        self.said: dict[str, Any] = {}

    @property
    def url(self) -> str:
        return str(self.said["url"])

    @property
    def port(self) -> int:
        return self._port

    @property
    def running(self) -> bool:
        return self._process is not None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def command(self, *more: str) -> list[str]:
        return [sys.executable, "-m", "commandpost.bootstrap.server", "--database", self.database, *more]

    def spawn(self, *more: str) -> Running:
        """Start it; it ends with the test, however that ends."""
        with self.log.open("ab") as log:
            command = self.command(*more, "--end-with-input")
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log)
        self._input = process.stdin
        return process

    def once(self, *more: str) -> str:
        """Let it do one thing and end; returns what it printed."""
        return subprocess.run(self.command(*more), capture_output=True, text=True, check=True, timeout=ONCE).stdout

    def start(self) -> ServerProcess:
        announced = self.home / "announced.json"
        announced.unlink(missing_ok=True)
        invited = [word for unit in (STREET, DISTRICT, "110199002", CITY) for word in ("--invite", unit)]
        more = ["--port", str(self._port), "--announce", str(announced), "--units", str(self.units), *invited]
        self._process = self.spawn(*more, *self._arguments, *self.more)
        until = time.monotonic() + PATIENCE
        while not announced.exists():
            if self._process.poll() is not None or time.monotonic() > until:
                self.kill()
                raise RuntimeError(self.log.read_text("utf-8", "replace")[-2000:])
            time.sleep(0.02)
        self.said = json.loads(announced.read_text("utf-8"))
        self._port = int(self.url.rpartition(":")[2])
        return self

    def stop(self, number: int = signal.SIGTERM) -> int:
        """End it; returns its exit status."""
        assert self._process is not None
        if self._process.poll() is None:
            os.kill(self._process.pid, number)
        status = self._process.wait(PATIENCE)
        if self._input is not None:
            self._input.close()
        self._process = None
        return status

    def kill(self) -> None:
        self.stop(signal.SIGKILL)

    def close(self) -> None:
        if self._process is not None:
            self.kill()


@dataclass(slots=True)
class TestDesk:
    """One workstation: its journal in a file and its link to a server."""

    __test__ = False

    home: Path
    unit: UnitCode
    name: str
    raw: RawClock
    store: JournalStore
    clock: TrustedClock
    peer: HttpPeer | None = None
    sync: SyncService | None = None
    seed: int = 0

    def link(self, url: str) -> SyncService:
        """Point the desk at a server."""
        if self.peer is not None:
            self.peer.abort()
        device = self.store.device().device
        self.peer = HttpPeer(url, device=device, sign=self.store.sign_request, clock=self.clock)
        chance = random.Random(self.seed)
        self.sync = SyncService(self.store, self.peer, self.clock, chance=chance.random)
        return self.sync

    def enroll(self, server: ServerProcess) -> SyncService:
        sync = self.link(server.url)
        sync.enroll(server.said["codes"][self.unit], self.name)
        return sync

    def write(self, text: str, record: str | None = None, to: tuple[UnitCode, ...] = (), **fields: Json) -> EntryId:
        """Append one log entry; durable when this returns."""
        name = RecordId(record or f"log-{os.urandom(8).hex()}")
        draft = Draft(kind="log", record=name, act="log.record", set={"text": text, **fields}, to=to)
        return self.store.append([draft], None).entries[-1]

    def close(self) -> None:
        if self.peer is not None:
            self.peer.abort()
        self.store.close()


def open_desk(home: Path, unit: UnitCode, name: str, raw: RawClock | None = None) -> TestDesk:
    """Open or make a desk's journal in a folder."""
    home.mkdir(parents=True, exist_ok=True)
    raw = raw or SystemRawClock()
    clock = TrustedClock(raw)
    store = open_store(home / "journal.db", Place(unit=unit, name=name), clock=clock, signing=Ed25519Signing())
    return TestDesk(home=home, unit=unit, name=name, raw=raw, store=store, clock=clock)
