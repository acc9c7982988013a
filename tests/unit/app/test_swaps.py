"""Requests for swaps and stand-ins: asked, approved with a PIN, refused, taken back, taken over at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from commandpost.app.approval import Approval
from commandpost.app.desk import PersonRole
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.roster import DutyRole
from commandpost.domain.rostering.checker import FaultCode
from commandpost.domain.rostering.swaps import SwapKind, SwapStatus
from commandpost.domain.rostering.task import SlotKey
from tests.rosters import roster_row
from tests.unit.app.rooms import PIN, Room, room

TODAY = date(2026, 7, 18)
NEXT = TODAY + timedelta(days=1)
LATER = TODAY + timedelta(days=3)
CELL = SlotKey(NEXT, DutyRole.PRIMARY)


def planned() -> Room:
    made = room()
    rows = [
        roster_row(2, TODAY, "陈建国", "李静", "王磊"),
        roster_row(3, NEXT, "赵明", "刘洋", "马超"),
        roster_row(4, LATER, "陈建国", "王磊", "李静"),
    ]
    assert made.duty.import_rows(rows).days == 3
    return made


def leader(made: Room) -> Approval:
    return Approval(leader=made.staff["陈建国"], pin=PIN)


def names(made: Room, day: date) -> tuple[str, str]:
    cell = next(one for one in made.duty.month(2026, 7) if one.date == day)
    return cell.primary.name, cell.secondary.name


def test_a_request_changes_nothing_until_the_leader_approves() -> None:
    made = planned()
    request = made.swaps.ask(CELL, made.staff["李静"], reason="就医")
    assert names(made, NEXT) == ("刘洋", "马超")
    with pytest.raises(RuleBroken, match="leader_only"):
        made.swaps.approve(request)

    made.swaps.approve(request, leader(made), despite="人手不足")

    (found,) = made.duty.substitutions(2026, 7)
    assert (found.name, found.instead_of, found.reason, found.approved_by) == ("李静", "刘洋", "就医", "陈建国")
    assert names(made, NEXT)[0] == "李静"
    assert made.duty.next_shift().primary.substitute_for == "刘洋"
    assert made.duty.paper(2026, 7).days[18].primary.instead_of == "刘洋"
    with pytest.raises(RuleBroken, match="swap_decided"):
        made.swaps.approve(request, leader(made), despite="人手不足")


def test_a_swap_exchanges_both_posts_in_one_act_and_shows_on_both_days() -> None:
    made = planned()
    request = made.swaps.ask(CELL, made.staff["王磊"], reason="孩子家长会", other_cell=SlotKey(LATER, DutyRole.PRIMARY))

    made.swaps.approve(request, leader(made), despite="人手不足")

    assert (names(made, NEXT)[0], names(made, LATER)[0]) == ("王磊", "刘洋")
    assert [(one.date, one.swapped) for one in made.duty.substitutions(2026, 7)] == [(NEXT, True), (LATER, True)]
    assert made.swaps.requests()[0].swap.kind is SwapKind.SWAP
    assert made.duty.paper(2026, 7).days[18].primary.swapped


def test_an_outdated_request_changes_neither_post() -> None:
    made = planned()
    request = made.swaps.ask(CELL, made.staff["王磊"], reason="x", other_cell=SlotKey(LATER, DutyRole.PRIMARY))
    made.duty.set_day(LATER, DutyRole.PRIMARY, made.staff["马超"])
    before = names(made, NEXT)

    with pytest.raises(RuleBroken, match="swap_outdated"):
        made.swaps.approve(request, leader(made), despite="人手不足")

    assert names(made, NEXT) == before
    assert made.swaps.requests()[0].status is SwapStatus.PENDING


def test_nobody_holds_two_posts_by_a_swap() -> None:
    made = planned()

    with pytest.raises(RuleBroken, match="roster_same_person"):
        made.swaps.ask(CELL, made.staff["马超"], reason="x")


def test_a_second_stand_in_still_stands_for_who_was_planned() -> None:
    made = planned()
    for name in ("李静", "王磊"):
        made.swaps.approve(made.swaps.ask(CELL, made.staff[name], reason="就医"), leader(made), despite="人手不足")

    assert [one.instead_of for one in made.duty.substitutions(2026, 7)] == ["刘洋"]


def test_a_request_is_refused_or_taken_back() -> None:
    made = planned()
    first = made.swaps.ask(CELL, made.staff["李静"], reason="就医")
    made.swaps.refuse(first, leader(made), reason="人手不足")
    second = made.swaps.ask(CELL, made.staff["李静"], reason="就医")
    made.swaps.cancel(second)

    assert {one.status for one in made.swaps.requests()} == {SwapStatus.REFUSED, SwapStatus.CANCELLED}
    assert made.swaps.requests(open_only=True) == ()
    assert names(made, NEXT)[0] == "刘洋"


@pytest.mark.parametrize(
    ("cell", "person", "reason", "code"),
    [
        (CELL, "李静", " ", "reason_missing"),
        (CELL, "nobody", "x", "person_unknown"),
        (SlotKey(date(2026, 7, 25), DutyRole.PRIMARY), "李静", "x", "nobody_to_replace"),
        (CELL, "刘洋", "x", "swap_same_person"),
    ],
)
def test_a_request_needs_a_reason_a_person_and_somebody_to_replace(
    cell: SlotKey, person: str, reason: str, code: str
) -> None:
    made = planned()
    with pytest.raises(RuleBroken, match=code):
        made.swaps.ask(cell, made.staff.get(person, PersonId("staff-x")), reason=reason)


def test_an_unknown_request_is_refused() -> None:
    with pytest.raises(RuleBroken, match="swap_unknown"):
        planned().swaps.cancel(RecordId("duty_swap-x"))


def test_somebody_takes_over_at_once_and_the_leader_approves_afterwards() -> None:
    made = planned()
    cell = SlotKey(TODAY, DutyRole.PRIMARY)
    with pytest.raises(RuleBroken, match="reason_missing"):
        made.swaps.take_over(cell, made.staff["马超"], reason="")

    request = made.swaps.take_over(cell, made.staff["马超"], reason="李静突发疾病送医")

    post = made.duty.current_shift().primary
    assert (post.name, post.substitute_for, post.approved_by) == ("马超", "李静", "")
    made.swaps.approve(request, leader(made), despite="人手不足")
    assert made.duty.current_shift().primary.approved_by == "陈建国"


def test_an_approval_that_comes_after_another_change_marks_nothing() -> None:
    made = planned()
    cell = SlotKey(TODAY, DutyRole.PRIMARY)
    first = made.swaps.take_over(cell, made.staff["马超"], reason="送医")
    made.swaps.take_over(cell, made.staff["刘洋"], reason="马超未到")

    made.swaps.approve(first, leader(made), despite="人手不足")

    assert made.duty.current_shift().primary.approved_by == ""


def test_a_change_that_leaves_too_little_rest_is_shown_and_waits_for_a_reason() -> None:
    made = planned()
    request = made.swaps.ask(CELL, made.staff["李静"], reason="就医")
    (waiting,) = made.swaps.requests(open_only=True)
    (clash,) = waiting.clashes
    assert (clash.code, clash.people) == (FaultCode.REST, ("李静",))
    assert CELL in clash.cells

    with pytest.raises(RuleBroken, match="swap_clash"):
        made.swaps.approve(request, leader(made))
    assert names(made, NEXT)[0] == "刘洋"
    made.swaps.approve(request, leader(made), despite="无人可替，次日补休")

    (done,) = made.swaps.requests()
    assert (done.status, done.despite, done.clashes) == (SwapStatus.APPROVED, "无人可替，次日补休", ())
    record = made.desk.store.record(request)
    assert record is not None
    assert record.fields["broken"] == [FaultCode.REST.value]


def test_somebody_on_leave_is_a_clash_and_a_rested_colleague_is_none() -> None:
    made = planned()
    with made.as_administrator():
        made.staff["张敏"] = made.people.add("张敏", (PersonRole.DUTY_OFFICER,))
    made.leave.enter(made.staff["张敏"], NEXT, NEXT, reason="年假")
    made.swaps.ask(CELL, made.staff["张敏"], reason="就医")
    assert [fault.code for fault in made.swaps.requests()[0].clashes] == [FaultCode.LEAVE]
    made.swaps.cancel(made.swaps.requests()[0].id)

    free = made.swaps.ask(SlotKey(LATER, DutyRole.SECONDARY), made.staff["张敏"], reason="家事")

    assert made.swaps.requests(open_only=True)[0].clashes == ()
    made.swaps.approve(free, leader(made), despite="不必说")
    assert made.swaps.requests()[0].despite == ""


def test_who_took_over_at_once_is_checked_too() -> None:
    made = planned()
    made.swaps.take_over(CELL, made.staff["李静"], reason="刘洋急病")

    (waiting,) = made.swaps.requests(open_only=True)

    assert [fault.code for fault in waiting.clashes] == [FaultCode.REST]


def test_whoever_has_the_post_back_stands_in_for_nobody() -> None:
    made = planned()
    other = SlotKey(LATER, DutyRole.PRIMARY)
    for name in ("王磊", "刘洋"):
        request = made.swaps.ask(CELL, made.staff[name], reason="换", other_cell=other)
        made.swaps.approve(request, leader(made), despite="人手不足")

    assert (names(made, NEXT)[0], names(made, LATER)[0]) == ("刘洋", "王磊")
    assert made.duty.substitutions(2026, 7) == ()


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TODAY + timedelta(days=2)])
def test_what_is_past_or_can_wait_for_the_approval_is_not_taken_over_at_once(day: date) -> None:
    made = planned()
    with pytest.raises(RuleBroken, match="take_over_not_now"):
        made.swaps.take_over(SlotKey(day, DutyRole.PRIMARY), made.staff["马超"], reason="送医")


def test_a_second_who_takes_over_stands_for_who_was_planned_and_nobody_for_himself() -> None:
    made = planned()
    cell = SlotKey(TODAY, DutyRole.PRIMARY)
    made.swaps.take_over(cell, made.staff["马超"], reason="送医")
    with pytest.raises(RuleBroken, match="swap_same_person"):
        made.swaps.take_over(cell, made.staff["马超"], reason="送医")

    made.swaps.take_over(cell, made.staff["刘洋"], reason="马超未到")

    post = made.duty.current_shift().primary
    assert (post.name, post.substitute_for, post.reason) == ("刘洋", "李静", "马超未到")
    made.swaps.take_over(cell, made.staff["李静"], reason="已返岗")
    assert (made.duty.current_shift().primary.name, made.duty.substitutions(2026, 7)) == ("李静", ())


def test_the_workbook_and_the_calendar_tell_who_stands_in_for_whom() -> None:
    made = planned()
    made.swaps.take_over(SlotKey(TODAY, DutyRole.PRIMARY), made.staff["马超"], reason="送医")
    swap = made.swaps.ask(CELL, made.staff["王磊"], reason="换", other_cell=SlotKey(LATER, DutyRole.PRIMARY))
    made.swaps.approve(swap, leader(made), despite="人手不足")

    rows = {row.date: dict(row.marks) for row in made.export.table(2026, 7, made.people.staff()).rows}
    told = [event.description for event in made.export.events(2026, 7)]

    assert (rows[TODAY], rows[NEXT], rows[LATER]) == ({"primary": "代"}, {"primary": "调"}, {"primary": "调"})
    assert "主班 马超（代李静）" in told[0]
    assert "主班 王磊（调刘洋）" in told[1]


def test_a_refused_taking_over_stands_until_the_asker_hands_the_post_back_and_the_log_tells_both_sides() -> None:
    made, cell = planned(), SlotKey(TODAY, DutyRole.PRIMARY)
    request = made.swaps.take_over(cell, made.staff["马超"], reason="李静突发疾病送医")
    made.swaps.refuse(request, leader(made), reason="李静已返岗")
    assert made.duty.current_shift().primary.name == "马超"
    assert made.swaps.requests()[0].withdrawable

    made.swaps.cancel(request)

    post, row = made.duty.current_shift().primary, made.swaps.requests()[0]
    assert (post.name, post.substitute_for) == ("李静", "")
    assert (row.status, row.withdrawable) == (SwapStatus.CANCELLED, False)
    told = [line.text for line in made.logbook.items()]
    assert sum("未批准马超接替" in words for words in told) == 1
    assert sum("该岗交还李静" in words for words in told) == 1


def test_a_taking_over_that_waits_can_be_handed_back_with_the_stand_in_there_was_before() -> None:
    made, cell = planned(), SlotKey(TODAY, DutyRole.PRIMARY)
    first = made.swaps.take_over(cell, made.staff["马超"], reason="送医")
    made.swaps.approve(first, leader(made), despite="人手不足")
    second = made.swaps.take_over(cell, made.staff["刘洋"], reason="马超未到")

    made.swaps.cancel(second)

    post = made.duty.current_shift().primary
    assert (post.name, post.substitute_for, post.approved_by) == ("马超", "李静", "陈建国")


def test_a_post_somebody_else_has_come_to_is_not_handed_back() -> None:
    made, cell = planned(), SlotKey(TODAY, DutyRole.PRIMARY)
    request = made.swaps.take_over(cell, made.staff["马超"], reason="送医")
    made.swaps.refuse(request, leader(made))
    made.swaps.take_over(cell, made.staff["刘洋"], reason="马超未到")

    with pytest.raises(RuleBroken, match="swap_outdated"):
        made.swaps.cancel(request)

    assert made.duty.current_shift().primary.name == "刘洋"
