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

from commandpost.app.desk import Tier
from commandpost.bootstrap.embedded import EmbeddedServer
from commandpost.bootstrap.paths import HOME_VARIABLE
from commandpost.bootstrap.sample.bulk import write_bulk
from commandpost.bootstrap.sample.house import SampleHouse
from commandpost.bootstrap.sample.opening import open_sample
from commandpost.bootstrap.workstation import Workstation
from commandpost.domain.errors import Unavailable

PATIENCE = 20.0
BARE = "import gc, runpy, sys; gc.disable(); del sys.argv[0]; runpy.run_path(sys.argv[0], run_name='__main__')"
AS_STARTED = f"from commandpost.bootstrap.unread import import_unread; import_unread(); {BARE}"  # as ``cli._desktop``


def prepare(home: Path, entries: int) -> Path:
    """Make the sample in ``home`` with so many entries, all delivered to its server; taken up where it was left."""
    written, mark = home / f"written-{entries}", home / f"filled-{entries}"
    if mark.exists():
        return home
    house = SampleHouse(home)
    if not written.exists():
        _with_station(house, lambda station: write_bulk(station.desk, entries))
        written.touch()
    _with_station(house, _deliver)
    house.base_map()
    mark.touch()
    return home


class PatientServer(EmbeddedServer):
    """Takes more of one desk in a day than a real one does."""

    def _command(self, port: int) -> list[str]:
        return [*super()._command(port), "--entries-a-day", str(10**9)]


def _with_station(house: SampleHouse, work: Callable[[Workstation], None]) -> None:
    usual = house.server()
    server = PatientServer(usual.home, units=usual.units, invites=usual.invites)
    server.start()
    station, _started = open_sample(house, Tier.STREET, server)
    try:
        work(station)
    finally:
        station.close()
        server.stop()


def _deliver(station: Workstation) -> None:
    sync = station.services.sync
    assert sync is not None
    while True:
        try:
            sync.once()
        except Unavailable as busy:  # so long a journal asks more often than a server allows one desk
            if busy.code != "server_busy":
                raise
            time.sleep(float(str(busy.params["retry_after"])))
        else:
            break
    left = station.store.pending()
    assert left == 0, f"{left} entries are not delivered"


def measured_by_itself(script: Path, home: Path, saves: int, begin: str = AS_STARTED) -> dict[str, dict[str, float]]:
    """Run ``script`` as a fresh process on the prepared home, as the command line starts one; what it measured."""
    environment = os.environ | {HOME_VARIABLE: str(home), "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # ``./run`` keeps compiled code too
    command = [sys.executable, "-c", begin, str(script), repr(time.monotonic()), str(saves)]
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
