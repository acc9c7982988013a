"""What a machine is made of, with its faults: a clock that errs, a disk that fails, keys drawn from the seed."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from sqlalchemy.engine import Connection

from commandpost.domain.errors import Unavailable
from commandpost.security.signing import Ed25519Signer, Ed25519Signing
from commandpost.storage.store import JournalStore
from tests.simulation.loop import VirtualLoop

T = TypeVar("T")
DEAD_BATTERY = datetime(2000, 1, 1, tzinfo=UTC)
DRIFT_PPM = 90
MOST_STATEMENTS = 5_000


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


class SeededSigning(Ed25519Signing):
    """The real cryptography, its keys and salts drawn from the seed, so that a run repeats to the byte."""

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
    """What SQLAlchemy compiled, shared by all journals: each engine compiling everything anew was a third of a life."""

    def get(self, key: tuple[object, ...], default: object = None) -> object:
        return super().get(key[1:], default)  # without the dialect, which is the same in all of them

    def __setitem__(self, key: tuple[object, ...], compiled: object) -> None:
        if len(self) >= MOST_STATEMENTS:
            self.clear()
        super().__setitem__(key[1:], compiled)


STATEMENTS = Statements()


class SimulatedStore(JournalStore):
    """The real journal on a disk that fails when it is told to; mutants derive from it."""

    disk: Disk

    def share_statements(self) -> None:
        self._engine.update_execution_options(compiled_cache=STATEMENTS)

    def _attempt(self, work: Callable[[Connection], T]) -> T:
        def judged(connection: Connection) -> T:
            outcome = work(connection)
            self.disk.before_commit()
            return outcome

        outcome = super()._attempt(judged)
        self.disk.after_commit()
        return outcome
