"""The words of the roster page."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from commandpost.app.duty import DayType, DutyCell, DutyPost, DutyRole
from commandpost.domain.roster import RosterProblem
from commandpost.gui.duty_words import role_word

GAPS = frozenset({"roster_day_missing", "roster_day_empty", "roster_post_empty"})  # no mistakes: posts left empty


def post_word(post: DutyPost) -> str:
    """The post with its shift: 夜班 主班."""
    return f"{post.shift_name} {role_word(post.role, post.title)}".strip()


def day_mark(cell: DutyCell) -> str:
    """休, 班, or the holiday's name."""
    translate = QCoreApplication.translate
    if cell.day_type is DayType.MAKEUP:
        return translate("Roster", "work")
    if cell.day_type is DayType.HOLIDAY:
        return cell.holiday or translate("Roster", "holiday")
    return translate("Roster", "rest") if cell.day_type is DayType.RESTDAY else ""


def cell_lines(cell: DutyCell) -> list[tuple[list[DutyPost], bool]]:
    """The lines of a cell: leaders in bold, the others below, shift by shift; an empty, unplanned post is no line."""
    lines: list[tuple[list[DutyPost], bool]] = []
    for shift in dict.fromkeys(post.shift for post in cell.posts):
        for leads in (True, False):
            posts = [one for one in cell.posts if one.shift == shift and one.leads is leads and (one.name or one.gap)]
            crowded = any(one.gap or one.away or one.gone for one in posts)  # these need more words than a name
            lines += [([one], leads) for one in posts] if crowded else [(posts, leads)] if posts else []
    return lines


def weekday_words() -> tuple[str, ...]:
    """周一 to 周日."""
    translate = QCoreApplication.translate
    return (
        translate("Roster", "Mon"),
        translate("Roster", "Tue"),
        translate("Roster", "Wed"),
        translate("Roster", "Thu"),
        translate("Roster", "Fri"),
        translate("Roster", "Sat"),
        translate("Roster", "Sun"),
    )


def day_word(day: date) -> str:
    """7月25日 周六."""
    words = QCoreApplication.translate("Roster", "{month}/{day} {weekday}")
    return words.format(month=day.month, day=day.day, weekday=weekday_words()[day.weekday()])


def month_word(year: int, month: int) -> str:
    """2026年7月."""
    return QCoreApplication.translate("Roster", "{year}-{month}").format(year=year, month=month)


def cell_words(cell: DutyCell) -> str:
    """The cell as a screen reader says it."""
    translate = QCoreApplication.translate
    parts = [day_word(cell.date), day_mark(cell)]
    for post in cell.posts:
        name = translate("Roster", "nobody") if post.gap else post.name
        if post.substitute_for:
            swapped = translate("Roster", "{name} swapped with {other}")
            said = swapped if post.swapped else translate("Roster", "{name} for {other}")
            name = said.format(name=name, other=post.substitute_for)
        if post.away or post.gone:
            name = away_word(post).format(name=name)
        parts.append(f"{post_word(post)} {name}" if name else "")
    return ", ".join(part for part in parts if part)


def away_word(post: DutyPost) -> str:
    """{name}（请假）, {name}（不在册）: the pattern of a name that cannot come."""
    translate = QCoreApplication.translate
    return translate("Roster", "{name} (left)") if post.gone else translate("Roster", "{name} (on leave)")


def problem_words(problem: RosterProblem) -> str:
    """第 5 行 主班：名册里没有“张三”."""
    translate = QCoreApplication.translate
    said = {
        "roster_date_invalid": translate("Roster", "“{value}” is no date"),
        "roster_date_twice": translate("Roster", "{value} stands there twice"),
        "roster_name_unknown": translate("Roster", "“{value}” is not on the staff list"),
        "roster_name_ambiguous": translate("Roster", "several people are called “{value}”"),
        "roster_same_person": translate("Roster", "{value} holds two posts on one day"),
        "roster_header_missing": translate("Roster", "no heading with date, leader, primary and secondary"),
        "roster_column_missing": translate("Roster", "no column for this post"),
        "roster_date_unreadable": translate("Roster", "“{value}” is no date"),
        "roster_date_outside_month": translate("Roster", "“{value}” lies outside the month"),
        "roster_name_too_long": translate("Roster", "“{value}” is too long for a name"),
        "roster_several_names": translate("Roster", "“{value}”: one name for each post"),
        "roster_person_twice": translate("Roster", "{value} holds two posts on one day"),
        "roster_day_missing": translate("Roster", "{value}: the file has no such day"),
        "roster_day_empty": translate("Roster", "{value}: nobody is entered"),
        "roster_post_empty": translate("Roster", "nobody holds this post"),
        "today_needs_leader": translate("Roster", "{value}: only the duty leader changes today's roster"),
    }
    reason = said.get(problem.code, problem.code).format(value=problem.value)
    if problem.row == 0:
        return reason
    words = translate("Roster", "Row {row}, column {column}: {reason}")
    return words.format(row=problem.row, column=_column_word(problem.column), reason=reason)


def _column_word(column: str) -> str:
    if column == "date":
        return QCoreApplication.translate("Roster", "Date")
    usual = {DutyRole.LEADER, DutyRole.PRIMARY, DutyRole.SECONDARY}
    return role_word(DutyRole(column)) if column in usual else column or "–"
