"""An alarm put aside comes back by itself; whatever is done with an alarm, none that is due is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.alarms import Acknowledgement, Alarm, AlarmKind, Cause, Stage, alarm_of
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import UnitCode
from commandpost.domain.rules import AlarmTimes
from commandpost.domain.shelving import LONGEST, Shelf, shelf_for
from tests.unit.domain.facts import minutes

CAUSE = Cause(
    key="积水:initial:1",
    kind=AlarmKind.OBLIGATION,
    unit=UnitCode("110199001"),
    subject=None,
    title="积水",
    stages=((minutes(30), Stage.AMBER), (minutes(48), Stage.RED), (minutes(90), Stage.OVERDUE)),
    times=AlarmTimes(),
)
spans = st.integers(min_value=-30, max_value=200)
acknowledgements = st.none() | st.builds(Acknowledgement, stage=st.sampled_from(Stage), at=spans.map(minutes))
shelves = st.none() | st.builds(Shelf, since=spans.map(minutes), until=spans.map(minutes))


def at(after: float, shelf: Shelf | None) -> Alarm:
    alarm = alarm_of(CAUSE, minutes(after), None, shelf)
    assert alarm is not None
    return alarm


def test_put_aside_it_is_silent_and_comes_back_by_itself() -> None:
    shelf = shelf_for(10, "核实电话占线", minutes(50), "李静")

    assert [at(after, shelf).sounds for after in (50, 59.9, 60)] == [False, False, True]
    assert at(59, shelf).shelved == shelf
    assert at(60, shelf).unheard_since == minutes(48)  # the leader is called as if it had never been put aside


def test_the_highest_priority_ends_it_at_once() -> None:
    shelf = shelf_for(30, "核实", minutes(80), "李静")

    assert [at(after, shelf).sounds for after in (89, 90)] == [False, True]


def test_a_clock_set_back_ends_it_and_a_written_end_beyond_the_longest_does_not_count() -> None:
    assert at(49, Shelf(since=minutes(50), until=minutes(60))).sounds
    assert at(81, Shelf(since=minutes(50), until=minutes(600))).sounds


@pytest.mark.parametrize(
    ("length", "reason", "code"),
    [(0, "核实", "shelf_minutes"), (31, "核实", "shelf_minutes"), (10, " ", "reason_missing")],
)
def test_without_a_reason_or_too_long_it_is_refused(length: int, reason: str, code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        shelf_for(length, reason, minutes(50), "李静")


def is_answered_for(alarm: Alarm, after: int) -> bool:
    """Sounding, acknowledged for this stage, or put aside with an end that comes."""
    noted, shelf, now = alarm.acknowledged, alarm.shelved, minutes(after)
    acknowledged = noted is not None and noted.stage.rank >= alarm.stage.rank
    returns = shelf is not None and alarm.stage is not Stage.OVERDUE and timedelta() <= now - shelf.since < LONGEST
    return alarm.sounds or acknowledged or returns


@given(spans, acknowledgements, shelves)
def test_no_alarm_that_is_due_is_lost(after: int, noted: Acknowledgement | None, shelf: Shelf | None) -> None:
    alarm = alarm_of(CAUSE, minutes(after), noted, shelf)

    assert alarm is None or not alarm.stage.sounds or is_answered_for(alarm, after)


@pytest.mark.parametrize("name", ["no end", "any stage"])
def test_the_property_catches_a_shelf_without_end_and_one_for_the_highest(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "no end":
        monkeypatch.setattr(Shelf, "holds", lambda shelf, now: shelf.since <= now)
    else:
        monkeypatch.setattr(Stage, "may_be_shelved", True)
    shelf = (
        Shelf(since=minutes(50), until=minutes(60)) if name == "no end" else Shelf(since=minutes(95), until=minutes(99))
    )
    after = 85 if name == "no end" else 96

    assert not is_answered_for(at(after, shelf), after)
