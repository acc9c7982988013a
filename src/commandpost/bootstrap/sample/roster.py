"""The sample's rosters: three months around today, one stand-in today, one gap a week ahead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from commandpost.app import record_fields as read
from commandpost.app.desk import Desk
from commandpost.app.duty_views import duty_day_id
from commandpost.bootstrap.sample.people import SAMPLE_STAFF
from commandpost.domain.ids import PersonId
from commandpost.domain.roster import DutyRole, month_days
from commandpost.domain.shift_hours import ShiftHours, span_at, span_of
from commandpost.journal.entry import Draft, Json

GAP_AFTER = timedelta(days=7)
STANDS_IN, INSTEAD_OF = "王磊", "张敏"


def seed_rosters(desk: Desk, people: Mapping[str, PersonId]) -> None:
    """Write the last, this and the next month as one transaction."""
    hours = ShiftHours()
    today = span_at(desk.now(), hours).date
    drafts = [_day(desk, people, day, today, hours) for day in _three_months(today)]
    desk.write(*drafts)


def _three_months(today: date) -> Iterator[date]:
    for step in (-1, 0, 1):
        months = today.year * 12 + today.month - 1 + step
        yield from month_days(months // 12, months % 12 + 1)


def _day(desk: Desk, people: Mapping[str, PersonId], day: date, today: date, hours: ShiftHours) -> Draft:
    leaders, officers = _queues(desk)
    offset = (day - today).days
    posts: dict[str, Json] = {
        DutyRole.LEADER.value: people[leaders[offset % len(leaders)]],
        DutyRole.PRIMARY.value: people[officers[2 * offset % len(officers)]],
        DutyRole.SECONDARY.value: people[officers[(2 * offset + 1) % len(officers)]],
    }
    if day == today and STANDS_IN in people:
        posts |= _stand_in(people, leaders[0], (span_of(day, hours).start - timedelta(hours=16)).isoformat())
    if day == today + GAP_AFTER:
        posts[DutyRole.PRIMARY.value] = None
    frame: dict[str, Json] = {"date": day.isoformat(), "at": read.iso(span_of(day, hours).start)}
    return Draft(kind="duty_day", record=duty_day_id(desk.unit, day), act="duty.import", set={**frame, **posts})


def _queues(desk: Desk) -> tuple[Sequence[str], Sequence[str]]:
    staff = SAMPLE_STAFF[desk.tier]
    leaders = [one.name for one in staff if one.title not in {"值班员", "内审员"}]
    officers = [one.name for one in staff if one.title == "值班员"]
    return leaders, officers


def _stand_in(people: Mapping[str, PersonId], leader: str, approved_at: str) -> dict[str, Json]:
    mark: dict[str, Json] = {
        "instead_of": people[INSTEAD_OF],
        "reason": "就医",
        "approved_by": leader,
        "approved_at": approved_at,
    }
    return {DutyRole.SECONDARY.value: people[STANDS_IN], "substitutions": {DutyRole.SECONDARY.value: mark}}
