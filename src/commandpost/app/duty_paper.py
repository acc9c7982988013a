"""The month's roster as a paper: every post with its name, and the telephones below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from commandpost.app.desk import Desk
from commandpost.app.duty_views import DutyCell, DutyPost
from commandpost.app.staff_phones import MASKED, phones_leaving
from commandpost.domain.duty_setup import DutySetup
from commandpost.domain.holidays import Calendar
from commandpost.domain.papers import PhoneLine, Post, RosterLine, RosterPaper
from commandpost.domain.roster import DutyRole

UNCONFIRMED_HOURS = "交接班时间 {change}（待核定）"  # as printed under the roster
CONFIRMED_HOURS = "交接班时间 {change}"
NEEDS_APPROVAL = "换班、代班须经带班领导批准"
PRINTED = "{year}年{month}月值班表（打印）"
NO_CALENDAR = "{year} 年放假安排未录入，节假日未标出"


def roster_paper(  # the parts of one paper
    desk: Desk,
    cells: Sequence[DutyCell],
    setup: DutySetup,
    calendar: Calendar,
    *,
    phone: str,
    confirmed: bool,
) -> RosterPaper:
    """The paper of the days of one month; telephones in clear are recorded, or masked without the permission."""
    first = cells[0].date
    hours = "、".join(spec.start.isoformat("minutes") for spec in setup.hours_on(first).specs)
    words = CONFIRMED_HOURS if confirmed else UNCONFIRMED_HOURS
    names = people_of(cells)
    leaving = phones_leaving(desk, names, PRINTED.format(year=first.year, month=first.month))
    numbers = leaving.by_person
    missing = calendar.missing(cell.date for cell in cells)
    return RosterPaper(
        unit=desk.unit_name,
        year=first.year,
        month=first.month,
        days=tuple(_line(cell, numbers) for cell in cells),
        phone=phone,
        made_by=desk.session.name,
        made_at=desk.now(),
        remarks=(
            words.format(change=hours),
            NEEDS_APPROVAL,
            *((MASKED,) if leaving.masked else ()),
            *(NO_CALENDAR.format(year=year) for year in missing),
        ),
        phones=tuple(PhoneLine(name=names[person], phone=number) for person, number in numbers.items()),
    )


def _line(cell: DutyCell, numbers: Mapping[str, str]) -> RosterLine:
    usual = (cell.leader, cell.primary, cell.secondary)
    known = {post.role for post in cell.posts}
    return RosterLine(
        date=cell.date,
        day_type=cell.day_type.value,
        holiday=cell.holiday,
        leader=_post(cell.leader, numbers, wanted=cell.leader.role in known),
        primary=_post(cell.primary, numbers, wanted=cell.primary.role in known),
        secondary=_post(cell.secondary, numbers, wanted=cell.secondary.role in known),
        others=tuple(_post(post, numbers) for post in cell.posts if post.role not in {one.role for one in usual}),
        note=cell.note,
    )


def _post(post: DutyPost, numbers: Mapping[str, str], *, wanted: bool = True) -> Post:
    usual = post.role in {DutyRole.LEADER, DutyRole.PRIMARY, DutyRole.SECONDARY}
    title = "" if usual else f"{post.shift_name}{post.title}"
    return Post(
        phone=numbers.get(post.person or "", ""),
        name=post.name,
        instead_of=post.substitute_for,
        approved_by=post.approved_by,
        reason=post.reason,
        title=title,
        swapped=post.swapped,
        wanted=wanted,
    )


def people_of(cells: Iterable[DutyCell]) -> dict[str, str]:
    """Everybody on the days once: id → name, by name."""
    people = {post.person: post.name for cell in cells for post in cell.posts if post.person is not None}
    return dict(sorted(people.items(), key=lambda pair: (pair[1], pair[0])))
