from __future__ import annotations

from datetime import timedelta

import pytest

from commandpost.app.desk import Tier
from commandpost.app.inbox import MAX_TEXT, InboxKind
from commandpost.app.incidents import NewIncident
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.rules import Step
from commandpost.journal.entry import Draft, Json
from tests.unit.app.desks import START, STREET, Room


@pytest.fixture
def street() -> Room:
    return Room()


@pytest.fixture
def district(street: Room) -> Room:
    room = Room(tier=Tier.DISTRICT, journal=street.journal, clock=street.clock)
    room.sign_in(PersonId("staff-zhaoqiang"), "赵强")
    return room


@pytest.fixture
def report(street: Room) -> RecordId:
    incident = street.incidents.open(NewIncident(title="东段积水倒灌", code="11A02", received=START))
    return street.reports.send(street.reports.draft(incident))


@pytest.mark.parametrize("odd", ["report-\u200b1", "report-\u202e\ufeff2"])
def test_a_record_whose_name_hides_a_letter_is_read_receipted_and_read_again(
    street: Room, district: Room, odd: str
) -> None:
    record, at = RecordId(odd), START.isoformat()
    fields: dict[str, Json] = {
        "status": "sent",
        "title": "积水",
        "at": at,
        "sent_at": at,
        "to_unit": district.desk.unit,
    }
    street.desk.write(Draft(kind="report", record=record, act="report.send", set=fields, to=(district.desk.unit,)))
    assert [one.id for one in district.inbox.incoming()] == [record]
    assert district.inbox.unread() == 1

    district.inbox.receipt(record)

    assert [(one.id, one.receipted_by) for one in district.inbox.incoming()] == [(record, "赵强")]
    assert district.inbox.unread() == 0


def test_a_sent_report_lies_unread_in_the_district_until_its_receipt(
    street: Room, district: Room, report: RecordId
) -> None:
    item = district.inbox.incoming()[0]
    assert (item.kind, item.id, item.incident_title) == (InboxKind.REPORT, report, "东段积水倒灌")
    assert (item.step, item.number, item.receipted) == (Step.INITIAL, "〔2026〕S1第1期", False)
    assert district.inbox.unread() == 1

    street.clock.advance(minutes=3)
    district.inbox.receipt(report)

    assert district.inbox.unread() == 0
    assert district.inbox.incoming()[0].receipted_by == "赵强"
    row = street.reports.rows()[0]
    assert (row.receipted_at, row.receipted_by) == (START + timedelta(minutes=3), "赵强")
    assert street.reports.timeline(row.incident)[0].receipted == row.receipted_at


def test_a_second_receipt_changes_nothing(district: Room, report: RecordId) -> None:
    district.inbox.receipt(report)
    entries = len(district.journal.entries)

    district.inbox.receipt(report)

    assert len(district.journal.entries) == entries


def test_the_unread_count_is_the_number_of_unread_rows(street: Room, district: Room, report: RecordId) -> None:
    for number in range(3):
        incident = street.incidents.open(NewIncident(title=f"事件{number}", code="", received=START))
        street.reports.phone_report(incident, to="", taken_by="赵强")
    district.inbox.receipt(report)

    assert district.inbox.unread() == len([item for item in district.inbox.incoming() if not item.receipted]) == 3


def test_a_draft_is_no_report_and_nobody_receipts_his_own(street: Room, district: Room, report: RecordId) -> None:
    incident = street.incidents.open(NewIncident(title="未发", code="", received=START))
    street.reports.save(street.reports.draft(incident))

    assert [item.id for item in district.inbox.incoming()] == [report]
    assert street.inbox.incoming() == ()
    for wrong in (report, incident, RecordId("report-none")):
        with pytest.raises(RuleBroken, match="not_addressed_here"):
            street.inbox.receipt(wrong)


def test_a_directive_goes_down_is_receipted_conveyed_and_answered(
    street: Room, district: Room, report: RecordId
) -> None:
    directive = district.inbox.issue_directive(
        STREET, "一小时内报现场图", report=report, limit=START + timedelta(hours=1)
    )
    item = street.inbox.incoming()[0]
    assert (item.kind, item.text, item.from_unit_name) == (InboxKind.DIRECTIVE, "一小时内报现场图", "示范区总值班室")
    assert (item.title, item.overdue, street.inbox.unread()) == ("赵强", False, 1)

    street.inbox.receipt(directive)
    street.inbox.convey(directive, "带班领导")
    street.clock.advance(minutes=20)
    street.inbox.answer(directive, "已报送")

    seen = district.inbox.directives()[0]
    assert (seen.own, seen.status, seen.answer) == (True, "answered", "已报送")
    assert (seen.receipted_by, seen.conveyed_by, seen.answered_by) == ("李静", "李静", "李静")
    assert (seen.answered_at, seen.overdue) == (START + timedelta(minutes=20), False)
    assert seen.incident_title == "东段积水倒灌"
    assert street.inbox.directives(open_only=True) == ()
    with pytest.raises(RuleBroken, match="directive_answered"):
        street.inbox.answer(directive, "再答")


def test_a_directive_not_answered_in_its_time_is_overdue_and_stays_so(street: Room, district: Room) -> None:
    directive = district.inbox.issue_directive(STREET, "速报", limit=START + timedelta(minutes=10))
    street.clock.advance(minutes=11)
    assert street.inbox.directives(open_only=True)[0].overdue

    street.inbox.answer(directive, "已办")

    assert street.inbox.directives()[0].overdue
    assert not street.inbox.directives()[0].own


@pytest.mark.parametrize(("text", "code"), [(" ", "directive_empty"), ("长" * (MAX_TEXT + 1), "directive_too_long")])
def test_an_empty_or_endless_directive_is_refused(district: Room, text: str, code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        district.inbox.issue_directive(STREET, text)


def test_a_limit_in_the_past_is_refused(district: Room) -> None:
    with pytest.raises(RuleBroken, match="directive_limit_past"):
        district.inbox.issue_directive(STREET, "速报", limit=START)


@pytest.mark.parametrize(("text", "code"), [("", "answer_empty"), ("长" * (MAX_TEXT + 1), "answer_too_long")])
def test_an_empty_or_endless_answer_is_refused(street: Room, district: Room, text: str, code: str) -> None:
    directive = district.inbox.issue_directive(STREET, "速报")

    with pytest.raises(RuleBroken, match=code):
        street.inbox.answer(directive, text)
    with pytest.raises(RuleBroken, match="directive_unknown"):
        street.inbox.convey(RecordId("directive-none"))


def test_receipts_and_directives_want_a_signed_in_person_at_an_open_screen(district: Room, report: RecordId) -> None:
    district.session.locked = True
    with pytest.raises(RuleBroken, match="locked"):
        district.inbox.receipt(report)
    district.sign_out()
    with pytest.raises(RuleBroken, match="sign_in_first"):
        district.inbox.issue_directive(STREET, "速报")
