from __future__ import annotations

from datetime import date, timedelta

import pytest

from commandpost.app.desk import PersonRole, Tier
from commandpost.app.handover_words import softening_line
from commandpost.app.incidents import NewIncident
from commandpost.app.obligation_alarms import alarm_id
from commandpost.app.softening import Softening, softening_rows
from commandpost.domain.alarms import Alarm, Audience, Stage
from commandpost.domain.deadlines import Verdict
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.local_time import local_day
from commandpost.domain.periods import day_of
from commandpost.domain.rules import Step
from commandpost.journal.entry import Draft
from tests.factories import as_administrator
from tests.unit.app.desks import DISTRICT, SIGNED, START, STREET, Room


@pytest.fixture
def room() -> Room:
    return Room()


def opened(room: Room, title: str = "积水") -> RecordId:
    return room.incidents.open(NewIncident(title=title, code="11A02", received=room.clock.now()))


def standing(room: Room) -> dict[str, Alarm]:
    now = room.clock.now()
    return {alarm.key: alarm for alarm in room.alarms.board().alarms(now)}


def sounding(room: Room) -> set[str]:
    return {key for key, alarm in standing(room).items() if alarm.sounds}


def acts(room: Room, key: str) -> list[str]:
    return [entry.body.act for entry in room.desk.store.history(alarm_id(room.desk.unit, key))]


def a_unit_below(room: Room) -> None:
    fields = {"code": STREET, "name": "永宁街道办事处", "parent": DISTRICT, "tier": "street"}
    with as_administrator(room.desk):
        room.desk.write(Draft(kind="unit", record=RecordId(f"unit-{STREET}"), act="unit.enter", set=dict(fields)))


def test_a_phone_report_at_once_and_within_minutes_calls_as_one_alarm(room: Room) -> None:
    incident = opened(room)
    room.clock.advance(minutes=4)
    assert sounding(room) == set()

    room.clock.advance(minutes=1)

    assert sounding(room) == {f"{incident}:phone:1"}
    assert standing(room)[f"{incident}:phone:1"].cause.rules[0].startswith("北京市实施")


def test_the_report_ends_the_alarm_and_the_journal_tells_all_of_it(room: Room) -> None:
    incident = opened(room)
    room.clock.advance(minutes=15)
    room.alarms.keep()
    room.alarms.keep()
    room.alarms.acknowledge([f"{incident}:phone:1"])
    room.reports.phone_report(incident, to="区总值班室", taken_by="赵强")
    room.alarms.keep()

    assert acts(room, f"{incident}:phone:1") == ["alarm.raise", "alarm.acknowledge", "alarm.end"]
    assert f"{incident}:phone:1" not in standing(room)


def test_only_a_named_person_silences_and_the_log_says_who(room: Room) -> None:
    incident = opened(room)
    room.clock.advance(minutes=15)
    room.sign_out()
    with pytest.raises(RuleBroken, match="sign_in_first"):
        room.alarms.acknowledge([f"{incident}:phone:1"])
    assert sounding(room)

    room.sign_in()
    room.alarms.acknowledge([f"{incident}:phone:1"])

    assert sounding(room) == set()
    assert room.logbook.items()[0].text == "积水：电话首报的警报由李静确认。"
    assert acts(room, f"{incident}:phone:1") == ["alarm.raise", "alarm.acknowledge"]


def test_a_name_for_what_does_not_sound_writes_nothing(room: Room) -> None:
    incident = opened(room)
    before = len(room.journal.entries)

    room.alarms.acknowledge([f"{incident}:phone:1", "nowhere"])

    assert len(room.journal.entries) == before


def test_what_is_acknowledged_sounds_again_when_it_is_overdue_and_when_it_stays_so(room: Room) -> None:
    key = f"{opened(room)}:phone:1"
    room.clock.advance(minutes=12)
    room.alarms.acknowledge([key])
    assert key not in sounding(room)

    room.clock.advance(minutes=3)
    assert key in sounding(room)
    room.alarms.acknowledge([key])
    room.clock.advance(minutes=14)
    assert key not in sounding(room)
    room.clock.advance(minutes=1)

    assert key in sounding(room)


def test_an_unheard_alarm_reaches_the_leader_then_the_district_and_each_step_is_an_entry(room: Room) -> None:
    key = f"{opened(room)}:phone:1"
    for _ in range(25):
        room.clock.advance(minutes=1)
        room.alarms.keep()

    record = room.record(alarm_id(STREET, key))
    assert record.fields["reached"] == [str(audience) for audience in Audience]
    assert acts(room, key).count("alarm.raise") == 1
    assert acts(room, key).count("alarm.escalate") == 3  # the leader, overdue, the district


def test_a_new_start_over_the_same_journal_stands_where_the_old_one_stood(room: Room) -> None:
    key = f"{opened(room)}:phone:1"
    other = f"{opened(room, '树倒')}:phone:1"
    room.clock.advance(minutes=12)
    room.alarms.acknowledge([key])

    again = Room(journal=room.journal, clock=room.clock)

    assert sounding(again) == {other}


def test_two_desks_of_one_street_keep_one_alarm_once(room: Room) -> None:
    key = f"{opened(room)}:phone:1"
    second = Room(journal=room.journal, clock=room.clock)
    room.clock.advance(minutes=12)
    room.alarms.keep()
    second.alarms.keep()

    assert acts(room, key) == ["alarm.raise"]
    second.alarms.acknowledge([key])
    assert sounding(room) == set()


def test_the_district_hears_of_a_street_that_nobody_answers_for_and_quiets_only_its_own_bell(room: Room) -> None:
    district = Room(tier=Tier.DISTRICT, journal=room.journal, clock=room.clock)
    key = f"{opened(room)}:phone:1"
    room.clock.advance(minutes=19)
    assert sounding(district) == set()

    room.clock.advance(minutes=1)
    assert key in sounding(district)
    district.alarms.keep()
    district.alarms.acknowledge([key])

    assert key not in sounding(district)
    assert key in sounding(room)


def test_a_name_in_the_street_spares_the_district(room: Room) -> None:
    district = Room(tier=Tier.DISTRICT, journal=room.journal, clock=room.clock)
    key = f"{opened(room)}:phone:1"
    room.clock.advance(minutes=19)
    room.alarms.acknowledge([key])
    room.clock.advance(minutes=9)

    assert sounding(district) == set()


def test_an_ended_alarm_that_comes_back_is_not_quieted_by_the_old_name(room: Room) -> None:
    incident = opened(room)
    room.reports.phone_report(incident, to="区总值班室", taken_by="赵强")
    key = f"{incident}:initial:1"
    room.clock.advance(minutes=61)
    room.alarms.acknowledge([key])
    room.incidents.close(incident, not_reported=True, reason="误报", signature=SIGNED)
    room.alarms.keep()
    assert acts(room, key)[-1] == "alarm.end"

    room.incidents.reopen(incident, "现场复核")

    assert key in sounding(room)
    room.alarms.keep()
    assert acts(room, key)[-1] == "alarm.raise"


# ---------------------------------------------------------------------------------- the reports of the day


def test_in_the_flood_season_the_unit_owes_its_report_of_the_day_and_the_alarm_says_so(room: Room) -> None:
    room.clock.advance(hours=11, minutes=20)  # 13:44 in Beijing: four fifths of the time to 17:00

    assert sounding(room) == {f"{STREET}:zero:20260719"}
    today = room.daily.today()
    assert today is not None
    assert (today.step, today.source) == (Step.ZERO, "本单位时限 特殊时期零报告")


def test_a_zero_report_meets_the_day(room: Room) -> None:
    room.daily.send(date(2026, 7, 19))
    room.clock.advance(hours=20)

    (row,) = room.daily.rows()
    assert (row.zero, row.sent_by, row.day, row.late_reason) == (True, "李静", date(2026, 7, 19), "")
    assert room.daily.today() is None
    assert {one.sequence: one.is_open for one in room.daily.owed()}[20260719] is False


def test_a_late_report_of_the_day_says_why_and_stays_late(room: Room) -> None:
    room.clock.advance(hours=16)  # 18:24
    with pytest.raises(RuleBroken, match="late_reason_missing"):
        room.daily.send(date(2026, 7, 19), told="积水1处，已排除")

    room.daily.send(date(2026, 7, 19), told="积水1处，已排除", late_reason="通信中断")

    (row,) = room.daily.rows(STREET)
    assert row.lateness is not None
    assert row.lateness.late_by == timedelta(hours=1, minutes=24, seconds=8)
    assert (row.zero, row.late_reason) == (False, "通信中断")


@pytest.mark.parametrize(
    ("day", "told", "code"),
    [
        (date(2026, 7, 20), "", "daily_day_ahead"),
        (date(2026, 7, 19), "长" * 5001, "daily_too_long"),
    ],
)
def test_a_report_that_cannot_be_is_refused(room: Room, day: date, told: str, code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        room.daily.send(day, told=told)


def test_a_day_is_reported_once_and_by_somebody(room: Room) -> None:
    room.daily.send(date(2026, 7, 19))
    with pytest.raises(RuleBroken, match="daily_already_sent"):
        room.daily.send(date(2026, 7, 19))
    room.sign_out()
    with pytest.raises(RuleBroken, match="sign_in_first"):
        room.daily.send(date(2026, 7, 18), late_reason="补报")


def test_a_day_nobody_reported_stays_on_the_screen(room: Room) -> None:
    room.logbook.record("巡查正常")
    room.clock.advance(days=3)

    overdue = [one.sequence for one in room.daily.owed() if one.state(room.clock.now()).value == "overdue"]
    assert overdue == [20260719, 20260720, 20260721]


def test_the_district_sees_which_street_owes_the_report_of_the_day(room: Room) -> None:
    a_unit_below(room)
    room.logbook.record("巡查正常")
    district = Room(tier=Tier.DISTRICT, journal=room.journal, clock=room.clock)
    room.clock.advance(hours=15)

    (alarm,) = district.alarms.board().alarms(room.clock.now())
    assert (alarm.cause.unit, alarm.cause.title, alarm.stage) == (STREET, "永宁街道办事处", Stage.OVERDUE)


def test_a_role_that_may_not_send_may_not_report_the_day(room: Room) -> None:
    room.session.roles = frozenset({PersonRole.AUDITOR})
    with pytest.raises(RuleBroken, match="not_permitted"):
        room.daily.send(START.date())


def test_a_day_nobody_reported_is_owed_a_year_later_too_and_a_late_report_ends_it(room: Room) -> None:
    room.logbook.record("巡查正常")
    room.clock.advance(days=800)

    oldest = room.daily.overdue()[0]
    assert (oldest.sequence, oldest.drives) == (20260719, True)
    assert {one.sequence // 10_000 for one in room.daily.overdue()} == {2026, 2027, 2028}
    assert f"{STREET}:zero:20260719" in {one.key for one in room.alarms.board().causes}
    room.daily.send(date(2026, 7, 19), late_reason="漏报补报")

    assert room.daily.overdue()[0].sequence == 20260720


def test_days_that_are_never_reported_are_explained_by_the_leader_and_stay_late(room: Room) -> None:
    room.logbook.record("巡查正常")
    room.clock.advance(days=40)
    missed = [day_of(one.sequence) for one in room.daily.overdue()]
    first_ten = missed[:10]

    with pytest.raises(RuleBroken, match="reason_missing"):
        room.daily.explain(first_ten, " ", SIGNED)
    with pytest.raises(RuleBroken, match="leader_missing"):
        room.daily.explain(first_ten, "系统尚未启用", None)
    with pytest.raises(RuleBroken, match="daily_not_overdue"):
        room.daily.explain([local_day(room.clock.now())], "系统尚未启用", SIGNED)
    room.daily.explain(first_ten, "系统尚未启用", SIGNED)

    assert [day_of(one.sequence) for one in room.daily.overdue()] == missed[10:]
    rows = [row for row in room.daily.rows() if row.explained]
    assert sorted(row.day for row in rows) == first_ten
    assert all(row.lateness is not None and row.lateness.verdict is Verdict.LATE for row in rows)
    (signed,) = softening_rows(room.desk.store)
    assert (signed.softened.what, signed.leader_name, signed.incident) == (
        Softening.DAYS_NOT_REPORTED,
        "陈建国",
        None,
    )
    assert "不再补报" in softening_line(signed)
