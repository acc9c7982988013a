"""kill -9 of the whole desktop while somebody types: every entry the box has shown as saved is there afterwards."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from commandpost.app.desk import Tier
from commandpost.bootstrap.paths import HOME_VARIABLE
from commandpost.bootstrap.profile import JOURNAL
from commandpost.bootstrap.sample.house import SampleHouse
from commandpost.bootstrap.sample.seed import seed
from commandpost.bootstrap.verify import WHOLE, verify_database
from commandpost.bootstrap.workstation import Workstation

TYPIST = Path(__file__).with_name("typist.py")


@pytest.fixture
def house(tmp_path: Path) -> SampleHouse:
    """The sample street's profile, filled, without a server."""
    house = SampleHouse(tmp_path)
    station = Workstation.open(house.prepare(Tier.STREET))
    seed(station.desk, station.press, with_night=True)
    station.close()
    return house


def killed(house: SampleHouse, word: str, after: int, *planted: str) -> list[str]:
    """Let the desktop run until it showed so many entries as saved, kill it at once; return what it showed."""
    command = [sys.executable, str(TYPIST), house.folder(Tier.STREET).name, word, *planted]
    environment = os.environ | {HOME_VARIABLE: str(house.home), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as desktop:
        assert desktop.stdout is not None
        shown = [desktop.stdout.readline().strip() for _ in range(after)]
        desktop.kill()
        shown += [line.strip() for line in desktop.stdout]
    return shown


def missing(house: SampleHouse, kills: int, *planted: str) -> list[str]:
    """Kill the desktop again and again; return the entries that were shown as saved and are not there."""
    chance = random.Random(5)
    shown: list[str] = []
    for kill in range(kills):
        shown += killed(house, f"第{kill}次", chance.randint(1, 9), *planted)
    assert all(shown), "the desktop ended by itself"
    station = Workstation.open(house.prepare(Tier.STREET))
    try:
        kept = {str(record.fields["text"]) for record in station.store.records("log")}
        return [text for text in shown if text not in kept]
    finally:
        station.close()


def chain_verifies(house: SampleHouse) -> bool:
    folder = house.folder(Tier.STREET)
    return verify_database(folder / JOURNAL, (folder / "demo.key").read_bytes()).exit_code == WHOLE


def test_a_killed_desktop_keeps_every_entry_it_showed_as_saved(house: SampleHouse) -> None:
    assert missing(house, kills=3) == []
    assert chain_verifies(house)


@pytest.mark.long
def test_a_desktop_killed_thirty_times_keeps_every_entry_it_showed_as_saved(house: SampleHouse) -> None:
    assert missing(house, kills=30) == []
    assert chain_verifies(house)


def test_the_trial_catches_a_box_that_says_saved_too_early(house: SampleHouse) -> None:
    assert missing(house, 1, "hasty") != []
