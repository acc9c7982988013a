"""How long a roster takes: a month and a year for forty people, with and without leave; recorded, never asserted.

``.venv/bin/python -m pytest tests/bench/roster.py -m bench -s``, or ``python tests/bench/roster.py --json FILE``.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from commandpost.domain.rostering.checker import broken
from commandpost.domain.rostering.construct import construct
from commandpost.domain.rostering.task import Absence, Candidate
from commandpost.planning.solver import solve_roster
from tests.rosters import days_of, people, task

pytestmark = pytest.mark.bench

SPANS = {"month": days_of(2026, 7), "October": days_of(2026, 10), "year": days_of(2026)}


def with_leave(days: tuple[date, ...], *, few: bool = False) -> tuple[Candidate, ...]:
    """Forty people, or seventeen, each with up to two absences; the same ones every time."""
    chance = random.Random(3)
    staff = people(12, 5) if few else people()

    def absence() -> Absence:
        first = chance.choice(days)
        return Absence(first=first, last=first + timedelta(days=chance.randint(2, 9)))

    return tuple(replace(one, leave=tuple(absence() for _ in range(chance.randint(0, 2)))) for one in staff)


def measured() -> dict[str, dict[str, object]]:
    """Seconds of the first answer and of the whole, score, floor, whether it was proven."""
    found: dict[str, dict[str, object]] = {}
    for name, days in SPANS.items():
        crews = {"40": people(), "40 with leave": with_leave(days), "17 with leave": with_leave(days, few=True)}
        for crew, staff in crews.items():
            wanted = task(days, staff)
            start = perf_counter()
            construct(wanted)
            middle = perf_counter()
            answer = solve_roster(lambda _share: None, wanted)
            found[f"{name}, {crew}"] = {
                "first_seconds": round(middle - start, 3),
                "solve_seconds": round(perf_counter() - middle, 3),
                "gaps": answer.figures.gaps,
                "score": answer.figures.score,
                "floor": answer.figures.floor,
                "proven": answer.proven,
                "broken": len(broken(answer.faults)),
            }
    return found


def test_roster_solve_times_are_recorded() -> None:
    found = measured()
    for name, row in found.items():
        print(f"{name:22} {row}")

    assert {row["broken"] for row in found.values()} == {0}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", type=Path)
    told = measured()
    target = parser.parse_args().json
    if target is not None:
        target.write_text(json.dumps(told, indent=2), encoding="utf-8")
    print(json.dumps(told, indent=2))
