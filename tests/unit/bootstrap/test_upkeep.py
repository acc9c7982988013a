from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from commandpost.bootstrap import copy_child
from commandpost.bootstrap.second_place import KEEP, LEAST
from commandpost.bootstrap.upkeep import COPIES, DUE, Upkeep
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.storage.repair import newest_copy
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


def test_copies_leave_a_small_disk_its_room_and_three_of_them_stay(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Path(station.upkeep.backup())
    free = 20 * first.stat().st_size
    monkeypatch.setattr("shutil.disk_usage", lambda place: _free(free, place))
    for _ in range(9):
        station.clock.advance(hours=1)
        newest = Path(station.upkeep.backup())
    assert len(station.copies()) == 6  # a quarter of twenty free and six kept

    free = 0
    station.clock.advance(hours=1)
    newest = Path(station.upkeep.backup())

    assert len(station.copies()) == LEAST
    assert station.copies()[-1] == newest.name


def _free(free: int, place: Path) -> SimpleNamespace:
    assert place.is_dir()
    return SimpleNamespace(free=free)


def test_a_copy_that_cannot_be_forgotten_makes_no_failure_of_the_new_one(station: Station) -> None:
    second = folder()
    station.upkeep.choose_second(second)
    (own,) = second.glob("desk-*")
    for place in (station.home / COPIES, own):
        (place / "journal-20260101-000000.db").mkdir()  # as a file that another program holds, it is not removed
        for day in range(2, 2 + KEEP):
            (place / f"journal-202601{day:02}-000000.db").touch()
    station.clock.advance(hours=1)

    made = Path(station.upkeep.backup())

    assert (own / made.name).exists()
    assert station.upkeep.facts().second_backup == station.clock.now()
    for place in (station.home / COPIES, own):
        assert len(list(place.glob("journal-*.db"))) == KEEP + 1


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


def test_every_copy_goes_to_the_second_place_too(station: Station) -> None:
    second = folder()
    station.upkeep.choose_second(second)
    station.clock.advance(hours=2)

    station.upkeep.tend()

    assert len(list(second.glob("desk-*/journal-*.db"))) == 2
    assert station.upkeep.facts().second_backup == station.clock.now()
    assert journal(next(second.glob("desk-*/journal-*.db"))).count("log") == 60


def test_an_unplugged_second_disk_is_told_and_caught_up_with_when_it_is_back(station: Station) -> None:
    second = folder()
    station.upkeep.choose_second(second)
    away = second.rename(second.with_name(f"{second.name}-away"))
    station.clock.advance(hours=2)
    with pytest.raises(Unavailable, match="second_place_failed"):
        station.upkeep.tend()
    assert len(station.copies()) == 3  # the name of the second place is one of them

    away.rename(second)
    station.upkeep.tend()

    assert station.upkeep.facts().second_backup == station.clock.now()
    assert len(list(second.glob("desk-*/journal-*.db"))) == 2


def test_a_damaged_journal_whose_own_copies_are_gone_is_whole_again_from_the_second_place(station: Station) -> None:
    station.upkeep.choose_second(folder())
    for copy in (station.home / COPIES).glob("journal-*.db"):
        copy.unlink()
    station.store._engine.dispose()
    content = bytearray((station.home / "journal.db").read_bytes())
    for at in range(PAGE, len(content), PAGE):
        content[at + 200] ^= 4
    (station.home / "journal.db").write_bytes(bytes(content))

    assert station.store.count("log") == 60


def test_a_second_place_that_takes_nothing_is_refused_and_may_be_given_up(station: Station) -> None:
    with pytest.raises(Unavailable, match="second_place_failed"):
        station.upkeep.choose_second(folder() / "nowhere")
    with pytest.raises(RuleBroken, match="second_place_inside"):
        station.upkeep.choose_second(station.home / COPIES)
    assert station.upkeep.facts().second_place is None

    station.upkeep.choose_second(folder())
    station.upkeep.choose_second(None)

    assert station.upkeep.facts().second_place is None


def test_copies_of_a_clock_that_was_years_ahead_are_older_than_those_made_after_it(station: Station) -> None:
    station.clock.advance(days=4_000)
    for _ in range(KEEP):
        station.clock.advance(hours=1)
        station.upkeep.backup()
    station.clock.advance(days=-4_010)
    station.store.append([note("钟对了以后", "log-late")], OFFICER)

    made = Path(station.upkeep.backup())

    assert (len(station.copies()), station.copies()[-1]) == (KEEP, made.name)
    assert newest_copy(station.home / COPIES, KEY) == made
    assert journal(made).count("log") == 61


def test_a_system_that_lets_nobody_stand_aside_gets_its_copy_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_said: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.nice", refused)

    copy_child.stand_aside()
