"""A month's roster as the template wants it: whole weeks of cells, Monday first."""

from __future__ import annotations

from commandpost.documents.wording import WEEKDAYS, Words, printable, stamp
from commandpost.domain.papers import Post, RosterLine, RosterPaper


def roster_sheet(paper: RosterPaper, words: Words) -> dict[str, object]:
    """The data of ``roster.typ``; ``null`` cells lie outside the month."""
    cells: list[dict[str, object] | None] = [None] * (paper.days[0].date.weekday() if paper.days else 0)
    cells += [_cell(line, words) for line in paper.days]
    cells += [None] * (-len(cells) % 7)
    gaps = sum(not post.name for line in paper.days for post in (line.leader, line.primary, line.secondary))
    return {
        "heading": f"{printable(paper.unit)}{paper.year}年{paper.month}月{words.word('paper', 'roster')}",
        "weekdays": [f"周{letter}" for letter in WEEKDAYS],
        "weeks": [cells[start : start + 7] for start in range(0, len(cells), 7)],
        "gaps": gaps,
        "phone": printable(paper.phone),
        "maker": printable(paper.made_by),
        "approver": printable(paper.approved_by),
        "made": stamp(paper.made_at),
        "remarks": [printable(remark) for remark in paper.remarks],
    }


def _cell(line: RosterLine, words: Words) -> dict[str, object]:
    posts = (line.leader, line.primary, line.secondary)
    return {
        "day": str(line.date.day),
        "mark": printable(line.holiday) or words.word("day_type", line.day_type),
        "rest": line.day_type in {"restday", "holiday"},
        "gap": any(not post.name for post in posts),
        "leader": _post(line.leader, "带班"),
        "pair": [_post(line.primary, "主班"), _post(line.secondary, "副班")],
        "note": printable(line.note),
    }


def _post(post: Post, role: str) -> dict[str, object]:
    if not post.name:
        return {"name": f"{role}空岗", "empty": True, "instead": ""}
    return {"name": printable(post.name), "empty": False, "instead": printable(post.instead_of)}
