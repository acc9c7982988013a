"""Measure the desk: start on a long journal against a bare window, a key to "saved", search, memory, rosters.

``python tests/bench/desk.py [--entries 100000 1000000] [--runs 5] [--saves 200] [--home DIR] [--cold] [--json FILE]``;
asserts nothing about time. ``--home`` keeps the journals for the next time and says on which disk they lie (a million
entries take twenty minutes to make and 7 GB); ``--cold`` (as root) empties the page cache before every start. The
window is the sample street's own, drawn into memory; its server runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
WINDOW, BARE = Path(__file__).with_name("desk_window.py"), Path(__file__).with_name("bare_window.py")
CACHES = Path("/proc/sys/vm/drop_caches")
USUAL = (100_000, 1_000_000)
GOALS = {
    "second start, s at 100000": 3.0,
    "second start / bare window at 100000": 2.0,
    "second start / bare window at 1000000": 2.5,
    "Enter to saved p99, ms": 50.0,
    "search p99, ms": 100.0,
    "memory of the running desk, MB": 350.0,
    "roster: month, 40, s": 5.0,
    "roster: year, 40, s": 60.0,
}


def main() -> None:
    """Prepare once, start again and again, write entries, search, print the medians of every part and the goals."""
    chosen = _arguments()
    measured = {"bare window, s": bare(chosen.runs)}
    with tempfile.TemporaryDirectory() as folder:
        for entries in chosen.entries:
            home = (chosen.home or Path(folder)) / str(entries)
            found = measure(home, entries, chosen.runs, chosen.saves, cold=chosen.cold)
            found["second start / bare window"] = found["second start, s"] / measured["bare window, s"]
            measured |= {f"{name} at {entries}": value for name, value in found.items()}
    if not chosen.no_roster:
        measured |= rosters()
    rows = list(_rows(measured))
    for row in rows:
        goal = "" if row["goal"] is None else f"  goal {row['goal']:g}  {'holds' if row['holds'] else 'MISSED'}"
        print(f"{row['name']:<50} {row['value']:>12.3f}{goal}")
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, nargs="+", default=USUAL)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--saves", type=int, default=200, help="entries written at the last start")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--cold", action="store_true")
    parser.add_argument("--no-roster", action="store_true")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def _rows(measured: dict[str, float]) -> Iterator[dict[str, object]]:
    for name, value in measured.items():
        goal = GOALS.get(name, GOALS.get(name.partition(" at ")[0]))
        yield {"name": name, "value": round(value, 3), "goal": goal, "holds": None if goal is None else value <= goal}


def bare(runs: int) -> float:
    """Seconds from asking for a process until its bare window is painted, the median."""
    from tests.bench import large_street

    here = Path(tempfile.gettempdir())
    said = [large_street.measured_by_itself(BARE, here, 0, large_street.BARE) for _ in range(runs)]
    times = [one["start"]["bare window"] for one in said]
    return statistics.median(times)


def measure(home: Path, entries: int, runs: int, saves: int, *, cold: bool) -> dict[str, float]:
    """The median of each moment of a start in seconds; saves and searches in milliseconds; megabytes at the end."""
    from tests.bench.large_street import measured_by_itself, prepare

    prepare(home, entries)
    starts: list[dict[str, float]] = []
    for run in range(runs):
        if cold:
            CACHES.write_text("3\n", "ascii")
        is_last = run == runs - 1
        said = measured_by_itself(WINDOW, home, saves if is_last else 0)
        starts.append(said["start"])
    medians = {f"{part}, s": statistics.median(start[part] for start in starts) for part in starts[0]}
    spread = {f"{name}, ms": spent for part in ("save", "search") for name, spent in said[part].items()}
    memory = {f"memory {state}, MB": size for state, size in said["memory"].items()}
    return {**medians, **spread, **memory}


def rosters() -> dict[str, float]:
    """Seconds until the proven roster of a month and a year, first answer included."""
    from tests.bench.roster import measured

    return {
        f"roster: {name}, s": float(str(row["first_seconds"])) + float(str(row["solve_seconds"]))
        for name, row in measured().items()
    }


if __name__ == "__main__":
    main()
