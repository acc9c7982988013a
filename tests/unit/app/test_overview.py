from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from commandpost.app.desk import PersonRole, Tier
from commandpost.app.inbox import InboxService
from commandpost.app.incidents import NewIncident
from commandpost.app.overview import HEAD, OverviewService, TimeBase
from commandpost.app.ports import Store
from commandpost.app.raising import RaisingService
from commandpost.domain.codes import Level
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.rule_editing import next_version, with_alarm
from commandpost.domain.rule_writing import write_pack
from commandpost.domain.rules import AlarmTimes, Step
from commandpost.journal.fold import Record
from tests.unit.app.desks import DEPARTMENT, OTHER_STREET, START, STREET, Room


@pytest.fixture
def street() -> Room:
    return Room()


@pytest.fixture
def district(street: Room) -> Room:
    room = Room(tier=Tier.DISTRICT, journal=street.journal, clock=street.clock)
    room.knows(STREET, "永宁街道")
    room.knows(OTHER_STREET, "安澜街道")
    room.knows(DEPARTMENT, "示范区住建委", Tier.DEPARTMENT)
    return room


def opened(room: Room, **told: object) -> RecordId:
    values = {"title": "东段积水倒灌", "code": "11A02", "level": Level.GENERAL, "received": room.clock.now()} | told
    return room.incidents.open(NewIncident(**values))  # type: ignore[arg-type]  # told by each test


def test_who_owes_what_and_who_is_late_stands_on_top(street: Room, district: Room) -> None:
    incident = opened(street)
    street.clock.advance(hours=3)

    late, quiet = district.overview.states()

    assert (late.unit, late.name, late.open_incidents) == (STREET, "永宁街道", 1)
    assert {one.step for one in late.owed} >= {Step.INITIAL}
    assert late.overdue > 0
    assert {one.incident for one in late.owed if one.step is not Step.ZERO} == {incident}
    assert (quiet.unit, quiet.owed, quiet.overdue) == (OTHER_STREET, (), 0)


def test_departments_are_no_units_below(district: Room) -> None:
    assert {state.unit for state in district.overview.states()} == {STREET, OTHER_STREET}
    assert [one.code for one in district.units.departments()] == [DEPARTMENT]


def test_a_silent_unit_is_told_with_the_moment_it_was_last_heard(street: Room, district: Room) -> None:
    street.logbook.record("巡查正常")
    heard = street.clock.now()
    assert not next(one for one in district.overview.states() if one.unit == STREET).silent

    street.clock.advance(seconds=AlarmTimes().silent.total_seconds() + 1)

    state = {one.unit: one for one in district.overview.states()}
    assert (state[STREET].silent, state[STREET].last_heard) == (True, heard)
    assert (state[OTHER_STREET].silent, state[OTHER_STREET].last_heard) == (True, None)


def test_the_silence_of_the_rule_pack_in_force_counts(street: Room, district: Room) -> None:
    street.logbook.record("巡查正常")
    assert district.overview.silence() == (timedelta(hours=12), False)
    district.session.roles = frozenset({PersonRole.ADMINISTRATOR})
    pack = next(row.pack for row in district.rules.packs() if row.pack.id == "local-default")
    times = AlarmTimes(silent=timedelta(minutes=30), confirmed_by="示例通知")
    district.rules.adopt(write_pack(replace(with_alarm(pack, times), version=next_version(pack.version))))

    street.clock.advance(minutes=31)

    assert {one.unit: one.silent for one in district.overview.states()}[STREET]
    assert district.overview.silence() == (timedelta(minutes=30), True)


def test_the_report_of_the_day_a_street_owes_stands_among_what_it_owes(street: Room, district: Room) -> None:
    street.logbook.record("巡查正常")
    street.clock.advance(hours=40)

    state = {one.unit: one for one in district.overview.states()}[STREET]
    days = [one for one in state.owed if one.step is Step.ZERO]
    assert [one.title for one in days] == ["2026-07-19", "2026-07-20"]
    assert (state.overdue, days[0].incident) == (2, None)


def test_reports_wait_for_the_receipt_of_this_room(street: Room, district: Room) -> None:
    report = street.reports.send(street.reports.draft(opened(street)))
    assert {one.unit: one.unreceipted for one in district.overview.states()}[STREET] == 1
    district.sign_in(PersonId("staff-zhaoqiang"), "赵强")

    district.inbox.receipt(report)

    assert {one.unit: one.unreceipted for one in district.overview.states()}[STREET] == 0


def test_a_late_report_is_counted_for_a_day(street: Room, district: Room) -> None:
    incident = opened(street)
    street.clock.advance(hours=3)
    street.reports.send(street.reports.draft(incident), late_reason="通信中断")
    assert {one.unit: one.late_reports for one in district.overview.states()}[STREET] == 1

    street.clock.advance(hours=25)

    assert {one.unit: one.late_reports for one in district.overview.states()}[STREET] == 0


def test_timeliness_counts_from_the_receipt_and_from_the_occurrence(street: Room, district: Room) -> None:
    first = opened(street, occurred=START - timedelta(minutes=10))
    second = opened(street)
    opened(street, title="未报")
    street.clock.advance(minutes=6)
    street.reports.phone_report(first, to="", taken_by="赵强")
    street.clock.advance(minutes=4)
    street.reports.phone_report(second, to="", taken_by="赵强")
    until = street.clock.now() + timedelta(minutes=1)

    received = district.overview.timeliness(START, until, TimeBase.RECEIVED)
    occurred = district.overview.timeliness(START, until, TimeBase.OCCURRED)

    one, other = {line.unit: line for line in received}, {line.unit: line for line in occurred}
    assert (one[STREET].first_reports, one[STREET].without_base) == (2, 0)
    assert (one[STREET].median, one[STREET].longest) == (timedelta(minutes=8), timedelta(minutes=10))
    assert (other[STREET].median, other[STREET].without_base) == (timedelta(minutes=16), 1)
    assert (one[OTHER_STREET].first_reports, one[OTHER_STREET].median) == (0, None)
    assert one[STREET].in_time + one[STREET].late + one[STREET].not_provable > 0


def test_a_drill_is_in_no_count(street: Room, district: Room) -> None:
    room = Room(journal=street.journal, clock=street.clock, drill=True)
    room.reports.phone_report(opened(room), to="", taken_by="赵强")

    line = district.overview.timeliness(START, START + timedelta(days=1), TimeBase.RECEIVED)[0]

    assert (line.drills, line.first_reports, line.in_time) == (1, 0, 0)


def test_the_table_holds_both_time_bases_for_every_unit_and_any_span(district: Room) -> None:
    table = district.overview.table(START - timedelta(days=366), START)

    assert table[0] == HEAD
    assert [(row[0], row[1]) for row in table[1:]] == [
        (name, base) for base in ("发生时间", "接报时间") for name in ("永宁街道", "安澜街道")
    ]
    assert all(len(row) == len(HEAD) for row in table)


def test_a_span_that_ends_before_it_begins_or_never_ends_is_refused(district: Room) -> None:
    with pytest.raises(RuleBroken, match="span_empty"):
        district.overview.table(START, START)
    with pytest.raises(RuleBroken, match="span_too_long"):
        district.overview.table(START - timedelta(days=401), START)


class Counting:
    """A store that remembers which kinds were read without any bound."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.unbounded: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def records(self, kind: str, **limits: Any) -> tuple[Record, ...]:
        if not {"since", "parent", "limit", "status"} & limits.keys():
            self.unbounded.add(kind)
        return self._store.records(kind, **limits)


def test_neither_overview_nor_inbox_reads_everything_of_a_kind_that_only_grows(street: Room, district: Room) -> None:
    incident = street.incidents.open(NewIncident(title="东段积水倒灌", code="11A02", received=street.clock.now()))
    raised = district.raising.raise_report(street.reports.send(street.reports.draft(incident)))
    store = Counting(district.desk.store)
    desk = replace(district.desk, store=store)
    overview = OverviewService(desk, district.incidents, district.units, district.rules, district.daily)

    state = {one.unit: one for one in overview.states()}[STREET]
    now = district.clock.now()
    overview.timeliness(now - timedelta(days=1), now + timedelta(days=1), TimeBase.RECEIVED)
    assert len(RaisingService(desk, district.incidents).reports_of(raised)) == 1
    assert [one.raised for one in InboxService(desk).incoming()] == [raised]

    assert state.unreceipted == 1
    assert not store.unbounded & {"receipt", "report", "incident", "join", "forward"}
