"""Leave, who came and went, and the gaps that follow."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from commandpost.app.people import DutyFile
from commandpost.domain.duty_setup import NIGHTS
from commandpost.domain.errors import RuleBroken
from commandpost.domain.holidays import DayType
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.roster import DutyRole
from commandpost.domain.rostering.gaps import GapReason
from commandpost.domain.shift_hours import parse_change
from tests.rosters import roster_row
from tests.unit.app.rooms import PIN, Room, room

TODAY = date(2026, 7, 18)
NEXT = TODAY + timedelta(days=1)


def planned() -> Room:
    made = room()
    rows = [
        roster_row(2, TODAY, "陈建国", "李静", "王磊"),
        roster_row(3, NEXT, "赵明", "刘洋", "马超"),
    ]
    assert made.duty.import_rows(rows).days == 2
    return made


def alarms(made: Room) -> list[tuple[date, str, GapReason]]:
    return [(one.span.date, str(one.role), one.reason) for one in made.attendance.alarms()]


def test_leave_makes_a_gap_at_once_and_taking_it_back_closes_it() -> None:
    made = planned()
    made.duty.sign_in_for_shift(DutyRole.PRIMARY)
    before = alarms(made)

    leave = made.leave.enter(made.staff["刘洋"], NEXT, NEXT, reason="就医", approved_by="赵明")

    assert set(alarms(made)) - set(before) == {(NEXT, "primary", GapReason.ON_LEAVE)}
    assert next(one for one in made.duty.month(2026, 7) if one.date == NEXT).primary.away
    (row,) = made.leave.rows()
    assert (row.name, row.reason, row.approved_by, row.leader) == ("刘洋", "就医", "赵明", False)

    made.leave.cancel(leave)

    assert alarms(made) == before
    assert made.leave.rows()[0].cancelled


def test_a_leaders_absence_is_marked_and_old_leave_is_left_out() -> None:
    made = planned()
    made.leave.enter(made.staff["陈建国"], TODAY - timedelta(days=9), TODAY - timedelta(days=8), reason="赴津调研")

    assert made.leave.rows()[0].leader
    assert made.leave.rows()[0].approved_by == "李静"
    assert made.leave.rows(since=TODAY) == ()


@pytest.mark.parametrize(
    ("person", "days", "reason", "code"),
    [("刘洋", 1, "", "reason_missing"), ("刘洋", -1, "x", "leave_backwards"), ("nobody", 1, "x", "person_unknown")],
)
def test_leave_that_cannot_be_is_refused(person: str, days: int, reason: str, code: str) -> None:
    made = planned()
    with pytest.raises(RuleBroken, match=code):
        made.leave.enter(made.staff.get(person, PersonId("staff-x")), NEXT, NEXT + timedelta(days=days), reason=reason)
    with pytest.raises(RuleBroken, match="leave_unknown"):
        made.leave.cancel(RecordId("leave-x"))


def test_an_empty_post_tomorrow_and_one_who_did_not_come_are_said() -> None:
    made = planned()
    made.duty.set_day(NEXT, DutyRole.SECONDARY, None)

    assert (NEXT, "secondary", GapReason.EMPTY) in alarms(made)
    assert (TODAY, "primary", GapReason.NOT_HERE) in alarms(made)
    made.duty.sign_in_for_shift()
    assert (TODAY, "primary", GapReason.NOT_HERE) not in alarms(made)


def test_nobody_is_missed_in_a_room_that_never_planned() -> None:
    assert room().attendance.alarms() == ()


def test_coming_and_going_is_kept_against_the_plan() -> None:
    made = planned()
    made.duty.sign_in_for_shift()
    made.sit_down("马超")
    made.duty.sign_in_for_shift(DutyRole.SECONDARY)
    made.duty.sign_out_of_shift()

    rows = {row.title: row for row in made.attendance.rows(days=0)}

    late = made.duty.current_shift()
    assert rows["主班"].late_by == made.desk.now() - late.start
    assert rows["主班"].early_by is None
    assert (rows["副班"].name, rows["副班"].planned_name) == ("马超", "王磊")
    assert rows["副班"].left_early_by == late.end - made.desk.now()
    assert (rows["带班领导"].came, rows["带班领导"].late_by, rows["带班领导"].left_early_by) == (None, None, None)


def test_the_unit_keeps_its_own_year_and_hours() -> None:
    made = planned()
    assert not made.setups.is_confirmed()
    made.setups.keep_year(2027, "2027-01-01 休 元旦", source="国办发〔2026〕0号", verified=True)
    made.setups.set_hours(parse_change("08:00"))

    assert made.setups.year_text(2027) == "2027-01-01 休 元旦"
    assert made.setups.calendar().day_type(date(2027, 1, 1)) is DayType.HOLIDAY
    assert made.setups.year_text(2098) == ""
    assert made.setups.setup().hours_on(TODAY - timedelta(days=5)).change.isoformat("minutes") == "08:30"
    assert made.setups.is_confirmed()


def test_an_earlier_versions_hours_are_still_read() -> None:
    made = room()
    made.desk.store.set_setting("shift_change", "09:00")

    assert made.duty.current_shift().start.hour == 1


def test_whoever_leaves_and_stays_away_leaves_a_gap_and_may_come_back() -> None:
    made = planned()
    made.duty.sign_in_for_shift()
    came = made.desk.now()
    made.duty.sign_out_of_shift()
    made.clock.advance(minutes=9)
    assert (TODAY, "primary", GapReason.LEFT) not in alarms(made)
    made.clock.advance(minutes=1)
    assert (TODAY, "primary", GapReason.LEFT) in alarms(made)
    with pytest.raises(RuleBroken, match="not_signed_in_for_shift"):
        made.duty.sign_out_of_shift()

    made.duty.sign_in_for_shift()
    made.duty.sign_in_for_shift()

    post = made.duty.current_shift().primary
    assert (post.signed_in_at, post.signed_out_at, post.away) == (came, None, timedelta(minutes=10))
    assert (TODAY, "primary", GapReason.LEFT) not in alarms(made)
    made.duty.sign_out_of_shift()
    made.clock.advance(minutes=2)
    made.duty.sign_in_for_shift()
    assert next(row for row in made.attendance.rows(days=0) if row.title == "主班").away == timedelta(minutes=12)


def test_another_pattern_leaves_who_is_on_duty_where_they_are() -> None:
    made = planned()
    made.clock.advance(hours=8)
    made.sit_down("刘洋")
    made.duty.sign_in_for_shift()

    made.setups.set_hours(NIGHTS)

    running, following = made.duty.current_shift(), made.duty.next_shift()
    assert (running.primary.name, running.primary.signed_in_at) == ("刘洋", made.desk.now())
    assert (following.date, following.shift, following.start) == (NEXT + timedelta(days=1), "day", running.end)


def test_whoever_left_the_staff_leaves_a_gap_in_what_was_planned() -> None:
    made = planned()
    assert (NEXT, "primary", GapReason.GONE) not in alarms(made)
    with made.as_administrator():
        made.people.revise(made.staff["刘洋"], active=False)
        made.people.set_duty_file(made.staff["马超"], DutyFile(until=TODAY))
        made.people.set_duty_file(made.staff["赵明"], DutyFile(since=NEXT))

    assert [one for one in alarms(made) if one[0] == NEXT] == [
        (NEXT, "primary", GapReason.GONE),
        (NEXT, "secondary", GapReason.GONE),
    ]
    cell = next(one for one in made.duty.month(2026, 7) if one.date == NEXT)
    assert [post.gone for post in cell.posts] == [False, True, True]
    made.clock.advance(days=3)
    assert not any(post.gone for one in made.duty.month(2026, 7) for post in one.posts)


def test_whoever_leaves_with_the_sheet_leaves_in_time_and_who_left_before_it_did_not() -> None:
    made = planned()
    for name in ("王磊", "李静"):
        made.sit_down(name)
        made.duty.sign_in_for_shift()
    made.clock.advance(hours=5, minutes=46)  # 08:10
    made.sit_down("王磊")
    made.duty.sign_out_of_shift()
    made.clock.advance(minutes=5)
    made.sit_down("李静")
    sheet = made.handover.begin()
    made.read_out(sheet)
    made.handover.sign_outgoing(sheet)
    made.handover.sign_incoming(sheet, made.staff["刘洋"], PIN)

    rows = {row.title: row for row in made.attendance.rows(days=0)}

    assert rows["主班"].left == made.desk.now()
    assert rows["主班"].left_early_by is None
    assert rows["副班"].left_early_by == timedelta(minutes=5)


def test_whoever_stayed_past_the_end_still_signs_out_of_that_shift() -> None:
    made = planned()
    made.duty.sign_in_for_shift()
    made.clock.advance(hours=6, minutes=30)  # 08:54, after the change

    made.duty.sign_out_of_shift()

    rows = {(row.span.date, row.title): row for row in made.attendance.rows(days=1)}
    stayed = rows[TODAY, "主班"]
    assert (stayed.left, stayed.left_early_by) == (made.desk.now(), None)
    with pytest.raises(RuleBroken, match="not_signed_in_for_shift"):
        made.duty.sign_out_of_shift()


def test_whoever_left_and_takes_the_post_back_from_a_stand_in_is_here() -> None:
    made = planned()
    made.duty.sign_in_for_shift()
    made.duty.sign_out_of_shift()
    made.sit_down("马超")
    made.duty.sign_in_for_shift(DutyRole.PRIMARY)
    made.clock.advance(minutes=20)
    made.sit_down("李静")

    made.duty.sign_in_for_shift(DutyRole.PRIMARY)

    post = made.duty.current_shift().primary
    assert (post.name, post.signed_in_at, post.signed_out_at) == ("李静", made.desk.now(), None)
    assert "primary" not in [role for _, role, _ in alarms(made)]
