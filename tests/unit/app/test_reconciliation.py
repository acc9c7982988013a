from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from commandpost.app.handover_words import omission_line, softening_line
from commandpost.app.incidents import NewIncident
from commandpost.app.logbook import Decision, LogMode
from commandpost.app.softening import softening_rows
from commandpost.domain.codes import Level
from commandpost.domain.corrections import Correction
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.omissions import Omission, OmissionKind
from commandpost.domain.rules import Step
from commandpost.journal.entry import Draft
from tests.unit.app.desks import SIGNED, START, Room


@pytest.fixture
def room() -> Room:
    return Room()


def opened(room: Room, **told: Any) -> RecordId:
    known: dict[str, Any] = {"title": "自建房坍塌", "code": "12P13", "level": Level.LARGER, "received": START}
    return room.incidents.open(NewIncident(**{**known, **told}))


def found(room: Room) -> dict[OmissionKind, list[Omission]]:
    kinds: dict[OmissionKind, list[Omission]] = {}
    for one in room.reconciliation.omissions():
        kinds.setdefault(one.kind, []).append(one)
    return kinds


def grids(room: Room, *communities: str) -> None:
    for number, name in enumerate(communities):
        fields = {"name": f"{name}网格", "community": name}
        room.desk.write(Draft(kind="grid", record=RecordId(f"grid-{number}"), act="grid.enter", set=dict(fields)))


def sent(room: Room, incident: RecordId) -> RecordId:
    return room.reports.send(room.reports.mark_unknown(room.reports.draft(incident)))


def test_a_quiet_room_has_left_out_nothing(room: Room) -> None:
    assert room.reconciliation.omissions() == ()


def test_a_call_stays_on_the_list_until_it_is_decided(room: Room) -> None:
    call = room.logbook.record("门口有积水", mode=LogMode.CALL_IN)
    (one,) = found(room)[OmissionKind.CALL_UNDECIDED]
    assert (one.subject, one.title) == (call, "门口有积水")

    room.logbook.decide(call, Decision.NOTED)

    assert found(room) == {}


def test_a_line_nobody_signed_stays_on_the_list_until_it_is_adopted(room: Room) -> None:
    room.sign_out()
    log = room.logbook.record("东门水压低")
    (one,) = found(room)[OmissionKind.LINE_UNADOPTED]
    assert (one.subject, one.title) == (log, "东门水压低")

    room.sign_in()
    room.logbook.adopt(log)

    assert found(room) == {}


def test_empty_elements_are_listed_until_somebody_fills_them_or_writes_being_verified(room: Room) -> None:
    incident = opened(room)
    (one,) = found(room)[OmissionKind.ELEMENT_EMPTY]
    assert {"scope", "cause", "measures"} <= set(one.details)
    assert "影响范围" in omission_line(one)

    room.reports.save(room.reports.mark_unknown(room.reports.draft(incident)))

    assert OmissionKind.ELEMENT_EMPTY not in found(room)


def test_a_report_nobody_receipted_is_listed_with_its_addressee(room: Room) -> None:
    report = sent(room, opened(room))
    (one,) = found(room)[OmissionKind.RECIPIENT_UNSERVED]
    assert (one.subject, one.details[0]) == (report, "〔2026〕S1第1期")
    assert "未签收" in omission_line(one)

    receipt = {"subject": report, "incident": one.incident, "name": "赵强", "at": START.isoformat()}
    room.desk.write(Draft(kind="receipt", record=RecordId("receipt-1"), act="receipt.give", set=dict(receipt)))

    assert OmissionKind.RECIPIENT_UNSERVED not in found(room)


def test_a_figure_of_the_log_that_the_report_does_not_tell_is_listed(room: Room) -> None:
    incident = opened(room, trapped=1)
    assert OmissionKind.FIGURE_UNTOLD not in found(room)
    sent(room, incident)
    room.clock.advance(minutes=9)
    room.logbook.record("现场确认被困3人，受伤2人", mode=LogMode.ON_SCENE, incident=incident)

    (one,) = found(room)[OmissionKind.FIGURE_UNTOLD]
    assert set(one.details) == {"trapped:3:1", "injured:2:"}
    assert "日志记录被困3人，报告所报为被困1人" in omission_line(one)
    assert "日志记录受伤2人，报告未报" in omission_line(one)

    room.incidents.revise(incident, {"trapped": 3, "injured": 2})
    room.reports.send(room.reports.mark_unknown(room.reports.draft(incident, Step.FOLLOW_UP)))
    assert OmissionKind.FIGURE_UNTOLD not in found(room)


def test_a_figure_whose_change_the_report_explains_is_answered_and_being_verified_is_no_answer(room: Room) -> None:
    incident = opened(room, trapped=1)
    sent(room, incident)
    room.clock.advance(minutes=9)
    room.logbook.record("现场确认被困1人", mode=LogMode.ON_SCENE, incident=incident)
    room.clock.advance(minutes=9)
    room.incidents.revise(incident, {"trapped": 0})
    draft = room.reports.draft(incident, Step.FOLLOW_UP)
    room.reports.send(room.reports.mark_unknown(draft))
    assert found(room)[OmissionKind.FIGURE_UNTOLD][0].details == ("trapped:1:0",)

    room.clock.advance(minutes=9)
    room.incidents.revise(incident, {"trapped": 0, "injured": 1})
    told = replace(
        room.reports.draft(incident, Step.FOLLOW_UP),
        corrections={name: Correction(reason="4时10分救出送医", verifier="李静") for name in ("trapped", "injured")},
    )
    room.reports.send(room.reports.mark_unknown(told))
    assert OmissionKind.FIGURE_UNTOLD not in found(room)


def test_a_level_below_what_the_figures_suggest_is_listed(room: Room) -> None:
    opened(room, level=Level.GENERAL, dead=3)

    (one,) = found(room)[OmissionKind.LEVEL_BELOW]
    assert omission_line(one) == "〔漏报核对〕自建房坍塌：定级一般，低于按数据建议的较大"


def test_silent_communities_are_listed_until_they_answer(room: Room) -> None:
    grids(room, "槐树里社区", "东河沿社区", "槐树里社区")
    assert room.roll_call.communities() == ("东河沿社区", "槐树里社区")
    roll = room.roll_call.begin("强降雨", 30)
    assert [one.title for one in found(room)[OmissionKind.COMMUNITY_SILENT]] == ["东河沿社区", "槐树里社区"]

    room.roll_call.answer(roll, "槐树里社区", "积水1处")
    room.roll_call.answer(roll, "槐树里社区", "第二次不算")

    current = room.roll_call.current()
    assert current is not None
    assert (current.silent, [one.text for one in current.answers]) == (("东河沿社区",), ["积水1处"])
    (one,) = found(room)[OmissionKind.COMMUNITY_SILENT]
    assert omission_line(one) == "〔漏报核对〕东河沿社区：点名未报"


def test_a_roll_call_with_somebody_silent_ends_with_a_reason(room: Room) -> None:
    grids(room, "槐树里社区")
    roll = room.roll_call.begin("强降雨", 30)
    with pytest.raises(RuleBroken, match="reason_missing"):
        room.roll_call.end(roll)

    room.roll_call.end(roll, "已派人上门")

    assert room.roll_call.current() is None
    assert found(room) == {}


@pytest.mark.parametrize(
    ("reason", "minutes", "code"),
    [(" ", 30, "reason_missing"), ("雨", 0, "roll_call_limit"), ("雨", 5, "roll_call_open")],
)
def test_a_roll_call_that_cannot_be_is_refused(room: Room, reason: str, minutes: int, code: str) -> None:
    with pytest.raises(RuleBroken, match="roll_call_nobody"):
        room.roll_call.begin("雨", 30)
    grids(room, "槐树里社区")
    roll = room.roll_call.begin("雨", 30)
    with pytest.raises(RuleBroken, match=code):
        room.roll_call.begin(reason, minutes)
    with pytest.raises(RuleBroken, match="community_not_asked"):
        room.roll_call.answer(roll, "别处")
    with pytest.raises(RuleBroken, match="log_too_long"):
        room.roll_call.answer(roll, "槐树里社区", "长" * 501)
    with pytest.raises(RuleBroken, match="roll_call_unknown"):
        room.roll_call.end(RecordId("nowhere"))


def test_what_a_leader_signed_stands_on_the_handover_sheet_in_one_line(room: Room) -> None:
    incident = opened(room, sensitive=True, sensitive_reason="学校")
    room.incidents.revise(incident, {"level": Level.GENERAL, "sensitive": False}, "复核", signature=SIGNED)
    room.incidents.close(incident, not_reported=True, reason="误报", signature=SIGNED)

    lines = {softening_line(row) for row in softening_rows(room.desk.store)}

    assert lines == {
        "〔从轻〕自建房坍塌：较大降为一般，原因：复核，带班领导陈建国2时24分签",
        "〔从轻〕自建房坍塌：撤销敏感，原因：复核，带班领导陈建国2时24分签",
        "〔从轻〕自建房坍塌：按不报结束，原因：误报，带班领导陈建国2时24分签",
    }
