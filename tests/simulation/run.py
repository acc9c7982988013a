"""Run seeds and print every violation.

``python -m tests.simulation.run --first 0 --runs 20000 [--steps 60] [--json FILE]``; ends with 1 when there was one.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
import traceback
from pathlib import Path

from tests.factories import folder
from tests.simulation.actions import step
from tests.simulation.checks import violations
from tests.simulation.city import City
from tests.simulation.nodes import Classes

STEPS = 60
RUBBISH = 50_000  # new objects between two collections: at the usual 700 they took a fifteenth of a life
ENDED = "the program ended: "


def run(seed: int, steps: int = STEPS, classes: Classes | None = None) -> list[str]:
    """Live through one chance life of the city; returns what was violated."""
    city = City(folder(), seed, classes)
    try:
        for _ in range(steps):
            step(city)
        city.calm_down()
        return violations(city)
    except Exception:  # noqa: BLE001  # whatever the program raises here is a finding of the run
        return [ENDED + traceback.format_exc()]
    finally:
        city.close()


def main() -> int:
    """Run seeds in order and print every violation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--runs", type=int, default=20_000)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    gc.set_threshold(RUBBISH)
    bad: dict[int, list[str]] = {}
    begun = time.monotonic()
    for done, seed in enumerate(range(chosen.first, chosen.first + chosen.runs), 1):
        found = run(seed, chosen.steps)
        if found:
            bad[seed] = found
            print(seed, *found, sep="\n  ", flush=True)
        if chosen.json and (found or done % 50 == 0 or done == chosen.runs):
            spent = round(time.monotonic() - begun)
            said = {"first": chosen.first, "runs": done, "steps": chosen.steps, "seconds": spent, "violations": bad}
            chosen.json.write_text(json.dumps(said, indent=1), "utf-8")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
