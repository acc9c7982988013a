"""Street, district, city and a department: everything one report meets on its way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commandpost.app.desk import Tier
from commandpost.app.flow_values import MAX_TEXT, ForwardMode, Purpose
from commandpost.app.inbox import InboxKind
from commandpost.app.incidents import NewIncident
from commandpost.domain.codes import Level
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId, UnitCode
from commandpost.domain.rules import Step
from tests.unit.app.desks import CITY, DEPARTMENT, DISTRICT, OTHER_STREET, SIGNED, START, STREET, Room


@pytest.fixture
def street() -> Room:
    return Room()


@pytest.fixture
def district(street: Room) -> Room:
    return beside(street, Tier.DISTRICT, "赵强")


@pytest.fixture
def city(street: Room) -> Room:
    return beside(street, Tier.CITY, "钱进")


@pytest.fixture
def department(street: Room) -> Room:
    return beside(street, Tier.DEPARTMENT, "孙工")


def beside(street: Room, tier: Tier, name: str) -> Room:
    room = Room(tier=tier, journal=street.journal, clock=street.clock)
    room.sign_in(PersonId(f"staff-{tier}"), name)
    return room


def sent(room: Room, title: str = "东段积水倒灌") -> tuple[RecordId, RecordId]:
    incident = room.incidents.open(NewIncident(title=title, code="11A02", level=Level.GENERAL, received=START))
    return incident, room.reports.send(room.reports.draft(incident))


def follow_up(room: Room, incident: RecordId) -> RecordId:
    return room.reports.send(room.reports.draft(incident, Step.FOLLOW_UP))


# ------------------------------------------------------------------------------------------------ three tiers


def test_a_street_report_goes_to_the_district_and_not_to_the_city(street: Room, district: Room, city: Room) -> None:
    _incident, report = sent(street)

    assert [item.id for item in district.inbox.incoming()] == [report]
    assert city.inbox.incoming() == ()
    with pytest.raises(RuleBroken, match="not_addressed_here"):
        city.inbox.receipt(report)


def test_the_district_raises_it_to_an_incident_of_its_own_and_reports_to_the_city(
    street: Room, district: Room, city: Room
) -> None:
    incident, report = sent(street)
    street.clock.advance(minutes=5)
    district.inbox.receipt(report)

    raised = district.raising.raise_report(report)
    upward = district.reports.send(district.reports.draft(raised))

    own = district.incidents.row(raised)
    assert (own.unit, own.title, own.received) == (DISTRICT, "东段积水倒灌", START + timedelta(minutes=5))
    assert district.inbox.incoming()[0].raised == raised
    assert district.raising.reports_of(raised) == (report,)
    item = city.inbox.incoming()[0]
    assert (item.id, item.from_unit, item.incident) == (upward, DISTRICT, raised)
    city.inbox.receipt(upward)
    assert district.reports.rows(incident=raised)[0].receipted_by == "钱进"
    assert street.incidents.row(incident).unit == STREET


def test_a_directive_of_the_city_is_passed_down_and_its_answer_goes_up(
    street: Room, district: Room, city: Room
) -> None:
    limit = START + timedelta(hours=2)
    order = city.inbox.issue_directive(DISTRICT, "核清被困人数", limit=limit)
    assert street.inbox.incoming() == ()
    district.inbox.receipt(order)

    (passed,) = district.inbox.pass_down(order, (STREET,), "请立即办理")

    item = street.inbox.incoming()[0]
    assert (item.id, item.limit_at) == (passed, limit)
    assert item.text == "请立即办理\n示范市应急值守：核清被困人数"
    above = city.inbox.directives()[0]
    assert (above.status, above.conveyed_to) == ("conveyed", STREET)
    assert district.inbox.directives()[0].parent == order
    with pytest.raises(RuleBroken, match="unit_missing"):
        district.inbox.pass_down(order, ())


def test_a_directive_past_its_limit_is_passed_down_without_one(street: Room, district: Room, city: Room) -> None:
    order = city.inbox.issue_directive(DISTRICT, "速报", limit=START + timedelta(minutes=5))
    street.clock.advance(minutes=10)

    district.inbox.pass_down(order, (STREET,))

    assert street.inbox.incoming()[0].limit_at is None
    assert street.inbox.incoming()[0].text == "示范市应急值守：速报"


# ------------------------------------------------------------------------------------------------ 越级


def test_a_level_may_be_left_out_with_a_reason_and_still_sees_it(street: Room, district: Room, city: Room) -> None:
    incident = street.incidents.open(NewIncident(title="大范围坍塌", code="12P13", received=START))
    draft = street.routing.skip(street.reports.draft(incident), "区值班室电话不通")
    assert street.routing.reason(draft) == "区值班室电话不通"
    report = street.reports.send(draft)

    at_city, at_district = city.inbox.incoming()[0], district.inbox.incoming()[0]
    assert (at_city.id, at_city.skip_reason, at_city.skipped_here) == (report, "区值班室电话不通", False)
    assert (at_district.id, at_district.skipped_here) == (report, True)
    assert draft.addressees[0] == str(CITY)
    city.inbox.receipt(report)
    assert street.reports.rows()[0].receipted_by == "钱进"


def test_leaving_a_level_out_wants_a_reason_and_a_level_to_leave_out(street: Room, district: Room, city: Room) -> None:
    incident = street.incidents.open(NewIncident(title="坍塌", code="", received=START))
    with pytest.raises(RuleBroken, match="skip_reason_missing"):
        street.routing.skip(street.reports.draft(incident), " ")
    for room in (district, city):
        own = room.incidents.open(NewIncident(title="坍塌", code="", received=START))
        with pytest.raises(RuleBroken, match="no_upper_tier"):
            room.routing.skip(room.reports.draft(own), "急")


def test_a_skip_can_be_taken_back_before_sending(street: Room, district: Room, city: Room) -> None:
    incident = street.incidents.open(NewIncident(title="坍塌", code="", received=START))
    draft = street.routing.keep_level(street.routing.skip(street.reports.draft(incident), "线路不通"))

    street.reports.send(draft)

    assert str(CITY) not in draft.addressees
    assert city.inbox.incoming() == ()
    assert district.inbox.incoming()[0].skip_reason == ""
    assert street.routing.reason(street.reports.draft(incident)) == ""


# ------------------------------------------------------------------------------------------------ 退回, 核实


def test_a_returned_report_goes_back_with_its_reasons_and_keeps_its_time(street: Room, district: Room) -> None:
    incident, report = sent(street)
    before = street.incidents.row(incident).last_report

    back = district.inbox.return_report(report, "伤亡人数前后不一致；缺现场联系人", START + timedelta(hours=1))

    item = street.inbox.incoming()[0]
    assert (item.id, item.purpose, item.kind) == (back, Purpose.RETURN, InboxKind.DIRECTIVE)
    assert "伤亡人数前后不一致" in item.text
    assert street.reports.rows()[0].status == "returned"
    after = street.incidents.row(incident).last_report
    assert before is not None
    assert after is not None
    assert (after.sent_at, after.lateness) == (before.sent_at, before.lateness)
    assert street.reports.draft(incident).sequence == 1
    with pytest.raises(RuleBroken, match="report_already_returned"):
        district.inbox.return_report(report, "再退")


def test_a_return_wants_reasons_and_a_report_of_another_room(street: Room, district: Room) -> None:
    _incident, report = sent(street)
    with pytest.raises(RuleBroken, match="reason_missing"):
        district.inbox.return_report(report, " ")
    for wrong in (report, RecordId("report-none")):
        with pytest.raises(RuleBroken, match="report_unknown"):
            street.inbox.return_report(wrong, "原因")


def test_a_request_to_verify_is_answered_and_counts_its_limit(street: Room, district: Room) -> None:
    _incident, report = sent(street)
    asked = district.inbox.request_verification(report, "被困几人？", START + timedelta(minutes=20))
    assert street.inbox.incoming()[0].purpose is Purpose.VERIFY

    street.clock.advance(minutes=21)
    street.inbox.answer(asked, "被困1人，已核")

    told = district.inbox.directives()[0]
    assert (told.purpose, told.answer, told.overdue, told.report) == (Purpose.VERIFY, "被困1人，已核", True, report)


# ------------------------------------------------------------------------------------------------ sideways


def test_a_department_sees_the_report_and_every_later_follow_up(street: Room, district: Room, department: Room) -> None:
    incident, report = sent(street)
    first = district.forwards.forward(report, DEPARTMENT, mode=ForwardMode.HANDLE, note="请派员到场")
    street.clock.advance(minutes=30)
    follow_up(street, incident)

    assert district.forwards.follow() == 1
    assert district.forwards.follow() == 0

    items = department.inbox.incoming()
    assert [(item.kind, item.step, item.receipted) for item in items] == [
        (InboxKind.FORWARD, None, False),
        (InboxKind.FORWARD, None, False),
    ]
    shown = department.forwards.forwards()
    assert [(one.follow_up, one.mode) for one in shown] == [(False, ForwardMode.HANDLE), (True, ForwardMode.COPY)]
    assert "东段积水倒灌" in shown[0].text
    department.inbox.receipt(first)
    department.forwards.answer(first, "已派2人")
    seen = district.forwards.forwards(incident)[0]
    assert (seen.answer, seen.receipted.by if seen.receipted else "") == ("已派2人", "孙工")
    with pytest.raises(RuleBroken, match="directive_answered"):
        department.forwards.answer(first, "再答")


def test_a_long_history_of_forwards_sends_nothing_twice_and_keeps_following(street: Room, district: Room) -> None:
    incident, report = sent(street)
    district.forwards.forward(report, DEPARTMENT)
    for _ in range(3):
        street.clock.advance(minutes=30)
        follow_up(street, incident)
        assert district.forwards.follow() == 1
        assert district.forwards.follow() == 0


def test_a_second_forward_to_the_same_department_changes_nothing(street: Room, district: Room) -> None:
    _incident, report = sent(street)
    first = district.forwards.forward(report, DEPARTMENT)
    entries = len(street.journal.entries)

    assert district.forwards.forward(report, DEPARTMENT) == first
    assert len(street.journal.entries) == entries


def test_what_cannot_be_forwarded_is_refused(street: Room, district: Room) -> None:
    _incident, report = sent(street)
    for unit in (UnitCode(""), DISTRICT, STREET):
        with pytest.raises(RuleBroken, match="unit_missing"):
            district.forwards.forward(report, unit)
    with pytest.raises(RuleBroken, match="report_unknown"):
        district.forwards.forward(RecordId("report-none"), DEPARTMENT)
    with pytest.raises(RuleBroken, match="directive_limit_past"):
        district.forwards.forward(report, DEPARTMENT, limit=START)
    with pytest.raises(RuleBroken, match="answer_too_long"):
        district.forwards.forward(report, DEPARTMENT, note="长" * (MAX_TEXT + 1))
    with pytest.raises(RuleBroken, match="directive_unknown"):
        district.forwards.answer(RecordId("forward-none"), "好")


def test_a_neighbouring_street_sees_nothing_of_it(street: Room, district: Room) -> None:
    _incident, report = sent(street)
    district.inbox.issue_directive(STREET, "速报", report=report)
    neighbour = Room(journal=street.journal, clock=street.clock, unit=OTHER_STREET)

    assert neighbour.inbox.incoming() == ()
    with pytest.raises(RuleBroken, match="not_addressed_here"):
        neighbour.inbox.receipt(report)


# ------------------------------------------------------------------------------------------------ timeline


def test_the_timeline_tells_every_act_of_every_room_in_order(
    street: Room, district: Room, city: Room, department: Room
) -> None:
    incident, report = sent(street)
    acts = [
        lambda: district.inbox.receipt(report),
        lambda: district.raising.raise_report(report),
        lambda: district.forwards.forward(report, DEPARTMENT),
        lambda: street.inbox.answer(district.inbox.request_verification(report, "被困几人？"), "1人"),
        lambda: district.inbox.return_report(report, "缺联系人"),
        lambda: follow_up(street, incident),
    ]
    for act in acts:
        street.clock.advance(minutes=1)
        act()

    told = district.timeline.of(district.inbox.incoming()[0].raised or incident)

    assert [event.act for event in told] == [
        *("incident.open", "report.send", "receipt.give", "incident.open", "join.add", "forward.send"),
        *("directive.verify", "directive.answer", "directive.return", "report.return", "report.send"),
    ]
    assert [event.unit for event in told][:3] == [STREET, STREET, DISTRICT]
    assert told[2].person == "赵强"
    assert {event.words for event in told} >= {"被困几人？", "1人", "缺联系人"}
    assert [event.at for event in told] == sorted(event.at for event in told)
    assert street.timeline.of(RecordId("")) == ()


def test_a_room_answers_what_it_was_given_and_nothing_else(street: Room, district: Room) -> None:
    _, report = sent(street)
    asked = district.inbox.request_verification(report, "被困几人？")

    with pytest.raises(RuleBroken, match="directive_foreign"):
        district.inbox.answer(asked, "1人")
    street.sign_out()
    with pytest.raises(RuleBroken, match="sign_in_first"):
        street.inbox.answer(asked, "1人")


def test_the_way_names_the_leader_who_signed_and_whom_a_directive_was_conveyed_to(street: Room, district: Room) -> None:
    incident, report = sent(street)
    street.reports.countersign(report, SIGNED)
    street.inbox.convey(district.inbox.issue_directive(STREET, "全力搜救", report=report), "赵明")

    told = {event.act: event for event in street.timeline.of(incident)}

    assert (told["report.send"].person, told["report.countersign"].person) == ("李静", "陈建国")
    assert (told["directive.convey"].person, told["directive.convey"].words) == ("李静", "赵明")
