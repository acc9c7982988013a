"""Numbers given after a copy was made are not known to it: a journal that goes on from it goes on well above them.

Two repairs from one copy must not meet either. What stood in the journal's place before tells how far it came; where
that cannot be read, each repair of this file (a folder in quarantine) goes one step higher than the one before.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from commandpost.storage.database import fact, keep_fact, put_all
from commandpost.storage.facts import NUMBER_FLOOR
from commandpost.storage.repair import Heirloom
from commandpost.storage.tables import COUNTER

STEP = 500  # more than a station gives between two copies, so that no number is given twice
NUMBERS = "number:"


def burn_numbers(connection: Connection, before: Heirloom | None, quarantine: Path) -> None:
    """Go on above whatever may have been given; ``before`` is what the file before told, None where it told nothing."""
    repairs = len(list(quarantine.iterdir())) if before is None and quarantine.is_dir() else 1
    told = {} if before is None else {row["name"]: int(row["value"]) for row in before.counters}
    burnt = STEP * max(1, repairs)
    floor = max(_number(fact(connection, NUMBER_FLOOR)), 0 if before is None else _floor_of(before))
    keep_fact(connection, NUMBER_FLOOR, floor + burnt)
    here = {
        row.name: int(row.value)
        for row in connection.execute(select(COUNTER).where(COUNTER.c.name.like(f"{NUMBERS}%")))
    }
    series = sorted(here.keys() | told.keys())
    rows: list[dict[str, Any]] = [
        {"name": name, "value": max(here.get(name, 0), told.get(name, 0)) + burnt} for name in series
    ]
    put_all(connection, COUNTER, rows, keys=("name",))


def _floor_of(before: Heirloom) -> int:
    return next((_number(json.loads(row["v"])) for row in before.facts if row["k"] == NUMBER_FLOOR), 0)


def _number(said: object) -> int:
    return said if isinstance(said, int) else 0
