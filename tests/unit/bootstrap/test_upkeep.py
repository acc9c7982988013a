from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from commandpost.bootstrap.upkeep import COPIES, DUE, KEEP, Upkeep
from commandpost.domain.errors import Unavailable
from commandpost.storage.store import JournalStore
from tests.factories import KEY, OFFICER, folder, journal, note
from tests.fakes import FakeClock

PAGE = 4096


@dataclass
class Station:
    home: Path
    clock: FakeClock
    store: JournalStore
    upkeep: Upkeep

    def copies(self) -> list[str]:
        return sorted(path.name for path in (self.home / COPIES).glob("*"))


@pytest.fixture
def station() -> Station:
    home, clock = folder(), FakeClock()
    store = journal(home / "journal.db", clock=clock, copies=home / COPIES)
    for number in range(60):
        store.append([note("记" * 300, f"log-{number}")], OFFICER)
    return Station(home, clock, store, Upkeep(home, store, KEY, clock.now))


def test_a_copy_is_made_every_hour_and_the_oldest_go(station: Station) -> None:
    for _ in range(KEEP + 3):
        station.upkeep.tend()
        station.upkeep.tend()
        station.clock.advance(hours=DUE / timedelta(hours=1))

    assert len(station.copies()) == KEEP
    assert station.copies()[0] == "journal-20260719-052408.db"


def test_a_copy_opens_as_a_journal_of_its_own(station: Station) -> None:
    where = Path(station.upkeep.backup())

    assert journal(where).count("log") == 60


def test_damage_is_met_by_the_hourly_round_and_repaired(station: Station) -> None:
    station.upkeep.tend()
    station.store._engine.dispose()
    content = bytearray((station.home / "journal.db").read_bytes())
    content[len(content) // 2 // PAGE * PAGE + 200] ^= 4
    (station.home / "journal.db").write_bytes(bytes(content))

    station.upkeep.tend()

    assert [alarm.code for alarm in station.store.alarms()] == ["damaged"]
    assert station.store.missing() == 0
    assert station.upkeep.verify()


def test_damage_met_while_a_copy_is_made_is_repaired_and_the_copy_made(station: Station) -> None:
    station.upkeep.tend()
    station.clock.advance(hours=2)
    station.store._engine.dispose()
    content = bytearray((station.home / "journal.db").read_bytes())
    content[PAGE * 3 + 200] ^= 4
    (station.home / "journal.db").write_bytes(bytes(content))

    station.upkeep.tend()

    assert [alarm.code for alarm in station.store.alarms()] == ["damaged"]
    assert len(station.copies()) == 2


def test_a_place_that_takes_no_copy_is_told_and_the_journal_goes_on(station: Station) -> None:
    (station.home / COPIES).write_text("in the way")

    with pytest.raises(Unavailable, match="backup_failed"):
        station.upkeep.backup()

    assert station.store.append([note(record="log-after")], OFFICER).records
