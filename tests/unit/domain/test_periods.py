from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from commandpost.domain.deadlines import DeadlineState, ReportFact, Verdict
from commandpost.domain.errors import RuleBroken
from commandpost.domain.holidays import Calendar, DayType, SpecialDay, YearTable
from commandpost.domain.local_time import local_day
from commandpost.domain.obligations import Days, owed, owed_on
from commandpost.domain.periods import (
    PeriodKind,
    SpecialPeriod,
    begin_of,
    day_number,
    days_of,
    holidays,
    moment_of,
    parse_seasons,
    refuse_impossible,
)
from commandpost.domain.rules import Rule, Step
from tests.unit.domain.facts import RECEIVED, a_pack, a_report, a_rule, an_incident, minutes

SEASONS = (Path(__file__).parents[3] / "resources" / "periods" / "seasons.toml").read_text("utf-8")
TODAY = date(2026, 7, 19)
DAILY = a_rule("DAILY", daily_in=(PeriodKind.FLOOD,), daily_at=time(17))
ZERO = a_rule("ZERO", zero_in=(PeriodKind.FLOOD,), zero_at=time(17))
FIVE = moment_of(TODAY, time(17))  # five in the afternoon of the first day


def a_period(**told: Any) -> SpecialPeriod:
    known: dict[str, Any] = {"id": "p", "kind": PeriodKind.FLOOD, "name": "汛期"}
    return SpecialPeriod(**{**known, "first": date(2026, 7, 1), "last": date(2026, 7, 31), **told})


def days(until: datetime = FIVE + timedelta(days=2), *periods: SpecialPeriod) -> Days:
    return Days(periods=periods or (a_period(),), until=until)


def owes(*reports: ReportFact, rules: tuple[Rule, ...] = (DAILY,), until: datetime = FIVE, **told: Any) -> Any:
    found = owed(an_incident(**told), reports, [a_pack(*rules)], "street", days(until))
    return {deadline.key: deadline for deadline in found}


# ------------------------------------------------------------------------------------------------ the days


def test_the_flood_season_is_of_every_year_and_says_where_it_stands() -> None:
    (flood,) = parse_seasons(SEASONS)

    assert (flood.of(2027).first, flood.of(2027).last) == (date(2027, 6, 1), date(2027, 9, 15))
    assert flood.verified
    assert "防洪法" in flood.source


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "",
        '[[season]]\nid="a"\nkind="sunday"\nname="n"\nfirst="06-01"\nlast="06-02"',
        '[[season]]\nid="a"\nkind="flood"\nname="n"\nfirst="02-29"\nlast="03-01"',
    ],
)
def test_a_table_of_seasons_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken, match="seasons_invalid"):
        parse_seasons(text)


def test_days_off_in_a_row_under_one_name_are_one_holiday() -> None:
    off = {date(2026, 10, day): "国庆节" for day in (1, 2, 3)} | {
        date(2026, 10, 5): "国庆节",
        date(2026, 10, 4): "中秋节",
    }
    special = {day: SpecialDay(day_type=DayType.HOLIDAY, name=name) for day, name in off.items()}
    special[date(2026, 10, 10)] = SpecialDay(day_type=DayType.MAKEUP, name="国庆节")

    found = holidays(Calendar.of([YearTable(year=2026, days=special, verified=True, source="通知")]))

    assert [(one.name, one.first.day, one.last.day) for one in found] == [
        ("国庆节", 1, 3),
        ("中秋节", 4, 4),
        ("国庆节", 5, 5),
    ]
    assert all(one.verified and one.kind is PeriodKind.HOLIDAY for one in found)


def test_days_are_counted_in_beijing() -> None:
    midnight = datetime(2026, 7, 18, 16, tzinfo=UTC)

    assert local_day(midnight) == TODAY
    assert local_day(midnight - timedelta(seconds=1)) == date(2026, 7, 18)
    assert (begin_of(TODAY), moment_of(TODAY, None)) == (midnight, midnight + timedelta(days=1))
    assert day_number(TODAY) == 20260719


def test_only_days_of_the_kinds_asked_for_are_told() -> None:
    meeting = a_period(id="m", kind=PeriodKind.MEETING, first=TODAY, last=TODAY)
    periods = (meeting, a_period(first=date(2026, 7, 20), last=date(2026, 7, 20)))

    assert list(days_of(periods, [PeriodKind.MEETING], RECEIVED, minutes(10_000))) == [TODAY]
    assert list(days_of(periods, [PeriodKind.HOLIDAY], RECEIVED, minutes(10_000))) == []


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"name": " "}, "period_name_missing"),
        ({"last": date(2026, 6, 30)}, "period_ends_before_it_begins"),
        ({"last": date(2027, 12, 31)}, "period_too_long"),
    ],
)
def test_a_period_that_cannot_be_is_refused(told: dict[str, Any], code: str) -> None:
    refuse_impossible(a_period())
    with pytest.raises(RuleBroken, match=code):
        refuse_impossible(a_period(**told))


# ------------------------------------------------------------------------------------- what the days owe


def test_an_open_incident_owes_a_report_each_day_of_a_special_period() -> None:
    found = owes(until=FIVE + timedelta(days=1))

    assert [(key, one.due) for key, one in found.items()] == [
        ("DAILY:daily:20260719", FIVE),
        ("DAILY:daily:20260720", FIVE + timedelta(days=1)),
    ]


def test_a_written_report_of_the_day_meets_the_day_and_leaves_the_next_one() -> None:
    found = owes(a_report(Step.FOLLOW_UP, 60), until=FIVE + timedelta(days=1))

    assert found["DAILY:daily:20260719"].state(FIVE) is DeadlineState.DONE
    assert found["DAILY:daily:20260720"].is_open


def test_a_day_nobody_reported_is_met_late_by_the_next_report() -> None:
    late = ((FIVE - RECEIVED) + timedelta(hours=2)) / timedelta(minutes=1)
    found = owes(a_report(Step.FOLLOW_UP, late), until=FIVE + timedelta(days=1))["DAILY:daily:20260719"]

    assert found.lateness is not None
    assert (found.lateness.verdict, found.lateness.late_by) == (Verdict.LATE, timedelta(hours=2))


def test_an_incident_received_after_the_hour_owes_from_the_next_day_on() -> None:
    evening = FIVE + timedelta(hours=1)

    assert set(owes(received=evening, until=FIVE + timedelta(days=1))) == {"DAILY:daily:20260720"}


def test_the_end_of_the_handling_stops_a_day_that_was_not_due_and_hides_none_that_was() -> None:
    before, after = FIVE - timedelta(hours=1), FIVE + timedelta(hours=1)

    assert owes(closed_at=before, until=FIVE + timedelta(days=1)) == {}
    assert set(owes(closed_at=after, until=FIVE + timedelta(days=1))) == {"DAILY:daily:20260719"}


def test_the_final_report_ends_the_days() -> None:
    found = owes(a_report(Step.FINAL, 60), until=FIVE + timedelta(days=3))

    assert found == {}


def test_a_rule_without_an_hour_counts_to_the_end_of_the_day_and_without_days_nothing_is_owed() -> None:
    whole_day = a_rule("DAY", daily_in=(PeriodKind.FLOOD,))

    assert owes(rules=(whole_day,))["DAY:daily:20260719"].due == begin_of(TODAY + timedelta(days=1))
    assert owed(an_incident(), (), [a_pack(whole_day)], "street") == ()


def test_a_unit_owes_a_report_each_day_of_a_special_period_though_nothing_happened() -> None:
    (found,) = owed_on(TODAY, (), [a_pack(ZERO)], "street", [a_period()])

    assert (found.key, found.started, found.due, found.drives) == (
        "ZERO:zero:20260719",
        begin_of(TODAY),
        FIVE,
        True,
    )


def test_a_unit_owes_nothing_outside_special_periods_and_under_other_rules() -> None:
    assert owed_on(date(2026, 8, 1), (), [a_pack(ZERO)], "street", [a_period()]) == ()
    assert owed_on(TODAY, (), [a_pack(DAILY)], "street", [a_period()]) == ()
    assert owed_on(TODAY, (), [a_pack(ZERO)], "district", [a_period()]) == ()


def test_the_report_of_the_day_is_judged_by_its_hour_and_the_first_one_counts() -> None:
    number = day_number(TODAY)
    sent = [
        ReportFact(id=a_report(Step.ZERO, 0).id, step=Step.ZERO, sequence=number, at=at, earliest=at, latest=at)
        for at in (FIVE + timedelta(minutes=9), FIVE + timedelta(minutes=4))
    ]

    (found,) = owed_on(TODAY, sent, [a_pack(ZERO)], "street", [a_period()])
    (other,) = owed_on(TODAY + timedelta(days=1), sent, [a_pack(ZERO)], "street", [a_period()])

    assert found.lateness is not None
    assert found.lateness.late_by == timedelta(minutes=4)
    assert other.is_open
