"""The month's roster and the shift that follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from commandpost.app.approval import Approval
from commandpost.app.duty import DayType, DutyRole
from commandpost.app.staff_phones import MASKED
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId
from commandpost.domain.rostering.task import SlotKey
from tests.rosters import roster_row
from tests.unit.app.rooms import PIN, Room, room

TODAY = date(2026, 7, 18)  # the duty day of 19 July, 02:24


def planned() -> Room:
    """Two days with people: 18 and 19 July."""
    duty_room = room()
    rows = [
        roster_row(row=2, date=TODAY, leader="陈建国", primary="李静", secondary="王磊"),
        roster_row(row=3, date=date(2026, 7, 19), leader="赵明", primary="刘洋", secondary="马超"),
    ]
    assert duty_room.duty.import_rows(rows).days == 2
    return duty_room


def test_the_month_shows_whole_weeks_with_names_day_types_and_today() -> None:
    cells = planned().duty.month(2026, 7)
    today = next(cell for cell in cells if cell.is_today)

    assert len(cells) == 35
    assert (cells[0].date, cells[0].in_month) == (date(2026, 6, 29), False)
    assert (today.date, today.primary.name, today.day_type) == (TODAY, "李静", DayType.RESTDAY)
    assert not today.has_gap


def test_gaps_are_the_empty_posts_of_a_planned_month_only() -> None:
    duty_room = planned()
    gaps = duty_room.duty.gaps(2026, 7)

    assert len(gaps) == 29 * 3
    assert TODAY not in {gap.date for gap in gaps}
    assert duty_room.duty.gaps(2026, 9) == ()


def test_emptying_a_post_makes_a_gap_and_filling_it_closes_it() -> None:
    duty_room = planned()
    duty_room.sit_down("陈建国")
    duty_room.duty.set_day(TODAY, DutyRole.PRIMARY, None)
    assert next(gap for gap in duty_room.duty.gaps(2026, 7) if gap.date == TODAY).role == DutyRole.PRIMARY

    duty_room.duty.set_day(TODAY, DutyRole.PRIMARY, duty_room.staff["刘洋"])

    assert TODAY not in {gap.date for gap in duty_room.duty.gaps(2026, 7)}


def test_one_person_holds_one_post_and_must_be_known() -> None:
    duty_room = planned()
    with pytest.raises(RuleBroken, match="roster_same_person"):
        duty_room.duty.set_day(TODAY, DutyRole.SECONDARY, duty_room.staff["李静"])
    with pytest.raises(RuleBroken, match="person_unknown"):
        duty_room.duty.set_day(TODAY, DutyRole.SECONDARY, PersonId("staff-nobody"))


def test_an_import_with_a_problem_writes_nothing() -> None:
    duty_room = room()
    rows = [
        roster_row(row=2, date=TODAY, leader="陈建国", primary="李静", secondary="王磊"),
        roster_row(row=3, date="七月", leader="陈建国"),
        roster_row(row=4, date="2026-07-20", leader="周某"),
    ]

    outcome = duty_room.duty.import_rows(rows)

    assert outcome.days == 0
    assert [(one.row, one.column, one.code) for one in outcome.problems] == [
        (3, "date", "roster_date_invalid"),
        (4, "leader", "roster_name_unknown"),
    ]
    assert duty_room.duty.current_shift().primary.name == ""
    assert duty_room.duty.import_rows([]).days == 0


def test_day_types_and_notes_are_the_units_to_change() -> None:
    duty_room = planned()
    duty_room.duty.set_day_type(TODAY, DayType.MAKEUP)
    duty_room.duty.set_note(TODAY, "全市防汛演练")
    cell = next(cell for cell in duty_room.duty.month(2026, 7) if cell.is_today)
    assert (cell.day_type, cell.note) == (DayType.MAKEUP, "全市防汛演练")

    duty_room.duty.set_day_type(TODAY, None)

    assert next(cell for cell in duty_room.duty.month(2026, 7) if cell.is_today).day_type is DayType.RESTDAY


def test_the_current_shift_follows_from_roster_and_hour() -> None:
    duty_room = planned()
    shift, following = duty_room.duty.current_shift(), duty_room.duty.next_shift()

    assert (shift.date, shift.leader.name, shift.leader.phone_masked) == (TODAY, "陈建国", "139····0210")
    assert (following.primary.name, following.start) == ("刘洋", shift.end)
    assert shift.time_to_handover(duty_room.desk.now()) == timedelta(hours=6, minutes=5, seconds=52)
    duty_room.clock.advance(hours=7)
    assert duty_room.duty.current_shift().primary.name == "刘洋"


def test_the_hours_of_the_change_are_the_units_own() -> None:
    duty_room = planned()
    duty_room.duty.set_hours("02:00")

    assert duty_room.duty.current_shift().date == date(2026, 7, 19)
    assert next(cell for cell in duty_room.duty.month(2026, 7) if cell.is_today).date == date(2026, 7, 19)


def test_signing_in_for_the_shift_keeps_its_first_time() -> None:
    duty_room = planned()
    duty_room.duty.sign_in_for_shift()
    first = duty_room.duty.current_shift().primary.signed_in_at
    duty_room.clock.advance(minutes=5)

    duty_room.duty.sign_in_for_shift()

    assert first == duty_room.desk.now() - timedelta(minutes=5)
    assert duty_room.duty.current_shift().primary.signed_in_at == first


def test_whoever_takes_over_may_sign_in_for_the_next_shift_in_the_hour_before() -> None:
    duty_room = planned()
    duty_room.sit_down("刘洋")
    with pytest.raises(RuleBroken, match="not_on_roster"):
        duty_room.duty.sign_in_for_shift()
    duty_room.clock.advance(hours=5, minutes=30)

    duty_room.duty.sign_in_for_shift()

    assert duty_room.duty.next_shift().primary.signed_in_at == duty_room.desk.now()


def test_somebody_not_on_the_roster_may_take_a_post_and_is_shown_as_stand_in() -> None:
    duty_room = planned()
    duty_room.sit_down("马超")

    duty_room.duty.sign_in_for_shift(DutyRole.PRIMARY)

    post = duty_room.duty.current_shift().primary
    assert (post.name, post.substitute_for) == ("马超", "李静")


def test_telephones_leave_in_clear_by_permission_and_on_record_and_masked_otherwise() -> None:
    duty_room = planned()
    staff = duty_room.people.staff()

    table = duty_room.export.table(2026, 7, staff)

    (record,) = duty_room.desk.store.records("export")
    assert ("李静", "13900000212") in table.phones
    assert (record.fields["by"], record.fields["file"]) == (duty_room.staff["李静"], "2026年7月值班表（Excel）")
    assert "电话导出" in duty_room.logbook.items()[-1].text
    duty_room.people.lock()
    hidden, paper = duty_room.export.table(2026, 7, staff), duty_room.duty.paper(2026, 7)
    assert hidden.masked
    assert ("李静", "139····0212") in hidden.phones
    assert not any("0000" in (one.phone + day.primary.phone) for one in paper.phones for day in paper.days)
    assert MASKED in paper.remarks
    assert len(duty_room.desk.store.records("export")) == 1
    assert not duty_room.export.table(2026, 7, staff, empty=True).masked


def test_nobody_signs_in_or_plans_without_a_name() -> None:
    duty_room = planned()
    duty_room.people.sign_out()
    with pytest.raises(RuleBroken, match="sign_in_first"):
        duty_room.duty.sign_in_for_shift()
    with pytest.raises(RuleBroken, match="sign_in_first"):
        duty_room.duty.set_day(TODAY, DutyRole.PRIMARY, None)


def test_the_printed_roster_holds_the_days_of_the_month_with_names_and_telephones() -> None:
    duty_room = planned()

    paper = duty_room.duty.paper(2026, 7)

    assert [line.date.day for line in paper.days] == list(range(1, 32))
    assert (paper.days[17].secondary.name, paper.days[17].secondary.phone) == ("王磊", "13900000213")
    assert ("李静", "13900000212") in {(one.name, one.phone) for one in paper.phones}
    assert paper.made_by == "李静"
    assert "待核定" in paper.remarks[0]


def test_todays_roster_changes_only_with_the_leaders_approval() -> None:
    duty_room = planned()
    with pytest.raises(RuleBroken, match="today_needs_leader"):
        duty_room.duty.set_day(TODAY, DutyRole.SECONDARY, duty_room.staff["马超"])
    wrong = Approval(leader=duty_room.staff["陈建国"], pin="9999")
    no_leader = Approval(leader=duty_room.staff["王磊"], pin=PIN)
    with pytest.raises(RuleBroken, match="pin_wrong"):
        duty_room.duty.set_day(TODAY, DutyRole.SECONDARY, duty_room.staff["马超"], wrong)
    with pytest.raises(RuleBroken, match="today_needs_leader"):
        duty_room.duty.set_day(TODAY, DutyRole.SECONDARY, duty_room.staff["马超"], no_leader)

    approved = Approval(leader=duty_room.staff["陈建国"], pin=PIN)
    duty_room.duty.set_day(TODAY, DutyRole.SECONDARY, duty_room.staff["马超"], approved)

    assert duty_room.duty.current_shift().secondary.name == "马超"


def test_an_import_over_todays_roster_is_refused_without_the_leader() -> None:
    duty_room = planned()
    row = roster_row(2, TODAY, leader="陈建国", primary="刘洋", secondary="王磊")

    assert [one.code for one in duty_room.duty.import_rows([row]).problems] == ["today_needs_leader"]
    assert duty_room.duty.current_shift().primary.name == "李静"

    duty_room.sit_down("陈建国")
    assert duty_room.duty.import_rows([row]).days == 1


def test_a_year_without_a_table_is_named_and_not_guessed() -> None:
    duty_room = planned()

    assert duty_room.duty.years_missing(2026, 12) == ()
    assert duty_room.duty.years_missing(2099, 1) == (2099,)
    assert "2099 年放假安排未录入" in "".join(duty_room.duty.paper(2099, 1).remarks)


def test_whoever_came_may_leave_and_both_times_are_kept() -> None:
    duty_room = planned()
    with pytest.raises(RuleBroken, match="not_signed_in_for_shift"):
        duty_room.duty.sign_out_of_shift()
    duty_room.duty.sign_in_for_shift()
    duty_room.clock.advance(hours=2)

    duty_room.duty.sign_out_of_shift()

    post = duty_room.duty.current_shift().primary
    assert (post.signed_in_at, post.signed_out_at) == (duty_room.desk.now() - timedelta(hours=2), duty_room.desk.now())


def test_an_import_leaves_the_mark_of_a_stand_in_who_stays() -> None:
    made = planned()
    request = made.swaps.ask(SlotKey(date(2026, 7, 19), DutyRole.PRIMARY), made.staff["王磊"], reason="就医")
    made.swaps.approve(request, Approval(leader=made.staff["陈建国"], pin=PIN), despite="人手不足")

    made.duty.import_rows([roster_row(2, date(2026, 7, 19), "陈建国", "王磊", "马超")])
    assert [one.instead_of for one in made.duty.substitutions(2026, 7)] == ["刘洋"]
    made.duty.import_rows([roster_row(2, date(2026, 7, 19), "陈建国", "李静", "马超")])
    assert made.duty.substitutions(2026, 7) == ()


def test_a_note_in_the_table_comes_in_and_an_empty_one_leaves_what_stands() -> None:
    made = planned()
    day = date(2026, 7, 19)
    rows = [replace(roster_row(2, day, "赵明", "刘洋", "马超"), note="防汛演练")]

    assert made.duty.import_rows(rows).days == 1
    assert made.duty.import_rows(rows).days == 0
    made.duty.import_rows([roster_row(2, day, "赵明", "王磊", "马超")])

    cell = next(one for one in made.duty.month(2026, 7) if one.date == day)
    assert (cell.note, cell.primary.name) == ("防汛演练", "王磊")
