"""One measured figure beside its goal, and the ground that the measurements of the sync stand on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from commandpost.domain.ids import UnitCode
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.database import Place
from commandpost.storage.store import JournalStore, open_store
from tests.bench.fleet import CLOCK
from tests.postgres import Cluster
from tests.server_process import ServerProcess

LIMITS = ["--requests-a-second", "100000", "--burst", "100000", "--entries-a-day", "100000000"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure; ``most`` tells whether the goal is an upper bound. None: nothing to compare with."""

    name: str
    value: float | None
    goal: float | None = None
    most: bool = False

    @property
    def holds(self) -> bool | None:
        if self.value is None or self.goal is None:
            return None
        return self.value <= self.goal if self.most else self.value >= self.goal

    def row(self) -> dict[str, object]:
        goal = None if self.goal is None else f"{'≤' if self.most else '≥'} {self.goal:g}"
        return {"name": self.name, "value": self.value, "goal": goal, "holds": self.holds}

    def line(self) -> str:
        row = self.row()
        verdict = {True: "holds", False: "MISSED", None: ""}[self.holds]
        return f"{self.name:66} {row['value']!s:>10} {row['goal'] or '':>8} {verdict}"


@dataclass(slots=True)
class Ground:
    """A cluster, a server process on it, and the serving journal beside it to enrol by."""

    cluster: Cluster
    url: str  # of the database
    store: JournalStore
    server: ServerProcess


@contextmanager
def ground(home: Path) -> Iterator[Ground]:
    """PostgreSQL with its own fsync, and a server that limits nobody."""
    cluster = Cluster(durable=True)
    try:
        url = cluster.database()
        place = Place(unit=UnitCode("1101"), name="server", tier="city", serving=True, searchable=False)
        store = open_store(url, place, clock=CLOCK, signing=Ed25519Signing())
        server = ServerProcess(home, url, LIMITS).start()
        try:
            yield Ground(cluster, url, store, server)
        finally:
            server.close()
            store.close()
    finally:
        cluster.close()
