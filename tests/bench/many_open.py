"""A room with very many open incidents, each with what people wrote and sent about it."""

from __future__ import annotations

from datetime import timedelta

from commandpost.app.incidents import NewIncident
from commandpost.app.log_lines import LogMode
from commandpost.bootstrap.sample.street import place
from commandpost.bootstrap.workstation import Workstation

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
