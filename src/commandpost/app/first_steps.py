"""What a new unit's desk still lacks before it can be used; nothing of it blocks."""

from __future__ import annotations

from enum import StrEnum

from commandpost.app.desk import Desk, Tier
from commandpost.domain.ledgers import LEDGERS


class FirstStep(StrEnum):
    """人员 值班表 台账 地图, in the order they are best done."""

    PEOPLE = "people"
    ROSTER = "roster"
    LEDGERS = "ledgers"
    MAP = "map"  # the files of the map know; not the journal


def missing_steps(desk: Desk) -> frozenset[FirstStep]:
    """The steps nobody has done yet, but for the map; the administrator of ``setup`` is no staff yet."""
    count, unit = desk.store.count, desk.unit
    has_rows = desk.tier is not Tier.STREET or any(count(one.kind, unit=unit) for one in LEDGERS)
    done = {
        FirstStep.PEOPLE: count("staff", unit=unit) > 1,
        FirstStep.ROSTER: count("duty_day", unit=unit) > 0,
        FirstStep.LEDGERS: has_rows,
    }
    return frozenset(step for step, is_done in done.items() if not is_done)
