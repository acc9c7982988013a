from __future__ import annotations

from datetime import timedelta

import pytest

from commandpost.app.desk import PersonRole, Tier
from commandpost.app.people import PeopleService
from commandpost.app.spot_checks import LIMIT, LONGEST_WORDS, SpotCheckService, spot_check_figures
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.spot_check import SpotCheckOutcome
from tests.unit.app.desks import OFFICER, OTHER_STREET, STREET, Room

PIN = "482916"


class PlainHasher:
    def hash(self, pin: str) -> str:
        return pin

    def matches(self, pin: str, hashed: str) -> bool:
        return pin == hashed


class Rooms:
    """A street and its district on one journal."""

    def __init__(self) -> None:
        self.street = Room()
        people = PeopleService(self.street.desk, PlainHasher())
        people.set_pin(OFFICER, PIN)
        self.asked = SpotCheckService(self.street.desk, people)
        self.district = Room(tier=Tier.DISTRICT, journal=self.street.journal, clock=self.street.clock)
        self.asking = SpotCheckService(self.district.desk, PeopleService(self.district.desk, PlainHasher()))

    def call(self, question: str = "") -> RecordId:
        return self.asking.call([STREET], question)[0]

    def refused(self, check: RecordId, pin: str = PIN, words: str = "") -> str:
        with pytest.raises(RuleBroken) as refusal:
            self.asked.answer(check, OFFICER, pin, leader_present=True, words=words)
        return refusal.value.code


@pytest.fixture
def rooms() -> Rooms:
    return Rooms()


def test_a_check_is_answered_by_a_person_and_the_seconds_are_counted_from_the_screen(rooms: Rooms) -> None:
    check = rooms.call("带班领导在岗吗？")
    rooms.street.clock.advance(seconds=40)  # on its way
    rooms.asked.shown(check)
    rooms.street.clock.advance(seconds=12)
    rooms.street.sign_out()
    rooms.asked.answer(check, OFFICER, PIN, leader_present=True, words="在岗")

    (row,) = rooms.asking.table(rooms.street.clock.now() - LIMIT, rooms.street.clock.now())
    assert (row.unit, row.answered_by, row.leader_present, row.words) == (STREET, "李静", True, "在岗")
    assert (row.seconds, row.outcome) == (12.0, SpotCheckOutcome.IN_TIME)
    assert rooms.street.session.person is None
    assert rooms.asked.standing() == ()


def test_an_unanswered_check_stands_until_it_is_answered_and_stays_late(rooms: Rooms) -> None:
    check = rooms.call()
    rooms.street.clock.advance(minutes=10)

    (standing,) = rooms.asked.standing()
    assert standing.outcome is SpotCheckOutcome.SILENT
    rooms.asked.answer(check, OFFICER, PIN, leader_present=False)
    figures = spot_check_figures(
        rooms.street.desk, rooms.street.clock.now() - timedelta(hours=1), rooms.street.clock.now()
    )
    assert (figures.checks, figures.answered, figures.slowest) == (1, 1, timedelta(minutes=10))
    (row,) = rooms.asking.table(rooms.street.clock.now() - timedelta(hours=1), rooms.street.clock.now())
    assert row.outcome is SpotCheckOutcome.LATE


def test_a_wrong_pin_and_a_second_answer_are_refused(rooms: Rooms) -> None:
    check = rooms.call()

    assert rooms.refused(check, pin="000000") == "pin_wrong"
    assert rooms.refused(check, words="字" * (LONGEST_WORDS + 1)) == "spot_check_too_long"
    rooms.asked.answer(check, OFFICER, PIN, leader_present=True)
    assert rooms.refused(check) == "spot_check_answered"
    assert rooms.refused(RecordId("nothing")) == "spot_check_unknown"


def test_when_it_was_shown_is_noted_once(rooms: Rooms) -> None:
    check = rooms.call()
    rooms.asked.shown(check)
    written = len(rooms.street.journal.entries)
    rooms.street.clock.advance(seconds=5)
    rooms.asked.shown(check)

    assert len(rooms.street.journal.entries) == written


def test_several_units_are_checked_at_once_and_each_sees_its_own(rooms: Rooms) -> None:
    checks = rooms.asking.call([STREET, OTHER_STREET, STREET])

    assert len(checks) == 2
    assert [check.id for check in rooms.asked.standing()] == [checks[0]]


def test_only_who_may_direct_checks_and_a_check_needs_a_unit_and_a_short_question(rooms: Rooms) -> None:
    for units, question, code in (([], "", "unit_missing"), ([STREET], "字" * 501, "spot_check_too_long")):
        with pytest.raises(RuleBroken, match=code):
            rooms.asking.call(units, question)
    rooms.district.session.roles = frozenset({PersonRole.AUDITOR})
    with pytest.raises(RuleBroken, match="not_permitted"):
        rooms.call()


def test_a_check_nobody_answered_has_no_seconds(rooms: Rooms) -> None:
    rooms.call()
    now = rooms.street.clock.now()

    (row,) = rooms.asking.table(now, now + timedelta(seconds=1))
    assert (row.seconds, row.outcome) == (None, SpotCheckOutcome.WAITING)
    assert spot_check_figures(rooms.street.desk, now, now + timedelta(seconds=1)).slowest is None
