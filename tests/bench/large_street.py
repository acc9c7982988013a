"""The sample street with a long journal behind it, and a real desktop that measures itself on it."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from commandpost.app.desk import Tier
from commandpost.bootstrap.paths import HOME_VARIABLE
from commandpost.bootstrap.sample.bulk import write_bulk
from commandpost.bootstrap.sample.house import SampleHouse
from commandpost.bootstrap.sample.opening import open_sample
from commandpost.bootstrap.workstation import Workstation
from commandpost.domain.errors import Unavailable

PATIENCE = 20.0
T = TypeVar("T")


def prepare(home: Path, entries: int) -> Path:
    """Make the sample in ``home`` with so many entries, all delivered to its server; taken up where it was left."""
    written, mark = home / f"written-{entries}", home / f"filled-{entries}"
    if mark.exists():
        return home
    house = SampleHouse(home)
    if not written.exists():
        _with_station(house, lambda station: write_bulk(station.desk, entries))
        written.touch()
    while not _with_station(house, _delivered):
        pass
    house.base_map()
    mark.touch()
    return home


def _with_station(house: SampleHouse, work: Callable[[Workstation], T]) -> T:
    server = house.server()
    server.start()
    station, _started = open_sample(house, Tier.STREET, server)
    try:
        return work(station)
    finally:
        station.close()
        server.stop()


def _delivered(station: Workstation) -> bool:
    """Deliver all; False: the server has taken its share of one desk a day, which it forgets when started anew."""
    assert station.services.sync is not None
    try:
        station.services.sync.once()
    except Unavailable as refused:
        if "quota_spent" not in {refused.code, refused.params.get("reason")}:
            raise
    return station.store.pending() == 0


def measured_by_itself(script: Path, home: Path, saves: int) -> dict[str, dict[str, float]]:
    """Run ``script`` as a fresh process on the prepared home and return what it measured."""
    environment = os.environ | {HOME_VARIABLE: str(home), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(script), repr(time.monotonic()), str(saves)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    said: dict[str, dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
    return said


async def until(condition: Callable[[], object]) -> None:
    """Wait for the window, looking every two milliseconds."""
    limit = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > limit:
            raise TimeoutError
        await asyncio.sleep(0.002)
