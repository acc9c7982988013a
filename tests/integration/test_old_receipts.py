"""However much came in since, what waits for a receipt or an answer stays in the inbox, and every count says so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from commandpost.app.desk import Desk, Tier
from commandpost.app.flow_reading import LOOKED_THROUGH
from commandpost.app.forwarding import ForwardService
from commandpost.app.inbox import InboxService
from commandpost.app.record_fields import iso
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.journal.entry import Draft
from commandpost.storage.store import JournalStore
from tests.factories import CITY, DISTRICT, OFFICER, STREET, journal, memory_desk, server_journal
from tests.fakes import START, FakeClock
from tests.integration.storage.test_exchange import enrol, pull, push

NEWER = LOOKED_THROUGH + 150
DEPARTMENT = UnitCode("110199901")


@dataclass(slots=True)
class Pair:
    """A street, its district, and the server between them."""

    street: JournalStore
    district: JournalStore
    server: JournalStore
    desk: Desk

    @property
    def inbox(self) -> InboxService:
        return InboxService(self.desk)

    def carry(self) -> None:
        """Everything reaches everybody."""
        for one in (self.street, self.district):
            push(one, self.server)
        for one in (self.street, self.district):
            pull(one, self.server)


@pytest.fixture
def pair() -> Pair:
    clock = FakeClock()
    server = server_journal(clock=clock)
    street = enrol(journal(clock=clock), server)
    district = enrol(journal(unit=DISTRICT, tier="district", clock=clock), server, "BBBB")
    desk = memory_desk(district, clock=clock, unit=DISTRICT, parent_unit=CITY, tier=Tier.DISTRICT)
    return Pair(street=street, district=district, server=server, desk=desk)


def report(number: int, *, status: str = "sent", to_unit: str | None = None) -> Draft:
    at = iso(START + timedelta(minutes=number))
    fields = {
        "title": f"第{number}件",
        "status": status,
        "at": at,
        "sent_at": at,
        "step": "initial",
        "to_unit": to_unit,
    }
    return Draft(kind="report", record=RecordId(f"report-{number}"), act="report.send", set=fields)


def receipts(numbers: range) -> list[Draft]:
    return [
        Draft(
            kind="receipt",
            record=RecordId(f"receipt-{DISTRICT}-report-{number}"),
            act="receipt.give",
            set={"subject": f"report-{number}", "unit": DISTRICT, "name": "赵强", "at": iso(START)},
        )
        for number in numbers
    ]


def test_an_old_report_without_a_receipt_never_leaves_the_inbox(pair: Pair) -> None:
    pair.street.append([report(number) for number in range(NEWER)], OFFICER)
    pair.carry()
    pair.district.append(receipts(range(2, NEWER)), OFFICER)

    left = {RecordId("report-0"), RecordId("report-1")}
    items = pair.inbox.incoming()
    assert {one.id for one in items if not one.receipted} == pair.inbox.unread_ids() == left
    assert len(items) == LOOKED_THROUGH + 2
    assert [one.id for one in items[-2:]] == ["report-1", "report-0"]

    pair.inbox.receipt(RecordId("report-0"))
    assert pair.inbox.unread_ids() == {one.id for one in pair.inbox.incoming() if not one.receipted} == {"report-1"}

    pair.district.rebuild()
    assert pair.inbox.unread_ids() == {"report-1"}


def test_a_receipt_that_was_here_before_its_report_counts(pair: Pair) -> None:
    pair.district.append(receipts(range(1)), OFFICER)
    pair.street.append([report(0), report(1)], OFFICER)
    pair.carry()

    assert pair.inbox.unread_ids() == {"report-1"}


def test_a_draft_waits_for_nothing_until_it_is_sent(pair: Pair) -> None:
    pair.street.append([report(0, status="draft")], OFFICER)
    pair.carry()
    assert pair.inbox.unread_ids() == frozenset()

    pair.street.append([report(0)], OFFICER)
    pair.carry()
    assert pair.inbox.unread_ids() == {"report-0"}


def test_a_unit_that_is_moved_takes_its_reports_along(pair: Pair) -> None:
    pair.street.append([report(0)], OFFICER)
    pair.carry()

    moved = {"code": STREET, "name": "清河街道", "parent": "110198", "tier": "street"}
    pair.district.append([Draft(kind="unit", record=RecordId(f"unit-{STREET}"), act="unit.enter", set=moved)], OFFICER)
    assert pair.inbox.unread_ids() == {one.id for one in pair.inbox.incoming()} == frozenset()

    pair.district.append(
        [Draft(kind="unit", record=RecordId(f"unit-{STREET}"), act="unit.enter", set={"parent": DISTRICT})], OFFICER
    )
    assert pair.inbox.unread_ids() == {"report-0"}


def test_an_unanswered_directive_and_request_stay_behind_a_thousand_newer_ones(pair: Pair) -> None:
    pair.desk.session.name = "赵强"
    fields = {"to_unit": STREET, "text": "核查", "from_name": "赵强", "purpose": "directive", "mode": "handle"}
    for kind in ("directive", "forward"):
        drafts = [
            Draft(
                kind=kind,
                record=RecordId(f"{kind}-{number}"),
                act=f"{kind}.issue",
                set={
                    **fields,
                    "at": iso(START + timedelta(minutes=number)),
                    "status": "open" if number == 1 else "answered",
                },
                to=(UnitCode(STREET),),
            )
            for number in range(NEWER)
        ]
        pair.district.append(drafts, OFFICER)
    pair.carry()
    street = memory_desk(pair.street, clock=FakeClock())
    given = [
        Draft(
            kind="receipt",
            record=RecordId(f"receipt-{STREET}-{kind}-{number}"),
            act="receipt.give",
            set={"subject": f"{kind}-{number}", "unit": STREET, "at": iso(START)},
        )
        for kind in ("directive", "forward")
        for number in range(1, NEWER)
    ]
    pair.street.append(given, OFFICER)

    inbox, forwards = InboxService(street), ForwardService(street)
    waiting = {"directive-0", "forward-0"}
    assert inbox.unread_ids() == {one.id for one in inbox.incoming() if not one.receipted} == waiting
    old = {"directive-0", "directive-1", "forward-0", "forward-1"}
    assert old <= {one.id for one in inbox.incoming()}
    assert {one.id for one in inbox.directives(open_only=True)} == {"directive-1"}
    assert old <= {one.id for one in inbox.directives()} | {one.id for one in forwards.forwards()}
    assert forwards.forwards()[0].id == "forward-0"


def forwarded(number: int, unit: UnitCode = DEPARTMENT) -> Draft:
    at = iso(START + timedelta(minutes=number))
    fields = {"incident": f"incident-{number}", "report": f"report-{number}", "to_unit": unit, "at": at}
    return Draft(
        kind="forward",
        record=RecordId(f"forward-{DISTRICT}-{unit}-report-{number}"),
        act="forward.send",
        set={**fields, "report_sent_at": at, "mode": "copy", "status": "told"},
    )


def about(incident: str, number: int, minutes: int) -> Draft:
    """A report about an incident, sent so many minutes after the beginning."""
    told = report(number)
    at = iso(START + timedelta(minutes=minutes))
    return replace(told, set={**told.set, "incident": incident, "at": at, "sent_at": at})


def test_an_incident_forwarded_long_ago_is_still_followed_and_only_once(pair: Pair) -> None:
    pair.district.append([forwarded(number) for number in range(NEWER)], OFFICER)
    service = ForwardService(pair.desk)
    assert service.follow() == 0
    assert pair.district.to_follow() == {}

    pair.street.append([about("incident-0", NEWER + 1, 10_000), about("incident-of-nobody", NEWER + 2, 1)], OFFICER)
    pair.carry()

    assert set(pair.district.to_follow().values()) == {"incident-0"}
    assert service.follow() == 1
    assert service.follow() == 0
    assert pair.district.record(RecordId(f"forward-{DISTRICT}-{DEPARTMENT}-report-{NEWER + 1}")) is not None
    pair.district.rebuild()
    assert len(pair.district.to_follow()) == NEWER
    assert service.follow() == 0


def test_what_was_joined_with_a_forwarded_incident_is_followed_whatever_came_first(pair: Pair) -> None:
    joined = {"incident": "incident-1", "report": "report-50", "source_incident": "lower-1", "subject": "lower-1"}
    join = Draft(kind="join", record=RecordId(f"join-{DISTRICT}-report-50"), act="join.add", set=joined)
    pair.street.append([about("lower-1", 50, 50)], OFFICER)
    pair.carry()
    pair.district.append([forwarded(1)], OFFICER)
    service = ForwardService(pair.desk)
    assert service.follow() == 0

    pair.district.append([join], OFFICER)
    assert service.follow() == 1
    pair.street.append([about("lower-1", 51, 60)], OFFICER)
    pair.carry()
    assert service.follow() == 1


def test_what_is_written_while_follow_ups_are_sent_is_looked_at_afterwards(pair: Pair) -> None:
    pair.district.append([forwarded(0)], OFFICER)
    seen = pair.district.to_follow()
    pair.street.append([about("incident-0", 50, 50)], OFFICER)
    pair.carry()

    pair.district.followed(seen)

    assert ForwardService(pair.desk).follow() == 1


def test_a_report_joined_with_two_forwarded_incidents_is_sent_after_both(pair: Pair) -> None:
    pair.district.append([forwarded(1), forwarded(2)], OFFICER)
    for number in (1, 2):
        joined = {"incident": f"incident-{number}", "report": "report-50", "source_incident": "lower-1"}
        made = {**joined, "subject": "lower-1"}
        name = RecordId(f"join-{DISTRICT}-{number}")
        pair.district.append([Draft(kind="join", record=name, act="join.add", set=made)], OFFICER)
    service = ForwardService(pair.desk)
    service.follow()

    pair.street.append([about("lower-1", 51, 60)], OFFICER)
    pair.carry()

    assert sorted(pair.district.to_follow().values()) == ["incident-1", "incident-2"]
    assert service.follow() == 1, "both went to one department: one copy"
    assert pair.district.to_follow() == {}


def test_what_comes_late_and_is_older_is_looked_at_though_a_look_was_under_way(pair: Pair) -> None:
    pair.district.append([forwarded(0)], OFFICER)
    pair.street.append([about("incident-0", 50, 50)], OFFICER)
    pair.carry()
    seen = pair.district.to_follow()
    pair.street.append([about("incident-0", 50, 50)], OFFICER)  # the same moment of the same record
    pair.carry()

    pair.district.followed(seen)

    assert set(pair.district.to_follow().values()) == {"incident-0"}
