"""Measure a sync against a real server process: pushed entries a second, and how soon a push is read elsewhere.

``python -m tests.bench.sync [--entries 10000] [--database URL] [--json]``; asserts nothing about time.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import threading
import time
from pathlib import Path

from commandpost.app.syncing import SyncService
from commandpost.domain.ids import RecordId
from commandpost.journal.entry import Draft
from tests.server_process import DISTRICT, STREET, ServerProcess, TestDesk, open_desk

BATCH = 200
PROBES = 20


def main() -> None:
    """Run both measurements and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--database", help="of the server; default: SQLite in a temporary folder")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        measured = measure(Path(home), chosen.entries, chosen.database)
    print(json.dumps(measured) if chosen.json else "\n".join(f"{name:32} {value}" for name, value in measured.items()))


def measure(home: Path, entries: int, database: str | None) -> dict[str, float]:
    """Return entries a second and milliseconds."""
    server = ServerProcess(home, database).start()
    street, district = open_desk(home / "street", STREET, "S1"), open_desk(home / "district", DISTRICT, "D1")
    try:
        street.enroll(server).once()
        district.enroll(server).once()
        _write(street, entries)
        pushed, pulled = _seconds(street), _seconds(district)
        delays = _delays(street, district)
    finally:
        street.close()
        district.close()
        server.close()
    return {
        "entries": entries,
        "push_entries_per_s": round(entries / pushed),
        "pull_entries_per_s": round(entries / pulled),
        "feed_delay_ms_median": round(statistics.median(delays) * 1000, 1),
        "feed_delay_ms_worst": round(max(delays) * 1000, 1),
    }


def _write(desk: TestDesk, entries: int) -> None:
    for start in range(0, entries, BATCH):
        numbers = range(start, min(start + BATCH, entries))
        drafts = [
            Draft(kind="log", record=RecordId(f"log-{number}"), act="log.record", set={"text": f"巡查第 {number} 次"})
            for number in numbers
        ]
        desk.store.append(drafts, None)


def _seconds(desk: TestDesk) -> float:
    assert desk.sync is not None
    began = time.perf_counter()
    desk.sync.once()
    return time.perf_counter() - began


def _delays(street: TestDesk, district: TestDesk) -> list[float]:
    """Seconds from the end of the append to the arrival of its page at a waiting reader."""
    assert street.sync is not None
    assert district.sync is not None
    delays = []
    for _ in range(PROBES):
        reader = _Reader(district.sync)
        reader.start()
        time.sleep(0.1)
        street.write("火警")
        began = time.perf_counter()
        street.sync.settle(street.sync.exchange(street.sync.gather()))
        reader.join()
        delays.append(reader.arrived - began)
        district.sync.once()
    return delays


class _Reader(threading.Thread):
    """Waits for one page and notes when it came."""

    def __init__(self, sync: SyncService) -> None:
        super().__init__()
        self._sync = sync
        self._question = sync.position()
        self.arrived = 0.0

    def run(self) -> None:
        self._sync.listen(self._question, 20)
        self.arrived = time.perf_counter()


if __name__ == "__main__":
    main()
