from __future__ import annotations

from datetime import UTC, datetime, timedelta

from commandpost.domain.alarm_flood import Calling, by_incident, is_flood, newly_begun

NOW = datetime(2026, 7, 18, 18, 24, tzinfo=UTC)


def begun(count: int, minutes: float = 9.0) -> list[datetime]:
    return [NOW - timedelta(minutes=minutes)] * count


def test_eleven_in_ten_minutes_are_a_flood_and_ten_are_not() -> None:
    assert not is_flood(begun(10), NOW)
    assert is_flood(begun(11), NOW)
    assert not is_flood([*begun(6), *begun(6, minutes=10)], NOW)


def test_what_a_clock_set_back_leaves_ahead_of_now_makes_no_flood_without_end() -> None:
    assert newly_begun([*begun(11, minutes=-30), *begun(3), NOW], NOW) == 4


def test_alarms_of_one_incident_stand_together_the_gravest_first_and_others_alone() -> None:
    alarms = [
        Calling(key="a", group="积水", rank=0),
        Calling(key="gap", group="", rank=1),
        Calling(key="b", group="坍塌", rank=1),
        Calling(key="spot", group="", rank=1),
        Calling(key="c", group="积水", rank=2),
    ]

    assert [[one.key for one in group] for group in by_incident(alarms)] == [["c", "a"], ["gap"], ["b"], ["spot"]]
