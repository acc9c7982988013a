"""Measure a journal on SQLCipher: an append, a cold open on a long journal, an ingest, a refold.

``python -m tests.bench.journal [--entries 100000] [--json FILE]``; asserts nothing about time.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from commandpost.domain.ids import RecordId
from commandpost.journal.entry import Draft
from commandpost.storage.engine import open_engine
from commandpost.storage.store import JournalStore
from commandpost.storage.tables import JOURNAL
from tests.factories import DISTRICT, KEY, OFFICER, STREET, journal, note, server_journal

BATCH = 500
APPENDS = 200
OPENS = 5
COLD = (
    "import sys, time; begun = time.perf_counter();"
    "from pathlib import Path; from tests.factories import journal; loaded = time.perf_counter();"
    "store = journal(Path(sys.argv[1])); rows = store.records('log', limit=200, newest_first=True);"
    "print(loaded - begun, time.perf_counter() - loaded)"
)


class Took(NamedTuple):
    """Milliseconds by the clock, and of the processor: only these are ours, the disk's change with whoever uses it."""

    spent: float
    worked: float


def main() -> None:
    """Run all measurements and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--json", type=Path, help="also write the numbers to this file")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        measured = measure(Path(home), chosen.entries)
    for name, value in measured.items():
        print(f"{name:34} {value}")
    if chosen.json:
        chosen.json.write_text(json.dumps(measured, indent=1), "utf-8")


def measure(home: Path, entries: int) -> dict[str, float]:
    """Return milliseconds, seconds and entries a second; ``home`` should lie on a real disk."""
    path, server = home / "journal.db", server_journal(home / "server.db")
    store = journal(path)
    server.add_enrolment("CODE", STREET)
    store.enrolled(server.enroll("CODE", store.device().public_key, "S1"))
    begun = time.perf_counter()
    for low in range(0, entries, BATCH):
        store.append([_draft(number) for number in range(low, min(low + BATCH, entries))], OFFICER)
    filled = time.perf_counter() - begun
    raws, appends = _against_raw(store, home / "raw.db", entries)
    taken, ingested = _ingest(store, server)
    begun = time.perf_counter()
    page = server.feed(DISTRICT, 0, limit=BATCH)
    fed = time.perf_counter() - begun
    begun, worked = time.perf_counter(), time.process_time()
    store.rebuild()
    refolded, refold_cpu = time.perf_counter() - begun, time.process_time() - worked
    store.close()
    opens = [_cold_open(path) for _ in range(OPENS)]
    server.close()
    return {
        "entries": entries,
        "append_ms_median": _median([one.spent for one in appends]),
        "append_ms_p99": round(sorted(one.spent for one in appends)[int(len(appends) * 0.99)], 2),
        "append_cpu_ms_median": _median([one.worked for one in appends]),
        "raw_insert_commit_ms_median": _median([one.spent for one in raws]),
        "raw_insert_commit_cpu_ms_median": _median([one.worked for one in raws]),
        "append_to_raw_insert": round(
            statistics.median(one.spent for one in raws) / statistics.median(one.spent for one in appends), 2
        ),
        "bulk_append_entries_per_s": round(entries / filled),
        "ingest_entries_per_s": round(taken / ingested),
        "feed_page_ms": round(fed * 1000, 1),
        "feed_page_entries": sum(len(run.links) for run in page.runs),
        "refold_s": round(refolded, 2),
        "refold_entries_per_cpu_s": round(entries / refold_cpu),
        "refold_entries_per_cpu_s_five_a_record": round(_refold_of_fives(home / "fives.db", entries)),
        "cold_import_s_median": round(statistics.median(opened[0] for opened in opens), 3),
        "cold_open_s_median": round(statistics.median(opened[1] for opened in opens), 3),
        "file_mb": round(path.stat().st_size / 1e6, 1),
    }


def _draft(number: int) -> Draft:
    text = f"第{number}条：清河路12号院外墙体开裂，已拉警戒线，现场一人值守"
    return note(
        text, f"log-{number}", at=f"2026-07-18T18:{number % 60:02}:00+00:00", place="清河路", lon=116.3, lat=40.0
    )


def _refold_of_fives(path: Path, entries: int) -> float:
    """Entries a CPU second where every record was written five times, as incidents, reports and calls are."""
    store = journal(path)
    for low in range(0, entries, BATCH):
        store.append(
            [replace(_draft(number), record=RecordId(f"log-{number // 5}")) for number in range(low, low + BATCH)],
            OFFICER,
        )
    worked = time.process_time()
    store.rebuild()
    spent = time.process_time() - worked
    store.close()
    return entries / spent


def _took(work: Callable[[], object]) -> Took:
    begun, worked = time.perf_counter(), time.process_time()
    work()
    spent = (time.perf_counter() - begun) * 1000
    return Took(spent, (time.process_time() - worked) * 1000)


def _against_raw(store: JournalStore, path: Path, first: int) -> tuple[list[Took], list[Took]]:
    """A bare insert and commit on the same engine and disk, and an append, turn by turn."""
    engine = open_engine(path, KEY)
    JOURNAL.create(engine)
    driver = engine.raw_connection().driver_connection
    assert driver is not None
    raws, appends = [], []
    for number in range(APPENDS):
        row = (number, "0" * 32, number, number, STREET, "log", f"log-{number}", "", bytes(32), bytes(32), bytes(64))
        raws.append(_took(partial(_bare, driver, (*row, bytes(600)))))
        appends.append(_took(partial(store.append, [_draft(first + number)], OFFICER)))
    engine.dispose()
    return raws, appends


def _bare(driver: sqlite3.Connection, row: tuple[object, ...]) -> None:
    driver.execute("BEGIN IMMEDIATE")
    driver.execute(f"INSERT INTO journal VALUES ({', '.join('?' * len(row))})", row)
    driver.execute("COMMIT")


def _median(measured: Sequence[float]) -> float:
    return round(statistics.median(measured), 2)


def _ingest(store: JournalStore, server: JournalStore) -> tuple[int, float]:
    """Push up to 20,000 entries straight into the server's journal; the wire is not measured here."""
    taken, spent = 0, 0.0
    while taken < 20_000 and (runs := store.offers()):
        begun = time.perf_counter()
        outcome = server.ingest(runs)
        spent += time.perf_counter() - begun
        store.settle(outcome.answers)
        taken += sum(len(run.links) for run in runs)
    return taken, spent


def _cold_open(path: Path) -> tuple[float, float]:
    """Seconds a fresh process needs to import and to open and show the newest page."""
    said = subprocess.run([sys.executable, "-c", COLD, str(path)], capture_output=True, text=True, check=True)
    loaded, opened = said.stdout.split()
    return float(loaded), float(opened)


if __name__ == "__main__":
    main()
