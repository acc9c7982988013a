from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from commandpost.app.desk import PersonRole
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.local_time import local_day
from commandpost.domain.periods import PeriodKind, SpecialPeriod
from commandpost.journal.entry import Draft
from tests.unit.app.desks import Room


@pytest.fixture
def room() -> Room:
    room = Room()
    room.session.roles = frozenset({PersonRole.ADMINISTRATOR})
    return room


def today(room: Room) -> date:
    return local_day(room.clock.now())


def a_meeting(room: Room, first: int = 0, last: int = 3) -> SpecialPeriod:
    """From so many days after today to so many."""
    begin, end = today(room) + timedelta(days=first), today(room) + timedelta(days=last)
    return room.periods.new(PeriodKind.MEETING, "示例会议", begin, end, "示例通知〔2026〕1号")


def known(room: Room, period: str) -> SpecialPeriod:
    return next(one for one in room.periods.periods() if one.id == period)


def test_the_flood_season_is_there_for_the_last_this_and_the_next_year(room: Room) -> None:
    year = today(room).year
    seasons = [one.id for one in room.periods.periods()]
    assert seasons == [f"flood-{year + offset}" for offset in (-1, 0, 1)]


def test_a_meeting_holds_from_its_entry_and_owes_a_zero_report(room: Room) -> None:
    meeting = a_meeting(room)
    record = room.periods.enter(meeting)

    assert meeting in room.periods.current()
    assert room.record(record).fields["source"] == "示例通知〔2026〕1号"
    assert room.rules.period_reports()[PeriodKind.MEETING].zero


def test_a_season_of_one_year_is_extended_and_the_others_stay(room: Room) -> None:
    season = known(room, f"flood-{today(room).year + 1}")
    room.periods.enter(replace(season, last=season.last + timedelta(days=10)))

    assert known(room, season.id).last == season.last + timedelta(days=10)
    assert known(room, f"flood-{today(room).year}").last.day == season.last.day


def test_days_that_have_begun_are_never_taken_away(room: Room) -> None:
    meeting = a_meeting(room, first=-2)
    room.periods.enter(meeting)

    with pytest.raises(RuleBroken, match="period_has_begun"):
        room.periods.enter(replace(meeting, first=today(room)))
    with pytest.raises(RuleBroken, match="period_has_begun"):
        room.periods.enter(replace(meeting, last=today(room) - timedelta(days=1)))

    assert known(room, meeting.id) == meeting


def test_a_period_ends_with_today_for_a_reason_and_one_ahead_is_called_off(room: Room) -> None:
    now, later = a_meeting(room), a_meeting(room, 5, 8)
    room.periods.enter(now)
    room.periods.enter(later)
    with pytest.raises(RuleBroken, match="reason_missing"):
        room.periods.end(now.id, " ")

    room.periods.end(now.id, "提前闭会")
    room.periods.end(later.id, "改期")

    assert known(room, now.id).last == today(room)
    assert not any(known(room, later.id).holds(later.first + timedelta(days=day)) for day in range(5))
    with pytest.raises(RuleBroken, match="period_over"):
        room.periods.end(now.id, "再次")
    with pytest.raises(RuleBroken, match="period_unknown"):
        room.periods.end("nowhere", "原因")


def test_a_duty_officer_neither_enters_nor_ends_one(room: Room) -> None:
    meeting = a_meeting(room)
    room.periods.enter(meeting)
    room.sign_in()

    with pytest.raises(RuleBroken, match="not_permitted"):
        room.periods.enter(a_meeting(room))
    with pytest.raises(RuleBroken, match="not_permitted"):
        room.periods.end(meeting.id, "原因")

    assert known(room, meeting.id) == meeting


@pytest.mark.parametrize("fields", [{"kind": "feast"}, {"kind": "event", "first": "soon", "last": "2026-07-20"}])
def test_what_a_later_program_wrote_otherwise_is_left_out(room: Room, fields: dict[str, str]) -> None:
    before = room.periods.periods()
    room.desk.write(Draft(kind="period", record=RecordId("period-x"), act="period.enter", set={**fields}))

    assert room.periods.periods() == before
