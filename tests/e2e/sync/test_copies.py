"""Restored backups, cloned disks and machines, a server that went back in time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from commandpost.domain.ids import RecordId
from commandpost.storage.repair import Mending
from commandpost.storage.store import JournalStore
from tests.e2e.sync.street import CALM, Desk, Street
from tests.e2e.sync.test_convergence import BelievesNumbersWithoutHashes
from tests.factories import folder
from tests.server_process import DISTRICT, STREET


@pytest.fixture
def street() -> Iterator[Street]:
    home = folder()
    made = Street(home, seed=7)
    yield made
    made.close()
    shutil.rmtree(home)


def ids(store: JournalStore, record: str = "log-1") -> list[str]:
    return [str(entry.id) for entry in store.history(RecordId(record))]


def alarms(store: JournalStore) -> set[str]:
    return {alarm.code for alarm in store.alarms()}


def test_a_desk_restored_from_a_backup_gets_back_what_the_server_holds(street: Street) -> None:
    desk = street.desk(STREET, "S1")
    desk.write("log-1", text="before the backup")
    desk.exchange(CALM)
    copy = desk.back_up()
    after = desk.write("log-1", text="after the backup")
    desk.exchange(CALM)

    desk.restore(copy)
    desk.write("log-1", text="after the restore")
    street.calm_down()

    assert after in ids(desk.store)
    assert len(ids(desk.store)) == len(ids(street.server)) == 3


def test_a_journal_repaired_under_a_running_link_gets_back_what_the_server_holds(street: Street) -> None:
    desk = street.desk(STREET, "S1")
    file, copies = desk.home / "journal.db", desk.home / "backups"
    copies.mkdir()
    desk.store.heal_from(Mending(file=file, key=None, copies=copies))
    desk.write("log-1", text="before the backup")
    desk.exchange(CALM)
    desk.store.backup_into(copies / "journal-20260719-020000.db", None)
    after = desk.write("log-1", text="after the backup")
    desk.exchange(CALM)
    assert desk.store.pending() == 0

    desk.store._engine.dispose()
    file.write_bytes(street.chance.randbytes(50_000))
    assert desk.store.mend()
    assert after not in ids(desk.store)
    desk.exchange(CALM)

    assert after in ids(desk.store)
    assert desk.sync.online


def test_a_cloned_disk_forks_no_sequence_and_raises_an_alarm(street: Street) -> None:
    desk = street.desk(STREET, "S1")
    desk.write("log-1", text="before the copy")
    desk.exchange(CALM)
    twin = street.clone(desk, desk.back_up(), "S1-twin")

    written = {desk.write("log-1", text="here"), twin.write("log-1", text="there")}
    street.calm_down()

    assert written <= set(ids(street.server))
    assert "branch" in alarms(street.server)


def test_a_disk_cloned_before_its_first_entry_raises_an_alarm_too(street: Street) -> None:
    desk = street.desk(STREET, "S1")
    twin = street.clone(desk, desk.back_up(), "S1-twin")

    written = {desk.write("log-1", text="here"), twin.write("log-1", text="there")}
    street.calm_down()

    assert written <= set(ids(street.server))
    assert "branch" in alarms(street.server)


def test_two_copies_of_a_running_machine_cannot_both_have_a_number(street: Street) -> None:
    desk, twin = _snapshot(street)

    here, there = desk.write("log-1", text="here"), twin.write("log-1", text="there")
    assert here == there
    desk.exchange(CALM)
    twin.exchange(CALM)

    assert "refused" in alarms(twin.store)
    assert twin.store.pending() > 0, "nobody told the twin that its entry is held"


def test_the_trial_of_two_copies_catches_numbers_believed_without_hashes(street: Street) -> None:
    desk, twin = _snapshot(street)
    twin.store.__class__ = BelievesNumbersWithoutHashes
    desk.write("log-1", text="here")
    twin.write("log-1", text="there")
    desk.exchange(CALM)
    twin.exchange(CALM)

    assert twin.store.pending() == 0


def test_a_server_restored_from_a_backup_is_given_everything_again(street: Street) -> None:
    desk, district = street.desk(STREET, "S1"), street.desk(DISTRICT, "D1")
    desk.write("log-1", text="before the backup")
    street.calm_down()
    street.stop_server()
    copy = _copied(street.server_file)
    street.start_server()
    desk.write("log-1", text="after the backup")
    street.calm_down()
    epoch = street.server.epoch()

    street.stop_server()
    _put_back(copy, street.server_file)
    street.start_server()
    street.server.new_epoch()
    desk.write("log-1", text="after the restore")
    street.calm_down()

    assert street.server.epoch() != epoch
    assert len(ids(street.server)) == len(ids(district.store)) == 3
    assert desk.store.pending() == 0


def test_the_trial_of_a_restored_server_catches_numbers_used_twice(street: Street) -> None:
    desk, district = street.desk(STREET, "S1"), street.desk(DISTRICT, "D1")
    other = street.desk(STREET, "S2")
    street.stop_server()
    copy = _copied(street.server_file)
    street.start_server()
    desk.write("log-1", text="read by the district, then lost by the server")
    street.calm_down()

    street.stop_server()
    _put_back(copy, street.server_file)  # planted: the same epoch, so the same lsn is given to another entry
    street.start_server()
    lost = other.write("log-1", text="under a number that was read already")
    other.exchange(CALM)
    district.exchange(CALM)

    assert lost not in ids(district.store)


def _snapshot(street: Street) -> tuple[Desk, Desk]:
    """A virtual machine and its snapshot: the same session key runs twice."""
    desk = street.desk(STREET, "S1")
    desk.write("log-1", text="before the snapshot")
    desk.exchange(CALM)
    twin = street.clone(desk, desk.home, "S1-twin")
    twin.store._session.signer = desk.store._session.signer
    twin.store._session.stream = desk.store._session.stream
    return desk, twin


def _copied(file: Path) -> Path:
    copy = file.with_suffix(".backup")
    shutil.copy(file, copy)
    return copy


def _put_back(copy: Path, file: Path) -> None:
    for path in file.parent.glob(f"{file.name}*"):
        path.unlink()
    shutil.copy(copy, file)
