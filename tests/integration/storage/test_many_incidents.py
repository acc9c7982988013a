"""What the pages ask about many incidents takes as many statements as about few."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import cast

import pytest

from commandpost.app.desk import Desk, PersonRole
from commandpost.app.incidents import NewIncident
from commandpost.app.log_lines import LogMode
from commandpost.bootstrap.paths import resources_dir
from commandpost.bootstrap.workstation import build_services
from commandpost.documents.fonts import FontChoice
from commandpost.documents.papers import PaperPress
from commandpost.domain.coordinates import LonLat
from commandpost.gui.pages.command.reading import read_command
from commandpost.gui.services import Services
from commandpost.journal.entry import Draft, Json
from commandpost.storage.store import JournalStore
from tests.factories import memory_desk
from tests.statements import statements_heard

PRESS = PaperPress(FontChoice(), resources_dir() / "templates")
FEW, MORE = 5, 25
ASKED: dict[str, Callable[[Services, Desk], object]] = {
    "the open incidents": lambda services, _desk: services.incidents.open_rows(),
    "the last incidents": lambda services, _desk: services.incidents.all_rows(),
    "the lines of the log": lambda services, _desk: services.logbook.items(),
    "the command page": lambda services, desk: read_command(services, desk, None),
    "the board of alarms": lambda services, _desk: services.obligations.board(),
    "what was left out": lambda services, _desk: services.reconciliation.omissions(),
    "the sheet of the handover": lambda services, _desk: services.handover.preview(),
    "the list of reports": lambda services, _desk: services.reports.rows(),
    "the inbox": lambda services, _desk: (services.inbox.directives(), services.inbox.unread_ids()),
    "the staff": lambda services, _desk: services.people.staff(),
    "the phone book": lambda services, _desk: services.tools.phone_book.lines(),
    "a ledger": lambda services, _desk: services.ledgers.rows("shelter"),
    "who and what may be said alike": lambda services, _desk: services.flow.merging.alike(),
}
Counted = dict[str, tuple[int, int]]


@pytest.fixture(scope="module")
def counted() -> Iterator[Counted]:
    """Statements of each question, of few and of many."""
    desk = memory_desk()
    services = build_services(desk, PRESS, None)
    _fill(services, desk, FEW)
    few = {name: statements_of(lambda ask=ask: ask(services, desk)) for name, ask in ASKED.items()}
    _fill(services, desk, MORE)
    yield {name: (few[name], statements_of(lambda ask=ask: ask(services, desk))) for name, ask in ASKED.items()}
    cast("JournalStore", desk.store).close()


@pytest.mark.parametrize("name", ASKED)
def test_six_times_as_many_incidents_people_and_places_take_no_morestatements_of(counted: Counted, name: str) -> None:
    few, many = counted[name]

    assert 0 < many <= few


def test_a_record_whose_incident_no_column_can_hold_takes_no_list_away() -> None:
    desk = memory_desk()
    services = build_services(desk, PRESS, None)
    _fill(services, desk, 2)
    incident = services.incidents.open_rows()[0].id
    odd: dict[str, Json] = {"incident": f"{incident}\0"}
    for kind in ("report", "receipt", "log", "incident"):
        desk.store.append([Draft(kind=kind, record=desk.new_id(kind), act=f"{kind}.odd", set=odd)], None)

    assert incident in {row.id for row in services.incidents.open_rows()}
    assert services.reports.draft(incident).incident == incident
    assert services.reconciliation.omissions()
    cast("JournalStore", desk.store).close()


def statements_of(ask: Callable[[], object]) -> int:
    ask()  # what is kept after the first time does not count
    with statements_heard() as heard:
        ask()
    return len(heard)


def _fill(services: Services, desk: Desk, count: int) -> None:
    """Incidents with lines, calls, corrections, drafts and reports; people and shelters with sealed numbers."""
    for number in range(count):
        at = desk.now() - timedelta(minutes=count + number)
        new = NewIncident(title=f"积水{number}", code="11A02", received=at, contact="示例", contact_phone="13900000000")
        incident = services.incidents.open(new)
        line = services.logbook.record("院内积水，转移2人", mode=LogMode.ON_SCENE, incident=incident)
        services.logbook.correct(line, "院内积水，转移3人", "听错")
        services.logbook.record("来电询问", mode=LogMode.CALL_IN, caller="示例", phone="13800000000")
        services.reports.phone_report(incident, to="区总值班室", taken_by="示例")
        draft = services.reports.save(services.reports.draft(incident))
        if number % 2:
            services.reports.send(draft, late_reason="通信中断")
        services.ledgers.save("shelter", None, _shelter(count, number), lonlat=LonLat(116.4, 39.9))
        name: dict[str, Json] = {"name": f"示例{number}", "roles": [PersonRole.DUTY_OFFICER.value], "active": True}
        person = Draft(kind="staff", record=desk.new_id("staff"), act="staff.add", set=name, personal={"phone": "139"})
        desk.store.append([person], None)


def _shelter(count: int, number: int) -> dict[str, str | int]:
    return {"name": f"避难场所{count}-{number}", "capacity": 100, "phone": "13700000000"}
