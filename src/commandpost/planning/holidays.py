"""The kept library of holidays as the first table of a year; a year it does not know is not guessed."""

from __future__ import annotations

from datetime import date

import chinese_calendar

from commandpost.domain.holidays import DayType, SpecialDay, YearTable

SOURCE = "chinesecalendar（公开数据，待与国务院办公厅通知原文核对）"


def known_years(first: int, last: int) -> tuple[YearTable, ...]:
    """The tables of all years the library knows between two years, both included."""
    tables = (year_table(year) for year in range(first, last + 1))
    return tuple(table for table in tables if table is not None)


def year_table(year: int) -> YearTable | None:
    """One year's days off and make-up workdays; None for a year without data."""
    try:
        off = chinese_calendar.get_holidays(date(year, 1, 1), date(year, 12, 31), include_weekends=False)
        work = chinese_calendar.get_workdays(date(year, 1, 1), date(year, 12, 31), include_weekends=True)
    except NotImplementedError:
        return None
    days = {day: SpecialDay(day_type=DayType.HOLIDAY, name=_name(day)) for day in off if _name(day)}
    makeup = (day for day in work if day.weekday() >= 5)
    days |= {day: SpecialDay(day_type=DayType.MAKEUP, name=_name(day)) for day in makeup}
    return YearTable(year=year, days=days, source=SOURCE)


def _name(day: date) -> str:
    """The Chinese name of the holiday a day belongs to, "" for a plain weekend."""
    _is_holiday, told = chinese_calendar.get_holiday_detail(day)
    names = {one.value: one.chinese for one in chinese_calendar.Holiday}
    return str(names.get(told or "", ""))
