"""Roles, shifts and seasons as data: which posts a day has, and that no moment is without a shift."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.duplicates import DuplicateFigures
from commandpost.domain.duty_lines import parse_roles, parse_shifts, role_lines, shift_lines
from commandpost.domain.duty_setup import (
    DEFAULT_ROLES,
    FLOOD_SEASON,
    NIGHTS,
    WHOLE_DAY,
    DutySetup,
    PastHours,
    RoleSpec,
    Season,
    refuse_setup,
    seat_key,
)
from commandpost.domain.errors import RuleBroken
from commandpost.domain.holidays import DayType
from commandpost.domain.paper_encoding import from_plain, to_plain
from commandpost.domain.roster import DutyRole, shift_of
from commandpost.domain.shift_hours import (
    ShiftHours,
    ShiftSpec,
    following,
    handed_over_span,
    preceding,
    span_at,
    span_of,
    spans_of,
)

THREE = ShiftHours(
    name="三班",
    shifts=tuple(ShiftSpec(key=key, name=key, start=time(hour)) for key, hour in (("a", 0), ("b", 8), ("c", 16))),
)
CHANGING = DutySetup(
    hours=THREE,
    before=(PastHours(until=date(2026, 3, 1), hours=WHOLE_DAY), PastHours(until=date(2026, 9, 1), hours=NIGHTS)),
    seasons=(replace(FLOOD_SEASON, hours=ShiftHours(change=time(7, 45))),),
)
MOMENTS = st.datetimes(datetime(2026, 1, 2), datetime(2026, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001  # bounds
TIMETABLES = st.sampled_from([WHOLE_DAY, NIGHTS, THREE, CHANGING])
SATURDAY, MONDAY = date(2026, 7, 18), date(2026, 7, 20)


@given(MOMENTS, TIMETABLES)
def test_every_moment_has_one_shift_also_where_patterns_change(now: datetime, hours: DutySetup | ShiftHours) -> None:
    span = span_at(now, hours)
    after, before = following(span, hours), preceding(span, hours)

    assert span.start <= now < span.end
    assert (before.end, after.start) == (span.start, span.end)
    assert preceding(after, hours) == span
    assert span in spans_of(span.date, hours)
    assert handed_over_span(now, hours, [(before.date, before.shift)]) == span


def test_nights_are_the_shifts_somebody_is_up_for_at_three() -> None:
    day, night = spans_of(SATURDAY, NIGHTS)

    assert (day.is_night, night.is_night) == (False, True)
    assert [span.is_night for span in spans_of(SATURDAY, THREE)] == [True, False, False]
    assert span_of(SATURDAY, WHOLE_DAY).is_night
    assert span_of(SATURDAY, NIGHTS, "gone") == day


def test_the_nights_of_a_working_day_have_no_day_shift_and_days_off_do() -> None:
    setup = DutySetup(hours=NIGHTS)

    assert [seat.key for seat in setup.seats(MONDAY, DayType.WORKDAY)] == [
        "night:leader",
        "night:primary",
        "night:secondary",
    ]
    assert len(setup.seats(SATURDAY, DayType.RESTDAY)) == 6
    assert setup.shift_seats(SATURDAY, DayType.RESTDAY, "day")[0].key == "day:leader"


def test_two_of_a_role_are_two_posts_and_a_shift_may_need_fewer_roles() -> None:
    roles = (*DEFAULT_ROLES[:2], RoleSpec(key="secondary", name="副班", required=2))
    hours = ShiftHours(shifts=(ShiftSpec(start=time(8), roles=("secondary",)),))

    keys = [seat.key for seat in DutySetup(roles=roles, hours=hours).seats(MONDAY, DayType.WORKDAY)]

    assert keys == [DutyRole.SECONDARY, seat_key("", "secondary", 2)] == ["secondary", "secondary-2"]
    assert (shift_of(DutyRole("night:leader")), shift_of(DutyRole.LEADER)) == ("night", "")


def test_the_flood_season_adds_a_leader_and_a_winter_season_goes_over_new_year() -> None:
    setup = DutySetup(seasons=(FLOOD_SEASON, Season(name="烟花", first="12-20", last="02-20")))

    assert [role.key for role in setup.roles_on(date(2026, 7, 1))] == ["leader", "flood", "primary", "secondary"]
    assert [role.key for role in setup.roles_on(date(2026, 5, 31))] == ["leader", "primary", "secondary"]
    assert [setup.season(day) is not None for day in (date(2026, 1, 5), date(2026, 12, 25), date(2026, 3, 1))] == [
        True,
        True,
        False,
    ]
    assert setup.role("flood").name == "防汛值班领导"
    assert setup.role("gone").name == "gone"


def test_a_key_of_an_earlier_setup_keeps_its_meaning() -> None:
    seat = DutySetup().seat(MONDAY, DutyRole("night:secondary-2"))

    assert (seat.shift, seat.role.name, seat.number) == ("night", "副班", 2)


def test_new_hours_leave_the_days_before_alone() -> None:
    setup = DutySetup().changed(NIGHTS, MONDAY)

    assert setup.hours_on(SATURDAY) == WHOLE_DAY
    assert setup.hours_on(MONDAY) == NIGHTS
    assert setup.changed(THREE, MONDAY).before == (PastHours(until=MONDAY, hours=NIGHTS),)
    assert WHOLE_DAY.spec("gone").start == time(8, 30)


def test_a_setup_survives_the_journal() -> None:
    assert from_plain(DutySetup, to_plain(CHANGING)) == CHANGING


@pytest.mark.parametrize(
    ("setup", "code"),
    [
        (DutySetup(roles=()), "role_name_missing"),
        (DutySetup(roles=(RoleSpec(key="a-b", name="甲"),)), "role_name_missing"),
        (DutySetup(roles=(RoleSpec(key="a", name="甲"), RoleSpec(key="a", name="乙"))), "role_key_twice"),
        (DutySetup(roles=(RoleSpec(key="a", name="甲", required=10),)), "role_count_invalid"),
        (DutySetup(duplicates=DuplicateFigures(alike_percent=0)), "likeness_invalid"),
        (DutySetup(seasons=(Season(name="汛期", first="06-31", last="09-15"),)), "season_invalid"),
        (DutySetup(hours=ShiftHours(shifts=(ShiftSpec(start=time(8)), ShiftSpec(start=time(9))))), "shift_key_twice"),
    ],
)
def test_a_setup_nobody_can_work_with_is_refused(setup: DutySetup, code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        refuse_setup(setup)


def test_a_sound_setup_is_kept() -> None:
    assert refuse_setup(CHANGING) is CHANGING


def test_roles_and_shifts_are_typed_as_lines_and_keep_their_keys() -> None:
    roles = parse_roles(f"{role_lines(DEFAULT_ROLES)}\n\n值班长 2 领导 资格:持证", DEFAULT_ROLES)

    assert roles[:3] == DEFAULT_ROLES
    assert roles[3] == RoleSpec(key="r1", name="值班长", required=2, leads=True, qualification="持证")
    assert parse_roles(role_lines(roles), roles) == roles
    assert parse_roles("值班员")[0].required == 1
    assert parse_shifts(shift_lines(NIGHTS), NIGHTS).shifts == NIGHTS.shifts
    assert [spec.key for spec in parse_shifts("早 08:00\n晚 20:00 仅工作日").specs] == ["s1", "s2"]
    assert parse_shifts(shift_lines(WHOLE_DAY)).specs[0].start == time(8, 30)


@pytest.mark.parametrize("line", ["副班 两人", "副班 1 班长"])
def test_a_line_of_a_role_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        parse_roles(f"主班 1\n{line}")

    assert broken.value.params["line"] == 2


@pytest.mark.parametrize("text", ["", "夜班", "夜班 17:30 仅周五", "夜班 17:30 仅休息日 又"])
def test_a_line_of_a_shift_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken, match="shift_line_invalid"):
        parse_shifts(text)


def test_a_year_of_shifts_has_no_daylight_irregularity_in_beijing() -> None:
    span = span_at(datetime(2026, 1, 1, tzinfo=UTC), WHOLE_DAY)
    for _ in range(365):
        assert span.end - span.start == timedelta(days=1)
        span = following(span, WHOLE_DAY)
    assert span.date.year == 2027 or span.date == date(2026, 12, 31)
