"""A repair on a disk that is full: either nothing is moved, or it is taken up again where it broke off."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import RecordId
from tests.factories import OFFICER, note
from tests.integration.storage.test_repair import PAGE, Room, everything, furnished, middle_page
from tests.small_disks import mounted


@pytest.fixture
def room() -> Iterator[Room]:
    with mounted("6m") as disk:
        night = furnished()
        shutil.copytree(night.home, disk / "home")
        night.home = disk / "home"
        yield night


@contextmanager
def filled(room: Room, *, pages: int) -> Iterator[None]:
    """So many pages more are free than a copy needs; some of the journal's own files go when it is closed for it."""
    ballast, kept = room.home.parent / "ballast", copy_of(room).stat().st_size + pages * PAGE
    with ballast.open("wb", buffering=0) as file:
        while (left := shutil.disk_usage(ballast).free - kept) > 0:
            file.write(bytes(min(left, PAGE)))
    yield
    ballast.unlink()


def copy_of(room: Room) -> Path:
    return next(room.copies.glob("*.db"))


@pytest.mark.parametrize("pages", [4, 16, 32])
def test_a_copy_that_is_put_back_without_room_to_go_on_loses_nothing(room: Room, pages: int) -> None:
    store = room.open()
    with filled(room, pages=pages), pytest.raises(Unavailable, match="disk_full"):
        store.put_back(copy_of(room))
    meanwhile = store.append([note("又能写了", "log-meanwhile")], OFFICER).entries
    store.close()

    store = room.open()

    assert room.synced | room.unsynced <= everything(store)
    assert [entry.id for entry in store.history(RecordId("log-meanwhile"))] == [*meanwhile]
    assert store.next_number("log:20260719") > max(room.numbers)
    assert "damaged" in {alarm.code for alarm in store.alarms()}
    store.close()
    store = room.open()
    assert len({file.parent for file in room.aside()}) == 2  # it came to its end, and is not begun again
    store.close()


def test_a_copy_for_which_there_is_no_room_leaves_the_files_where_they_are(room: Room) -> None:
    store = room.open()
    with filled(room, pages=-32), pytest.raises(Unavailable, match="disk_full"):
        store.put_back(copy_of(room))

    assert room.aside() == []
    assert room.synced | room.unsynced == everything(store)
    assert not room.file.with_name("journal.db.new").exists()
    store.close()


def test_a_damaged_journal_without_room_for_its_copy_stays_and_is_repaired_when_there_is_room(room: Room) -> None:
    store = room.open()
    middle_page(room.file)
    with filled(room, pages=-32), pytest.raises(Unavailable, match="disk_full"):
        everything(store)
    assert room.aside() == []
    store.close()

    store = room.open()
    device = store.device().device
    found = everything(store)

    assert len(found) > len(room.synced) // 2
    assert store.device().device == device
    assert {alarm.code for alarm in store.alarms()} == {"damaged"}
    store.close()
