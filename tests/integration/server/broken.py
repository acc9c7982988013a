"""Desks with a passphrase and a second place, and the computers they stand on."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import keyring
import pytest
from keyring.backends.fail import Keyring

from commandpost.app.desk import Tier
from commandpost.bootstrap.desk_kit import own_name
from commandpost.bootstrap.paths import HOME_VARIABLE
from commandpost.bootstrap.profile import Profile
from commandpost.bootstrap.upkeep import Upkeep
from commandpost.bootstrap.workstation import Workstation
from commandpost.security.keyslots import KeySlots
from tests.server_process import DISTRICT, STREET

WORDS = "correct horse 8"


@dataclass(slots=True)
class Computer:
    """A home of profiles; ``second`` is another disk, which outlives it."""

    home: Path
    second: Path
    words: str = WORDS

    @property
    def folder(self) -> Path:
        return self.home / "main"

    @property
    def own(self) -> Path:
        """The only desk's folder in the second place."""
        (found,) = self.second.glob("desk-*")
        return found

    @classmethod
    def within(cls, place: Path, monkeypatch: pytest.MonkeyPatch) -> Self:
        """A desk that was set up and closed again, and another disk beside it; no keyring, the words are told."""
        monkeypatch.setattr(keyring.core, "_keyring_backend", Keyring())
        monkeypatch.setenv(HOME_VARIABLE, str(place / "home"))
        monkeypatch.setenv("COMMANDPOST_PASSPHRASE", WORDS)
        (second := place / "usb").mkdir()
        made = cls(place / "home", second)
        made.set_up().close()
        return made

    def set_up(self, station: str = "S1") -> Workstation:
        self.folder.mkdir(parents=True)
        KeySlots(self.folder).create(self.words)
        Profile(unit=STREET, unit_name="永宁街道", parent=DISTRICT, tier=Tier.STREET, station=station).write(
            self.folder
        )
        return self.open()

    def open(self) -> Workstation:
        return Workstation.open(self.folder, passphrase=self.words)

    def breaks(self) -> None:
        shutil.rmtree(self.home)
        self.home.mkdir()


def upkeep_of(station: Workstation) -> Upkeep:
    return Upkeep(station.folder, station.store, station.key, station.desk.now)


def own_of(station: Workstation, computer: Computer) -> Path:
    """Where a desk's copies go on the other disk."""
    return computer.second / own_name(station.store.device().device)


def lines(station: Workstation) -> list[str]:
    """What the log says, the oldest first."""
    return [item.text for item in station.services.logbook.items()]


def numbers(station: Workstation) -> list[str]:
    return [item.number for item in station.services.logbook.items()]
