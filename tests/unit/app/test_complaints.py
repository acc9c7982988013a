"""What users of such systems complain about, each complaint of ``domain.md`` 7a that is no matter of the window."""

from __future__ import annotations

from datetime import date, timedelta

from commandpost.app.desk import Tier
from commandpost.app.duty import DutyService
from commandpost.app.duty_setup import DutySetupService
from commandpost.app.duty_views import duty_day_id
from commandpost.app.incidents import NewIncident
from commandpost.app.people import PeopleService
from commandpost.bootstrap.shipped import holidays
from commandpost.domain.ids import PersonId
from commandpost.domain.rules import Step
from commandpost.journal.entry import Draft, Json
from tests.fakes import QuickPinHasher
from tests.unit.app.desks import DEPARTMENT, LEADER, OFFICER, OTHER_STREET, START
from tests.unit.app.desks import Room as Desk


def test_the_roster_shows_the_own_unit_whatever_other_units_have_on_file() -> None:
    street = Desk()
    neighbour = Desk(journal=street.journal, clock=street.clock, unit=OTHER_STREET)
    day = date(2026, 7, 19)
    for one, leader in ((street, LEADER), (neighbour, OFFICER)):
        fields: dict[str, Json] = {"date": day.isoformat(), "at": "2026-07-19T00:30:00+00:00", "leader": leader}
        one.desk.write(Draft(kind="duty_day", record=duty_day_id(one.desk.unit, day), act="duty.import", set=fields))
    duty = DutyService(
        street.desk, PeopleService(street.desk, QuickPinHasher()), DutySetupService(street.desk, holidays())
    )

    (cell,) = [cell for cell in duty.month(2026, 7) if cell.date == day]

    assert cell.leader.person == LEADER


def test_unread_items_and_unread_count_are_one_set_for_every_kind() -> None:
    street = Desk()
    district = Desk(tier=Tier.DISTRICT, journal=street.journal, clock=street.clock)
    department = Desk(tier=Tier.DEPARTMENT, journal=street.journal, clock=street.clock)
    for one in (district, department):
        one.sign_in(PersonId("staff-x"), "赵强")
    incident = street.incidents.open(NewIncident(title="坍塌", code="", received=START))
    report = street.reports.send(street.reports.draft(incident))
    district.forwards.forward(report, DEPARTMENT)
    district.inbox.request_verification(report, "被困几人？")
    street.clock.advance(minutes=30)
    street.reports.send(street.reports.draft(incident, Step.FOLLOW_UP))
    district.forwards.follow()

    for one, wanted in ((street, 1), (district, 2), (department, 2)):
        unread = one.inbox.unread_ids()
        assert len(unread) == one.inbox.unread() == wanted
        assert unread == {item.id for item in one.inbox.incoming() if not item.receipted}
        one.inbox.receipt(min(unread))
        assert one.inbox.unread() == wanted - 1


def test_a_follow_up_of_a_forwarded_report_reaches_the_department_though_nobody_forwards_it() -> None:
    street = Desk()
    district = Desk(tier=Tier.DISTRICT, journal=street.journal, clock=street.clock)
    department = Desk(tier=Tier.DEPARTMENT, journal=street.journal, clock=street.clock)
    incident = street.incidents.open(NewIncident(title="坍塌", code="", received=START))
    report = street.reports.send(street.reports.draft(incident))
    district.forwards.forward(report, DEPARTMENT)
    for _later in range(3):
        street.clock.advance(minutes=30)
        street.reports.send(street.reports.draft(incident, Step.FOLLOW_UP))
        district.forwards.follow()

    assert len(department.inbox.incoming()) == 4


def test_statistics_are_not_bound_to_thirty_days() -> None:
    district = Desk(tier=Tier.DISTRICT)

    for days in (1, 31, 92, 366):
        assert district.overview.table(START - timedelta(days=days), START)
