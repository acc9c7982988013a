"""Numbers given after a copy was made are not known to it: a journal that goes on from it goes on well above them.

Two repairs from one copy must not meet either. What stood in the journal's place before, what was set aside earlier and
every other copy tell how far it came; where the file before cannot be read, each repair (a folder in quarantine) goes
one step higher than the one before.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.engine import Connection

from commandpost.storage.database import fact, keep_fact, put_all
from commandpost.storage.facts import NUMBER_FLOOR
from commandpost.storage.repair import FOLDER, Heirloom, Mending
from commandpost.storage.tables import COUNTER

STEP = 500  # more than a station gives between two copies, so that no number is given twice
NUMBERS = "number:"


def steps_after(before: Heirloom | None, mending: Mending) -> int:
    """How many steps a repair goes above what is told; ``before``: what the file before told, None for nothing."""
    quarantine = mending.file.parent / FOLDER
    return 1 if before is not None or not quarantine.is_dir() else len(list(quarantine.iterdir())) + 1


def burn_numbers(connection: Connection, told: Sequence[Heirloom], steps: int) -> None:
    """Go on so many steps above whatever may have been given, by what this journal knows and what others told."""
    burnt = STEP * steps
    floor = max(_number(fact(connection, NUMBER_FLOOR)), *map(_floor_of, told), 0)
    keep_fact(connection, NUMBER_FLOOR, floor + burnt)
    own = connection.execute(select(COUNTER).where(COUNTER.c.name.like(f"{NUMBERS}%"))).mappings()
    given: dict[str, int] = {}
    for row in [*own, *(row for one in told for row in one.counters)]:
        given[row["name"]] = max(given.get(row["name"], 0), int(row["value"]))
    rows = [{"name": name, "value": value + burnt} for name, value in sorted(given.items())]
    put_all(connection, COUNTER, rows, keys=("name",))


def _floor_of(told: Heirloom) -> int:
    return next((_number(json.loads(row["v"])) for row in told.facts if row["k"] == NUMBER_FLOOR), 0)


def _number(said: object) -> int:
    return said if isinstance(said, int) else 0
