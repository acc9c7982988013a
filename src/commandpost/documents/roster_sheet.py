"""A month's roster as the template wants it: whole weeks of cells, Monday first."""

from __future__ import annotations

from commandpost.documents.wording import WEEKDAYS, Words, printable, stamp
from commandpost.domain.papers import Post, RosterLine, RosterPaper

FITS = 3  # posts of a day with a line each and the telephone beside the name


def roster_sheet(paper: RosterPaper, words: Words) -> dict[str, object]:
    """The data of ``roster.typ``; ``null`` cells lie outside the month."""
    cells: list[dict[str, object] | None] = [None] * (paper.days[0].date.weekday() if paper.days else 0)
    cells += [_cell(line, words) for line in paper.days]
    cells += [None] * (-len(cells) % 7)
    gaps = sum(not post.name for line in paper.days for post in _posts(line))
    return {
        "heading": f"{printable(paper.unit)}{paper.year}年{paper.month}月{words.word('paper', 'roster')}",
        "weekdays": [f"周{letter}" for letter in WEEKDAYS],
        "weeks": [cells[start : start + 7] for start in range(0, len(cells), 7)],
        "gaps": gaps,
        "phone": printable(paper.phone),
        "maker": printable(paper.made_by),
        "approver": printable(paper.approved_by),
        "made": stamp(paper.made_at),
        "crowded": any(len(_posts(line)) > FITS for line in paper.days),
        "phones": [[printable(one.name), printable(one.phone)] for one in paper.phones],
        "remarks": [printable(remark) for remark in paper.remarks],
    }


def _posts(line: RosterLine) -> tuple[Post, ...]:
    """The posts the day needs, in order."""
    return tuple(post for post in (line.leader, line.primary, line.secondary, *line.others) if post.wanted)


def _cell(line: RosterLine, words: Words) -> dict[str, object]:
    usual = ((line.leader, "带班"), (line.primary, "主班"), (line.secondary, "副班"))
    told = [_post(post, role) for post, role in usual if post.wanted]
    return {
        "day": str(line.date.day),
        "mark": printable(line.holiday) or words.word("day_type", line.day_type),
        "rest": line.day_type in {"restday", "holiday"},
        "gap": any(not post.name for post in _posts(line)),
        "leader": told[0] if line.leader.wanted else None,
        "pair": told[1:] if line.leader.wanted else told,
        "others": [{"title": printable(post.title), **_post(post, post.title)} for post in line.others],
        "note": printable(line.note),
    }


def _post(post: Post, role: str) -> dict[str, object]:
    if not post.name:
        return {"name": f"{printable(role)}空岗", "empty": True, "instead": "", "phone": ""}
    mark = "调" if post.swapped else "代"
    instead = f"{mark}{printable(post.instead_of)}" if post.instead_of else ""
    return {"name": printable(post.name), "empty": False, "instead": instead, "phone": printable(post.phone)}
