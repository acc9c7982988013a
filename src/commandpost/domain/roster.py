"""Who is on duty when: posts, whole weeks of a month, and rosters read from rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import ClassVar

from commandpost.domain.errors import RuleBroken


class DutyRole(str):
    """One post of a duty day by its key: the role's, with shift and number where there are several.

    带班领导 主班 副班 are the roles of a fresh unit; ``domain.duty_setup`` tells which posts a day has.
    """

    __slots__ = ()

    LEADER: ClassVar[DutyRole]
    PRIMARY: ClassVar[DutyRole]
    SECONDARY: ClassVar[DutyRole]

    @property
    def value(self) -> str:
        """The key as the journal keeps it."""
        return str(self)


DutyRole.LEADER = DutyRole("leader")
DutyRole.PRIMARY = DutyRole("primary")
DutyRole.SECONDARY = DutyRole("secondary")


def weeks_of(year: int, month: int) -> tuple[date, ...]:
    """All days of the whole weeks, Monday first, that touch a month."""
    first = date(year, month, 1)
    last = month_days(year, month)[-1]
    start, end = first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())
    return tuple(start + timedelta(days=at) for at in range((end - start).days + 1))


def month_days(year: int, month: int) -> tuple[date, ...]:
    """The days of a month."""
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return tuple(first + timedelta(days=at) for at in range((following - first).days))


# ------------------------------------------------------------------------------------------ rosters from rows


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """A row as typed, pasted or read: its number as the user sees it, a date, and a name for each post, "" for none."""

    row: int
    date: date | str | None
    names: Mapping[DutyRole, str]
    note: str = ""
    marks: Mapping[DutyRole, str] = field(default_factory=dict)  # 代 or 调 of who stands in; shown, never read


@dataclass(frozen=True, slots=True, kw_only=True)
class PostColumn:
    """A post as a column of the month: its key and its heading, e.g. 夜班主班."""

    role: DutyRole
    title: str


USUAL_COLUMNS = (
    PostColumn(role=DutyRole.LEADER, title="带班领导"),
    PostColumn(role=DutyRole.PRIMARY, title="主班"),
    PostColumn(role=DutyRole.SECONDARY, title="副班"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterProblem:
    """What is wrong with one cell; the row as the user sees it, the column "date" or the key of a post."""

    row: int
    column: str
    code: str  # roster_date_invalid, roster_date_twice, roster_name_unknown, roster_name_ambiguous, roster_same_person
    value: str = ""


Posts = Mapping[DutyRole, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPlan:
    """What may be written: person ids by day and post; a plan with problems is never written."""

    days: Mapping[date, Posts]
    problems: tuple[RosterProblem, ...]
    notes: Mapping[date, str] = field(default_factory=dict)  # of the days that have one


def read_rows(rows: Iterable[RosterRow], people: Mapping[str, Sequence[str]]) -> RosterPlan:
    """Turn names into person ids; ``people`` maps a name to the ids of all who bear it."""
    days: dict[date, Posts] = {}
    notes: dict[date, str] = {}
    problems: list[RosterProblem] = []
    for row in rows:
        day = _row_date(row)
        if day is None or day in days:
            code = "roster_date_invalid" if day is None else "roster_date_twice"
            problems.append(RosterProblem(row=row.row, column="date", code=code, value=str(row.date or "")))
            continue
        posts, wrong = _posts(row, people)
        days[day] = posts
        notes |= {day: row.note.strip()} if row.note.strip() else {}
        problems.extend(wrong)
    return RosterPlan(days=days, problems=tuple(problems), notes=notes)


def _row_date(row: RosterRow) -> date | None:
    if isinstance(row.date, datetime):
        return row.date.date()
    if row.date is None or isinstance(row.date, date):
        return row.date
    text = row.date.strip().replace("/", "-").replace(".", "-").replace("年", "-").replace("月", "-").replace("日", "")
    parts = text.split("-")
    try:
        return date(*(int(part) for part in parts)) if len(parts) == 3 else None
    except ValueError:
        return None


def _posts(
    row: RosterRow, people: Mapping[str, Sequence[str]]
) -> tuple[dict[DutyRole, str | None], list[RosterProblem]]:
    posts: dict[DutyRole, str | None] = {}
    problems: list[RosterProblem] = []
    for role, told in row.names.items():
        name = told.strip()
        found = _bearers(name, people)
        code = _name_problem(name, found)
        if code:
            problems.append(RosterProblem(row=row.row, column=role.value, code=code, value=name))
        posts[role] = found[0] if len(found) == 1 else None
    twice = same_person(posts)
    if twice is not None:
        problems.append(
            RosterProblem(row=row.row, column=twice.value, code="roster_same_person", value=row.names[twice].strip())
        )
    return posts, problems


def _bearers(name: str, people: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Who is meant; tables are padded, 王　磊, and brackets are typed either way."""
    plain = "".join(name.split()).replace("(", "（").replace(")", "）")
    return people.get(name) or people.get(plain, ()) if name else ()


def _name_problem(name: str, found: Sequence[str]) -> str:
    """The code of what is wrong with a name, "" if nothing; an empty cell is a gap, no mistake."""
    if name and len(found) != 1:
        return "roster_name_ambiguous" if found else "roster_name_unknown"
    return ""


def same_person(posts: Posts) -> DutyRole | None:
    """The first post of a shift held by somebody who already holds another one of the same shift."""
    held: set[tuple[str, str]] = set()
    for role, person in posts.items():
        if person and (shift_of(role), person) in held:
            return role
        held.add((shift_of(role), person or ""))
    return None


def refuse_same_person(posts: Posts) -> None:
    """Raise RuleBroken("roster_same_person") when one person would hold two posts of a shift."""
    if same_person(posts) is not None:
        raise RuleBroken("roster_same_person", field="person")


def shift_of(role: DutyRole) -> str:
    """The key of the shift a post belongs to; "" for the shift of a whole day."""
    return role.partition(":")[0] if ":" in role else ""
