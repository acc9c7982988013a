"""What users of such systems complain about: unread counts, follow-ups, rosters, spans and templates.

The sound that a follow-up must make is a matter of the window: ``tests/gui/shell/test_inbox_call.py``. That the
template of a roster holds every day of its month: ``tests/unit/documents/test_roster_xlsx.py``.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from commandpost.app.approval import Approval
from commandpost.app.desk import Tier
from commandpost.app.duty import DutyRole, DutyService
from commandpost.app.duty_setup import DutySetupService
from commandpost.app.duty_views import duty_day_id
from commandpost.app.incidents import NewIncident
from commandpost.app.people import PeopleService
from commandpost.bootstrap.shipped import holidays
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId
from commandpost.domain.rules import Step
from commandpost.journal.entry import Draft, Json
from tests.fakes import QuickPinHasher
from tests.unit.app.desks import DEPARTMENT, LEADER, OFFICER, OTHER_STREET, START
from tests.unit.app.desks import Room as Desk
from tests.unit.app.rooms import PIN
from tests.unit.app.test_duty import TODAY, planned


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


def test_a_receipt_clears_its_own_item_from_the_badge_and_no_other() -> None:
    street = Desk()
    district = Desk(tier=Tier.DISTRICT, journal=street.journal, clock=street.clock)
    district.sign_in(PersonId("staff-x"), "赵强")
    incident = street.incidents.open(NewIncident(title="坍塌", code="", received=START))
    first = street.reports.send(street.reports.draft(incident))
    street.clock.advance(minutes=5)
    second = street.reports.send(street.reports.draft(incident, Step.FOLLOW_UP))

    district.inbox.receipt(first)

    assert district.inbox.unread_ids() == {second}


def test_whoever_is_on_duty_cannot_write_himself_off_todays_roster_at_the_last_minute() -> None:
    duty_room = planned()
    duty_room.sit_down("李静")
    with pytest.raises(RuleBroken, match="today_needs_leader"):
        duty_room.duty.set_day(TODAY, DutyRole.PRIMARY, duty_room.staff["马超"])
    assert duty_room.duty.current_shift().primary.name == "李静"

    approved = Approval(leader=duty_room.staff["陈建国"], pin=PIN)
    duty_room.duty.set_day(TODAY, DutyRole.PRIMARY, duty_room.staff["马超"], approved)
    assert duty_room.duty.current_shift().primary.name == "马超"
    duty_room.duty.set_day(TODAY + timedelta(days=2), DutyRole.PRIMARY, duty_room.staff["马超"])
