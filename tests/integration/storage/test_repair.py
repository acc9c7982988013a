"""A damaged journal: set aside, replaced, read as far as it goes, pulled back; real files, real damage."""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import RecordId
from commandpost.journal.exchange import AlarmKind
from commandpost.security.signing import Ed25519Signing
from commandpost.storage import burnt_numbers, mending, repair
from commandpost.storage.store import JournalStore
from commandpost.storage.verification import verify_journal
from tests.factories import KEY, OFFICER, folder, journal, note, server_journal
from tests.fakes import FakeClock
from tests.integration.storage.test_exchange import enrol, pull, push

PAGE = 4096
SYNCED_EARLY, SYNCED_LATE, UNSYNCED = 40, 25, 6

Harm = Callable[[Path], None]


@dataclass
class Room:
    """One workstation's folder, its server, and every entry that was acknowledged."""

    home: Path
    clock: FakeClock
    server: JournalStore
    synced: set[str]
    unsynced: set[str]
    numbers: list[int]

    @property
    def file(self) -> Path:
        return self.home / "journal.db"

    @property
    def copies(self) -> Path:
        return self.home / "backups"

    def open(self) -> JournalStore:
        return journal(self.file, clock=self.clock, copies=self.copies)

    def aside(self) -> list[Path]:
        return sorted((self.home / "quarantine").glob("*/*"))


def write(store: JournalStore, room: Room, low: int, count: int) -> set[str]:
    written = set()
    for number in range(low, low + count):
        room.numbers.append(store.next_number("log:20260719"))
        changes = store.append([note("记" * 400, f"log-{number}")], OFFICER)
        written.update(str(entry) for entry in changes.entries)
    return written


def have(store: JournalStore, server: JournalStore) -> None:
    """What a link asks first: the server tells of own sessions, also of those that are gone here."""
    store.settle(server.have(store.holdings(), store.device().device))


def synchronise(store: JournalStore, server: JournalStore) -> None:
    for _ in range(3):
        have(store, server)
        pull(store, server)
        push(store, server)


@cache
def first_night(*, backup: bool) -> tuple[Room, Path]:
    """A night with entries before and after a verified backup, the last ones not yet synced; and what a kill left."""
    clock = FakeClock()
    home = folder()
    room = Room(home, clock, server_journal(home / "server.db", clock=clock), set(), set(), [])
    room.copies.mkdir()
    store = enrol(room.open(), room.server)
    room.synced |= write(store, room, 0, SYNCED_EARLY)
    if backup:
        store.backup_into(room.copies / "journal-20260719-020000.db", KEY)
    room.synced |= write(store, room, SYNCED_EARLY, SYNCED_LATE)
    push(store, room.server)
    room.unsynced |= write(store, room, SYNCED_EARLY + SYNCED_LATE, UNSYNCED)
    room.server.close()
    killed = folder()
    shutil.copytree(home, killed, dirs_exist_ok=True)
    (killed / "journal.db-shm").unlink()
    store.close()
    return room, killed


def furnished(*, backup: bool = True, killed: bool = False) -> Room:
    """That night's files once more, the program ended or killed."""
    night, left = first_night(backup=backup)
    home = folder()
    shutil.copytree(left if killed else night.home, home, dirs_exist_ok=True)
    server = server_journal(home / "server.db", clock=night.clock)
    return Room(home, night.clock, server, night.synced, night.unsynced, night.numbers)


def flipped(path: Path, chance: random.Random, low: int, high: int, count: int = 1) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(count):
        at = chance.randrange(low, min(high, len(content)))
        content[at] ^= 1 << chance.randrange(8)
    path.write_bytes(bytes(content))


def everything(store: JournalStore) -> set[str]:
    """Every entry a desk can show; reading it all is what meets the damage."""
    found = set()
    for number in range(SYNCED_EARLY + SYNCED_LATE + UNSYNCED):
        found.update(str(entry.id) for entry in store.history(RecordId(f"log-{number}")))
    return found


def first_page(path: Path) -> None:
    flipped(path, random.Random(1), 20, PAGE)


def every_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for at in range(0, len(content), PAGE):
        content[at + 100] ^= 1
    path.write_bytes(bytes(content))


def middle_page(path: Path) -> None:
    """The one in the middle and its neighbours: one alone may be of an index that nobody reads that day."""
    middle = path.stat().st_size // PAGE // 2
    for page in range(middle - 2, middle + 3):
        flipped(path, random.Random(2), page * PAGE, (page + 1) * PAGE)


def cut_in_half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 // PAGE * PAGE)


def cut_ragged(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 1000)


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def gone(path: Path) -> None:
    path.unlink()


def gone_with_its_witness(path: Path) -> None:
    path.unlink()
    path.with_name("journal.db.head").unlink()


def overwritten(path: Path) -> None:
    path.write_bytes(random.Random(3).randbytes(50_000))


HARMS: tuple[Harm, ...] = (
    first_page,
    every_page,
    middle_page,
    cut_in_half,
    cut_ragged,
    emptied,
    gone,
    gone_with_its_witness,
    overwritten,
)


def failures(room: Room, harm: Harm) -> Iterator[str]:
    """Harm the file, open the desk again, use it, exchange; say everything that went wrong."""
    harm(room.file)
    harmed = room.file.read_bytes() if room.file.exists() else None
    store = room.open()
    store.check()
    everything(store)
    if store.append([note("又能写了", "log-after")], OFFICER).records != ("log-after",):
        yield "the desk does not write"
    if store.next_number("log:20260719") in room.numbers:
        yield "a number was given twice"
    if [alarm.code for alarm in store.alarms()] != ["damaged"]:
        yield f"alarms: {[alarm.code for alarm in store.alarms()]}"
    if harmed is not None and not any(path.read_bytes() == harmed for path in room.aside()):
        yield "the damaged file was not kept as it was"
    synchronise(store, room.server)
    if lost := room.synced - everything(store):
        yield f"{len(lost)} synced entries are missing"
    store.close()
    if verify_journal(room.file, KEY, Ed25519Signing()).faults:
        yield "the repaired journal is not whole"


@pytest.mark.parametrize("harm", HARMS)
def test_a_damaged_journal_is_set_aside_and_whole_again_with_nothing_synced_lost(harm: Harm) -> None:
    assert list(failures(furnished(), harm)) == []


@pytest.mark.parametrize("harm", [middle_page, cut_ragged])
def test_without_a_backup_what_can_be_read_is_taken_over(harm: Harm) -> None:
    assert list(failures(furnished(backup=False), harm)) == []


def test_entries_that_were_never_synced_are_saved_from_the_damaged_file() -> None:
    room = furnished()
    middle_page(room.file)
    store = room.open()

    assert store.mend()

    (alarm,) = store.alarms()
    told = json.loads(alarm.detail)
    assert told["rescued"] > 0
    assert store.missing() == SYNCED_LATE + UNSYNCED - told["rescued"]
    synchronise(store, room.server)
    assert store.missing() in {0, UNSYNCED}


def test_damage_met_while_the_program_runs_is_repaired_under_its_hands() -> None:
    room = furnished()
    store = room.open()
    store._engine.dispose()
    every_page(room.file)

    assert store.append([note("还在写", "log-after")], OFFICER).records == ("log-after",)

    assert [alarm.code for alarm in store.alarms()] == ["damaged"]
    assert room.synced - everything(store) <= room.synced


def test_a_damaged_backup_is_passed_over_for_an_older_one() -> None:
    room = furnished()
    broken = room.copies / "journal-20260719-030000.db"
    shutil.copyfile(room.copies / "journal-20260719-020000.db", broken)
    middle_page(broken)

    assert list(failures(room, overwritten)) == []


def test_a_workstation_of_which_nothing_can_be_read_begins_as_a_new_one_and_says_so() -> None:
    room = furnished(backup=False)
    overwritten(room.file)

    store = room.open()

    (alarm,) = store.alarms()
    assert json.loads(alarm.detail)["copy"] == ""
    assert store.missing() > 0
    assert not store.device().enrolled_at


@pytest.mark.parametrize("granted", range(4))
def test_a_repair_whose_files_the_system_holds_moves_nothing_and_is_done_the_next_time(
    monkeypatch: pytest.MonkeyPatch, granted: int
) -> None:
    room = furnished()
    store = room.open()
    store._engine.dispose()
    before = {path.name for path in room.home.glob("journal.db*")}
    honest, left = Path.rename, iter(range(granted))

    def held(self: Path, target: Path) -> Path:
        if self.name.startswith("journal.db") and next(left, None) is None:
            monkeypatch.undo()
            raise PermissionError(13, "held by another program", str(self))
        return honest(self, target)

    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(Unavailable, match="disk_read_only"):
        store.mend(store.repairs)

    assert room.aside() == []
    assert {path.name for path in room.home.glob("journal.db*")} == before
    assert everything(store) == room.synced | room.unsynced
    assert store.mend(store.repairs)
    assert store.next_number("log:20260719") not in room.numbers
    store.close()


def test_a_wrong_key_is_no_damage() -> None:
    room = furnished()

    with pytest.raises(Unavailable, match="wrong_passphrase"):
        journal(room.file, key=bytes(32), copies=room.copies)

    assert room.aside() == []


def test_a_disk_that_damages_file_after_file_is_left_alone_in_the_end() -> None:
    room = furnished()
    store = room.open()
    for _ in range(mending.MOST_REPAIRS):
        assert store.mend()

    assert not store.mend()


def test_a_journal_without_a_place_for_copies_only_tells_of_damage() -> None:
    path = furnished().file
    every_page(path)

    with pytest.raises(Unavailable, match=r"journal_damaged|wrong_passphrase"):
        journal(path)


# ---------------------------------------------------------------------------------------- the write-ahead log


def frames(log: Path) -> int:
    """Frames of the log's present round; older ones behind them carry another salt."""
    content = log.read_bytes()
    salts = (content[at + 8 : at + 16] for at in range(32, len(content), 24 + PAGE))
    return sum(1 for _ in itertools.takewhile(lambda salt: salt == content[16:24], salts))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_torn_log_is_told_and_kept_and_what_was_synced_comes_back(share: float) -> None:
    room = furnished(killed=True)
    log = room.home / "journal.db-wal"
    at = 32 + int((frames(log) - 1) * share) * (24 + PAGE)
    flipped(log, random.Random(4), at + 30, at + 1000)
    torn = log.read_bytes()

    store = room.open()

    (alarm,) = store.alarms()
    assert alarm.code == AlarmKind.TAIL_LOST
    assert json.loads(alarm.detail)["lost"] == store.missing() > 0
    assert torn in {path.read_bytes() for path in room.aside()}
    assert store.next_number("log:20260719") not in room.numbers
    store.append([note("又能写了", "log-after")], OFFICER)
    synchronise(store, room.server)
    assert room.synced <= everything(store)


def test_a_log_cut_short_is_told() -> None:
    room = furnished(killed=True)
    log = room.home / "journal.db-wal"
    os.truncate(log, 32 + (frames(log) // 2) * (24 + PAGE))

    assert [alarm.code for alarm in room.open().alarms()] == ["tail_lost"]


def test_a_killed_program_leaves_nothing_to_tell() -> None:
    room = furnished(killed=True)

    store = room.open()

    assert store.alarms() == ()
    assert room.synced | room.unsynced == everything(store)
    assert list(room.home.glob("*.before")) == []


def test_an_old_file_put_back_is_told_without_a_server() -> None:
    room = furnished()
    shutil.copyfile(room.copies / "journal-20260719-020000.db", room.file)

    store = room.open()

    assert [alarm.code for alarm in store.alarms()] == ["tail_lost"]
    assert store.missing() == SYNCED_LATE + UNSYNCED
    assert store.next_number("log:20260719") not in room.numbers


def test_a_witness_nobody_can_read_stops_nothing() -> None:
    room = furnished()
    (room.home / "journal.db.head").write_bytes(b"\0" * 256)

    assert room.open().alarms() == ()


# ------------------------------------------------------------------------------------------------ planted bugs


def test_the_planted_bug_of_deleting_the_evidence_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = repair.exchange

    def tidy(file: Path, fresh: Path, now: object) -> Path:
        place = honest(file, fresh, now)  # type: ignore[arg-type]  # passed on
        (place / file.name).write_bytes(b"")
        return place

    monkeypatch.setattr(mending, "exchange", tidy)

    assert "the damaged file was not kept as it was" in list(failures(furnished(), middle_page))


def test_the_planted_bug_of_numbers_given_twice_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(burnt_numbers, "STEP", 0)

    assert "a number was given twice" in list(failures(furnished(), overwritten))


@pytest.mark.parametrize("harm", [middle_page, overwritten])
def test_two_repairs_from_one_copy_give_no_number_twice(harm: Harm) -> None:
    room = furnished()
    given = {("log:20260719", number) for number in room.numbers}
    for repair_number in range(3):
        harm(room.file)
        store = room.open()
        store.check()
        store.append([note(record=f"log-after-{repair_number}")], OFFICER)
        fresh = {(day, store.next_number(day)) for day in ("log:20260719", "log:20260720") for _ in range(20)}
        assert not given & fresh
        given |= fresh
        store.close()


def test_the_planted_bug_of_a_log_nobody_compares_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(JournalStore, "_compare_witness", lambda _self, _connection: None)
    room = furnished(killed=True)
    log = room.home / "journal.db-wal"
    flipped(log, random.Random(4), 60, 1000)

    assert room.open().alarms() == ()


@pytest.mark.long
def test_a_thousand_flipped_bits_lose_nothing_that_was_synced() -> None:
    chance = random.Random(5)
    for _ in range(100):
        room = furnished()
        size = room.file.stat().st_size

        def harm(path: Path, high: int = size) -> None:
            flipped(path, chance, 0, high, count=10)

        assert [line for line in failures(room, harm) if "alarms" not in line] == []


def test_damage_that_two_threads_meet_is_repaired_once() -> None:
    room = furnished()
    store = room.open()
    known = store.repairs
    assert store.mend(known)
    first = {path.parent for path in room.aside()}
    assert store.mend(known)

    assert {path.parent for path in room.aside()} == first
    assert store.repairs == known + 1
    store.close()
    room.server.close()
