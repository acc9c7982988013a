"""What the pages ask of a room with very many open incidents, each with what people wrote and sent about it.

``python -m tests.bench.many_open [--incidents 1000] [--json FILE]``: for each question the statements and the
processor's seconds of the second asking; the sample street on the disk of ``TMPDIR``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from commandpost.app.desk import PersonRole, Tier
from commandpost.app.incidents import NewIncident
from commandpost.app.log_lines import LogMode
from commandpost.bootstrap.sample.house import SampleHouse
from commandpost.bootstrap.sample.people import SAMPLE_PIN
from commandpost.bootstrap.sample.seed import seed
from commandpost.bootstrap.sample.street import place
from commandpost.bootstrap.workstation import Workstation
from tests.integration.storage.test_many_incidents import ASKED, statements_of

KINDS = ("11A02", "12P12", "11B02", "12D01")


def open_many(station: Workstation, count: int) -> None:
    """Open so many incidents through the use cases: lines of the log each, a call to the upper room for one in two,
    a draft for one in five, a written report for one in ten."""
    services, desk = station.services, station.desk
    for number in range(count):
        received = desk.now() - timedelta(minutes=number % 600)
        spot = place((number * 37) % 3000 - 1500, (number * 53) % 2000 - 1000)
        new = NewIncident(
            title=f"永宁路{number}号院积水（示例）",
            code=KINDS[number % len(KINDS)],
            received=received,
            occurred=received - timedelta(minutes=5),
            place=f"永宁路{number}号院",
            lonlat=spot,
        )
        incident = services.incidents.open(new)
        for line in ("院内积水三十厘米，已拉警戒线", "转移2人，无人员受伤", "抽水泵到位，继续排水"):
            services.logbook.record(line, mode=LogMode.ON_SCENE, incident=incident)
        if number % 2 == 0:
            services.reports.phone_report(incident, to="区总值班室（示例）", taken_by="示例接报人")
        if number % 5 == 0:
            draft = services.reports.save(services.reports.draft(incident))
            if number % 10 == 0:
                services.reports.send(draft, late_reason="通信中断（示例）")


@contextmanager
def street() -> Iterator[Workstation]:
    """The sample street without a server, somebody at the desk."""
    with TemporaryDirectory() as home:
        station = Workstation.open(SampleHouse(Path(home)).prepare(Tier.STREET))
        try:
            seed(station.desk, station.press)
            people = station.services.people
            people.sign_in(people.staff(PersonRole.DUTY_OFFICER)[0].id, SAMPLE_PIN)
            yield station
        finally:
            station.close()


def measured(station: Workstation) -> dict[str, dict[str, float]]:
    """Statements and seconds of each question."""
    found: dict[str, dict[str, float]] = {}
    for name, ask in ASKED.items():
        statements = statements_of(lambda ask=ask: ask(station.services, station.desk))
        begun = process_time()
        ask(station.services, station.desk)
        found[name] = {"statements": statements, "seconds": round(process_time() - begun, 3)}
    return found


def main() -> int:
    """Fill, ask and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=1_000)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    with street() as station:
        open_many(station, chosen.incidents)
        found = measured(station)
    for name, one in found.items():
        print(f"{name:40} {one['statements']:6.0f} {one['seconds']:8.3f} s")
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
