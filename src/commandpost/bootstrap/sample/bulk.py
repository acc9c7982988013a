"""A large journal for the benches: years of an invented room's log, incidents and reports."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from commandpost.app.desk import Desk
from commandpost.bootstrap.sample.bulk_words import sentence, title
from commandpost.bootstrap.sample.street import place
from commandpost.domain.ids import RecordId
from commandpost.journal.entry import Draft, Json

BATCH = 2_000  # entries of one transaction
SPACING = timedelta(minutes=11)
LINES_PER_INCIDENT = 60


def write_bulk(desk: Desk, entries: int = 100_000, seed: int = 20260719) -> None:
    """Append so many entries, the same for one seed, ending at the desk's now."""
    chance = random.Random(seed)  # noqa: S311  # a drawing, no secret
    end = desk.now()
    batch: list[Draft] = []
    for number in range(entries):
        batch.append(_draft(desk, chance, number, end - SPACING * (entries - number)))
        if len(batch) == BATCH:
            desk.store.append(batch, None)
            batch = []
    if batch:
        desk.store.append(batch, None)


def _draft(desk: Desk, chance: random.Random, number: int, at: datetime) -> Draft:
    """Mostly log lines; now and then an incident opens, and much later it is closed."""
    incident = RecordId(f"incident-{desk.unit}-bulk{number // LINES_PER_INCIDENT:06d}")
    step = number % LINES_PER_INCIDENT
    if step == 0:
        return Draft(kind="incident", record=incident, act="incident.open", set=_opening(chance, number, at))
    if step == LINES_PER_INCIDENT - 1:
        closed: dict[str, Json] = {"status": "closed", "closed_at": at.isoformat(), "closing_reason": "处置结束"}
        return Draft(kind="incident", record=incident, act="incident.close", set=closed)
    fields: dict[str, Json] = {
        "number": f"{desk.station}-B{number:06d}",
        "at": at.isoformat(),
        "mode": "note",
        "text": sentence(chance),
        "incident": incident if chance.random() < 0.3 else None,
        "told": [],
        "status": "done",
    }
    return Draft(kind="log", record=RecordId(f"log-{desk.unit}-bulk{number:06d}"), act="log.record", set=fields)


def _opening(chance: random.Random, number: int, at: datetime) -> dict[str, Json]:
    spot = place(chance.uniform(-1500, 1500), chance.uniform(-1000, 1000))
    moment = at.isoformat()
    return {
        "number": f"B{number // LINES_PER_INCIDENT:06d}",
        "title": title(chance),
        "code": "12P12",
        "class": "accident",
        "level": "general",
        "status": "open",
        "at": moment,
        "received": moment,
        "occurred": moment,
        "place": "永宁街道",
        "lon": spot.lon,
        "lat": spot.lat,
        "source": "居民来电",
        "not_reported": False,
    }
