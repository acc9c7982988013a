from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from commandpost.app.obligation_alarms import ObligationAlarmService
from commandpost.domain.alarms import Cause, Stage
from tests.e2e.alarms.street_day import Faults, StreetDay, Watcher
from tests.fakes import FakeClock

QUICK, LONG = range(12), range(1000)


def found(faults: Faults) -> dict[str, list[str]]:
    kinds = {"lost": faults.lost, "missed": faults.missed, "false": faults.false, "lateness": faults.lateness}
    return {kind: told[:3] for kind, told in kinds.items() if told}


@pytest.mark.parametrize("seed", QUICK)
def test_a_day_loses_no_obligation_misses_no_alarm_and_judges_to_the_second(seed: int) -> None:
    assert found(StreetDay(seed).run()) == {}


@pytest.mark.long
def test_a_thousand_days_lose_no_obligation_and_miss_no_alarm() -> None:
    wrong = {seed: told for seed in LONG if (told := found(StreetDay(seed).run()))}

    assert wrong == {}


# --------------------------------------------------------------------------- planted bugs, each to be caught


class StrictestOnly(Watcher):
    """The strictest rule alone drives: "at once", which is never overdue, hides the limit in minutes behind it."""

    def changed(self) -> None:
        super().changed()
        self.board = replace(self.board, causes=tuple(map(_at_once_only, self.board.causes)))


def _at_once_only(cause: Cause) -> Cause:
    measured = len(cause.rules) == 1
    return cause if measured else replace(cause, stages=tuple(one for one in cause.stages if one[1] is Stage.RED))


class ByWallClock(Watcher):
    """Asks the machine's wall clock, which anybody can set."""

    def sounding(self) -> dict[str, Stage]:
        now = self.clock.wall()
        return {alarm.key: alarm.stage for alarm in self.board.alarms(now) if alarm.sounds}


class OneTimerEach(Watcher):
    """Sets a timer when something comes up and forgets it when the program ends."""

    def __init__(self, alarms: ObligationAlarmService, clock: FakeClock) -> None:
        super().__init__(alarms, clock)
        self.known = {cause.key for cause in self.board.causes}

    def sounding(self) -> dict[str, Stage]:
        return {key: stage for key, stage in super().sounding().items() if key not in self.known}


class NamedForEver(Watcher):
    """One name silences a report's alarm for good."""

    def sounding(self) -> dict[str, Stage]:
        named = {key for key, kept in self.board.own.items() if kept.acknowledged is not None}
        return {key: stage for key, stage in super().sounding().items() if key not in named}


class NeverReadAgain(Watcher):
    """Reads what is owed at the start and never after a change."""

    def changed(self) -> None:
        """Believe the first reading."""


PLANTED = (StrictestOnly, ByWallClock, OneTimerEach, NamedForEver, NeverReadAgain)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda kind: kind.__name__)
def test_a_planted_bug_is_caught(planted: Callable[[ObligationAlarmService, FakeClock], Watcher]) -> None:
    caught = Counter(kind for seed in range(5) for kind in found(StreetDay(seed, planted).run()))

    assert caught["missed"] > 0
