from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.alarms import (
    Acknowledgement,
    Alarm,
    AlarmBoard,
    Audience,
    Cause,
    Kept,
    Priority,
    Stage,
    alarm_of,
    obligation_causes,
)
from commandpost.domain.deadlines import Deadline
from commandpost.domain.ids import RecordId, RuleId, UnitCode
from commandpost.domain.rules import AlarmTimes, Step
from tests.unit.domain.facts import RECEIVED, minutes

STREET, DISTRICT = UnitCode("110199001"), UnitCode("110199")
INCIDENT = RecordId("incident-1")
KEY = "incident-1:initial:1"


def a_deadline(due: float | None = 60, **told: Any) -> Deadline:
    known: dict[str, Any] = {
        "rule": RuleId("R"),
        "step": Step.INITIAL,
        "started": RECEIVED,
        "due": None if due is None else minutes(due),
        "source": "本单位时限 书面初报",
    }
    return Deadline(**{**known, **told})


def a_cause(*deadlines: Deadline, times: AlarmTimes | None = None) -> Cause:
    (cause,) = obligation_causes(INCIDENT, STREET, "积水", deadlines or (a_deadline(),), times or AlarmTimes())
    return cause


def noted(after: float, stage: Stage = Stage.OVERDUE) -> Acknowledgement:
    return Acknowledgement(stage=stage, at=minutes(after), name="李静")


def at(after: float, acknowledged: Acknowledgement | None = None, cause: Cause | None = None) -> Alarm | None:
    return alarm_of(cause or a_cause(), minutes(after), acknowledged)


@pytest.mark.parametrize(
    ("after", "stage", "sounds"),
    [
        (29.9, None, False),
        (30, Stage.AMBER, False),
        (48, Stage.RED, True),
        (60, Stage.OVERDUE, True),
        (6000, Stage.OVERDUE, True),
    ],
)
def test_amber_is_shown_red_and_overdue_sound(after: float, stage: Stage | None, sounds: bool) -> None:
    alarm = at(after)

    assert (alarm.stage if alarm else None, alarm is not None and alarm.sounds) == (stage, sounds)


def test_at_once_sounds_after_the_minutes_of_the_pack_and_is_not_hidden_by_a_measured_limit() -> None:
    at_once = a_deadline(None)

    assert at(4.9, cause=a_cause(at_once)) is None
    assert at(5, cause=a_cause(at_once)).stage is Stage.RED
    assert at(5, cause=a_cause(at_once)).priority is Priority.MEDIUM
    assert at(60, cause=a_cause(at_once, a_deadline(60))).stage is Stage.OVERDUE


def test_several_rules_for_one_report_are_one_alarm_that_names_them_all_the_strictest_first() -> None:
    cause = a_cause(a_deadline(120, source="B"), a_deadline(30, source="A"), a_deadline(None, source="C"))

    assert cause.rules == ("C", "A", "B")
    assert cause.due == minutes(30)
    assert at(30, cause=cause).stage is Stage.OVERDUE


def test_a_report_that_was_sent_calls_nobody() -> None:
    met = replace(a_deadline(), done=minutes(5))

    assert list(obligation_causes(INCIDENT, STREET, "积水", [met], AlarmTimes())) == []


def test_the_zero_report_of_a_unit_is_told_by_the_unit() -> None:
    (cause,) = obligation_causes(None, STREET, "永宁街道", [a_deadline(step=Step.ZERO)], AlarmTimes())

    assert (cause.key, cause.subject) == (f"{STREET}:zero:1", None)


def test_a_limit_no_longer_than_its_start_is_overdue_at_once() -> None:
    assert at(0, cause=a_cause(a_deadline(-5))).stage is Stage.OVERDUE


def test_a_name_quiets_the_stage_it_was_given_for_and_no_graver_one() -> None:
    red = noted(50, Stage.RED)

    assert not at(59, red).sounds
    overdue = at(60, red)
    assert overdue is not None
    assert overdue.unheard_since == minutes(60)


def test_a_name_given_while_the_clock_stood_years_ahead_keeps_nothing_silent() -> None:
    years = 60 * 24 * 3650
    ahead, soon = at(90, noted(years)), at(90, noted(95))
    assert ahead is not None
    assert soon is not None

    assert (ahead.sounds, ahead.acknowledged) == (True, None)
    assert not soon.sounds


def test_what_is_acknowledged_and_still_overdue_sounds_anew() -> None:
    assert not at(74, noted(60)).sounds
    anew = at(75, noted(60))
    assert anew is not None
    assert anew.unheard_since == minutes(75)
    assert not at(120, noted(118, Stage.OVERDUE)).sounds


def test_a_stricter_rule_that_comes_later_calls_though_its_limit_is_already_past() -> None:
    stricter = a_cause(a_deadline(40))
    alarm = at(55, noted(50, Stage.RED), stricter)

    assert alarm is not None
    assert (alarm.stage, alarm.unheard_since) == (Stage.OVERDUE, minutes(50))


def test_an_unheard_alarm_reaches_the_leader_and_then_the_upper_tier() -> None:
    reached = [at(after).reached for after in (30, 48, 53, 63)]

    assert reached == [
        frozenset(),
        {Audience.DESK},
        {Audience.DESK, Audience.LEADER},
        {Audience.DESK, Audience.LEADER, Audience.UPPER},
    ]
    assert at(63, noted(62)).reached == frozenset()


# -------------------------------------------------------------------------------------------------- the board


def a_board(*causes: Cause, unit: UnitCode = STREET, **told: Any) -> AlarmBoard:
    return AlarmBoard(made_at=RECEIVED, unit=unit, causes=causes or (a_cause(),), **told)


def test_what_sounds_comes_before_what_is_only_shown_and_the_gravest_first() -> None:
    amber = replace(a_cause(a_deadline(100)), key="amber")
    red = replace(a_cause(a_deadline(60)), key="red")
    overdue = replace(a_cause(a_deadline(40)), key="overdue")

    assert [alarm.key for alarm in a_board(amber, red, overdue).alarms(minutes(50))] == ["overdue", "red", "amber"]


def test_the_journal_is_told_of_each_stage_and_reach_once() -> None:
    board, kept = a_board(), Kept(stage=Stage.RED, reached=frozenset({Audience.DESK}))

    assert [alarm.stage for alarm in board.unkept(minutes(48))] == [Stage.RED]
    assert board.unkept(minutes(47)) == ()
    told = replace(board, own={KEY: kept})
    assert told.unkept(minutes(50)) == ()
    assert [alarm.reached for alarm in told.unkept(minutes(53))] == [{Audience.DESK, Audience.LEADER}]
    assert [alarm.stage for alarm in told.unkept(minutes(60))] == [Stage.OVERDUE]


def test_an_alarm_whose_cause_is_gone_is_over() -> None:
    assert a_board(own={KEY: Kept(stage=Stage.RED), "gone": Kept(stage=Stage.RED)}).over() == ("gone",)


def test_the_upper_tier_hears_of_what_nobody_below_took_note_of() -> None:
    board = a_board(unit=DISTRICT)

    assert board.alarms(minutes(62)) == ()
    (alarm,) = board.alarms(minutes(63))
    assert (alarm.sounds, alarm.unheard_since) == (True, minutes(63))


def test_a_name_below_spares_the_upper_tier_and_its_own_name_quiets_its_own_bell() -> None:
    heard_below = a_board(unit=DISTRICT, below={KEY: Kept(acknowledged=noted(62))})
    heard_here = a_board(unit=DISTRICT, own={KEY: Kept(stage=Stage.OVERDUE, acknowledged=noted(64))})

    assert heard_below.alarms(minutes(70)) == ()
    assert [alarm.sounds for alarm in heard_here.alarms(minutes(70))] == [False]


def test_the_upper_tier_keeps_what_it_heard_once() -> None:
    board = a_board(unit=DISTRICT)

    assert [alarm.key for alarm in board.unkept(minutes(63))] == [KEY]
    assert replace(board, own={KEY: Kept(stage=Stage.OVERDUE)}).unkept(minutes(90)) == ()


# ------------------------------------------------------------------------------------------------ properties

dues = st.none() | st.integers(1, 2000)
notes = st.none() | st.tuples(st.integers(0, 3000), st.sampled_from([Stage.RED, Stage.OVERDUE]))


@given(limits=st.lists(dues, min_size=1, max_size=4), after=st.integers(0, 4000))
def test_without_a_name_everything_past_four_fifths_sounds(limits: list[int | None], after: int) -> None:
    deadlines = [a_deadline(limit) for limit in limits]
    alarm = at(after, cause=a_cause(*deadlines))
    used = any(one.used(minutes(after)) >= 0.8 for one in deadlines)
    waited = None in limits and minutes(after) >= RECEIVED + AlarmTimes().at_once

    assert (alarm is not None and alarm.sounds) == (used or waited)


@given(limit=st.integers(1, 2000), note=notes, after=st.integers(0, 4000))
def test_nothing_overdue_is_silent_longer_than_the_pack_allows(
    limit: int, note: tuple[int, Stage] | None, after: int
) -> None:
    acknowledged = None if note is None else noted(*note)
    alarm = at(after, acknowledged, a_cause(a_deadline(limit)))

    if after >= limit:
        assert alarm is not None
        quiet = (
            acknowledged is not None
            and acknowledged.stage is Stage.OVERDUE
            and -AlarmTimes().again <= minutes(after) - acknowledged.at < AlarmTimes().again
        )
        assert alarm.sounds != quiet


@given(moments=st.lists(st.integers(0, 4000), min_size=1, max_size=8), limit=st.integers(1, 2000))
def test_the_alarm_of_a_moment_does_not_depend_on_the_moments_looked_at_before(moments: list[int], limit: int) -> None:
    cause = a_cause(a_deadline(limit))
    seen: dict[datetime, Alarm | None] = {}
    for after in moments:  # forwards, backwards, twice: sleep and clock jumps
        alarm = at(after, cause=cause)
        assert seen.setdefault(minutes(after), alarm) == alarm
    assert all(alarm is None or alarm.since <= moment for moment, alarm in seen.items())
    assert timedelta() <= AlarmTimes().again
