"""What a machine is made of, with its faults: a clock that errs, a disk that fails, keys drawn from the seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from sqlalchemy import Engine
from sqlalchemy.engine import Connection

from commandpost.domain.errors import Unavailable
from commandpost.security.signing import Ed25519Signer, Ed25519Signing
from commandpost.storage import store, verification
from commandpost.storage.engine import open_engine
from commandpost.storage.store import JournalStore
from tests.simulation.loop import VirtualLoop

T = TypeVar("T")
DEAD_BATTERY = datetime(2000, 1, 1, tzinfo=UTC)
DRIFT_PPM = 90
MOST_STATEMENTS = 5_000
MOST_SIGNATURES = 5_000


class Killed(BaseException):
    """The process ended here; whoever ran it starts it again."""


class MachineClock:
    """Boot and wall clocks of one machine; both drift, the wall may say anything."""

    def __init__(self, loop: VirtualLoop, chance: random.Random, name: str) -> None:
        self._loop = loop
        self._name = name
        self._rate = 1 + chance.uniform(-DRIFT_PPM, DRIFT_PPM) / 1e6
        self._off = timedelta()
        self._boots = 0
        self._booted = loop.now

    def wall(self) -> datetime:
        return self._booted + self._ticked() + self._off

    def boot_ns(self) -> int:
        return self._ticked() // timedelta(microseconds=1) * 1000

    def boot_id(self) -> str:
        return f"{self._name}-{self._boots}"

    def set_wall(self, seconds: float) -> None:
        """Set it wrong by so much, against true time."""
        self._off = self._loop.now + timedelta(seconds=seconds) - (self._booted + self._ticked())

    def reboot(self, *, battery_is_dead: bool = False) -> None:
        wall = self.wall()
        self._boots += 1
        self._booted = self._loop.now
        self._off = (DEAD_BATTERY if battery_is_dead else wall) - self._booted

    def _ticked(self) -> timedelta:
        return (self._loop.now - self._booted) * self._rate


class RememberingSigning(Ed25519Signing):
    """The real cryptography; what all machines of a city and the judge ask again is not reckoned again."""

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        return _verified(public_key, message, signature)


@lru_cache(MOST_SIGNATURES)
def _verified(public_key: bytes, message: bytes, signature: bytes) -> bool:
    return Ed25519Signing().verify(public_key, message, signature)


class SeededSigning(RememberingSigning):
    """Its keys and salts are drawn from the seed, so that a run repeats to the byte."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def fresh(self) -> Ed25519Signer:
        return self.restore(self._chance.randbytes(32))

    def random(self, count: int) -> bytes:
        return self._chance.randbytes(count)


class Fault(StrEnum):
    """What a disk does to the next commit."""

    FULL = "disk_full"
    FAILED = "disk_failed"
    KILLED_BEFORE = "killed before the commit"
    KILLED_AFTER = "killed after the commit, before anybody was told"


class Disk:
    """What befalls the commits of one machine, in order."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def before_commit(self) -> None:
        if not self.faults or self.faults[0] is Fault.KILLED_AFTER:
            return
        fault = self.faults.pop(0)
        if fault is Fault.KILLED_BEFORE:
            raise Killed
        raise Unavailable(fault.value)

    def after_commit(self) -> None:
        if self.faults and self.faults[0] is Fault.KILLED_AFTER:
            self.faults.pop(0)
            raise Killed


class Statements(dict[tuple[object, ...], object]):
    """What SQLAlchemy compiled, shared by all journals: each engine compiling everything anew was half of a life."""

    def get(self, key: tuple[object, ...], default: object = None) -> object:
        return super().get(key[1:], default)  # without the dialect, which is the same in all of them

    def __setitem__(self, key: tuple[object, ...], compiled: object) -> None:
        if len(self) >= MOST_STATEMENTS:
            self.clear()
        super().__setitem__(key[1:], compiled)


STATEMENTS = Statements()


def open_sharing(location: str | Path, key: bytes | None = None, *, read_only: bool = False) -> Engine:
    """As ``open_engine``, with the statements that were compiled for the others."""
    engine = open_engine(location, key, read_only=read_only)
    engine.update_execution_options(compiled_cache=STATEMENTS)
    return engine


@contextmanager
def sharing_statements() -> Iterator[None]:
    """While journals are opened or verified."""
    with patch.object(store, "open_engine", open_sharing), patch.object(verification, "open_engine", open_sharing):
        yield


class SimulatedStore(JournalStore):
    """The real journal on a disk that fails when it is told to; mutants derive from it."""

    disk: Disk

    def _attempt(self, work: Callable[[Connection], T]) -> T:
        def judged(connection: Connection) -> T:
            outcome = work(connection)
            self.disk.before_commit()
            return outcome

        outcome = super()._attempt(judged)
        self.disk.after_commit()
        return outcome
