from __future__ import annotations

from dataclasses import replace

import pytest

from commandpost.domain.alarm_rates import alarm_rates
from commandpost.domain.alarms import PRIORITIES, AlarmKind, Priority
from tests.unit.domain.facts import RECEIVED, minutes


def test_every_kind_of_alarm_has_a_priority_at_every_stage() -> None:
    assert set(PRIORITIES) == set(AlarmKind)
    assert [priority.rank for priority in Priority] == [2, 1, 0]


def test_the_figures_of_an_hour() -> None:
    begun = [(minutes(at), Priority.LOW) for at in range(12)] + [(minutes(30), Priority.HIGH)] * 3
    begun.append((minutes(60), Priority.HIGH))

    rates = alarm_rates(begun, minutes(0), minutes(60), standing=4)

    assert (rates.total, rates.per_window, rates.per_hour, rates.most, rates.standing) == (15, 2.5, 15, 10, 4)
    assert rates.shares == {Priority.HIGH: 0.2, Priority.MEDIUM: 0.0, Priority.LOW: 0.8}
    assert rates.flood_share == 0.0
    crowded = [(minutes(at / 10), Priority.LOW) for at in range(11)]
    assert alarm_rates(crowded, minutes(0), minutes(60), standing=0).flood_share == pytest.approx(1 / 6)


def test_no_alarm_gives_zeros() -> None:
    rates = alarm_rates([], RECEIVED, RECEIVED, standing=0)

    assert (rates.total, rates.most, rates.flood_share) == (0, 0, 0)
    assert set(rates.shares.values()) == {0.0}
    assert replace(rates, standing=1) != rates
