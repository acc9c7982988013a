"""The handover sheet: assembled, frozen, signed, kept, reprinted as it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from commandpost.app.desk import Tier
from commandpost.app.duty import DutyRole, DutyService
from commandpost.app.handover import HandoverForm, HandoverService, SheetStatus
from commandpost.app.handover_form import warnings_told
from commandpost.app.incidents import NewIncident
from commandpost.app.leader_signature import LeaderSignature
from commandpost.app.logbook import Decision, LogMode
from commandpost.app.outages import OutageService
from commandpost.app.people import PeopleService
from commandpost.app.print_room import PrintRoom
from commandpost.app.roll_call import RollCallService
from commandpost.domain.codes import Level
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.papers import CheckLine, CustodyLine, UndoneLine
from commandpost.domain.rules import Step
from tests.fakes import QuickPinHasher
from tests.rosters import roster_row
from tests.unit.app.desks import Journal
from tests.unit.app.desks import Room as SharedRoom
from tests.unit.app.rooms import PIN, QuietPress, Room, room


def night() -> Room:
    """02:24 of a planned shift, 李静 at the desk, 刘洋 to come."""
    duty_room = room()
    duty_room.duty.import_rows(
        [
            roster_row(row=2, date=date(2026, 7, 18), leader="陈建国", primary="李静", secondary="王磊"),
            roster_row(row=3, date=date(2026, 7, 19), leader="赵明", primary="刘洋", secondary="马超"),
        ]
    )
    return duty_room


def wall(duty_room: Room) -> RecordId:
    call = duty_room.logbook.record("槐树里12号院自建房局部坍塌", mode=LogMode.CALL_IN, phone="13900007741")
    return duty_room.incidents.open(
        NewIncident(
            title="槐树里12号院自建房局部坍塌",
            code="12P13",
            level=Level.LARGER,
            place="槐树里12号院",
            occurred=duty_room.desk.now() - timedelta(minutes=4),
            received=duty_room.desk.now(),
            source="居民来电",
        ),
        call,
    )


def morning(duty_room: Room) -> None:
    duty_room.clock.advance(hours=6)  # 08:24


def test_the_sheet_is_assembled_from_the_journal() -> None:
    duty_room = night()
    incident = wall(duty_room)
    duty_room.clock.advance(minutes=5)
    duty_room.reports.phone_report(incident, to="区总值班室", taken_by="赵强")
    duty_room.logbook.record("居民称井盖缺失", mode=LogMode.CALL_IN)
    passed = duty_room.logbook.record("路灯不亮", mode=LogMode.CALL_IN)
    duty_room.logbook.decide(passed, Decision.PASSED_ON, passed_to="市政养护队")
    duty_room.logbook.record("十分钟内核实相邻两院人数", mode=LogMode.DIRECTIVE, caller_unit="陈建国")

    paper = duty_room.handover.preview()

    (line,) = paper.incidents
    assert (line.title, line.level) == ("槐树里12号院自建房局部坍塌", "larger")
    assert line.last_report is not None
    assert (line.last_report.step, line.last_report.at) == ("phone", duty_room.desk.now())
    assert line.next_due is not None
    assert line.next_due.step == "initial"
    figures = paper.figures
    assert (figures.calls_in, figures.calls_out, figures.incidents, figures.passed_on) == (3, 1, 1, 1)
    assert (figures.owed, figures.in_time, figures.late) == (1, 1, 0)
    assert [call.text for call in paper.undecided] == ["居民称井盖缺失"]
    assert [(one.sender, one.text) for one in paper.directives] == [("陈建国", "十分钟内核实相邻两院人数")]
    assert (paper.outgoing.primary.name, paper.incoming.primary.name) == ("李静", "刘洋")
    assert paper.undelivered == duty_room.desk.store.pending()
    assert not paper.zero_report
    assert paper.number == ""


def test_times_without_the_server_stand_on_the_sheet() -> None:
    duty_room = night()
    outages = OutageService(duty_room.desk, duty_room.logbook)
    begun = duty_room.desk.now()
    outages.lost(begun)
    duty_room.clock.advance(minutes=50)
    outages.restored()

    assert [(one.since, one.until) for one in duty_room.handover.preview().outages] == [
        (begun, begun + timedelta(minutes=50))
    ]


def test_directives_from_above_stay_on_the_sheet_until_they_are_answered() -> None:
    both = Journal()
    district, street = SharedRoom(tier=Tier.DISTRICT, journal=both), SharedRoom(journal=both)
    directive = district.inbox.issue_directive(street.desk.unit, "8时30分前报房屋排查数。")
    people = PeopleService(street.desk, QuickPinHasher())
    handover = HandoverService(
        street.desk,
        DutyService(street.desk, people),
        street.incidents,
        street.reports,
        street.inbox,
        street.logbook,
        QuietPress(),
        people,
    )
    street.clock.advance(hours=20)

    (line,) = handover.preview().directives
    assert (line.text, line.status, line.status_at) == ("8时30分前报房屋排查数。", "open", None)

    street.inbox.answer(directive, "已排查 9 处")
    assert handover.preview().directives == ()


def test_an_overdue_report_counts_as_late_and_is_marked() -> None:
    duty_room = night()
    wall(duty_room)
    morning(duty_room)

    paper = duty_room.handover.preview()

    next_due = paper.incidents[0].next_due
    assert paper.figures.late == paper.figures.owed > 0
    assert next_due is not None
    assert next_due.at is None or next_due.late


def test_a_late_report_stays_late_on_the_sheet() -> None:
    duty_room = night()
    incident = wall(duty_room)
    duty_room.clock.advance(hours=3)
    draft = duty_room.reports.mark_unknown(duty_room.reports.draft(incident, Step.INITIAL))
    signed = LeaderSignature(leader=duty_room.staff["陈建国"], pin=PIN)
    duty_room.reports.send(draft, signature=signed, late_reason="通信中断")

    last = duty_room.handover.preview().incidents[0].last_report

    assert last is not None
    assert (last.step, last.late) == ("initial", True)


def test_a_quiet_shift_is_told_as_zero_and_the_tick_can_be_taken_off() -> None:
    duty_room = night()

    assert duty_room.handover.preview().zero_report
    assert not duty_room.handover.preview(HandoverForm(zero_report=False)).zero_report


def test_lines_without_sign_in_wait_for_adoption_on_the_sheet() -> None:
    duty_room = night()
    duty_room.people.sign_out()
    for number in range(22):
        duty_room.logbook.record(f"第{number}人报警，先记下" + "，又说了很多" * (number == 1) * 9)
    duty_room.sit_down("李静")

    told = [line.text for line in duty_room.handover.preview().undone]
    assert told[0].startswith("〔未登录〕S1-")
    assert told[0].endswith("）第0人报警，先记下，待补认")
    assert told[1].endswith("…，待补认")
    assert (len(told), told[-1]) == (21, "〔未登录〕另有 2 条待补认，见值班日志")


def test_what_people_tell_stands_on_the_sheet() -> None:
    duty_room = night()
    incident = wall(duty_room)
    form = HandoverForm(
        equipment=(CheckLine(name="打印机", ok=False, note="缺墨"),),
        custody=(CustodyLine(name="收文", quantity="3 件"),),
        handed={incident: "余房待鉴定"},
        responsible={incident: "马超"},
        undone=(UndoneLine(text="排查表催报"),),
        response="防汛四级响应",
        remarks=("小雨",),
    )

    paper = duty_room.handover.preview(form)

    assert (paper.incidents[0].handed_over, paper.incidents[0].responsible) == ("余房待鉴定", "马超")
    assert paper.equipment[0].note == "缺墨"
    assert (paper.response, paper.remarks, paper.undone[0].text) == ("防汛四级响应", ("小雨",), "排查表催报")


def test_whoever_hands_over_tells_the_warnings_in_force_and_nothing_is_told_for_them() -> None:
    duty_room = night()

    assert duty_room.handover.preview().warnings == ()
    for typed, told in (
        ("暴雨橙色预警、雷电黄色预警", ["暴雨橙色预警", "雷电黄色预警"]),
        ("无", ["无生效预警"]),
        ("无；没有", ["无生效预警"]),
        ("无、暴雨橙色预警", ["暴雨橙色预警"]),
        ("暴雨橙色预警；无", ["暴雨橙色预警"]),
        (" ", []),
    ):
        assert [line.name for line in warnings_told(typed)] == told


def test_the_sheet_counts_the_communities_asked_in_the_shift_and_those_that_answered() -> None:
    duty_room = night()
    roll = RollCallService(duty_room.desk)
    call = roll.begin("暴雨橙色预警", 30, ["槐树里社区", "东河沿社区"])
    roll.answer(call, "槐树里社区", "书记接，已转楼门长")

    figures = duty_room.handover.preview().figures

    assert (figures.call_outs, figures.call_outs_answered) == (2, 1)


def test_the_clock_is_noted_in_the_equipment_check() -> None:
    duty_room = night()

    assert duty_room.handover.form().equipment[-1].note.startswith("差 ")


def test_a_begun_sheet_is_numbered_and_frozen_and_later_things_go_to_the_next() -> None:
    duty_room = night()
    morning(duty_room)
    sheet = duty_room.handover.begin()
    wall(duty_room)

    paper = duty_room.handover.paper(sheet)

    assert paper.number == "JJ-20260719-S1-01"
    assert paper.incidents == ()
    assert paper.head_code
    assert duty_room.handover.sheets()[0].status is SheetStatus.BEGUN
    assert int(duty_room.handover.preview().first_entry) == int(paper.last_entry) + 1
    with pytest.raises(RuleBroken) as broken:
        duty_room.handover.begin()
    assert broken.value.params["number"] == paper.number


def test_both_sign_and_the_incoming_sits_at_the_desk() -> None:
    duty_room = night()
    morning(duty_room)
    sheet = duty_room.handover.begin()
    duty_room.read_out(sheet)
    duty_room.handover.sign_outgoing(sheet)
    duty_room.clock.advance(minutes=3)

    duty_room.handover.sign_incoming(sheet, duty_room.staff["刘洋"], PIN)

    row = duty_room.handover.sheets()[0]
    assert (row.status, row.outgoing_name, row.incoming_name) == (SheetStatus.SIGNED, "李静", "刘洋")
    assert row.incoming_at == duty_room.desk.now()
    assert duty_room.desk.session.name == "刘洋"
    assert duty_room.duty.next_shift().primary.signed_in_at == duty_room.desk.now() - timedelta(minutes=3)
    shift = duty_room.desk.store.record(duty_room.duty.current_shift().id)
    assert shift is not None
    assert (shift.fields["status"], shift.fields["handover"]) == ("ended", sheet)


def test_the_incoming_may_sign_first_and_one_who_has_arrived_keeps_the_time() -> None:
    duty_room = night()
    morning(duty_room)
    sheet = duty_room.handover.begin()
    duty_room.read_out(sheet)
    duty_room.handover.sign_incoming(sheet, duty_room.staff["刘洋"], PIN)
    duty_room.sit_down("刘洋")
    duty_room.duty.sign_in_for_shift()
    arrived = duty_room.desk.now()
    duty_room.clock.advance(minutes=3)
    duty_room.sit_down("李静")

    duty_room.handover.sign_outgoing(sheet)

    assert duty_room.handover.sheets()[0].status is SheetStatus.SIGNED
    assert duty_room.duty.next_shift().primary.signed_in_at == arrived


def test_one_who_is_not_on_the_roster_takes_over_as_primary() -> None:
    duty_room = night()
    morning(duty_room)
    sheet = duty_room.handover.begin()
    duty_room.read_out(sheet, "王磊")
    duty_room.handover.sign_outgoing(sheet)

    duty_room.handover.sign_incoming(sheet, duty_room.staff["王磊"], PIN)

    post = duty_room.duty.next_shift().post(DutyRole.PRIMARY)
    assert (post.name, post.substitute_for) == ("王磊", "刘洋")


def test_a_signed_sheet_makes_room_for_the_next_shift() -> None:
    duty_room = night()
    morning(duty_room)
    first = duty_room.handover.begin()
    duty_room.read_out(first)
    duty_room.handover.sign_outgoing(first)
    duty_room.handover.sign_incoming(first, duty_room.staff["刘洋"], PIN)
    duty_room.clock.advance(minutes=20)

    paper = duty_room.handover.preview()

    assert paper.outgoing.primary.name == "刘洋"


def test_nobody_hands_over_to_oneself() -> None:
    duty_room = night()
    sheet = duty_room.handover.begin()
    duty_room.handover.sign_outgoing(sheet)
    with pytest.raises(RuleBroken, match="same_person_signs"):
        duty_room.handover.sign_incoming(sheet, duty_room.staff["李静"], PIN)


def signed(duty_room: Room, incoming: str = "刘洋") -> RecordId:
    sheet = duty_room.handover.begin()
    duty_room.read_out(sheet, incoming)
    duty_room.handover.sign_outgoing(sheet)
    duty_room.handover.sign_incoming(sheet, duty_room.staff[incoming], PIN)
    return sheet


def test_a_shift_that_was_signed_early_gets_no_second_sheet_before_it_ends() -> None:
    duty_room = night()
    morning(duty_room)
    first = signed(duty_room)
    number = duty_room.handover.sheets()[0].number

    with pytest.raises(RuleBroken, match="shift_handed_over") as refused:
        duty_room.handover.begin()

    assert refused.value.params["number"] == number
    assert len(duty_room.handover.sheets()) == 1
    duty_room.clock.advance(minutes=10)  # 08:34
    second = duty_room.handover.begin()
    assert duty_room.handover.paper(second).outgoing.primary.name == "刘洋"
    assert first != second


def test_the_leader_signs_later_with_a_pin_or_at_the_desk() -> None:
    duty_room = night()
    first = signed(duty_room)
    duty_room.clock.advance(hours=7)
    duty_room.handover.sign_leader(first, duty_room.staff["陈建国"], PIN)
    assert duty_room.handover.paper(first).signed_leader.name == "陈建国"

    duty_room.clock.advance(days=1)
    duty_room.sit_down("刘洋")
    second = signed(duty_room, "马超")
    duty_room.sit_down("赵明")
    duty_room.handover.sign_leader(second)

    assert duty_room.handover.sheets()[0].leader_name == "赵明"
    assert {row.status for row in duty_room.handover.sheets()} == {SheetStatus.COMPLETE}


def test_only_a_leader_signs_as_leader() -> None:
    duty_room = night()
    sheet = signed(duty_room)
    with pytest.raises(RuleBroken, match="leader_only"):
        duty_room.handover.sign_leader(sheet)
    with pytest.raises(RuleBroken, match="leader_only"):
        duty_room.handover.sign_leader(sheet, duty_room.staff["马超"], PIN)
    with pytest.raises(RuleBroken, match="pin_wrong"):
        duty_room.handover.sign_leader(sheet, duty_room.staff["陈建国"], "0000")


def test_the_leader_who_sits_at_a_locked_desk_signs_with_the_pin() -> None:
    duty_room = night()
    sheet = signed(duty_room)
    duty_room.sit_down("陈建国")
    duty_room.people.lock()
    with pytest.raises(RuleBroken, match="leader_only"):
        duty_room.handover.sign_leader(sheet)
    with pytest.raises(RuleBroken, match="pin_wrong"):
        duty_room.handover.sign_leader(sheet, duty_room.staff["陈建国"], "0000")

    duty_room.handover.sign_leader(sheet, duty_room.staff["陈建国"], PIN)

    assert duty_room.handover.paper(sheet).signed_leader.name == "陈建国"


def test_a_void_sheet_is_kept_and_the_next_takes_a_new_number_and_its_entries() -> None:
    duty_room = night()
    first = duty_room.handover.begin()
    duty_room.handover.void(first, "交接开始后又接报一起")

    second = duty_room.handover.begin()

    kept = duty_room.handover.sheets()
    assert [(row.number, row.status, row.void_reason) for row in kept] == [
        ("JJ-20260719-S1-02", SheetStatus.BEGUN, ""),
        ("JJ-20260719-S1-01", SheetStatus.VOID, "交接开始后又接报一起"),
    ]
    assert duty_room.handover.paper(second).first_entry == "1"


def test_a_reprint_gives_the_stored_bytes() -> None:
    duty_room = night()
    sheet = duty_room.handover.begin()
    first = duty_room.handover.pdf(sheet)

    assert duty_room.handover.pdf(sheet) == first
    assert duty_room.press.printed == 1
    duty_room.handover.sign_outgoing(sheet)
    assert duty_room.handover.pdf(sheet) != first


def test_a_sheet_signed_while_the_press_is_at_work_is_not_kept_unsigned() -> None:
    duty_room = night()
    morning(duty_room)
    sheet = duty_room.handover.begin()
    duty_room.read_out(sheet)
    room = PrintRoom(duty_room.desk, {"handover": duty_room.handover.print_job})
    (job,) = room.waiting()
    unsigned = duty_room.press.pdf(job.paper)
    duty_room.handover.sign_outgoing(sheet)
    room.keep(job, unsigned)

    (fresh,) = room.waiting()
    assert fresh.paper != job.paper
    room.keep(fresh, duty_room.press.pdf(fresh.paper))
    assert duty_room.handover.pdf(sheet) != unsigned
    assert room.waiting() == ()


def test_a_press_that_fails_holds_no_handover_up_and_prints_later() -> None:
    duty_room = night()
    duty_room.press.broken = True
    sheet = signed(duty_room)
    duty_room.press.broken = False

    later = duty_room.handover.pdf(sheet)

    assert later.startswith(b"%PDF")
    assert duty_room.handover.pdf(sheet) == later


def test_a_handover_needs_a_name_and_a_known_sheet() -> None:
    duty_room = night()
    with pytest.raises(RuleBroken, match="sheet_unknown"):
        duty_room.handover.paper(RecordId("handover-none"))
    duty_room.people.sign_out()
    with pytest.raises(RuleBroken, match="sign_in_first"):
        duty_room.handover.begin()
