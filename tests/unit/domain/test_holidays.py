"""Holidays by yearly tables; a year without one is named, not guessed."""

from __future__ import annotations

from datetime import date

import pytest

from commandpost.domain.errors import RuleBroken
from commandpost.domain.holidays import Calendar, DayType, YearTable, day_lines, parse_days
from commandpost.planning.holidays import known_years, year_table

NEW_YEAR = "2027-01-01 休 元旦\n# 注释\n\n2027-01-03 班 元旦"


def test_the_kept_library_tells_days_off_and_workdays_made_up() -> None:
    calendar = Calendar.of(known_years(2026, 2030))

    assert calendar.day_type(date(2026, 10, 1)) is DayType.HOLIDAY
    assert calendar.name(date(2026, 10, 1)) == "国庆节"
    assert calendar.day_type(date(2026, 10, 10)) is DayType.MAKEUP
    assert calendar.day_type(date(2026, 7, 18)) is DayType.RESTDAY
    assert calendar.day_type(date(2026, 7, 17)) is DayType.WORKDAY
    assert calendar.name(date(2026, 7, 17)) == ""
    assert 2026 in calendar.unverified
    assert year_table(2099) is None


def test_a_year_without_a_table_is_missing_and_only_weekends_are_told_apart() -> None:
    calendar = Calendar.of(known_years(2026, 2026))

    assert calendar.missing([date(2026, 12, 31), date(2027, 1, 1)]) == (2027,)
    assert calendar.day_type(date(2027, 1, 1)) is DayType.WORKDAY


def test_the_units_own_table_takes_the_librarys_place() -> None:
    own = YearTable(year=2026, days=parse_days(2026, "2026-07-17 休 街道纪念日"), source="自定", verified=True)

    calendar = Calendar.of([*known_years(2026, 2026), own])

    assert calendar.name(date(2026, 7, 17)) == "街道纪念日"
    assert calendar.day_type(date(2026, 10, 1)) is DayType.WORKDAY
    assert calendar.unverified == frozenset()
    assert calendar.sources[2026] == "自定"


def test_days_are_typed_as_lines_and_read_back() -> None:
    days = parse_days(2027, NEW_YEAR)

    assert days[date(2027, 1, 3)].day_type is DayType.MAKEUP
    assert parse_days(2027, day_lines(days)) == days


@pytest.mark.parametrize("line", ["2027-01-01", "2027-02-30 休 春节", "2026-12-31 休 元旦", "元旦 休 2027-01-01"])
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        parse_days(2027, f"{NEW_YEAR}\n{line}")

    assert (broken.value.code, broken.value.params["line"]) == ("calendar_invalid", 5)
