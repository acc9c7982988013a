"""Measure the desk: a fresh desktop process on a long journal, to the window one can type into, and Enter to "saved".

``python tests/bench/desk.py [--entries 100000] [--runs 5] [--saves 200] [--home DIR] [--cold] [--json FILE]``; asserts
nothing about time. ``--cold`` (as root) empties the page cache before every start; ``--home`` keeps the journal for
the next time and says on which disk it lies. The window is the sample street's own, drawn into memory; its server runs.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
WINDOW = Path(__file__).with_name("desk_window.py")
CACHES = Path("/proc/sys/vm/drop_caches")
GOALS = {"second start, s": 3.0, "Enter to saved p99, ms": 50.0}


def main() -> None:
    """Prepare once, start again and again, write entries, print the medians of every part and the goals."""
    chosen = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        measured = measure(chosen.home or Path(folder), chosen.entries, chosen.runs, chosen.saves, cold=chosen.cold)
    rows = [_row(name, value) for name, value in measured.items()]
    for row in rows:
        goal = "" if row["goal"] is None else f"  goal {row['goal']:g}  {'holds' if row['holds'] else 'MISSED'}"
        print(f"{row['name']:<40} {row['value']:>12.3f}{goal}")
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--saves", type=int, default=200, help="entries written at the last start")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--cold", action="store_true")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def _row(name: str, value: float) -> dict[str, object]:
    goal = GOALS.get(name)
    return {"name": name, "value": round(value, 3), "goal": goal, "holds": None if goal is None else value <= goal}


def measure(home: Path, entries: int, runs: int, saves: int, *, cold: bool) -> dict[str, float]:
    """Return the median of each moment of a start in seconds, and the spread of the saves in milliseconds."""
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
    return {"entries": entries, **medians, **{f"{name}, ms": spent for name, spent in said["save"].items()}}


if __name__ == "__main__":
    main()
