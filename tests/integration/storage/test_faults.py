"""The environment fails: nothing that was acknowledged is lost, and the person is told in a word."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy.engine import Connection

from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import RecordId
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.ballast import Ballast
from commandpost.storage.database import Database
from commandpost.storage.store import JournalStore
from commandpost.storage.verification import verify_journal
from tests.factories import KEY, OFFICER, folder, journal, note
from tests.small_disks import mounted

T = TypeVar("T")
AS_ROOT = os.geteuid() == 0


@pytest.fixture
def tiny_disk() -> Iterator[Path]:
    """A disk of two megabytes."""
    with mounted("2m") as place:
        yield place


def fill(store: JournalStore, most: int = 200) -> int:
    """Append until the disk is full; return how many appends were acknowledged."""
    acknowledged = 0
    try:
        while acknowledged < most:
            store.append([note("满" * 10_000, f"log-{acknowledged}")], OFFICER)
            acknowledged += 1
    except Unavailable as refused:
        if refused.code != "disk_full":
            raise
    return acknowledged


def missing_after_a_full_disk(path: Path) -> tuple[int, int]:
    """How many entries were acknowledged, and how many of these are gone when the journal is opened again."""
    store = journal(path)
    acknowledged = fill(store)
    store.close()
    again = journal(path)
    held = again.count("log")
    again.close()
    return acknowledged, acknowledged - held


def test_a_full_disk_loses_nothing_that_was_acknowledged(tiny_disk: Path) -> None:
    path = tiny_disk / "journal.db"

    acknowledged, missing = missing_after_a_full_disk(path)

    assert 0 < acknowledged < 200
    assert missing == 0
    assert verify_journal(path, KEY, Ed25519Signing()).faults == ()


def test_the_planted_bug_of_a_commit_whose_failure_nobody_hears_is_caught(
    tiny_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = Database._attempt

    def deaf(self: Database, work: Callable[[Connection], T]) -> T:
        done: list[T] = []

        def noted(connection: Connection) -> T:
            done.append(work(connection))
            return done[0]

        try:
            return attempt(self, noted)
        except Unavailable:
            if not done:
                raise
            return done[0]

    monkeypatch.setattr(Database, "_attempt", deaf)

    assert missing_after_a_full_disk(tiny_disk / "journal.db")[1] > 0


def test_the_ballast_gives_room_for_the_last_entries(tiny_disk: Path) -> None:
    path = tiny_disk / "journal.db"
    store = journal(path)
    assert Ballast(path, 1_000_000).lay()

    kept = fill(store)

    assert not path.with_name("journal.db.ballast").exists()
    assert [alarm.code for alarm in store.alarms()] == ["disk_full"]
    assert store.count("log") == kept


def test_room_that_comes_back_is_used_at_once(tiny_disk: Path) -> None:
    store = journal(tiny_disk / "journal.db")
    weight = tiny_disk / "something large"
    weight.write_bytes(bytes(500_000))
    fill(store)

    weight.unlink()

    assert store.append([note("又能写了", "log-after")], OFFICER).records == ("log-after",)


def test_a_ballast_finds_no_room_on_a_full_disk(tiny_disk: Path) -> None:
    assert not Ballast(tiny_disk / "journal.db", 8_000_000).lay()
    assert list(tiny_disk.iterdir()) == []


def test_a_ballast_is_laid_once_and_freed_once() -> None:
    ballast = Ballast(folder() / "journal.db", 100_000)

    assert ballast.lay()
    assert ballast.lay()
    assert ballast.free()
    assert not ballast.free()


def test_a_read_only_disk_is_named(tiny_disk: Path) -> None:
    path = tiny_disk / "journal.db"
    journal(path).close()
    subprocess.run(["mount", "-o", "remount,ro", str(tiny_disk)], check=True)

    with pytest.raises(Unavailable, match="disk_read_only"):
        journal(path)


def test_a_disk_that_becomes_read_only_under_way_is_named(tiny_disk: Path) -> None:
    store = journal(tiny_disk / "journal.db")
    store.append([note()], OFFICER)
    store.close()
    store = journal(tiny_disk / "journal.db")
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")

    with pytest.raises(Unavailable, match="disk_read_only"):
        store.append([note()], OFFICER)

    assert store.count("log") == 1


def test_a_folder_that_is_not_there_is_named() -> None:
    with pytest.raises(Unavailable, match="disk_failed"):
        journal(folder() / "missing" / "journal.db")


def test_damage_in_the_file_is_named_and_never_read_as_truth() -> None:
    path = folder() / "journal.db"
    store = journal(path)
    for number in range(300):
        store.append([note("x" * 500, f"log-{number}")], OFFICER)
    store.close()
    content = bytearray(path.read_bytes())
    for at in range(4096 * 3, len(content), 4096):
        content[at + 100] ^= 1
    path.write_bytes(bytes(content))

    with pytest.raises(Unavailable, match="journal_damaged"):
        journal(path).records("log")


Writer = Callable[[Path, int], None]


def honest_writer(path: Path, pipe: int) -> None:
    """Append for ever; acknowledge each entry after the append returned."""
    store = journal(path)
    done = store.count("log")
    while True:
        store.append([note("记", f"log-{done}")], OFFICER)
        done += 1
        os.write(pipe, f"{done}\n".encode())


def hasty_writer(path: Path, pipe: int) -> None:
    """The planted bug: acknowledges before the commit."""
    store = journal(path)
    done = store.count("log")
    attempt = Database._attempt

    def early(self: Database, work: Callable[[Connection], T]) -> T:
        def acknowledging(connection: Connection) -> T:
            outcome = work(connection)
            os.write(pipe, f"{done + 1}\n".encode())
            time.sleep(0.005)
            return outcome

        return attempt(self, acknowledging)

    Database._attempt = early  # type: ignore[method-assign]  # in the forked child only
    while True:
        store.append([note("记", f"log-{done}")], OFFICER)
        done += 1


def sigkill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def killed(
    path: Path, writer: Writer, after: int, strike: Callable[[int], None] = sigkill, *, deaf_from_then: bool = False
) -> int:
    """Let a writer run until it acknowledged ``after`` entries, strike it; return the last acknowledged count.

    ``deaf_from_then``: what it says from the strike on does not count, since nobody hears a machine without power.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            writer(path, writing)
        finally:
            os._exit(1)
    os.close(writing)
    heard = b""
    while heard.count(b"\n") < after:
        piece = os.read(reading, 65536)
        if not piece:
            break
        heard += piece
    while select.select([reading], [], [], 0)[0] and (piece := os.read(reading, 65536)):
        heard += piece
    strike(child)
    behind = b""
    while piece := os.read(reading, 65536):
        behind += piece
    os.close(reading)
    os.waitpid(child, 0)
    lines = (heard if deaf_from_then else heard + behind).decode().split()
    return int(lines[-1]) if lines else 0


def missing_after_kills(writer: Writer, kills: int) -> int:
    """Kill a writer again and again on one journal; return how many acknowledged entries were missing at the worst."""
    path, chance = folder() / "journal.db", random.Random(7)
    worst = 0
    for _ in range(kills):
        acknowledged = killed(path, writer, chance.randint(1, 4))
        store = journal(path)
        worst = max(worst, acknowledged - store.count("log"))
        store.close()
        if worst:
            return worst
    assert verify_journal(path, KEY, Ed25519Signing()).faults == ()
    return worst


def test_no_kill_takes_an_acknowledged_entry() -> None:
    assert missing_after_kills(honest_writer, 10) == 0


@pytest.mark.long
@pytest.mark.parametrize("kills", [200, 2_000])
def test_many_kills_take_no_acknowledged_entry(kills: int) -> None:
    assert missing_after_kills(honest_writer, kills) == 0


def test_the_planted_bug_of_an_early_acknowledgement_is_caught() -> None:
    assert missing_after_kills(hasty_writer, 50) > 0


def test_a_killed_program_leaves_no_lock_behind() -> None:
    path = folder() / "journal.db"
    killed(path, honest_writer, 2)

    assert journal(path).record(RecordId("log-1")) is not None


def test_a_copy_taken_while_closed_opens_like_the_original() -> None:
    path, copy = folder() / "journal.db", folder() / "journal.db"
    store = journal(path)
    store.append([note()], OFFICER)
    store.close()
    shutil.copy(path, copy)

    assert journal(copy).count("log") == 1
