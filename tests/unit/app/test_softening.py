from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest

from commandpost.app.desk import PersonRole, Tier
from commandpost.app.incidents import NewIncident
from commandpost.app.leader_signature import LeaderSignature
from commandpost.app.softening import Softening, softening_rows
from commandpost.domain.alarms import Alarm
from commandpost.domain.codes import Level
from commandpost.domain.deadlines import DeadlineState
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.rules import Step
from commandpost.journal.entry import Draft, Json
from tests.unit.app.desks import LEADER, OFFICER, SIGNED, START, Room, choose


@pytest.fixture
def room() -> Room:
    return Room()


def called(room: Room, key: str) -> list[Alarm]:
    return [alarm for alarm in room.alarms.board().alarms(room.clock.now()) if alarm.key == key]


def opened(room: Room, **told: Any) -> RecordId:
    known: dict[str, Any] = {"title": "自建房坍塌", "code": "12P13", "level": Level.LARGER, "received": START}
    return room.incidents.open(NewIncident(**{**known, "sensitive": True, "sensitive_reason": "学校", **told}))


@pytest.mark.parametrize(
    ("change", "what", "before", "after"),
    [
        ({"level": Level.GENERAL}, Softening.LEVEL_LOWERED, "larger", "general"),
        ({"sensitive": False}, Softening.SENSITIVITY_DROPPED, "", ""),
    ],
)
def test_what_is_made_less_serious_is_signed_by_the_leader_and_kept_as_its_own_record(
    room: Room, change: dict[str, Any], what: Softening, before: str, after: str
) -> None:
    incident = opened(room)
    with pytest.raises(RuleBroken, match="leader_missing"):
        room.incidents.revise(incident, change, "复核")

    room.incidents.revise(incident, change, "复核", signature=SIGNED)

    (row,) = softening_rows(room.desk.store)
    assert (row.softened.what, row.softened.before, row.softened.after) == (what, before, after)
    assert (row.reason, row.leader_name, row.by_name, row.incident, row.at) == (
        "复核",
        "陈建国",
        "李静",
        incident,
        START,
    )


def test_closing_without_a_report_is_kept_with_the_leaders_name(room: Room) -> None:
    incident = opened(room)
    room.incidents.close(incident, not_reported=True, reason="误报", signature=SIGNED)

    (row,) = softening_rows(room.desk.store)
    assert (row.softened.what, row.title, row.reason) == (Softening.NOT_REPORTED, "自建房坍塌", "误报")


@pytest.mark.parametrize(
    ("signature", "code"),
    [
        (LeaderSignature(leader=LEADER, pin="0000"), "pin_wrong"),
        (LeaderSignature(leader=OFFICER, pin="1234"), "pin_not_set"),
        (None, "leader_missing"),
    ],
)
def test_without_the_leaders_own_hand_nothing_is_written(
    room: Room, signature: LeaderSignature | None, code: str
) -> None:
    incident = opened(room)
    entries = len(room.journal.entries)

    with pytest.raises(RuleBroken, match=code):
        room.incidents.revise(incident, {"level": Level.GENERAL}, "复核", signature=signature)

    assert len(room.journal.entries) == entries


def test_a_leader_at_the_desk_needs_no_second_pin_and_a_locked_desk_signs_nothing(room: Room) -> None:
    incident = opened(room)
    room.sign_in(LEADER, "陈建国")
    room.session.roles = frozenset({PersonRole.DUTY_LEADER})
    here = LeaderSignature(leader=LEADER)
    room.session.locked = True
    with pytest.raises(RuleBroken, match="locked"):
        room.incidents.revise(incident, {"sensitive": False}, "复核", signature=here)
    room.session.locked = False

    room.incidents.revise(incident, {"sensitive": False}, "复核", signature=here)

    assert softening_rows(room.desk.store)[0].leader_name == "陈建国"


def test_somebody_who_is_no_leader_signs_nothing(room: Room) -> None:
    incident = opened(room)
    room.desk.store.set_setting(f"pin:{OFFICER}", "plain:1234")

    with pytest.raises(RuleBroken, match="leader_only"):
        room.incidents.close(
            incident, not_reported=True, reason="误报", signature=LeaderSignature(leader=OFFICER, pin="1234")
        )


def test_the_less_serious_value_of_a_conflict_needs_the_leader_too(room: Room) -> None:
    incident = opened(room, level=Level.GENERAL, sensitive=False)
    seen = room.record(incident).heads["level"]
    for level in ("major", "larger"):
        draft = Draft(
            kind="incident", record=incident, act="incident.revise", set={"level": level}, base={"level": seen}
        )
        room.desk.write(draft)
    assert room.incidents.row(incident).level is Level.MAJOR

    with pytest.raises(RuleBroken, match="reason_missing"):
        choose(room, incident, "level", "larger")
    with pytest.raises(RuleBroken, match="leader_missing"):
        choose(room, incident, "level", "larger", reason="复核")
    choose(room, incident, "level", "larger", reason="复核", signature=SIGNED)

    assert room.incidents.row(incident).level is Level.LARGER
    assert softening_rows(room.desk.store)[0].softened.before == "major"


def test_a_report_overdue_under_the_graver_level_stays_owed_after_lowering(room: Room) -> None:
    incident = opened(room, sensitive=False)
    room.reports.send(room.reports.mark_unknown(room.reports.draft(incident)))
    room.clock.advance(hours=13)

    room.incidents.revise(incident, {"level": Level.GENERAL}, "复核", signature=SIGNED)

    owed = {deadline.key: deadline for deadline in room.incidents.row(incident).deadlines}
    assert owed["LOCAL-FOLLOW-LARGER:follow_up:1"].state(room.clock.now()) is DeadlineState.OVERDUE
    assert owed["LOCAL-FOLLOW-DAILY:follow_up:1"].is_open


def test_what_was_met_late_under_the_graver_level_stays_late(room: Room) -> None:
    incident = opened(room, sensitive=False)
    room.reports.send(room.reports.mark_unknown(room.reports.draft(incident)))
    room.clock.advance(hours=13)
    room.reports.send(room.reports.mark_unknown(room.reports.draft(incident, Step.FOLLOW_UP)), late_reason="通信中断")

    room.incidents.revise(incident, {"level": Level.GENERAL}, "复核", signature=SIGNED)

    met = {one.key: one for one in room.incidents.row(incident).deadlines}["LOCAL-FOLLOW-LARGER:follow_up:1"]
    assert met.lateness is not None
    assert met.lateness.late_by == timedelta(hours=1)


def test_the_district_sees_it(room: Room) -> None:
    district = Room(tier=Tier.DISTRICT, journal=room.journal, clock=room.clock)
    incident = opened(room)
    room.incidents.revise(incident, {"level": Level.GENERAL}, "复核", signature=SIGNED)

    (row,) = softening_rows(district.desk.store)
    assert row.unit == room.desk.unit
    key = f"softening:{row.id}"
    assert [alarm.sounds for alarm in called(district, key)] == [True]
    district.alarms.acknowledge([key])
    assert [alarm.sounds for alarm in called(district, key)] == [False]
    assert called(room, key) == []


# ------------------------------------------------------------------------------------- figures and levels


def test_a_report_with_a_changed_figure_says_why_and_who_verified_it(room: Room) -> None:
    incident = opened(room, trapped=1, source="居民来电")
    room.reports.send(room.reports.mark_unknown(room.reports.draft(incident)))
    room.clock.advance(hours=1)
    room.incidents.revise(incident, {"trapped": 0}, source="现场")
    follow_up = room.reports.draft(incident, Step.FOLLOW_UP)
    with pytest.raises(RuleBroken, match="figure_unexplained"):
        room.reports.send(follow_up)

    report = room.reports.send(room.reports.mark_unknown(follow_up))

    (change,) = cast("list[Json]", room.record(report).fields["figure_changes"])
    assert change == {
        "figure": "trapped",
        "told_in": "report",
        "told_at": START.isoformat(),
        "before": 1,
        "now": 0,
        "reason": "正在核实",
        "verifier": "正在核实",
    }
    words = {one.heading: one.text for one in room.reports.paper(report).paragraphs}
    assert "所报被困1人，现为无被困" in words["corrections"]


def test_a_corrected_figure_is_kept_in_the_draft_and_drops_the_signature(room: Room) -> None:
    incident = opened(room, trapped=1)
    draft = room.reports.draft(incident)
    signed = room.reports.sign(draft, SIGNED)
    typed = room.reports.mark_unknown(signed).corrections
    assert typed == {}

    again = room.reports.save(replace(signed, figures={**signed.figures, "trapped": 2}))

    assert again.signed_by is None


def test_every_figure_has_its_source_its_time_and_its_people(room: Room) -> None:
    incident = opened(room, injured=2, source="居民来电")
    room.clock.advance(minutes=12)
    room.incidents.revise(incident, {"injured": 1}, "重复计算", source="医院", verifier="王敏")

    claim = room.incidents.row(incident).told["injured"]
    assert (claim.value, claim.source, claim.by_name, claim.verifier) == (1, "医院", "李静", "王敏")
    assert claim.at == START + timedelta(minutes=12)


def test_a_casualty_falls_only_with_somebody_who_verified_it(room: Room) -> None:
    incident = opened(room, injured=2)
    with pytest.raises(RuleBroken, match="verifier_missing"):
        room.incidents.revise(incident, {"injured": 1}, "重复计算")


def test_the_suggested_level_and_the_chosen_one_are_both_kept(room: Room) -> None:
    incident = opened(room, level=Level.GENERAL, dead=2, missing=1)
    fields = room.record(incident).fields

    assert (fields["level"], fields["suggested_level"]) == ("general", "larger")
    assert room.incidents.row(incident).suggested is Level.LARGER

    room.incidents.revise(incident, {"dead": 9})

    assert room.incidents.row(incident).suggested is Level.MAJOR
    assert room.incidents.row(incident).level is Level.GENERAL


def test_place_and_people_hint_at_sensitivity_and_nobody_is_made_to_follow(room: Room) -> None:
    hints = room.incidents.hints(NewIncident(title="学生受伤", code="", place="永宁小学（学校）", received=START))

    assert {hint.kind for hint in hints} == {"place", "people"}


def test_a_forest_fire_asks_for_its_area(room: Room) -> None:
    assert "burnt_area" in room.incidents.grading.asks_for("11G01")
    incident = opened(room, code="11G01", burnt_area=120)

    assert room.incidents.row(incident).suggested is Level.MAJOR
    assert room.incidents.row(incident).measures["burnt_area"] == 120
