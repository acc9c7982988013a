"""Every page of the journal read by a process of its own, which stands aside and whose end is no harm."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from commandpost.bootstrap.copy_aside import CopyAside
from commandpost.domain.errors import Unavailable
from commandpost.storage.backup import LOG_PAGES, check_copy
from commandpost.storage.engine import settle_log
from commandpost.storage.store import JournalStore
from tests.factories import KEY, OFFICER, folder, journal, note

PAGE = 4096


@pytest.fixture
def aside() -> Iterator[CopyAside]:
    made = CopyAside()
    yield made
    made.close()


def written(aside: CopyAside) -> tuple[Path, JournalStore]:
    home = folder()
    store = journal(home / "journal.db", copies=home / "backups")
    store.page_work = aside.work()
    store.append([note("记" * 400, f"log-{number}") for number in range(40)], OFFICER)
    return home, store


def test_a_copy_is_made_and_proved_by_another_process_while_the_desk_writes_on(aside: CopyAside) -> None:
    home, store = written(aside)

    counted = store.backup_into(home / "copy.db", KEY)
    store.append([note("之后", "log-after")], OFFICER)

    assert counted == check_copy(home / "copy.db", KEY) >= 40
    assert store.check()
    store.close()


def test_damage_met_by_the_other_process_is_damage_here(aside: CopyAside) -> None:
    home, store = written(aside)
    store.backup_into(home / "copy.db", KEY)
    with (home / "copy.db").open("r+b") as file:
        file.seek(PAGE * 5)
        file.write(b"\xff" * PAGE)

    with pytest.raises(Unavailable, match="journal_damaged"):
        aside.prove(home / "copy.db", KEY)
    store.close()


def test_a_process_that_is_killed_leaves_no_copy_that_counts(aside: CopyAside, monkeypatch: pytest.MonkeyPatch) -> None:
    home, store = written(aside)
    monkeypatch.setattr("commandpost.bootstrap.copy_aside._CHILD", "no.such.module")

    with pytest.raises(Unavailable, match="backup_failed"):
        store.backup_into(home / "copy.db", KEY)
    assert list(home.glob("copy*")) == []
    store.close()


def test_a_desk_that_closes_asks_for_no_more(aside: CopyAside) -> None:
    home, store = written(aside)
    aside.close()

    with pytest.raises(Unavailable, match="backup_failed"):
        store.backup_into(home / "copy.db", KEY)
    store.close()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no idle class")
def test_it_runs_when_nobody_else_wants_to() -> None:
    told = (
        "import os; from commandpost.bootstrap.copy_child import stand_aside as s; s(); print(os.sched_getscheduler(0))"
    )

    said = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout

    assert int(said) == 5  # SCHED_IDLE


def test_the_log_is_brought_home_beside_the_work_and_the_file_alone_holds_every_entry(aside: CopyAside) -> None:
    home, store = written(aside)
    lines = store.count("log")
    alone = folder() / "alone.db"

    settle_log(home / "journal.db", KEY)
    alone.write_bytes((home / "journal.db").read_bytes())

    assert lines == 40
    assert check_copy(alone, KEY) == check_copy(home / "journal.db", KEY)
    store.append([note("之后", "log-after")], OFFICER)
    store.close()


def test_a_store_whose_log_is_settled_for_it_empties_it_no_more_with_every_sixteenth_entry(aside: CopyAside) -> None:
    _home, store = written(aside)
    driver = store._engine.raw_connection().driver_connection
    assert driver is not None
    before = driver.execute("PRAGMA wal_autocheckpoint").fetchone()[0]

    store.leave_log()

    assert (before, driver.execute("PRAGMA wal_autocheckpoint").fetchone()[0]) == (1000, LOG_PAGES)
    store.close()
